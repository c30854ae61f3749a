from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from content.errors import IncompleteEntry
from content.operations import create_draft, publish, publish_due, save_draft, unpublish
from events.models import Event, EventDate, EventListing
from tests.factories import a_category, a_city, a_user, an_event

pytestmark = pytest.mark.django_db


def scheduled(title: str, *, go_live_in: timedelta) -> Event:
    event = an_event(title, live=False)
    draft = event.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + go_live_in
    save_draft(draft, by=None)
    publish(event, by=None, authorisation="test")
    return event


def test_an_incomplete_entry_is_refused_with_all_that_is_missing_and_stays_a_draft() -> None:
    event = Event(city=a_city(), title_ru="Без всего")
    create_draft(event, by=None)
    with pytest.raises(IncompleteEntry) as refusal:
        publish(event, by=None, authorisation="test")
    assert refusal.value.missing == ["категория", "дата", "место или адрес"]
    assert "Без всего" in refusal.value.messages[0]
    assert Event.objects.get(pk=event.pk).live is False
    assert EventListing.objects.count() == 0


def test_a_user_without_the_permission_cannot_publish_and_nothing_changes() -> None:
    event = an_event(live=False)
    before = Revision.objects.count(), ModelLogEntry.objects.count()
    with pytest.raises(PermissionDenied):
        publish(event, by=a_user(), authorisation="role")
    assert (Revision.objects.count(), ModelLogEntry.objects.count()) == before
    assert Event.objects.get(pk=event.pk).live is False


def test_every_publication_is_logged_with_its_authorisation() -> None:
    admin = a_user(is_superuser=True)
    event = an_event(live=False)
    revision = publish(event, by=admin, authorisation="role")
    entry = ModelLogEntry.objects.get(action="content.authorise")
    assert (entry.user, entry.data, entry.revision) == (admin, {"authorisation": "role"}, revision)


def test_publishing_names_the_revision_and_takes_no_newer_one() -> None:
    event = an_event("Первая версия", live=False)
    first = event.get_latest_revision()
    draft = event.get_latest_revision_as_object()
    draft.title_ru = "Вторая версия"
    save_draft(draft, by=None)
    publish(event, by=None, authorisation="test", revision=first)
    current = Event.objects.get(pk=event.pk)
    assert (current.title_ru, current.has_unpublished_changes) == ("Первая версия", True)


def test_a_scheduled_entry_is_public_only_when_due() -> None:
    event = scheduled("Премьера", go_live_in=timedelta(hours=3))
    now = timezone.now()
    assert publish_due(now=now + timedelta(hours=2)).published == 0
    assert EventListing.objects.count() == 0
    assert publish_due(now=now + timedelta(hours=4)).published == 1
    assert EventListing.objects.get().pk == event.pk
    assert publish_due(now=now + timedelta(hours=4)).published == 0


def test_a_broken_due_entry_does_not_hold_up_the_others() -> None:
    broken = scheduled("Сломано", go_live_in=timedelta(minutes=1))
    good = scheduled("Исправно", go_live_in=timedelta(minutes=2))
    revision = broken.get_latest_revision() or Revision()
    revision.content["title_ru"] = "х" * 500
    revision.save()
    outcome = publish_due(now=timezone.now() + timedelta(hours=1))
    assert (outcome.published, outcome.failed) == (1, 1)
    assert list(EventListing.objects.values_list("pk", flat=True)) == [good.pk]


def test_an_expired_entry_goes_and_is_marked() -> None:
    event = an_event(live=False)
    draft = event.get_latest_revision_as_object()
    draft.expire_at = timezone.now() + timedelta(hours=1)
    save_draft(draft, by=None)
    publish(event, by=None, authorisation="test")
    assert publish_due(now=timezone.now()).expired == 0
    assert EventListing.objects.count() == 1
    assert publish_due(now=timezone.now() + timedelta(hours=2)).expired == 1
    current = Event.objects.get(pk=event.pk)
    assert (current.live, current.expired, EventListing.objects.count()) == (False, True, 0)


def test_what_is_over_already_is_not_published() -> None:
    event = an_event(live=False)
    draft = event.get_latest_revision_as_object()
    draft.expire_at = timezone.now() - timedelta(hours=1)
    save_draft(draft, by=None)
    with pytest.raises(ValidationError):
        publish(event, by=None, authorisation="test")
    assert EventListing.objects.count() == 0


def test_a_schedule_that_outlived_its_entry_is_dropped() -> None:
    event = an_event(live=False)
    draft = event.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.expire_at = timezone.now() + timedelta(hours=2)
    save_draft(draft, by=None)
    publish(event, by=None, authorisation="test")
    outcome = publish_due(now=timezone.now() + timedelta(hours=3))
    assert (outcome.published, outcome.failed, EventListing.objects.count()) == (0, 0, 0)
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 0


def test_a_slug_taken_meanwhile_is_composed_anew() -> None:
    event = an_event("Ярмарка")
    draft = event.get_latest_revision_as_object()
    draft.slug = "osennyaya-yarmarka"
    save_draft(draft, by=None)
    an_event("Другая", slug="osennyaya-yarmarka")
    publish(event, by=None, authorisation="test")
    assert Event.objects.get(pk=event.pk).slug == "yarmarka"


def test_unpublishing_needs_the_permission() -> None:
    event = an_event()
    with pytest.raises(PermissionDenied):
        unpublish(event, by=a_user())
    assert EventListing.objects.count() == 1


def test_the_dates_of_a_draft_survive_publishing_with_their_keys() -> None:
    event = Event(city=a_city(), title_ru="Серия", category=a_category(), place_ru="Парк")
    row = EventDate(starts_at=timezone.now() + timedelta(days=2))
    event.dates = [row]
    create_draft(event, by=None)
    publish(event, by=None, authorisation="test")
    publish(event, by=None, authorisation="test")
    assert list(Event.objects.get(pk=event.pk).dates.values_list("key", flat=True)) == [row.key]
