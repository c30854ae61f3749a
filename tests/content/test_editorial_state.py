from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import TaskState

from accounts.roles import MODERATORS
from content.editorial_state import EditorialState, with_editorial_state
from content.models import Entry
from content.operations import publish, publish_due, save_draft, submit, unpublish
from moderation.operations import decide
from moderation.queries import seen_version
from tests.factories import a_promotion, a_user, an_event

pytestmark = pytest.mark.django_db


def state_of(entry: Entry) -> str:
    rows = with_editorial_state(type(entry).objects.filter(pk=entry.pk), now=timezone.now())
    return rows.values_list("editorial_state", flat=True).get()


def decided(entry: Entry, action: str) -> None:
    seen = seen_version(entry)
    decide(
        task_state=TaskState.objects.latest("pk"),
        action=action,
        by=a_user(MODERATORS),
        seen_revision_id=seen.revision_id,
        seen_hash=seen.content_hash,
        now=timezone.now(),
        comment="Исправьте",
    )


def test_the_way_of_an_entry_through_its_states() -> None:
    event = an_event(live=False)
    assert state_of(event) == EditorialState.DRAFT
    submit(event, by=a_user())
    assert state_of(event) == EditorialState.IN_REVIEW
    decided(event, "reject")
    assert state_of(event) == EditorialState.CHANGES_REQUESTED
    submit(event, by=a_user())
    decided(event, "approve")
    assert state_of(event) == EditorialState.LIVE
    save_draft(type(event).objects.get(pk=event.pk).get_latest_revision_as_object(), by=None)
    assert state_of(event) == EditorialState.LIVE_WITH_DRAFT
    submit(event, by=a_user())
    assert state_of(event) == EditorialState.IN_REVIEW
    decided(event, "approve")
    unpublish(event, by=None)
    assert state_of(event) == EditorialState.DRAFT


def test_a_time_to_come_is_scheduled() -> None:
    event = an_event(live=False)
    draft = event.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    save_draft(draft, by=None)
    publish(event, by=None, authorisation="test")
    assert state_of(event) == EditorialState.SCHEDULED
    publish_due(now=timezone.now() + timedelta(hours=2))
    assert state_of(event) == EditorialState.LIVE


def test_what_is_over_is_expired() -> None:
    yesterday = timezone.now() - timedelta(days=1)
    assert state_of(an_event(starts_at=yesterday)) == EditorialState.EXPIRED
    assert state_of(an_event(starts_at=yesterday, live=False)) == EditorialState.DRAFT
    over = a_promotion(valid_from=yesterday - timedelta(days=9), valid_until=yesterday)
    assert state_of(over) == EditorialState.EXPIRED


def test_every_state_has_a_word() -> None:
    assert [str(state.label) for state in EditorialState] == [
        "черновик",
        "на проверке",
        "нужны правки",
        "запланировано",
        "опубликовано",
        "опубликовано, есть правки",
        "завершено",
        "в архиве",
        "в корзине",
    ]
