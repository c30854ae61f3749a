from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision, WorkflowState

from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS
from content import renditions
from content.models import CityAssignment, Entry
from content.operations import create_draft, submit
from events.models import Event, EventListing
from tests.factories import a_business, a_city, a_promotion, a_user, an_event, an_image
from tests.factories.admin import open_form, press, signed_in, url_of

pytestmark = pytest.mark.django_db
MAKERS = [an_event, a_business, a_promotion]


def facts() -> tuple[object, ...]:
    return (
        list(Revision.objects.order_by("pk").values_list("pk", "content", "created_at", "approved_go_live_at")),
        list(Event.objects.order_by("pk").values()),
        list(WorkflowState.objects.order_by("pk").values_list("pk", "status")),
        EventListing.objects.count(),
        ModelLogEntry.objects.count(),
    )


# Role × button on a complete draft: what the entry is afterwards.
@pytest.mark.parametrize(
    ("role", "button", "outcome"),
    [
        (EDITORS, "", "draft"),
        (EDITORS, "submit", "in review"),
        (EDITORS, "publish", "refused"),
        (MODERATORS, "", "draft"),
        (MODERATORS, "submit", "in review"),
        (MODERATORS, "publish", "refused"),
        (ADMINISTRATORS, "", "draft"),
        (ADMINISTRATORS, "submit", "in review"),
        (ADMINISTRATORS, "publish", "live"),
        ("", "", "refused"),
        ("", "submit", "refused"),
        ("", "publish", "refused"),
    ],
)
@pytest.mark.parametrize("make", MAKERS)
def test_what_each_role_can_press(make: Callable[..., Entry], role: str, button: str, outcome: str) -> None:
    entry = make(live=False)
    data = open_form(signed_in(a_user(is_superuser=True)), url_of(entry, "edit"))
    before = facts()
    press(signed_in(a_user(*([role] if role else []))), url_of(entry, "edit"), data, button)
    entry.refresh_from_db()
    if outcome == "refused":
        assert facts() == before
    now = "live" if entry.live else "in review" if entry.workflow_in_progress else "draft"
    assert now == ("draft" if outcome == "refused" else outcome)


@pytest.mark.parametrize(
    ("role", "name", "status"),
    [
        (EDITORS, "list", 200),
        (EDITORS, "add", 200),
        (EDITORS, "delete", 302),
        (EDITORS, "unpublish", 302),
        (MODERATORS, "list", 200),
        (MODERATORS, "add", 302),
        (MODERATORS, "delete", 302),
        (MODERATORS, "unpublish", 302),
        (ADMINISTRATORS, "list", 200),
        (ADMINISTRATORS, "add", 200),
        (ADMINISTRATORS, "delete", 200),
        (ADMINISTRATORS, "unpublish", 200),
        ("", "list", 302),
        ("", "add", 302),
    ],
)
@pytest.mark.parametrize("make", MAKERS)
def test_which_pages_each_role_can_open(make: Callable[..., Entry], role: str, name: str, status: int) -> None:
    entry = make()
    client = signed_in(a_user(*([role] if role else [])))
    target = type(entry) if name in {"list", "add"} else entry
    assert client.get(url_of(target, name)).status_code == status


@pytest.mark.parametrize("make", MAKERS)
def test_every_page_of_an_entry_opens(make: Callable[..., Entry]) -> None:
    entry = make(cover=an_image())
    client = signed_in(a_user(is_superuser=True))
    for name in ("edit", "inspect", "history", "usage", "delete", "unpublish", "workflow_history"):
        assert client.get(url_of(entry, name)).status_code == 200, name
    assert client.get(url_of(entry, "revisions_compare", "earliest", "latest")).status_code == 200
    assert client.get(url_of(entry, "revisions_revert", entry.latest_revision_id)).status_code == 200


@pytest.mark.parametrize("make", MAKERS)
def test_entries_cannot_be_copied(make: Callable[..., Entry]) -> None:
    entry = make()
    with pytest.raises(NoReverseMatch):
        url_of(entry, "copy")
    assert signed_in(a_user(is_superuser=True)).get(f"{url_of(type(entry), 'list')}copy/{entry.pk}/").status_code == 404


