"""What opening hours say of a moment: open, closed or unknown, and until when; pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, Literal

from content.opening_hours.hours import ROUND_THE_CLOCK, Day, OpeningHours

State = Literal["open", "closed", "unknown"]
# How many days ahead a change is looked for.
HORIZON: Final = 62
_ONE_DAY: Final = timedelta(days=1)
_Span = tuple[datetime, datetime]


@dataclass(frozen=True, kw_only=True, slots=True)
class Openness:
    """The state of a moment, until when it lasts (``None``: no change within the horizon), and what comes then.

    ``span`` is the open time now or, while closed, the next one: both ends in UTC, an end that nobody sees is ``None``.
    """

    state: State
    until: datetime | None = None
    then: State | None = None
    span: tuple[datetime, datetime | None] | None = None


def openness(
    hours: OpeningHours | None, *, now: datetime, zone: tzinfo, is_holiday: Callable[[date], bool]
) -> Openness:
    """Return whether a place is open at ``now`` (aware) and until when; moments in the answer are UTC."""
    if hours is None:
        return Openness(state="unknown")
    calendar = _Calendar(hours=hours, zone=zone, is_holiday=is_holiday)
    state = calendar.state(now)
    until, then = (None, None) if _is_always_open(hours) else calendar.change_after(now, state)
    if state == "open":
        return Openness(state=state, until=until, then=then, span=(calendar.opened_at(now), until))
    if until is not None and then == "open":
        return Openness(state=state, until=until, then=then, span=(until, calendar.change_after(until, "open")[0]))
    return Openness(state=state, until=until, then=then)


def day_hours(hours: OpeningHours, day: date, *, is_holiday: Callable[[date], bool]) -> Day:
    """Return the hours that begin on a date: of its exception, of the holiday, of the weekday."""
    for row in hours.exceptions:
        if row.first <= day <= row.last:
            return row.day
    if not hours.are_holidays_usual and is_holiday(day):
        return hours.holidays
    return hours.week[day.weekday()]


def _is_always_open(hours: OpeningHours) -> bool:
    return not hours.exceptions and hours.are_holidays_usual and all(day == ROUND_THE_CLOCK for day in hours.week)


@dataclass(kw_only=True, slots=True)
class _Calendar:
    """Hours laid out on the days around a moment."""

    hours: OpeningHours
    zone: tzinfo
    is_holiday: Callable[[date], bool]
    _days: dict[date, tuple[bool, list[_Span]]] = field(default_factory=dict)

    def state(self, moment: datetime) -> State:
        """Return the state of a moment: what began the evening before still counts."""
        if self._spans_around(moment):
            return "open"
        is_known, _spans = self._day(moment.astimezone(self.zone).date())
        return "closed" if is_known else "unknown"

    def opened_at(self, moment: datetime) -> datetime:
        """Return when the interval began that a moment lies in."""
        return min(starts for starts, _ends in self._spans_around(moment))

    def change_after(self, moment: datetime, state: State) -> tuple[datetime | None, State | None]:
        """Return when ``state``, which holds at a moment, ends, and what it turns into."""
        today = moment.astimezone(self.zone).date()
        for ahead in range(HORIZON + 1):
            for boundary in self._boundaries(today + ahead * _ONE_DAY):
                if boundary > moment and (new := self.state(boundary)) != state:
                    return boundary, new
        return None, None

    def _spans_around(self, moment: datetime) -> list[_Span]:
        day = moment.astimezone(self.zone).date()
        return [span for span in self._spans_near(day) if span[0] <= moment < span[1]]

    def _spans_near(self, day: date) -> Iterator[_Span]:
        yield from self._day(day - _ONE_DAY)[1]
        yield from self._day(day)[1]

    def _boundaries(self, day: date) -> list[datetime]:
        """Return the moments of a local day at which the state may change, in order."""
        begins, ends = self._moment(day, 0), self._moment(day + _ONE_DAY, 0)
        moments = {moment for span in self._spans_near(day) for moment in span}
        return sorted({begins} | {moment for moment in moments if begins <= moment < ends})

    def _day(self, day: date) -> tuple[bool, list[_Span]]:
        """Return whether the hours of a day are known, and its open times."""
        if day not in self._days:
            found = day_hours(self.hours, day, is_holiday=self.is_holiday)
            spans = [(self._moment(day, span.opens), self._moment(day, span.closes)) for span in found or ()]
            self._days[day] = (found is not None, spans)
        return self._days[day]

    def _moment(self, day: date, minutes: int) -> datetime:
        local = datetime.combine(day, time()) + timedelta(minutes=minutes)
        return local.replace(tzinfo=self.zone).astimezone(UTC)
