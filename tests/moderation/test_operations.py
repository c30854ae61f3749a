from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision, TaskState, WorkflowState

from accounts.models import User
from accounts.roles import EDITORS, MODERATORS
from content.errors import IncompleteEntry
from content.models import CityAssignment
from content.operations import save_draft, submit
from events.models import Event, EventListing
from moderation.errors import AlreadyDecided, CommentRequired, NotAllowedToDecide, OutdatedView
from moderation.operations import decide
from moderation.queries import seen_version
from tests.factories import a_business, a_city, a_promotion, a_user, an_event

NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


def submitted(entry: Event, *, by: User | None = None) -> TaskState:
    state = submit(entry, by=by or a_user(EDITORS))
    return state.current_task_state


def decided(task_state: TaskState, action: str, *, by: User, entry: Event, **more: object) -> WorkflowState:
    seen = seen_version(entry)
    more.setdefault("seen_revision_id", seen.revision_id)
    more.setdefault("seen_hash", seen.content_hash)
    return decide(task_state=task_state, action=action, by=by, now=NOW, **more)


def facts(entry: Event) -> tuple[object, ...]:
    """Return everything that a decision would change."""
    return (
        list(WorkflowState.objects.order_by("pk").values_list("pk", "status")),
        list(TaskState.objects.order_by("pk").values_list("pk", "status", "finished_by_id", "comment")),
        list(Revision.objects.order_by("pk").values_list("pk", "approved_go_live_at", "created_at")),
        type(entry).objects.filter(pk=entry.pk).values().get(),
        EventListing.objects.count(),
        ModelLogEntry.objects.count(),
    )


@pytest.mark.django_db
def test_an_approval_publishes_what_was_seen_and_says_who_decided_when() -> None:
    event = an_event("Спектакль", live=False)
    task_state, moderator = submitted(event), a_user(MODERATORS)
    state = decided(task_state, "approve", by=moderator, entry=event, comment="Отлично")
    task_state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_APPROVED
    assert (task_state.finished_by, task_state.finished_at, task_state.comment) == (moderator, NOW, "Отлично")
    assert [listing.titles for listing in EventListing.objects.all()] == [["Спектакль"]]
    log = ModelLogEntry.objects.get(action="content.authorise")
    assert (log.user, log.data, log.revision_id) == (moderator, {"authorisation": "approval"}, event.latest_revision_id)


@pytest.mark.django_db
@pytest.mark.parametrize("make", [an_event, a_business, a_promotion])
def test_every_kind_goes_through_the_workflow(make: object) -> None:
    entry = make(live=False)
    decided(submitted(entry), "approve", by=a_user(MODERATORS), entry=entry)
    assert type(entry).objects.get(pk=entry.pk).live is True


@pytest.mark.django_db
def test_a_version_newer_than_the_one_seen_is_a_conflict() -> None:
    event = an_event("Как отправили", live=False)
    task_state, seen = submitted(event), seen_version(event)
    draft = Event.objects.get(pk=event.pk).get_latest_revision_as_object()
    draft.title_ru = "Подменили"
    save_draft(draft, by=None)
    before = facts(event)
    with pytest.raises(OutdatedView):
        decided(
            task_state,
            "approve",
            by=a_user(MODERATORS),
            entry=event,
            seen_revision_id=seen.revision_id,
            seen_hash=seen.content_hash,
        )
    assert facts(event) == before


@pytest.mark.django_db
def test_the_same_revision_with_other_content_is_a_conflict() -> None:
    event = an_event("Как отправили", live=False)
    task_state, seen = submitted(event), seen_version(event)
    # Autosave overwrites a revision in place.
    revision = Revision.objects.get(pk=seen.revision_id)
    revision.content["title_ru"] = "Подменили"
    revision.save()
    before = facts(event)
    with pytest.raises(OutdatedView):
        decided(task_state, "approve", by=a_user(MODERATORS), entry=event, seen_hash=seen.content_hash)
    assert facts(event) == before


@pytest.mark.django_db
@pytest.mark.parametrize("seen", [(None, ""), (0, ""), (None, "0" * 64), (10**15, "нет")])
def test_who_saw_nothing_decides_nothing(seen: tuple[int | None, str]) -> None:
    event = an_event(live=False)
    task_state = submitted(event)
    before = facts(event)
    with pytest.raises(OutdatedView):
        decided(task_state, "approve", by=a_user(MODERATORS), entry=event, seen_revision_id=seen[0], seen_hash=seen[1])
    assert facts(event) == before


