"""The front page and the window of computed dates."""

from datetime import UTC, datetime, timedelta

import orjson
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from events.models import EventDate, EventListing, EventOccurrence, EventStanding
from events.operations import feature, move_window
from events.projections import WINDOW_AHEAD
from tests.factories import a_user, an_event

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


def test_an_event_is_featured_until_a_moment_and_taken_back() -> None:
    event, by = an_event(starts_at=NOW + timedelta(days=3)), a_user(is_superuser=True)
    feature(event, until=NOW + timedelta(days=2), by=by, now=NOW)
    listing = EventListing.objects.get()
    assert (listing.featured_until, orjson.loads(listing.card_ru)["isFeatured"]) == (NOW + timedelta(days=2), True)
    assert listing.stale_at == NOW + timedelta(days=2)
    feature(event, until=None, by=by, now=NOW)
    listing = EventListing.objects.get()
    assert (listing.featured_until, orjson.loads(listing.card_ru)["isFeatured"]) == (None, False)
    assert ModelLogEntry.objects.filter(action="events.feature").count() == 2


def test_a_moment_that_is_over_and_a_person_without_the_right_are_refused() -> None:
    event = an_event(starts_at=NOW + timedelta(days=3))
    with pytest.raises(ValidationError, match=r"уже прошло|өтіп кетті"):
        feature(event, until=NOW, by=None, now=NOW)
    with pytest.raises(PermissionDenied):
        feature(event, until=NOW + timedelta(days=1), by=a_user("Editors"), now=NOW)
    assert EventStanding.objects.count() == 0


def test_the_window_moves_for_what_goes_on_behind_it_and_for_nothing_else() -> None:
    start = timezone.now().replace(microsecond=0)
    endless = an_event("Клуб", dates=[EventDate(starts_at=start, recurrence_rule="FREQ=WEEKLY", is_open_ended=True)])
    an_event("Однажды", starts_at=start + timedelta(days=1))
    an_event("Пять раз", dates=[EventDate(starts_at=start, recurrence_rule="FREQ=DAILY;COUNT=5")])
    assert list(EventListing.objects.exclude(window_until=None).values_list("pk", flat=True)) == [endless.pk]
    before = EventOccurrence.objects.filter(listing=endless.pk)
    kept, number = set(before.values_list("pk", flat=True)), before.count()
    assert move_window(now=start + timedelta(days=10)) == 0
    later = start + timedelta(days=35)
    assert move_window(now=later) == 1
    assert move_window(now=later) == 0
    after = EventOccurrence.objects.filter(listing=endless.pk)
    assert after.count() == number + 5
    assert EventListing.objects.get(pk=endless.pk).window_until == later + WINDOW_AHEAD
    # Dates that stay are not written again.
    assert kept <= set(after.values_list("pk", flat=True))
