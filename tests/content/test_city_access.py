from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, Revision, TaskState, WorkflowState

from accounts.models import User
from accounts.roles import ADMINISTRATORS, CITY_MANAGERS, EDITORS, MODERATORS
from content.city_access import NO_CITY, assigned_city_ids, cities_for, of_own_cities, works_with
from content.models import CityAssignment, CityPhoto, RevisionCity
from content.operations import save_draft, submit
from content.whereabouts import is_deleted
from events.models import Event
from tests.factories import a_business, a_city, a_promotion, a_user, an_event, an_image
from tests.factories.admin import open_form, press, signed_in, url_of

pytestmark = pytest.mark.django_db

PAGES = [
    "edit",
    "delete",
    "history",
    "history_results",
    "usage",
    "inspect",
    "unpublish",
    "workflow_history",
    "preview_on_edit",
    "confirm_workflow_cancellation",
]
OF_REVISIONS = ["revisions_view", "revisions_revert", "revisions_unschedule"]


def the_other() -> Any:
    return a_city("astana", name_ru="Астана")


def assigned(*roles: str, is_superuser: bool = False) -> User:
    user = a_user(*roles, is_superuser=is_superuser)
    CityAssignment.objects.create(user=user, city=a_city())
    return user


def facts() -> tuple[object, ...]:
    return (
        list(Revision.objects.order_by("pk").values_list("pk", "content", "created_at", "approved_go_live_at")),
        list(Event.objects.order_by("pk").values()),
        list(WorkflowState.objects.order_by("pk").values_list("pk", "status")),
        ModelLogEntry.objects.count(),
    )


def refused(response: Any) -> bool:
    return response.status_code == 302 and response.url == "/admin/"


def addresses(event: Event) -> dict[str, str]:
    task = TaskState.objects.latest("pk")
    found = {name: url_of(event, name) for name in PAGES}
    found |= {name: url_of(event, name, event.latest_revision_id) for name in OF_REVISIONS}
    found["revisions_compare"] = url_of(event, "revisions_compare", "earliest", "latest")
    found["workflow_history_detail"] = url_of(event, "workflow_history_detail", task.workflow_state_id)
    found["workflow_preview"] = url_of(event, "workflow_preview", task.task_id)
    for name in ("workflow_action", "collect_workflow_action_data"):
        found[name] = url_of(event, name, "reject", task.pk)
    return found


def submitted(**fields: object) -> Event:
    event = an_event(live=False, **fields)
    submit(event, by=a_user(EDITORS))
    return Event.objects.get(pk=event.pk)


def test_every_page_of_an_entry_is_for_its_own_city() -> None:
    person = signed_in(assigned(EDITORS, MODERATORS, ADMINISTRATORS))
    own = addresses(submitted())
    assert [name for name, address in own.items() if refused(person.get(address))] == []
    foreign = addresses(submitted(city=the_other()))
    assert [name for name, address in foreign.items() if not refused(person.get(address))] == []


@pytest.mark.parametrize("name", ["lock", "unlock", "unpublish", "delete", "edit", "preview_on_edit"])
def test_no_button_changes_an_entry_of_another_city(name: str) -> None:
    foreign, own = an_event("Чужое", city=the_other()), an_event("Своё")
    client = signed_in(assigned(EDITORS, ADMINISTRATORS))
    before = facts()
    assert refused(client.post(url_of(foreign, name)))
    assert facts() == before
    assert not refused(client.post(url_of(own, name)))


def test_a_number_in_disguise_is_the_same_entry() -> None:
    foreign = an_event(city=the_other())
    before = facts()
    address = url_of(foreign, "unpublish").replace(f"/{foreign.pk}/", f"/00{foreign.pk}/")
    assert refused(signed_in(assigned(ADMINISTRATORS)).post(address))
    assert facts() == before


def test_a_moderator_cannot_fetch_a_draft_into_the_own_city_and_approve_it() -> None:
    event = submitted(city=the_other())
    data = open_form(signed_in(a_user(MODERATORS)), url_of(event, "edit"))
    client = signed_in(assigned(MODERATORS))
    before = facts()
    for button in ("", "approve"):
        assert refused(press(client, url_of(event, "edit"), data, button, city=str(a_city().pk)))
    assert facts() == before


def test_both_the_public_and_the_draft_city_count() -> None:
    person = assigned(EDITORS)
    moved_away, moved_here, own = an_event("Ушло"), an_event("Пришло", city=the_other()), an_event("Своё")
    for event, city in ((moved_away, the_other()), (moved_here, a_city())):
        event.city = city
        save_draft(event, by=None)
    rows = [Event.objects.get(pk=event.pk) for event in (moved_away, moved_here, own)]
    assert [works_with(person, row) for row in rows] == [False, False, True]
    assert list(of_own_cities(Event.objects.all(), user=person)) == [own]
    assert [works_with(person, row) for row in of_own_cities(Event.objects.all(), user=person)] == [True]


def test_the_city_of_a_version_follows_it_by_whatever_road_it_is_written() -> None:
    revision = an_event().latest_revision
    assert RevisionCity.objects.get(revision=revision).city_id == a_city().pk
    revision.pk, revision.content = None, {**revision.content, "city": the_other().pk}
    [copy] = Revision.objects.bulk_create([revision])
    assert RevisionCity.objects.get(revision=copy).city_id == the_other().pk
    Revision.objects.filter(pk=copy.pk).update(content={**revision.content, "city": a_city().pk})
    assert RevisionCity.objects.get(revision=copy).city_id == a_city().pk
    for city in (None, "1", True):
        Revision.objects.filter(pk=copy.pk).update(content={"city": city})
        assert not RevisionCity.objects.filter(revision=copy).exists()
    Revision.objects.filter(pk=copy.pk).update(content={"city": a_city().pk})
    copy.delete()
    assert RevisionCity.objects.count() == 1