@pytest.mark.parametrize("make", MAKERS)
def test_a_list_asks_as_much_of_the_database_for_twenty_rows_as_for_one(make: Callable[..., Entry]) -> None:
    client = signed_in(a_user(is_superuser=True))
    counts, made = {}, 0
    for wanted in (1, 3, 20):
        for _number in range(wanted - made):
            image = an_image()
            renditions.make(image)
            entry = make(f"Запись {made}", cover=image, live=made % 2 == 0)
            if made % 4 == 1:
                submit(entry, by=a_user())
            made += 1
        client.get(url_of(type(entry), "list"))
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url_of(type(entry), "list"))
        assert response.content.decode().count("entry-title") >= wanted
        counts[wanted] = len(captured)
    assert len(set(counts.values())) == 1, counts


def test_publishing_by_a_role_is_recorded_and_lists_the_entry() -> None:
    admin = a_user(ADMINISTRATORS)
    event = an_event(live=False)
    client = signed_in(admin)
    press(client, url_of(event, "edit"), open_form(client, url_of(event, "edit")), "publish")
    log = ModelLogEntry.objects.get(action="content.authorise")
    assert (log.user, log.data) == (admin, {"authorisation": "role"})
    assert EventListing.objects.count() == 1


@pytest.mark.parametrize(("role", "button"), [(ADMINISTRATORS, "publish"), (EDITORS, "submit")])
def test_an_incomplete_event_is_kept_as_a_draft_with_what_is_missing(role: str, button: str) -> None:
    event = Event(city=a_city(), title_ru="Без места", category=an_event().category)
    create_draft(event, by=None)
    client = signed_in(a_user(role))
    edit = url_of(event, "edit")
    response = press(client, edit, {**open_form(client, edit), "title_ru": "Новое название"}, button)
    assert (response.status_code, response.url) == (302, edit)
    page = client.get(edit).content.decode()
    assert "Черновик сохранён." in page
    assert "Заполните: дата, место или адрес." in page
    event.refresh_from_db()
    assert event.get_latest_revision_as_object().title_ru == "Новое название"
    assert (event.live, event.workflow_in_progress) == (False, False)


def test_a_required_field_is_marked_and_nothing_is_published() -> None:
    event = an_event(live=False)
    client = signed_in(a_user(ADMINISTRATORS))
    edit = url_of(event, "edit")
    before = facts()
    response = press(client, edit, {**open_form(client, edit), "title_ru": ""}, "publish")
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["title_ru"]
    assert facts() == before


def test_a_live_entry_keeps_its_public_version_while_a_draft_is_written() -> None:
    event = an_event("Как на сайте")
    client = signed_in(a_user(EDITORS))
    edit = url_of(event, "edit")
    press(client, edit, {**open_form(client, edit), "title_ru": "Ещё не решено"}, "")
    event.refresh_from_db()
    assert (event.title_ru, event.live, event.has_unpublished_changes) == ("Как на сайте", True, True)
    assert EventListing.objects.get().titles == ["Как на сайте"]


def test_what_waits_already_is_not_submitted_twice() -> None:
    event = an_event(live=False)
    editor = a_user(EDITORS)
    data = open_form(signed_in(editor), url_of(event, "edit"))
    submit(event, by=editor)
    client = signed_in(a_user(MODERATORS))
    press(client, url_of(event, "edit"), data, "submit")
    assert "Запись уже на проверке." in client.get(url_of(event, "edit")).content.decode()
    assert WorkflowState.objects.count() == 1


def test_the_author_cannot_change_what_is_being_reviewed() -> None:
    editor = a_user(EDITORS)
    event = an_event(live=False)
    client = signed_in(editor)
    data = open_form(client, url_of(event, "edit"))
    submit(event, by=editor)
    before = facts()
    press(client, url_of(event, "edit"), {**data, "title_ru": "Задним числом"}, "")
    assert facts() == before


def test_unpublishing_takes_the_entry_off_the_site() -> None:
    event = an_event()
    response = signed_in(a_user(ADMINISTRATORS)).post(url_of(event, "unpublish"))
    assert response.status_code == 302
    assert (Event.objects.get().live, EventListing.objects.count()) == (False, 0)


def test_an_editor_cannot_unpublish_by_post() -> None:
    event = an_event()
    before = facts()
    assert signed_in(a_user(EDITORS)).post(url_of(event, "unpublish")).status_code == 302
    assert facts() == before


