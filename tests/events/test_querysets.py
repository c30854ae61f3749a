from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from content.prepared import Rows
from events.criteria import EventCriteria
from events.models import EventDate, EventListing, EventStanding
from tests.factories import a_city, an_event

pytestmark = pytest.mark.django_db


def titles(**criteria: object) -> list[str]:
    chosen = EventCriteria(**{"now": timezone.now(), **criteria})
    page = EventListing.objects.page(chosen, "titles", rows=Rows(limit=100))
    assert EventListing.objects.matching(chosen).count() == len(page)
    return [names[0] for _shown_at, _public_id, names in page]


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
    assert titles(city=a_city("satpayev").pk) == ["В Сатпаеве"]
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
    found = EventListing.objects.page(criteria, "entry_id", rows=Rows(limit=100))
    assert list(found) == [(near + timedelta(days=7), club.public_id, club.pk)]
    assert [listing.pk for listing in EventListing.objects.matching(criteria)] == [club.pk]
    assert far.pk != club.pk


def test_a_period_begins_with_what_is_running_however_long_it_has_been() -> None:
    now = timezone.now().replace(microsecond=0)
    begin, end = now + timedelta(days=10), now + timedelta(days=12)
    an_event("Выходит за сутки", starts_at=begin - timedelta(days=5), ends_at=begin + timedelta(days=1))
    an_event("Со вчера", starts_at=begin - timedelta(hours=20), ends_at=begin + timedelta(hours=1))
    an_event("Кончилось", starts_at=begin - timedelta(hours=3), ends_at=begin)
    an_event("Внутри", starts_at=begin + timedelta(hours=1))
    an_event("Ровно в начале", starts_at=begin)
    an_event("Ровно в конце", starts_at=end)
    weekly = [EventDate(starts_at=begin - timedelta(hours=1), recurrence_rule="FREQ=DAILY;COUNT=4")]
    an_event("Каждый день", dates=weekly)
    assert titles(starts_from=begin, starts_before=end) == [
        "Выходит за сутки",
        "Со вчера",
        "Каждый день",
        "Ровно в начале",
        "Внутри",
    ]


def test_pages_behind_a_place_go_on_where_the_last_one_ended() -> None:
    start = timezone.now().replace(microsecond=0) + timedelta(days=3)
    for number in range(7):
        # Three begin at the same moment: only their ids tell them apart.
        an_event(f"{number}", starts_at=start + timedelta(hours=number // 3))
    for period in ({}, {"starts_from": start - timedelta(days=1), "starts_before": start + timedelta(days=1)}):
        whole = list(EventListing.objects.page(EventCriteria(now=timezone.now(), **period), "pk", rows=Rows(limit=100)))
        assert len(whole) == 7
        seen: list[tuple[object, ...]] = []
        after = None
        while len(seen) < 7:
            criteria = EventCriteria(now=timezone.now(), after=after, **period)
            page = list(EventListing.objects.page(criteria, "pk", rows=Rows(limit=2)))
            assert page
            seen += page
            after = page[-1][:2]
        assert seen == whole
        for offset in (1, 3, 6):
            rows = Rows(limit=2, offset=offset)
            criteria = EventCriteria(now=timezone.now(), **period)
            assert list(EventListing.objects.page(criteria, "pk", rows=rows)) == whole[offset : offset + 2]
