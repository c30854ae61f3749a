"""Bulk actions as the browser sends them."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import ModelLogEntry, Revision, WorkflowState

from accounts.models import User
from accounts.roles import ADMINISTRATORS, EDITORS
from content.bulk import actions
from content.bulk.putting_away import BulkDeletion
from content.lifecycle import archive, delete
from content.models import CityAssignment, Entry, EntryStanding
from content.operations import create_draft, save_draft, submit
from content.whereabouts import is_archived
from directory.models import Business
from events.models import Event, EventListing
from promos.models import Promotion
from tests.factories import a_business, a_category, a_city, a_promotion, a_user, an_event
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db


def address(model: type[Entry], action: str) -> str:
    return reverse("wagtail_bulk_action", args=(model._meta.app_label, model._meta.model_name, action))


def act(client: Client, action: str, *entries: Entry | str, model: type[Entry] = Event, **form: Any) -> HttpResponse:
    """Confirm an action for entries, or for ``"all"`` with the query of a list."""
    ids = "&".join(f"id={entry if isinstance(entry, str) else entry.pk}" for entry in entries)
    return client.post(f"{address(model, action)}?{ids}&next=/admin/events/", form)


def outcome(response: Any) -> dict[str, tuple[bool, str]]:
    return {str(line.entry): (line.is_done, line.text) for line in response.context["report"].lines}


def facts() -> tuple[object, ...]:
    return (
        list(Revision.objects.order_by("pk").values_list("pk", "content")),
        list(Event.objects.order_by("pk").values()),
        list(WorkflowState.objects.order_by("pk").values_list("pk", "status")),
        EventListing.objects.count(),
        ModelLogEntry.objects.count(),
    )


@pytest.fixture
def admin() -> User:
    return a_user(ADMINISTRATORS)


def test_publishing_reports_every_entry_and_leaves_the_incomplete_alone(admin: User) -> None:
    ready, public = an_event("Готово", live=False), an_event("Уже на сайте")
    bare = Event(city=a_city(), title_ru="Без даты", category=ready.category)
    create_draft(bare, by=None)
    response = act(signed_in(admin), "publish", ready, public, bare)
    assert outcome(response) == {
        "Готово": (True, "Опубликовано."),
        "Уже на сайте": (False, "Уже опубликовано, правок нет."),
        "Без даты": (False, "«Без даты» ещё нельзя опубликовать. Заполните: дата, место или адрес."),
    }
    assert set(EventListing.objects.values_list("entry__title_ru", flat=True)) == {"Готово", "Уже на сайте"}
    log = ModelLogEntry.objects.get(action="content.authorise", object_id=ready.pk)
    assert (log.user, log.data) == (admin, {"authorisation": "role"})


def test_the_question_says_how_many_and_changes_nothing(admin: User) -> None:
    events = [an_event(f"Концерт {number}", live=False) for number in range(3)]
    before = facts()
    ids = "&".join(f"id={event.pk}" for event in events)
    page = signed_in(admin).get(f"{address(Event, 'publish')}?{ids}&next=/admin/events/").content.decode()
    assert "Выбрано: 3." in page
    assert facts() == before


@pytest.mark.parametrize("action", ["publish", "unpublish"])
def test_an_editor_is_not_offered_publishing(action: str) -> None:
    event = an_event(live=action == "unpublish")
    client = signed_in(a_user(EDITORS))
    before = facts()
    assert act(client, action, event).status_code in {302, 403}
    assert facts() == before
    labels = [button.label for button in client.get("/admin/events/").context["bulk_buttons"]]
    assert "Опубликовать" not in labels
    assert "На проверку" in labels


def test_entries_of_other_cities_cannot_be_chosen(admin: User) -> None:
    other = a_city("satpayev", name_ru="Сатпаев")
    own, foreign = an_event("Своё", live=False), an_event("Чужое", live=False, city=other)
    CityAssignment.objects.create(user=admin, city=own.city)
    client = signed_in(admin)
    assert set(outcome(act(client, "publish", own, foreign))) == {"Своё"}
    assert "Чужое" not in client.get(f"{address(Event, 'publish')}?id=all").content.decode()
    foreign.refresh_from_db()
    assert foreign.live is False
    # Nor can anything be moved there.
    response = act(client, "city", own, city=other.pk)
    assert "report" not in response.context
    own.refresh_from_db()
    assert own.city_id != other.pk


def test_all_found_by_the_filters_is_chosen_and_nothing_else(admin: User) -> None:
    wanted = [an_event(f"Театр {number}", live=False, category="theater") for number in range(3)]
    an_event("Концерт", live=False)
    client = signed_in(admin)
    query = f"?id=all&category={wanted[0].category_id}&editorial_state=draft&q=театр&next=/admin/events/"
    response = client.post(address(Event, "publish") + query)
    assert set(outcome(response)) == {"Театр 0", "Театр 1", "Театр 2"}
    assert EventListing.objects.count() == 3


@pytest.mark.parametrize("ids", ["id=x&id=-1&id=٣&id=99999999999999999999", "", "id=12345"])
def test_nonsense_chooses_nothing(admin: User, ids: str) -> None:
    an_event(live=False)
    before = facts()
    client = signed_in(admin)
    assert "ничего не выбрано" in client.get(f"{address(Event, 'publish')}?{ids}").content.decode()
    assert "report" not in client.post(f"{address(Event, 'publish')}?{ids}").context
    assert facts() == before


def test_too_much_at_once_is_refused_before_anything_happens(admin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions.PublishAction, "limit", 1)
    events = [an_event(f"Концерт {number}", live=False) for number in range(2)]
    before = facts()
    response = act(signed_in(admin), "publish", *events)
    assert "За один раз можно изменить не больше 1." in response.content.decode()
    assert facts() == before


def test_submitting_asks_the_moderators() -> None:
    editor = a_user(EDITORS)
    draft, waiting = an_event("Черновик", live=False), an_event("Ждёт", live=False)
    submit(waiting, by=editor)
    response = act(signed_in(editor), "submit", draft, waiting)
    assert outcome(response)["Черновик"] == (True, "Отправлено на проверку.")
    assert outcome(response)["Ждёт"][0] is False
    assert WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).count() == 2


def test_unpublishing_takes_off_what_is_on_the_site(admin: User) -> None:
    public, draft = an_event("На сайте"), an_event("Черновик", live=False)
    response = act(signed_in(admin), "unpublish", public, draft)
    assert outcome(response) == {
        "На сайте": (True, "Снято с сайта."),
        "Черновик": (False, "Записи и так нет на сайте."),
    }
    assert EventListing.objects.count() == 0


def test_a_new_category_is_published_only_where_nothing_else_waits(admin: User) -> None:
    theater = a_category("theater")
    public, edited, draft = an_event("На сайте"), an_event("С правками"), an_event("Черновик", live=False)
    same = an_event("Так и было", category="theater")
    edited.title_ru = "Ещё не решено"
    save_draft(edited, by=None)
    response = act(signed_in(admin), "category", public, edited, draft, same, category=theater.pk)
    assert {title: text for title, (_done, text) in outcome(response).items()} == {
        "На сайте": "Изменено и опубликовано.",
        "С правками": "Изменено в черновике.",
        "Черновик": "Изменено в черновике.",
        "Так и было": "Так и было, ничего не изменено.",
    }
    rows = {event.title_ru: event for event in Event.objects.all()}
    assert {title: event.category.slug for title, event in rows.items()} == {
        "На сайте": "theater",
        "С правками": "concerts",
        "Черновик": "theater",
        "Так и было": "theater",
    }
    latest = rows["С правками"].get_latest_revision_as_object()
    assert (latest.category, latest.title_ru) == (theater, "Ещё не решено")
    assert list(
        EventListing.objects.filter(category="theater").values_list("entry__title_ru", flat=True).order_by("pk")
    )
    assert EventListing.objects.get(entry=edited).category == "concerts"


def test_an_editor_changes_drafts_only() -> None:
    public = an_event("На сайте")
    act(signed_in(a_user(EDITORS)), "category", public, category=a_category("theater").pk)
    public.refresh_from_db()
    assert (public.category.slug, public.has_unpublished_changes) == ("concerts", True)
    assert public.get_latest_revision_as_object().category.slug == "theater"


def test_a_category_of_another_kind_is_refused_at_the_field(admin: User) -> None:
    event = an_event()
    before = facts()
    response = act(signed_in(admin), "category", event, category=a_category("cafes", "business").pk)
    assert list(response.context["form"].errors) == ["category"]
    assert facts() == before


def test_moving_to_another_city_keeps_addresses_in_links_unique(admin: User) -> None:
    other = a_city("satpayev", name_ru="Сатпаев")
    taken = an_event("Концерт", city=other)
    moved = an_event("Концерт")
    act(signed_in(admin), "city", moved, city=other.pk)
    moved.refresh_from_db()
    assert (moved.city, moved.live) == (other, True)
    assert moved.slug != taken.slug
    assert EventListing.objects.get(entry=moved).city == other


def test_what_a_colleague_locked_is_left_alone(admin: User) -> None:
    event = an_event(live=False)
    Event.objects.filter(pk=event.pk).update(locked=True, locked_by=a_user(), locked_at=event.created_at)
    before = facts()
    response = act(signed_in(admin), "category", event, category=a_category("theater").pk)
    assert [line.is_done for line in response.context["report"].lines] == [False]
    assert facts() == before


def test_the_archive_is_emptied_where_the_list_shows_it(admin: User) -> None:
    archived, gone, used = an_event("В архиве"), an_event("Удалено"), an_event("В работе")
    now = timezone.now()
    archive(archived, by=None, reason="Прошло", now=now)
    archive(gone, by=None, reason="", now=now)
    client = signed_in(admin)
    place = f"{address(Event, 'unarchive')}?id={archived.pk}&id={gone.pk}"
    page = client.get(place)
    assert ([str(entry) for entry in page.context["named"]], is_archived(archived.public_id)) == (
        ["В архиве", "Удалено"],
        True,
    )
    delete(gone, by=None, reason="Дубль", now=now)
    assert outcome(client.post(f"{place}&id={used.pk}")) == {
        "В архиве": (True, "Снова в работе: это черновик."),
        "В работе": (False, "Запись не в архиве."),
    }
    assert (is_archived(archived.public_id), EventListing.objects.filter(entry=archived).exists()) == (False, False)


def test_an_editor_takes_out_of_the_archive_what_was_never_public_and_own() -> None:
    editor = a_user(EDITORS)
    own, public = an_event("Своё", live=False), an_event("Бывшее на сайте")
    EntryStanding.objects.update_or_create(entry_public_id=own.public_id, defaults={"kind": "event", "owner": editor})
    for event in (own, public):
        archive(event, by=None, reason="", now=timezone.now())
    response = act(signed_in(editor), "unarchive", own, public)
    assert outcome(response) == {
        "Своё": (True, "Снова в работе: это черновик."),
        "Бывшее на сайте": (False, "У вас нет права на это."),
    }
    assert is_archived(public.public_id) is True


def test_all_of_the_archive_is_chosen_by_the_filter_of_the_list(admin: User) -> None:
    archived, _used = an_event("В архиве"), an_event("В работе")
    archive(archived, by=None, reason="", now=timezone.now())
    query = f"{address(Event, 'unarchive')}?id=all&editorial_state=archived"
    assert outcome(signed_in(admin).post(query)) == {"В архиве": (True, "Снова в работе: это черновик.")}


def test_what_is_ticked_in_the_archive_is_refused_in_words_or_taken_along(admin: User) -> None:
    archived = an_event("В архиве")
    archive(archived, by=None, reason="", now=timezone.now())
    client = signed_in(admin)
    refusal = "«В архиве» в архиве. Сначала верните запись из архива."
    assert outcome(act(client, "publish", archived)) == {"В архиве": (False, refusal)}
    file = client.get(f"{address(Event, 'export-csv')}?id={archived.pk}")
    assert "В архиве" in b"".join(file.streaming_content).decode()


def test_a_list_offers_what_suits_the_states_that_it_shows(admin: User) -> None:
    client = signed_in(admin)

    def labels(query: str) -> set[str]:
        buttons = client.get(f"/admin/events/{query}").context["bulk_buttons"]
        return {str(one.label) for button in buttons for one in getattr(button, "dropdown_buttons", None) or [button]}

    used, archived = labels(""), labels("?editorial_state=archived")
    assert archived == {"Вернуть из архива", "Удалить", "Выгрузить XLSX", "Выгрузить CSV"}
    assert "Вернуть из архива" not in used
    assert {"Опубликовать", "В архив", "Удалить", "Выгрузить CSV"} < used
    assert labels("?editorial_state=archived&editorial_state=live") == used | archived


@pytest.mark.parametrize("model", [Event, Business, Promotion])
def test_entries_have_no_bulk_deletion_but_ours(model: type[Entry]) -> None:
    names = (model._meta.app_label, model._meta.model_name)
    assert bulk_action_registry.get_bulk_action_class(*names, "delete") is BulkDeletion


def test_promotions_are_where_their_business_is() -> None:
    assert bulk_action_registry.get_bulk_action_class("promos", "promotion", "city") is None
    assert bulk_action_registry.get_bulk_action_class("promos", "promotion", "category") is None


def test_other_kinds_are_published_too(admin: User) -> None:
    business = a_business(live=False)
    promotion = a_promotion(live=False, business=a_business("Кафе"))
    client = signed_in(admin)
    for entry in (business, promotion):
        response = act(client, "publish", entry, model=type(entry))
        assert [line.text for line in response.context["report"].lines] == ["Опубликовано."]


def test_a_broken_entry_does_not_hold_up_the_others(admin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = an_event("Хорошее", live=False), an_event("Сломанное", live=False)
    real = actions.publish

    def fail(entry: Event, **options: Any) -> Revision:
        if entry.pk == bad.pk:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")
        return real(entry, **options)

    monkeypatch.setattr(actions, "publish", fail)
    response = act(signed_in(admin), "publish", bad, good)
    assert {title: done for title, (done, _text) in outcome(response).items()} == {"Хорошее": True, "Сломанное": False}
    assert EventListing.objects.count() == 1


def test_the_question_asks_as_much_of_the_database_for_thirty_entries_as_for_one(admin: User) -> None:
    client = signed_in(admin)
    counts: dict[int, int] = {}
    for wanted in (1, 3, 30):
        for number in range(wanted - Event.objects.count()):
            an_event(f"Концерт {wanted} {number}", live=False)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{address(Event, 'publish')}?id=all").status_code == 200
        counts[wanted] = len(captured)
    assert len(set(counts.values())) == 1, counts


def test_there_is_no_such_action() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("wagtail_bulk_action", args=("events",))