def test_reverting_an_incomplete_version_keeps_it_a_draft() -> None:
    event = Event(city=a_city(), title_ru="")
    create_draft(event, by=None)
    first = event.latest_revision_id
    client = signed_in(a_user(EDITORS))
    edit = url_of(event, "edit")
    press(client, edit, {**open_form(client, edit), "title_ru": "Потом"}, "")
    revert = url_of(event, "revisions_revert", first)
    response = press(client, revert, open_form(client, revert), "")
    assert response.status_code == 302
    assert Event.objects.get().get_latest_revision_as_object().title_ru == ""


def test_the_city_of_the_last_entry_is_preselected_and_assigned_staff_choose_among_theirs() -> None:
    first = a_city()
    client = signed_in(a_user(EDITORS))
    assert open_form(client, url_of(Event, "add"))["city"] == str(first.pk)
    second = a_city("satpayev", name_ru="Сатпаев")
    assert open_form(client, url_of(Event, "add"))["city"] == str(first.pk)
    data = {**open_form(client, url_of(Event, "add")), "title_ru": "В Сатпаеве", "city": str(second.pk)}
    client.post(url_of(Event, "add"), data)
    assert open_form(client, url_of(Event, "add"))["city"] == str(second.pk)
    local = a_user(EDITORS)
    CityAssignment.objects.create(user=local, city=second)
    response = signed_in(local).get(url_of(Event, "add"))
    assert list(response.context["form"].fields["city"].queryset) == [second]
    assert response.context["form"]["city"].value() == second.pk


def test_a_new_event_is_a_draft_whatever_is_sent() -> None:
    a_city()
    client = signed_in(a_user(EDITORS))
    data = open_form(client, url_of(Event, "add"))
    response = client.post(url_of(Event, "add"), {**data, "title_ru": "Новое", "live": "on"})
    event = Event.objects.get()
    assert (response.status_code, event.live, event.title_ru) == (302, False, "Новое")
    before = facts()
    press(client, url_of(Event, "add"), {**data, "title_ru": "Сразу на сайт"}, "publish")
    assert facts() == before


def test_the_search_finds_every_word_in_either_language() -> None:
    an_event("Концерт у фонтана", title_kk="Фонтан жанындағы концерт")
    an_event("Концерт в парке")
    client = signed_in(a_user(EDITORS))

    def found(**query: object) -> list[str]:
        return [str(row) for row in client.get(url_of(Event, "list"), query).context["object_list"]]

    assert found(q="фонтана концерт") == ["Концерт у фонтана"]
    assert found(q="ЖАНЫНДАҒЫ") == ["Концерт у фонтана"]
    assert found(q="%_'\"") == []
    assert sorted(found(q="концерт")) == ["Концерт в парке", "Концерт у фонтана"]
    assert found(kazakh="no") == ["Концерт в парке"]
    assert found(kazakh="yes") == ["Концерт у фонтана"]


def test_the_list_filters_by_state_city_and_category_and_survives_nonsense() -> None:
    other = a_city("satpayev", name_ru="Сатпаев")
    live, draft = an_event("На сайте"), an_event("Черновик", live=False, city=other, category="theater")
    client = signed_in(a_user(EDITORS))

    def found(**query: object) -> list[str]:
        return [str(row) for row in client.get(url_of(Event, "list"), query).context["object_list"]]

    assert found(editorial_state=["draft"]) == ["Черновик"]
    assert found(editorial_state=["live", "live_with_draft"]) == ["На сайте"]
    assert found(city=other.pk) == ["Черновик"]
    assert found(category=live.category_id) == ["На сайте"]
    assert found(category=draft.category_id, editorial_state=["live"]) == []
    assert len(found(editorial_state=["чушь"], city="x", p="x", ordering="; drop", q="\x00")) == 2


def test_the_list_is_ordered_by_date_title_or_change() -> None:
    soon, late = timezone.now() + timedelta(days=1), timezone.now() + timedelta(days=9)
    an_event("Б", starts_at=late)
    an_event("А", starts_at=soon)
    undated = Event(city=a_city(), title_ru="В")
    create_draft(undated, by=None)
    client = signed_in(a_user(EDITORS))

    def found(ordering: str) -> list[str]:
        return [str(row) for row in client.get(url_of(Event, "list"), {"ordering": ordering}).context["object_list"]]

    assert found("next_starts_at") == ["А", "Б", "В"]
    assert found("-next_starts_at") == ["Б", "А", "В"]
    assert found("title_ru") == ["А", "Б", "В"]
    assert found("") == ["В", "А", "Б"]