@pytest.mark.django_db
def test_a_request_for_changes_says_which_and_lets_the_author_submit_again() -> None:
    author, moderator = a_user(EDITORS), a_user(MODERATORS)
    event = an_event(live=False)
    task_state = submitted(event, by=author)
    before = facts(event)
    with pytest.raises(CommentRequired):
        decided(task_state, "reject", by=moderator, entry=event, comment="   ")
    assert facts(event) == before
    state = decided(task_state, "reject", by=moderator, entry=event, comment="Укажите цену")
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert TaskState.objects.get(pk=task_state.pk).comment == "Укажите цену"
    again = submit(event, by=author)
    assert (again.pk, again.status) == (state.pk, WorkflowState.STATUS_IN_PROGRESS)
    decided(again.current_task_state, "approve", by=moderator, entry=event)
    assert Event.objects.get(pk=event.pk).live is True


@pytest.mark.django_db
def test_nobody_decides_twice() -> None:
    event = an_event(live=False)
    task_state = submitted(event)
    decided(task_state, "reject", by=a_user(MODERATORS), entry=event, comment="Нет цены")
    before = facts(event)
    with pytest.raises(AlreadyDecided):
        decided(task_state, "approve", by=a_user(MODERATORS), entry=event)
    assert facts(event) == before


@pytest.mark.django_db
def test_a_withdrawn_submission_cannot_be_approved() -> None:
    author = a_user(EDITORS)
    event = an_event(live=False)
    task_state = submitted(event, by=author)
    WorkflowState.objects.get().cancel(user=author)
    before = facts(event)
    with pytest.raises(AlreadyDecided):
        decided(task_state, "approve", by=a_user(MODERATORS), entry=event)
    assert facts(event) == before


@pytest.mark.django_db
@pytest.mark.parametrize("is_superuser", [False, True])
def test_nobody_decides_on_what_they_submitted(is_superuser: bool) -> None:
    moderator = a_user(MODERATORS, is_superuser=is_superuser)
    event = an_event(live=False)
    task_state = submitted(event, by=moderator)
    before = facts(event)
    with pytest.raises(NotAllowedToDecide) as refusal:
        decided(task_state, "approve", by=moderator, entry=event)
    assert refusal.value.code == "moderation.own_submission"
    assert facts(event) == before


@pytest.mark.django_db
def test_nobody_decides_on_what_they_wrote_and_had_another_submit() -> None:
    moderator = a_user(MODERATORS)
    event = an_event(live=False)
    save_draft(event.get_latest_revision_as_object(), by=moderator)
    task_state = submitted(event, by=a_user(EDITORS))
    before = facts(event)
    with pytest.raises(NotAllowedToDecide) as refusal:
        decided(task_state, "approve", by=moderator, entry=event)
    assert refusal.value.code == "moderation.own_submission"
    assert facts(event) == before


@pytest.mark.django_db
@pytest.mark.parametrize("role", [EDITORS, None])
def test_who_is_no_moderator_decides_nothing(role: str | None) -> None:
    event = an_event(live=False)
    task_state = submitted(event)
    before = facts(event)
    with pytest.raises(NotAllowedToDecide) as refusal:
        decided(task_state, "approve", by=a_user(*([role] if role else [])), entry=event)
    assert refusal.value.code == "moderation.not_a_moderator"
    assert facts(event) == before


@pytest.mark.django_db
def test_a_dismissed_moderator_decides_nothing() -> None:
    event = an_event(live=False)
    task_state, moderator = submitted(event), a_user(MODERATORS)
    moderator.is_active = False
    with pytest.raises(NotAllowedToDecide):
        decided(task_state, "approve", by=moderator, entry=event)
    assert Event.objects.get(pk=event.pk).live is False


@pytest.mark.django_db
def test_a_moderator_of_another_city_decides_nothing() -> None:
    elsewhere = a_city("satpayev", name_ru="Сатпаев")
    moderator = a_user(MODERATORS)
    CityAssignment.objects.create(user=moderator, city=elsewhere)
    event = an_event(live=False)
    task_state = submitted(event)
    before = facts(event)
    with pytest.raises(NotAllowedToDecide) as refusal:
        decided(task_state, "approve", by=moderator, entry=event)
    assert refusal.value.code == "moderation.other_city"
    assert facts(event) == before
    CityAssignment.objects.create(user=moderator, city=event.city)
    decided(task_state, "approve", by=moderator, entry=event)
    assert Event.objects.get(pk=event.pk).live is True


