"""What an event lacks for publication."""

from datetime import UTC, datetime

import pytest

from content.errors import IncompleteEntry
from content.operations import publish
from events.models import Event, EventDate, EventListing
from events.publication import missing
from tests.factories import an_event

pytestmark = pytest.mark.django_db
START = datetime(2027, 3, 1, 14, tzinfo=UTC)


def test_an_event_that_never_takes_place_is_not_published() -> None:
    never = an_event(dates=[EventDate(starts_at=START, excluded=[START])], live=False)
    with pytest.raises(IncompleteEntry):
        publish(never, by=None, authorisation="test")
    assert Event.objects.filter(live=True).exists() is False
    assert EventListing.objects.exists() is False


def test_one_date_of_many_rows_is_enough() -> None:
    rows = [EventDate(starts_at=START, excluded=[START]), EventDate(starts_at=START.replace(day=2))]
    assert missing(an_event(dates=rows)) == []
