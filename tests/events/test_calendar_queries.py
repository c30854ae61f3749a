from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.editorial_state import EditorialState
from content.models import City, EntryStanding
from content.operations import save_draft, submit
from events.calendar_days import month_of
from events.calendar_queries import CalendarFilters, items_of, outline_of, places_of
from events.clash_queries import clashes_of_event, clashes_with
from events.clashes import Claim, overlap
from events.models import Event, EventDate, PlannedDate
from tests.factories import a_category, a_city, a_user, an_event

pytestmark = pytest.mark.django_db

ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 3, 1, 12, tzinfo=ALMATY)
MARCH = month_of(date(2026, 3, 1))
ALL = CalendarFilters()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ALMATY)


def outline(city: City | None = None, *, filters: CalendarFilters = ALL, per_day: int = 9, **more: object):
    return outline_of(
        city or a_city(), first=MARCH.first, last=MARCH.last, filters=filters, per_day=per_day, now=NOW, **more
    )


def titles(filters: CalendarFilters = ALL, city: City | None = None) -> list[str]:
    found = outline(city, filters=filters)
    numbers = [number for numbers in found.days.values() for number in numbers]
    numbers += [span.number for span in found.spans]
    items = items_of(numbers, zone=ALMATY, language="ru", now=NOW)
    return sorted(items[number].title for number in numbers)


def item_of(event: Event, language: str = "ru"):
    (number,) = PlannedDate.objects.filter(planned=event.pk).values_list("pk", flat=True)
    return items_of([number], zone=ALMATY, language=language, now=timezone.now())[number]


def test_a_month_has_the_dates_of_its_weeks_and_no_others() -> None:
    for day in ("02-22", "02-23", "03-01", "03-31", "04-05", "04-06"):
        an_event(day, live=False, starts_at=at(f"2026-{day} 19:00"))
    assert titles() == ["02-23", "03-01", "03-31", "04-05"]


def test_drafts_and_live_events_are_both_there_of_one_city() -> None:
    an_event("Живое", starts_at=at("2026-03-07 19:00"))
    an_event("Черновик", live=False, starts_at=at("2026-03-07 12:00"))
    an_event("Чужое", starts_at=at("2026-03-07 12:00"), city=a_city("satpayev"))
    assert titles() == ["Живое", "Черновик"]
    assert titles(city=a_city("satpayev")) == ["Чужое"]


def test_whole_days_come_first_then_the_time_and_the_night_last() -> None:
    midnight = at("2026-03-07 00:00")
    day = {"starts_at": midnight, "ends_at": midnight + timedelta(days=1), "is_all_day": True}
    an_event("вечер", live=False, starts_at=at("2026-03-07 19:00"))
    an_event("ночь", live=False, starts_at=at("2026-03-08 01:00"))
    an_event("весь день", live=False, dates=[EventDate(**day)])
    an_event("утро", live=False, starts_at=at("2026-03-07 09:00"))
    numbers = outline().days[date(2026, 3, 7)]
    items = items_of(numbers, zone=ALMATY, language="ru", now=NOW)
    assert [items[number].title for number in numbers] == ["весь день", "утро", "вечер", "ночь"]


def test_a_crowded_day_shows_some_and_counts_all() -> None:
    for hour in range(10, 17):
        an_event(f"{hour}", live=False, starts_at=at(f"2026-03-07 {hour}:00"))
    day = date(2026, 3, 7)
    found = outline(per_day=3)
    assert (len(found.days[day]), found.totals[day]) == (3, 7)
    rest = outline(per_day=3, skip=6)
    assert (len(rest.days[day]), rest.totals[day]) == (1, 7)


def test_a_long_event_is_one_span() -> None:
    an_event("Выставка", live=False, starts_at=at("2026-02-10 10:00"), ends_at=at("2026-04-20 18:00"))
    found = outline()
    assert found.days == {}
    assert [(span.first_day, span.last_day) for span in found.spans] == [(date(2026, 2, 10), date(2026, 4, 20))]


def test_filters_by_category_state_and_place() -> None:
    start = at("2026-03-07 19:00")
    an_event("Концерт", starts_at=start)
    an_event("Спектакль", live=False, starts_at=start, category="theater", place_ru="Театр")
    waiting = an_event("Ждёт", live=False, starts_at=start)
    submit(waiting, by=a_user("Editors"))
    assert titles(CalendarFilters(category=a_category("theater").pk)) == ["Спектакль"]
    assert titles(CalendarFilters(state=EditorialState.DRAFT)) == ["Спектакль"]
    assert titles(CalendarFilters(state=EditorialState.IN_REVIEW)) == ["Ждёт"]
    places = places_of(a_city(), period=MARCH, filters=ALL, language="ru")
    assert [name for _key, name in places] == ["Городской парк", "Театр"]
    assert titles(CalendarFilters(place=places[1][0])) == ["Спектакль"]