def test_a_posted_city_of_others_is_not_accepted_also_from_an_older_version() -> None:
    event = an_event(city=the_other(), live=False)
    old = event.latest_revision_id
    event.city = a_city()
    event.save()
    save_draft(event, by=None)
    event = Event.objects.get(pk=event.pk)
    client = signed_in(assigned(EDITORS))
    data = {**open_form(client, url_of(event, "edit")), "city": str(the_other().pk)}
    before = facts()
    for address in (url_of(event, "edit"), url_of(event, "revisions_revert", old), url_of(Event, "add")):
        response = client.post(address, data)
        assert (response.status_code, list(response.context["form"].errors)) == (200, ["city"])
    assert facts() == before


def test_lists_and_choosers_show_the_own_cities() -> None:
    own, foreign = an_event("Своё"), an_event("Чужое", city=the_other())
    client, everyone = signed_in(assigned(EDITORS)), signed_in(a_user(EDITORS))
    listed = url_of(Event, "list")
    assert list(client.get(listed).context["object_list"]) == [own]
    assert set(everyone.get(listed).context["object_list"]) == {own, foreign}
    a_promotion("Своя")
    business = a_promotion("Чужая", city=the_other()).business
    business.city = the_other()
    business.save()
    chosen = f"/admin/snippets/choose/directory/business/chosen/{business.pk}/"
    assert (refused(client.get(chosen)), everyone.get(chosen).status_code) == (True, 200)


def test_a_posted_business_of_another_city_is_not_accepted_unless_it_was_chosen_before() -> None:
    own, foreign = a_business("Своё"), a_business("Чужое", city=the_other())
    event = an_event("Своё", live=False, organiser=own)
    client = signed_in(assigned(EDITORS))
    data = open_form(client, url_of(event, "edit"))
    before = facts()
    response = client.post(url_of(event, "edit"), {**data, "organiser": str(foreign.pk)})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["organiser"])
    assert facts() == before
    kept = an_event("С чужим", live=False, organiser=foreign)
    data = open_form(client, url_of(kept, "edit"))
    assert client.post(url_of(kept, "edit"), {**data, "title_ru": "Новое"}).status_code == 302
    assert Event.objects.get(pk=kept.pk).get_latest_revision_as_object().organiser_id == foreign.pk


def test_bulk_deletion_leaves_other_cities_alone() -> None:
    own, foreign = an_event("Своё"), an_event("Чужое", city=the_other())
    client = signed_in(assigned(ADMINISTRATORS))
    address = reverse("wagtail_bulk_action", args=("events", "event", "delete"))
    client.post(f"{address}?id={own.pk}&id={foreign.pk}", {"reason": "Дубликаты"})
    assert (is_deleted(own.public_id), is_deleted(foreign.public_id)) == (True, False)


def test_city_pictures_are_for_administrators_of_the_city() -> None:
    photos = [CityPhoto.objects.create(city=city, image=an_image()) for city in (a_city(), the_other())]
    client = signed_in(assigned(ADMINISTRATORS))
    data = {"city": the_other().pk, "image": photos[0].image_id, "position": 1, "title_ru": "Взлом"}
    page = client.get("/admin/city_photos/")
    assert list(page.context["object_list"]) == photos[:1]
    for name in ("edit", "delete", "history", "usage"):
        assert refused(client.get(f"/admin/city_photos/{name}/{photos[1].pk}/")), name
        assert not refused(client.get(f"/admin/city_photos/{name}/{photos[0].pk}/")), name
    client.post(f"/admin/city_photos/delete/{photos[1].pk}/")
    client.post("/admin/city_photos/new/", data)
    client.post(f"/admin/city_photos/edit/{photos[0].pk}/", data)
    editor = signed_in(a_user(EDITORS))
    assert refused(editor.post("/admin/city_photos/new/", data))
    assert refused(editor.post(f"/admin/city_photos/edit/{photos[0].pk}/", data))
    assert list(CityPhoto.objects.order_by("pk").values_list("city", "title_ru")) == [
        (a_city().pk, ""),
        (the_other().pk, ""),
    ]
    client.post(f"/admin/city_photos/edit/{photos[0].pk}/", {**data, "city": a_city().pk, "title_ru": "Площадь"})
    assert CityPhoto.objects.get(pk=photos[0].pk).title_ru == "Площадь"


def test_a_city_manager_without_a_city_works_with_none() -> None:
    event = an_event()
    photo = CityPhoto.objects.create(city=a_city(), image=an_image())
    lost, found = a_user(CITY_MANAGERS), assigned(CITY_MANAGERS)
    assert [list(cities_for(person)) for person in (lost, found)] == [[], [a_city()]]
    assert [list(of_own_cities(Event.objects.all(), user=person)) for person in (lost, found)] == [[], [event]]
    assert [works_with(person, event) for person in (lost, found)] == [False, True]
    before = facts()
    client = signed_in(lost)
    for name in ("edit", "delete", "unpublish", "inspect"):
        assert refused(client.post(url_of(event, name))), name
    assert refused(client.get(f"/admin/city_photos/edit/{photo.pk}/"))
    assert client.post(url_of(Event, "add"), {"title_ru": "Ничьё", "city": a_city().pk}).status_code == 200
    assert facts() == before


def test_another_role_does_not_open_the_cities_of_a_city_manager() -> None:
    assert assigned_city_ids(a_user(CITY_MANAGERS, EDITORS)) == {NO_CITY}
    assert assigned_city_ids(a_user(CITY_MANAGERS, is_superuser=True)) == frozenset()
    assert assigned_city_ids(a_user(EDITORS)) == frozenset()
