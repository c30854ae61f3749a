"""The dates of one series: the component that describes it and the components that change single occurrences."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo

from django.utils.translation import gettext as _

from content.importing.assembly import limited
from content.importing.candidates import CandidateDate, DateStatus, ProblemLog
from content.importing.moments import Moment, settled_end
from content.importing.parsers.vevent import VEvent
from content.importing.recurrence import MAX_DATES, Rule, Series, UnusableRule, expand, in_city, read_rule

_MAX_MATCHED = 5000


@dataclass(kw_only=True, slots=True)
class _Segment:
    """A stretch of a series under one rule.

    ``original`` are the starts as the series was first announced; ``shift`` leads from them to the starts of this
    stretch. They are computed when a change of single occurrences first asks for them.
    """

    starts_at: datetime
    length: timedelta | None
    rule: Rule
    original: "_Occurrences | None" = None
    shift: timedelta = timedelta()
    excluded: set[datetime] = field(default_factory=set)


def series_dates(
    master: VEvent, overrides: Sequence[VEvent], *, city: tzinfo, notes: ProblemLog
) -> tuple[CandidateDate, ...]:
    """Return the dates of a series in the city's zone; empty when all of them are excluded."""
    start, end = _period(master, notes)
    is_all_day = _is_all_day(master)
    length = end - start if end is not None else None
    builder = _Builder(master, start=start, length=length, notes=notes)
    builder.exclude()
    for override in sorted(overrides, key=lambda item: item.recurrence.at.at if item.recurrence else item.start.at):
        builder.override(override)
    ruled = _rule_rows(builder.segments, city=city, is_all_day=is_all_day, master=master, notes=notes)
    rows = _with_additions(ruled, [_row(date, city) for date in builder.singles], master)
    unique: dict[tuple[datetime, str], CandidateDate] = {}
    for row in rows:
        unique.setdefault((row.starts_at.astimezone(UTC), row.recurrence_rule), row)
    ordered = sorted(unique.values(), key=lambda row: (row.starts_at, row.recurrence_rule))
    return limited(tuple(ordered), line=master.raw.line, notes=notes)


def _period(event: VEvent, notes: ProblemLog) -> tuple[datetime, datetime | None]:
    end = event.end.at.astimezone(event.start.at.tzinfo) if event.end is not None else None
    return settled_end(
        event.start.at, end, is_all_day=_is_all_day(event), notes=notes, line=event.raw.line, field="DTSTART, DTEND"
    )


def _is_all_day(event: VEvent) -> bool:
    return event.start.is_date and (event.end is None or event.end.is_date)


def _row(date: CandidateDate, city: tzinfo) -> CandidateDate:
    return CandidateDate(
        starts_at=date.starts_at.astimezone(city),
        ends_at=date.ends_at.astimezone(city) if date.ends_at is not None else None,
        is_all_day=date.is_all_day,
        status=date.status,
    )


def _with_additions(
    ruled: Sequence[CandidateDate], singles: Sequence[CandidateDate], master: VEvent
) -> list[CandidateDate]:
    """Put the RDATEs that are like the rest of a series into the row of its rule; others stay dates of their own."""
    if len(ruled) != 1 or not ruled[0].recurrence_rule:
        return [*ruled, *singles]
    row = ruled[0]
    stated = {moment.at.astimezone(UTC) for moment, _end in master.additions}
    length = row.ends_at - row.starts_at if row.ends_at is not None else None
    added: list[CandidateDate] = []
    others: list[CandidateDate] = []
    for date in singles:
        own_length = date.ends_at - date.starts_at if date.ends_at is not None else None
        is_alike = (own_length, date.is_all_day, date.status) == (length, row.is_all_day, row.status)
        is_addition = is_alike and date.starts_at.astimezone(UTC) in stated
        (added if is_addition else others).append(date)
    return [replace(row, added=tuple(sorted({date.starts_at for date in added}))), *others]


