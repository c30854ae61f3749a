"""The calendar as its templates show it: weeks with spans and days, an agenda, the list of one day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from content.models import City
from events.calendar_days import Period
from events.calendar_layout import Piece, Week, weeks_of
from events.calendar_queries import CalendarFilters, CalendarItem, Light, Outline, items_of, outline_of
from events.enums import DateStatus
from events.models import Event
from events.schedule import local_date
from language.calendar_heads import weekday_short
from language.codes import Language
from language.dates import date_text, day_text, days_text, time_text, weekday_name


class Capacity(NamedTuple):
    """How many dates of a day and how many spans of a week a page has room for."""

    per_day: int
    lanes: int


CAPACITIES: Final[Mapping[str, Capacity]] = {"month": Capacity(4, 4), "week": Capacity(40, 12)}
PER_DAY_PAGE: Final = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """For whom a page is made, and what it keeps in its addresses."""

    city: City
    language: Language
    now: datetime
    may_change: bool
    kept: Mapping[str, str] = field(default_factory=dict)

    def address(self, **changed: str) -> str:
        """Return the address of the calendar with the same city and filters."""
        return f"{reverse('events_calendar')}?{urlencode({**self.kept, **changed})}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Chip:
    """A date with its texts and addresses; ``date`` and ``clock`` are its start in city time."""

    item: CalendarItem
    date: str
    clock: str
    url: str
    move_url: str
    times: str
    days: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DayCell:
    """A day of the page; ``more`` counts what did not fit."""

    day: date
    label: str
    url: str
    is_within: bool
    is_today: bool
    chips: Sequence[Chip]
    more: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """A stretch of a lane: ``chip`` is ``None`` on a free day, ``day`` is its first one."""

    chip: Chip | None
    day: date
    is_within: bool
    length: int = 1
    begins_before: bool = False
    goes_on: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekRows:
    """A week of the grid."""

    days: Sequence[DayCell]
    lanes: Sequence[Sequence[Bar]]


@dataclass(frozen=True, kw_only=True, slots=True)
class GridPage:
    """A month or a week: the grid, and the same as a list for narrow screens."""

    weeks: Sequence[WeekRows]
    weekdays: Sequence[tuple[str, str]]
    spans: Sequence[Chip]
    agenda: Sequence[DayCell]
    is_empty: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DayPage:
    """Everything of one day; ``total`` counts the dates that are no spans."""

    label: str
    spans: Sequence[Chip]
    chips: Sequence[Chip]
    total: int


def grid_page(reader: Reader, *, period: Period, filters: CalendarFilters) -> GridPage:
    """Return the page of a month or a week, in a fixed number of queries."""
    room = CAPACITIES[period.shape]
    outline = outline_of(
        reader.city, first=period.first, last=period.last, filters=filters, per_day=room.per_day, now=reader.now
    )
    weeks = weeks_of(period.first, period.last, spans=outline.spans, max_lanes=room.lanes)
    visible = [piece.span for week in weeks for lane in week.lanes for piece in lane if piece.span is not None]
    chips = _chips(reader, [*(span.number for span in visible), *_numbers(outline)])
    rows = [_week_rows(reader, week, period, outline, chips) for week in weeks]
    agenda = [cell for week in rows for cell in week.days if cell.is_within and (cell.chips or cell.more)]
    spans = {span.number: chips[span.number] for span in visible if span.number in chips}
    return GridPage(
        weeks=rows,
        weekdays=[(weekday_short(day, reader.language), weekday_name(day, reader.language)) for day in range(7)],
        spans=list(spans.values()),
        agenda=agenda,
        is_empty=not chips,
    )


def day_page(reader: Reader, *, day: date, filters: CalendarFilters, page: int) -> DayPage:
    """Return a page of a hundred dates of one day, with the spans that it is a day of."""
    skip = (page - 1) * PER_DAY_PAGE
    outline = outline_of(
        reader.city, first=day, last=day, filters=filters, per_day=PER_DAY_PAGE, skip=skip, now=reader.now
    )
    spans = [span.number for span in outline.spans[:PER_DAY_PAGE]]
    chips = _chips(reader, [*spans, *_numbers(outline)])
    return DayPage(
        label=_day_label(day, reader),
        spans=[chips[number] for number in spans if number in chips],
        chips=[chips[number] for number in _numbers(outline) if number in chips],
        total=outline.totals.get(day, 0),
    )


def _numbers(outline: Outline) -> list[int]:
    return [number for numbers in outline.days.values() for number in numbers]


def _chips(reader: Reader, numbers: Sequence[int]) -> dict[int, Chip]:
    zone = reader.city.zone
    items = items_of(numbers, zone=zone, language=reader.language, now=reader.now)
    return {number: _chip(reader, items[number]) for number in numbers if number in items}


def _chip(reader: Reader, item: CalendarItem) -> Chip:
    name = "edit" if reader.may_change else "inspect"
    url = reverse(Event.snippet_viewset.get_url_name(name), args=(item.event_id,))
    move_url = ""
    if reader.may_change and item.is_movable:
        asked = {"key": str(item.key), "starts_at": item.starts_at.astimezone(UTC).isoformat()}
        move = reverse("events_calendar_move", args=(item.event_id,))
        move_url = f"{move}?{urlencode({**asked, 'back': urlencode(reader.kept)})}"
    year = reader.now.astimezone(reader.city.zone).year
    ends_at = None if item.is_span else item.ends_at
    return Chip(
        item=item,
        date=f"{item.starts_at:%Y-%m-%d}",
        clock=f"{item.starts_at:%H:%M}",
        url=url,
        move_url=move_url,
        times="" if item.is_all_day else time_text(item.starts_at, ends_at=ends_at, zone=reader.city.zone),
        days=days_text(first=item.first_day, last=item.last_day, year=year, language=reader.language)
        if item.is_span
        else "",
        note=_note(reader, item),
    )


def _note(reader: Reader, item: CalendarItem) -> str:
    """Return what is special about a date, empty for one that takes place as planned."""
    if item.status == DateStatus.CANCELLED:
        return _("отменено")
    if item.status == DateStatus.POSTPONED:
        return _("отложено")
    if item.status == DateStatus.MOVED_ONLINE:
        return _("онлайн")
    if item.status == DateStatus.RESCHEDULED:
        if item.previous_starts_at is None:
            return _("перенесено")
        was = date_text(
            starts_at=item.previous_starts_at,
            ends_at=None,
            is_all_day=item.is_all_day,
            zone=reader.city.zone,
            now=reader.now,
            language=reader.language,
        )
        return _("перенесено, было: %(was)s") % {"was": was}
    return ""


def _week_rows(
    reader: Reader, week: Week[Light], period: Period, outline: Outline, chips: Mapping[int, Chip]
) -> WeekRows:
    return WeekRows(
        days=[
            _day_cell(reader, day, period, outline, chips, hidden)
            for day, hidden in zip(week.days, week.hidden, strict=True)
        ],
        lanes=[_bars(lane, week.days, period, chips) for lane in week.lanes],
    )


def _day_cell(
    reader: Reader, day: date, period: Period, outline: Outline, chips: Mapping[int, Chip], hidden_spans: int
) -> DayCell:
    numbers = outline.days.get(day, ())
    return DayCell(
        day=day,
        label=_day_label(day, reader),
        url=reader.address(day=day.isoformat()),
        is_within=period.is_within(day),
        is_today=day == local_date(reader.now, zone=reader.city.zone),
        chips=[chips[number] for number in numbers if number in chips],
        more=outline.totals.get(day, 0) - len(numbers) + hidden_spans,
    )


def _bars(lane: Sequence[Piece[Light]], days: Sequence[date], period: Period, chips: Mapping[int, Chip]) -> list[Bar]:
    """Return the stretches of a lane; free ones day by day, so that the lines between days go on."""
    bars: list[Bar] = []
    column = 0
    for piece in lane:
        covered = days[column : column + piece.length]
        column += piece.length
        chip = None if piece.span is None else chips.get(piece.span.number)
        if chip is None:
            bars += [Bar(chip=None, day=day, is_within=period.is_within(day)) for day in covered]
            continue
        bars.append(
            Bar(
                chip=chip,
                day=covered[0],
                is_within=True,
                length=piece.length,
                begins_before=piece.begins_before,
                goes_on=piece.goes_on,
            )
        )
    return bars


def _day_label(day: date, reader: Reader) -> str:
    year = reader.now.astimezone(reader.city.zone).year
    weekday = weekday_name(day.weekday(), reader.language)
    return f"{weekday}, {day_text(day, year=year, language=reader.language)}"