@pytest.mark.django_db
def test_the_city_that_was_submitted_counts_although_the_entry_was_moved_meanwhile() -> None:
    event = an_event(live=False)
    task_state = submitted(event)
    elsewhere = a_city("satpayev", name_ru="Сатпаев")
    moderator = a_user(MODERATORS)
    CityAssignment.objects.create(user=moderator, city=elsewhere)
    Event.objects.filter(pk=event.pk).update(city=elsewhere)
    moved = Event.objects.get(pk=event.pk)
    moved.city = elsewhere
    save_draft(moved, by=None)
    before = facts(moved)
    with pytest.raises(NotAllowedToDecide) as refusal:
        decided(task_state, "approve", by=moderator, entry=moved)
    assert refusal.value.code == "moderation.other_city"
    assert facts(moved) == before


@pytest.mark.django_db
def test_moving_an_entry_needs_a_moderator_of_both_cities() -> None:
    elsewhere = a_city("satpayev", name_ru="Сатпаев")
    event = an_event()
    moderator = a_user(MODERATORS)
    CityAssignment.objects.create(user=moderator, city=elsewhere)
    draft = event.get_latest_revision_as_object()
    draft.city = elsewhere
    save_draft(draft, by=None)
    task_state = submitted(event)
    with pytest.raises(NotAllowedToDecide):
        decided(task_state, "approve", by=moderator, entry=event)
    assert Event.objects.get(pk=event.pk).city.slug == "jezkazgan"


@pytest.mark.django_db
def test_an_incomplete_entry_is_not_approved_and_keeps_waiting() -> None:
    event = an_event(live=False)
    task_state = submitted(event)
    draft = Event.objects.get(pk=event.pk).get_latest_revision_as_object()
    draft.category = None
    draft.dates = []
    save_draft(draft, by=None)
    before = facts(event)
    with pytest.raises(IncompleteEntry) as refusal:
        decided(task_state, "approve", by=a_user(MODERATORS), entry=event)
    assert refusal.value.missing == ["категория", "дата"]
    assert facts(event) == before


@pytest.mark.django_db
def test_an_unknown_decision_is_refused() -> None:
    event = an_event(live=False)
    task_state = submitted(event)
    before = facts(event)
    with pytest.raises(ValidationError):
        decided(task_state, "publish", by=a_user(MODERATORS), entry=event)
    assert facts(event) == before


@pytest.mark.django_db
def test_an_approved_entry_with_a_time_to_come_is_scheduled() -> None:
    event = an_event(live=False)
    draft = event.get_latest_revision_as_object()
    draft.go_live_at = timezone.now().replace(microsecond=0) + timedelta(days=1)
    save_draft(draft, by=None)
    state = decided(submitted(event), "approve", by=a_user(MODERATORS), entry=event)
    event.refresh_from_db()
    assert (state.status, event.live, EventListing.objects.count()) == (WorkflowState.STATUS_APPROVED, False, 0)
    assert Revision.objects.get(pk=event.latest_revision_id).approved_go_live_at == draft.go_live_at


@pytest.mark.django_db
def test_wagtails_own_roads_to_an_approval_are_closed() -> None:
    event = an_event(live=False)
    task_state, moderator = submitted(event), a_user(MODERATORS)
    before = facts(event)
    with pytest.raises(PermissionDenied):
        task_state.approve(user=moderator)
    with pytest.raises(PermissionDenied):
        WorkflowState.objects.get().finish(user=moderator)
    with pytest.raises(OutdatedView):
        task_state.task.specific.on_action(task_state, moderator, "approve", comment="без просмотра")
    assert facts(event) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_of_two_simultaneous_decisions_exactly_one_wins(attempt: int) -> None:
    event = an_event(live=False)
    task_state, seen = submitted(event), seen_version(event)
    people = {"approve": a_user(MODERATORS), "reject": a_user(MODERATORS)}
    at_once, outcomes = Barrier(2), {}

    def take(action: str) -> None:
        try:
            at_once.wait(timeout=10)
            decide(
                task_state=TaskState.objects.get(pk=task_state.pk),
                action=action,
                by=people[action],
                seen_revision_id=seen.revision_id,
                seen_hash=seen.content_hash,
                now=NOW,
                comment="Спорный случай",
            )
            outcomes[action] = "won"
        except AlreadyDecided:
            outcomes[action] = "conflict"
        finally:
            connections.close_all()

    threads = [Thread(target=take, args=(action,)) for action in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(outcomes.values()) == ["conflict", "won"]
    winner = next(action for action, outcome in outcomes.items() if outcome == "won")
    status = {"approve": "approved", "reject": "needs_changes"}[winner]
    assert list(WorkflowState.objects.values_list("status", flat=True)) == [status]
    assert list(TaskState.objects.values_list("finished_by", flat=True)) == [people[winner].pk]
    assert Event.objects.get(pk=event.pk).live is (winner == "approve")
    assert EventListing.objects.count() == (1 if winner == "approve" else 0)