class _Builder:
    """Collects the stretches and the single dates of a series."""

    def __init__(self, master: VEvent, *, start: datetime, length: timedelta | None, notes: ProblemLog) -> None:
        self._master = master
        self._notes = notes
        self.segments: list[_Segment] = []
        self.singles: list[CandidateDate] = []
        for rule in self._rules(start):
            self._add_rule(rule, start, length)
        if not self.segments:
            self._single(start, length)
        for moment, ends_at in master.additions:
            self._single(moment.at, ends_at - moment.at if ends_at is not None else length)

    def _rules(self, start: datetime) -> list[Rule]:
        rules: dict[str, Rule] = {}
        for found in self._master.rules:
            try:
                rule = read_rule(found.value, starts_at=start)
                rules.setdefault(rule.text(), rule)
            except UnusableRule as error:
                self._notes.warning(
                    "date.rule",
                    _("Правило повторения не использовано (%(why)s), взята только первая дата.") % {"why": error},
                    line=found.line,
                    field=found.name,
                    value=found.value,
                )
        return list(rules.values())

    def _add_rule(self, rule: Rule, start: datetime, length: timedelta | None) -> None:
        """Add a stretch; a start that does not satisfy its rule is an occurrence of its own."""
        if rule.parts["FREQ"] in {"HOURLY", "MINUTELY", "SECONDLY"}:
            for moment in expand(rule, starts_at=start, limit=MAX_DATES):
                self._single(moment, length)
            return
        first = expand(rule, starts_at=start, limit=1)
        if first == [start]:
            self.segments.append(_Segment(starts_at=start, length=length, rule=rule))
            return
        self._single(start, length)
        if first:
            self.segments.append(_Segment(starts_at=first[0], length=length, rule=rule))

    def _single(self, start: datetime, length: timedelta | None, *, status: DateStatus | None = None) -> None:
        ends_at = start + length if length is not None and length > timedelta() else None
        self.singles.append(
            CandidateDate(
                starts_at=start,
                ends_at=ends_at,
                is_all_day=_is_all_day(self._master),
                status=status or self._master.status,
            )
        )

    def exclude(self) -> None:
        """Take the EXDATEs out of rules and single dates."""
        for moment in self._master.exclusions:
            self._remove(moment)

    def _remove(self, moment: Moment) -> bool:
        """Take out the occurrence that a moment means; answers whether a rule gives it."""
        self.singles = [date for date in self.singles if not _is_meant(moment, date.starts_at)]
        for segment in reversed(self.segments):
            found = self._occurrences(segment).find(moment)
            if found is not None:
                segment.excluded.add(found + segment.shift)
                return True
        return False

    def _occurrences(self, segment: _Segment) -> "_Occurrences":
        if segment.original is None:
            starts = expand(segment.rule, starts_at=segment.starts_at, limit=_MAX_MATCHED)
            segment.original = _Occurrences(starts)
        return segment.original

    def override(self, override: VEvent) -> None:
        """Apply a component with RECURRENCE-ID: one occurrence, or all from one on."""
        recurrence = override.recurrence
        if recurrence is None:
            return
        removed = any(_is_meant(moment, recurrence.at.at) for moment in self._master.exclusions)
        if removed and override.sequence <= self._master.sequence:
            # The occurrence was changed first and taken out of the series later.
            return
        if recurrence.is_following and override.status != DateStatus.CANCELLED:
            self._split(override, recurrence.at)
            return
        is_of_rule = self._remove(recurrence.at)
        if not is_of_rule and self.segments and override.sequence < self._master.sequence:
            # The series was shortened after that occurrence had been changed.
            return
        start, end = _period(override, self._notes)
        status = override.status if override.status != DateStatus.SCHEDULED else self._master.status
        self.singles.append(
            CandidateDate(starts_at=start, ends_at=end, is_all_day=_is_all_day(override), status=status)
        )

    def _split(self, override: VEvent, at: Moment) -> None:
        start, end = _period(override, self._notes)
        length = end - start if end is not None else None
        for segment in reversed(self.segments):
            occurrences = self._occurrences(segment)
            found = occurrences.find(at)
            if found is None:
                continue
            later = [moment for moment in occurrences.starts if moment >= found]
            earlier = [moment for moment in occurrences.starts if moment < found]
            local = start.astimezone(segment.starts_at.tzinfo)
            shift = local.replace(tzinfo=None) - found.replace(tzinfo=None)
            following = _following(segment.rule, shift=shift, first=found, before=len(earlier))
            if following is None:
                for moment in later[:MAX_DATES]:
                    self._single(moment + shift, length)
            else:
                original = _Occurrences(later)
                self.segments.append(
                    _Segment(starts_at=local, length=length, rule=following, original=original, shift=shift)
                )
            segment.original = _Occurrences(earlier)
            segment.rule = segment.rule.ending(until=found + segment.shift - timedelta(seconds=1))
            if not earlier:
                self.segments.remove(segment)
            return
        self._single(start, length)