def test_what_is_archived_or_in_the_bin_is_not_there() -> None:
    kept, archived, binned = (an_event(name, starts_at=at("2026-03-07 19:00")) for name in ("a", "b", "c"))
    EntryStanding.objects.filter(entry_public_id=archived.public_id).update(archived_at=NOW)
    EntryStanding.objects.filter(entry_public_id=binned.public_id).update(deleted_at=NOW)
    assert titles() == ["a"]
    # And they stand in nobody's way.
    assert not item_of(kept).clashes


def test_an_event_that_moves_between_cities_is_hidden_from_people_of_one() -> None:
    here, there = a_city(), a_city("satpayev")
    event = an_event("Переезжает", starts_at=at("2026-03-07 19:00"))
    draft = event.get_latest_revision_as_object()
    draft.city = there
    save_draft(draft, by=None)
    assert titles(city=there) == ["Переезжает"]
    assert titles(CalendarFilters(cities=frozenset({there.pk})), city=there) == []
    assert titles(CalendarFilters(cities=frozenset({there.pk, here.pk})), city=there) == ["Переезжает"]


def test_an_item_tells_what_the_newest_draft_says_and_what_readers_know() -> None:
    start = (timezone.now() + timedelta(days=3)).replace(microsecond=0)
    event = an_event("Концерт", title_kk="Концерт кеші", starts_at=start)
    live = item_of(event)
    assert (live.title, live.state, live.is_live, live.is_announced) == ("Концерт", EditorialState.LIVE, True, True)
    assert item_of(event, "kk").title == "Концерт кеші"
    draft = event.get_latest_revision_as_object()
    (row,) = draft.dates.all()
    row.starts_at = start + timedelta(days=1)
    draft.dates = [row]
    save_draft(draft, by=None)
    changed = item_of(event)
    assert (changed.state, changed.is_live, changed.is_announced) == (EditorialState.LIVE_WITH_DRAFT, True, False)


def test_two_events_at_one_place_at_one_time_clash() -> None:
    one = an_event("Первое", starts_at=at("2026-03-07 19:00"))
    other = an_event("Второе", live=False, starts_at=at("2026-03-07 20:00"), place_ru="городской парк")
    after = an_event("Потом", live=False, starts_at=at("2026-03-07 22:00"))
    cancelled = an_event("Отменено", dates=[EventDate(starts_at=at("2026-03-07 19:00"), status="cancelled")])
    assert [item_of(event).clashes for event in (one, other, after, cancelled)] == [True, True, False, False]
    found = clashes_of_event(one.pk, now=NOW, user=a_user("Editors"), zone=ALMATY, language="ru")
    assert [(clash.event_id, clash.own_starts_at) for clash in found] == [(other.pk, at("2026-03-07 19:00"))]
    assert clashes_of_event(after.pk, now=NOW, user=a_user("Editors"), zone=ALMATY, language="ru") == []


moments = st.builds(
    lambda event, place, start, length: (event, place, start, length),
    st.integers(min_value=0, max_value=5),
    st.sampled_from(["парк", "театр"]),
    st.integers(min_value=0, max_value=60),
    st.integers(min_value=1, max_value=24),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(moments, min_size=2, max_size=8))
def test_the_database_and_the_pure_rule_agree(dates: list[tuple[int, str, int, int]]) -> None:
    Event.objects.all().delete()
    begin = at("2026-03-07 00:10")
    rows: dict[tuple[int, str], list[EventDate]] = {}
    for event, place, start, length in dates:
        starts_at = begin + timedelta(hours=start)
        row = EventDate(starts_at=starts_at, ends_at=starts_at + timedelta(hours=length))
        rows.setdefault((event, place), []).append(row)
    for (event, place), own in rows.items():
        an_event(str(event), live=False, dates=own, place_ru=place)
    planned = list(PlannedDate.objects.filter(claims_place=True))
    claims = {
        row.pk: Claim(event=row.planned_id, place=row.place_key, starts_at=row.starts_at, over_at=row.over_at)
        for row in planned
    }
    items = items_of(claims, zone=ALMATY, language="ru", now=NOW)
    for number, claim in claims.items():
        others = {other.event for other in claims.values() if overlap(claim, other)}
        assert items[number].clashes is bool(others)
        found = clashes_with(claim, user=a_user("Editors"), zone=ALMATY, language="ru", limit=50)
        assert {clash.event_id for clash in found} == others
