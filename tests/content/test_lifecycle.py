"""Archive, bin, and the end of an entry."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision, WorkflowState

from accounts.models import User
from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS
from content.editorial_state import EditorialState, with_editorial_state
from content.errors import PutAwayEntry, ReasonRequired
from content.lifecycle import archive, delete, purge_deleted, restore, unarchive
from content.models import CityAssignment, Entry, EntryNote, EntryStanding
from content.operations import create_draft, publish, publish_due, save_draft, submit
from content.tasks import purge
from delivery.models import AuditRecord
from events.models import Event, EventDate, EventListing
from moderation.queries import waiting_for
from tests.factories import a_business, a_city, a_promotion, a_user, an_event

pytestmark = pytest.mark.django_db
NOW = timezone.now().replace(microsecond=0)
MAKERS = [an_event, a_business, a_promotion]


def state_of(entry: Entry) -> str:
    rows = with_editorial_state(type(entry)._default_manager.filter(pk=entry.pk), now=timezone.now())
    return str(rows.get().editorial_state)


def standing_of(entry: Entry) -> EntryStanding:
    return EntryStanding.objects.get(pk=entry.public_id)


def facts() -> tuple[object, ...]:
    return (
        list(EntryStanding.objects.order_by("pk").values()),
        list(Event.objects.order_by("pk").values()),
        list(Revision.objects.order_by("pk").values_list("pk", "content", "approved_go_live_at")),
        list(WorkflowState.objects.order_by("pk").values_list("pk", "status")),
        EventListing.objects.count(),
        AuditRecord.objects.count(),
    )


def actions_of(entry: Entry) -> list[str]:
    return list(
        AuditRecord.objects.filter(object_id=str(entry.public_id)).order_by("pk").values_list("action", flat=True)
    )


def own_draft(by: User) -> Event:
    event = Event(title_ru="Своё", city=a_city(), dates=[EventDate(starts_at=NOW + timedelta(days=1))])
    create_draft(event, by=by)
    return event


@pytest.mark.parametrize("make", MAKERS)
def test_archiving_takes_an_entry_off_the_site_and_keeps_everything(make: Callable[..., Entry]) -> None:
    entry, admin = make(), a_user(ADMINISTRATORS)
    before = entry.latest_revision_id
    archive(entry, by=admin, reason="Прошло", now=NOW)
    entry.refresh_from_db()
    standing = standing_of(entry)
    assert (entry.live, entry.latest_revision_id, state_of(entry)) == (False, before, EditorialState.ARCHIVED)
    assert (standing.archived_at, standing.reason, standing.put_away_by) == (NOW, "Прошло", admin)
    assert actions_of(entry) == ["create", "publish", "unpublish", "archive"]


def test_archiving_ends_the_review_and_the_schedule() -> None:
    waiting, admin = an_event(live=False), a_user(ADMINISTRATORS)
    submit(waiting, by=a_user(EDITORS))
    archive(waiting, by=admin, reason="", now=NOW)
    assert (waiting_for(a_user(MODERATORS)).total, Event.objects.get().workflow_in_progress) == (0, False)
    planned = an_event("Позже", live=False, go_live_at=timezone.now() + timedelta(hours=1))
    publish(planned, by=None, authorisation="test")
    archive(planned, by=admin, reason="", now=NOW)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    publish_due(now=timezone.now() + timedelta(hours=2))
    assert not EventListing.objects.exists()


def test_what_is_archived_comes_back_as_a_draft() -> None:
    event, admin = an_event(), a_user(ADMINISTRATORS)
    archive(event, by=admin, reason="Прошло", now=NOW)
    unarchive(event, by=admin, now=NOW)
    standing = standing_of(event)
    assert (standing.archived_at, standing.reason, standing.put_away_by) == (None, "", None)
    assert state_of(event) == EditorialState.DRAFT
    publish(event, by=admin, authorisation="role")
    assert state_of(event) == EditorialState.LIVE


def test_what_is_archived_is_neither_published_nor_submitted_nor_archived_again() -> None:
    event, admin = an_event(), a_user(ADMINISTRATORS)
    archive(event, by=admin, reason="", now=NOW)
    before = facts()
    for refused in (
        lambda: publish(event, by=admin, authorisation="role"),
        lambda: publish(event, by=None, authorisation="import:feed", check=False),
        lambda: submit(event, by=admin),
        lambda: archive(event, by=admin, reason="", now=NOW),
    ):
        with pytest.raises(PutAwayEntry, match="в архиве"):
            refused()
    with pytest.raises(ValidationError):
        restore(event, by=admin, now=NOW)
    assert facts() == before


@pytest.mark.parametrize("make", MAKERS)
def test_deleting_hides_an_entry_for_a_reason(make: Callable[..., Entry]) -> None:
    entry, admin = make(), a_user(ADMINISTRATORS)
    delete(entry, by=admin, reason=" Дубликат ", now=NOW)
    entry.refresh_from_db()
    standing = standing_of(entry)
    assert (entry.live, state_of(entry)) == (False, EditorialState.DELETED)
    assert (standing.deleted_at, standing.reason, standing.put_away_by) == (NOW, "Дубликат", admin)
    assert actions_of(entry) == ["create", "publish", "unpublish", "delete"]


@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_is_deleted_without_a_reason(reason: str) -> None:
    event = an_event()
    before = facts()
    with pytest.raises(ReasonRequired):
        delete(event, by=a_user(ADMINISTRATORS), reason=reason, now=NOW)
    assert facts() == before


def test_nothing_is_done_with_what_is_deleted() -> None:
    event, admin = an_event(), a_user(ADMINISTRATORS)
    delete(event, by=admin, reason="Дубликат", now=NOW)
    draft = event.get_latest_revision_as_object()
    before = facts()
    refusals: list[Callable[[], Any]] = [
        lambda: publish(event, by=admin, authorisation="role"),
        lambda: submit(event, by=admin),
        lambda: save_draft(draft, by=admin),
        lambda: archive(event, by=admin, reason="", now=NOW),
        lambda: unarchive(event, by=admin, now=NOW),
        lambda: delete(event, by=admin, reason="Ещё раз", now=NOW),
    ]
    for refused in refusals:
        with pytest.raises(PutAwayEntry, match="в корзине"):
            refused()
    assert facts() == before


def test_restoring_makes_a_draft_of_it_wherever_it_was() -> None:
    event, admin = an_event(), a_user(ADMINISTRATORS)
    archive(event, by=admin, reason="Прошло", now=NOW)
    delete(event, by=admin, reason="Дубликат", now=NOW)
    restore(event, by=admin, now=NOW)
    standing = standing_of(event)
    assert (standing.archived_at, standing.deleted_at, standing.reason) == (None, None, "")
    assert state_of(event) == EditorialState.DRAFT
    record = AuditRecord.objects.get(action="restore")
    assert (record.before, record.after) == ({"deleted_at": NOW.isoformat().replace("+00:00", "Z")}, {})
    before = facts()
    with pytest.raises(ValidationError):
        restore(event, by=admin, now=NOW)
    assert facts() == before


# Who may put away what: role, whose entry, whether it was ever on the site, may archive, may delete.
@pytest.mark.parametrize(
    ("role", "whose", "was_published", "archives", "deletes"),
    [
        (EDITORS, "own", False, True, True),
        (EDITORS, "other's", False, False, False),
        (EDITORS, "own", True, False, False),
        (EDITORS, "other's", True, False, False),
        (MODERATORS, "other's", False, False, False),
        (MODERATORS, "other's", True, False, False),
        (ADMINISTRATORS, "other's", False, True, True),
        (ADMINISTRATORS, "other's", True, True, True),
        ("", "own", False, False, False),
    ],
)
@pytest.mark.parametrize("operation", [archive, delete])
def test_who_may_put_away_what(
    operation: Callable[..., None], role: str, whose: str, was_published: bool, archives: bool, deletes: bool
) -> None:
    person = a_user(*([role] if role else []))
    event = own_draft(person if whose == "own" else a_user(EDITORS))
    if was_published:
        event.place_ru, event.category = "Парк", an_event("Другое").category
        save_draft(event, by=None)
        publish(event, by=None, authorisation="test")
    before = facts()
    if archives if operation is archive else deletes:
        operation(event, by=person, reason="Причина", now=NOW)
        assert state_of(event) in {EditorialState.ARCHIVED, EditorialState.DELETED}
        return
    with pytest.raises(PermissionDenied):
        operation(event, by=person, reason="Причина", now=NOW)
    assert facts() == before


@pytest.mark.parametrize("operation", [archive, delete])
def test_other_cities_are_left_alone(operation: Callable[..., None]) -> None:
    event, admin = an_event(), a_user(ADMINISTRATORS)
    CityAssignment.objects.create(user=admin, city=a_city("astana", name_ru="Астана"))
    before = facts()
    with pytest.raises(PermissionDenied):
        operation(event, by=admin, reason="Причина", now=NOW)
    assert facts() == before


def test_nobody_brings_back_what_was_not_theirs_to_put_away() -> None:
    event, admin, editor = an_event(), a_user(ADMINISTRATORS), a_user(EDITORS)
    archive(event, by=admin, reason="", now=NOW)
    with pytest.raises(PermissionDenied):
        unarchive(event, by=editor, now=NOW)
    delete(event, by=admin, reason="Дубликат", now=NOW)
    before = facts()
    with pytest.raises(PermissionDenied):
        restore(event, by=editor, now=NOW)
    assert facts() == before


@pytest.mark.parametrize("make", MAKERS)
def test_after_thirty_days_nothing_is_left_but_the_log(make: Callable[..., Entry]) -> None:
    entry, admin = make(), a_user(ADMINISTRATORS)
    pk, public_id = entry.pk, entry.public_id
    EntryNote.objects.create(entry_public_id=public_id, author=admin, text="Проверить", created_at=NOW)
    delete(entry, by=admin, reason="Дубликат", now=NOW)
    assert purge_deleted(now=NOW + timedelta(days=30) - timedelta(seconds=1)) == 0
    assert type(entry)._default_manager.filter(pk=pk).exists()
    assert purge_deleted(now=NOW + timedelta(days=30)) == 1
    assert not type(entry)._default_manager.filter(pk=pk).exists()
    assert not Revision.objects.for_instance(entry).exists()
    assert not ModelLogEntry.objects.for_instance(entry).exists()
    assert not EntryStanding.objects.filter(pk=public_id).exists()
    assert not EntryNote.objects.exists()
    assert AuditRecord.objects.filter(object_id=str(public_id)).order_by("-pk").first().action == "purge"
    assert purge_deleted(now=NOW + timedelta(days=31)) == 0


def test_one_entry_that_cannot_be_purged_keeps_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, fine = an_event("Сломано"), an_event("Цело")
    for event in (broken, fine):
        delete(event, by=None, reason="Дубликат", now=NOW - timedelta(days=31))
    EntryStanding.objects.filter(pk=broken.public_id).update(kind="unknown")
    purge(0)
    assert list(Event.objects.values_list("pk", flat=True)) == [broken.pk]


def test_the_archive_is_never_purged() -> None:
    event = an_event()
    archive(event, by=None, reason="", now=NOW - timedelta(days=400))
    assert purge_deleted(now=NOW) == 0
    assert Event.objects.filter(pk=event.pk).exists()
