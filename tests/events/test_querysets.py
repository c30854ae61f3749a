from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from events.criteria import EventCriteria
from events.models import EventDate, EventListing, EventStanding
from tests.factories import a_city, an_event

pytestmark = pytest.mark.django_db


def titles(**criteria: object) -> list[str]:
    chosen = EventCriteria(**{"now": timezone.now(), **criteria})
    return [listing.titles[0] for listing in EventListing.objects.matching(chosen).in_order(chosen)]


def test_events_leave_the_default_list_when_they_end_not_when_they_start() -> None:
    now = timezone.now()
    an_event("Идёт", starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))
    an_event("Прошло", starts_at=now - timedelta(hours=5), ends_at=now - timedelta(hours=1))
    an_event("Будет", starts_at=now + timedelta(hours=1))
    assert titles() == ["Идёт", "Будет"]


def test_filters() -> None:
    an_event("Бесплатный концерт", price_kind="free")
    an_event("Матч", category="sports", price_kind="fixed", price_min=2000)
    an_event("В Сатпаеве", city=a_city("satpayev", name_ru="Сатпаев"))
    assert titles(categories=("sports",)) == ["Матч"]
    assert titles(is_free=True) == ["Бесплатный концерт"]
    assert titles(city=a_city("satpayev").public_id) == ["В Сатпаеве"]
    assert titles(ids=()) == []


def test_featured_ends_by_itself() -> None:
    event = an_event("На главной")
    an_event("Обычное")
    now = timezone.now()
    EventStanding.objects.create(event=event, featured_until=now + timedelta(hours=1))
    assert titles(is_featured=True) == ["На главной"]
    assert titles(is_featured=False) == ["Обычное"]
    assert titles(is_featured=True, now=now + timedelta(hours=2)) == []


def test_a_range_selects_by_dates_and_tells_which_one_it_found() -> None:
    start = datetime(2030, 3, 7, 14, tzinfo=UTC)
    event = an_event("Клуб", dates=[EventDate(starts_at=start, recurrence_rule="FREQ=WEEKLY;COUNT=4")])
    far = an_event("Далеко", dates=[EventDate(starts_at=start + timedelta(days=20))])
    assert EventListing.objects.get(pk=event.pk).starts_at == start  # beyond the window of computed dates
    near = timezone.now().replace(microsecond=0) + timedelta(days=3)
    club = an_event("Клуб рядом", dates=[EventDate(starts_at=near, recurrence_rule="FREQ=WEEKLY;COUNT=4")])
    criteria = EventCriteria(
        now=timezone.now(), starts_from=near + timedelta(days=6), starts_before=near + timedelta(days=8)
    )
    found = EventListing.objects.matching(criteria).in_order(criteria)
    assert [(listing.pk, listing.range_starts_at) for listing in found] == [(club.pk, near + timedelta(days=7))]
    assert far.pk not in [listing.pk for listing in found]