def _following(rule: Rule, *, shift: timedelta, first: datetime, before: int) -> Rule | None:
    """Return the rule of a stretch moved by ``shift``, ``None`` when no rule says that."""
    days = ((first + shift).date() - first.date()).days
    moved = rule.on_shifted_days(days) if days else rule
    if moved is None or {"BYHOUR", "BYMINUTE"} & set(rule.parts):
        return None
    if rule.count is not None:
        return moved.ending(count=rule.count - before)
    return moved.ending(until=rule.until + shift) if rule.until is not None else moved


class _Occurrences:
    """Starts that can be found by what an EXDATE or a RECURRENCE-ID says of them."""

    def __init__(self, starts: Sequence[datetime]) -> None:
        self.starts = starts
        self._by_instant = {start.astimezone(UTC): start for start in starts}
        self._by_clock = {start.replace(tzinfo=None): start for start in starts}
        self._by_day = {start.date(): start for start in reversed(starts)}

    def find(self, moment: Moment) -> datetime | None:
        """Return the start that is meant.

        The same instant; else the same clock reading (exporters mix up UTC and local time); else, for a bare day or for
        midnight, the same day.
        """
        wall = moment.at.replace(tzinfo=None)
        found = self._by_instant.get(moment.at.astimezone(UTC)) or self._by_clock.get(wall)
        if found is None and (moment.is_date or wall.time() == datetime.min.time()):
            return self._by_day.get(wall.date())
        return found


def _is_meant(moment: Moment, start: datetime) -> bool:
    return _Occurrences([start]).find(moment) is not None


def _rule_rows(
    segments: Sequence[_Segment], *, city: tzinfo, is_all_day: bool, master: VEvent, notes: ProblemLog
) -> list[CandidateDate]:
    rows = []
    for segment in segments:
        if _is_empty(segment):
            continue
        series = Series(starts_at=segment.starts_at, rule=segment.rule, excluded=tuple(sorted(segment.excluded)))
        parts, doubt = in_city(series, city=city)
        if doubt:
            shown = segment.rule.text()
            notes.warning("date.rule_zone", doubt, line=master.raw.line, field="RRULE", value=shown)
        has_length = segment.length is not None and segment.length > timedelta()
        rows += [
            CandidateDate(
                starts_at=part.starts_at,
                ends_at=part.starts_at + segment.length if has_length and segment.length else None,
                is_all_day=is_all_day,
                recurrence_rule=part.rule.text() if part.rule is not None else "",
                excluded=part.excluded,
                status=master.status,
            )
            for part in parts
        ]
    return rows


def _is_empty(segment: _Segment) -> bool:
    """Tell whether every occurrence of a series that ends has been excluded."""
    if not segment.excluded or not segment.rule.is_finite:
        return False
    starts = expand(segment.rule, starts_at=segment.starts_at, limit=len(segment.excluded) + 1)
    return all(start in segment.excluded for start in starts)
