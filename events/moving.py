"""What moving a single date means and does to a draft; nothing here is saved."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.enums import DateStatus
from events.models import Event, EventDate
from events.projections import schedule_rows
from events.schedule import ASSUMED_DURATION, Occurrence, occurrences

_AROUND: Final = timedelta(days=1)
# What a date of its own takes over from the rule or the list that it was a date of.
_TAKEN_OVER: Final = (
    "starts_at",
    "ends_at",
    "is_all_day",
    "status",
    "previous_starts_at",
    "reason_ru",
    "reason_kk",
    "online_url",
    "price_kind",
    "price_min",
    "price_max",
    "venue_id",
    "venue_business_id",
    "place_ru",
    "place_kk",
    "address_ru",
    "address_kk",
)


class StaleDate(ValidationError):
    """The date is not where the caller saw it; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(
            _("Пока страница была открыта, эту дату изменили. Ничего не перенесено: обновите календарь."),
            code="events.stale_date",
        )


class PastDate(ValidationError):
    """The date is over, or would be; moving it needs a confirmation."""

    def __init__(self) -> None:
        super().__init__(
            _("Прежняя или новая дата уже прошла. Подтвердите, что её всё равно нужно перенести."),
            code="events.past_date",
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """What moving a date means; moments are in city time.

    ``is_announced``: readers know the old date, so the new one will say where it was. ``goes_live``: readers see the
    new date at once. Otherwise it stays in the draft: because of ``has_other_changes`` that nobody has published yet,
    or because this person may not publish. ``is_past``: the old or the new date is over.
    """

    starts_at: datetime
    to: datetime
    ends_at: datetime | None
    over_at: datetime
    is_all_day: bool
    is_live: bool
    is_announced: bool
    goes_live: bool
    has_other_changes: bool
    is_past: bool
    first_starts_at: datetime

    @property
    def is_back(self) -> bool:
        """Tell whether the date returns to where it was announced first."""
        return self.to == self.first_starts_at


def occurrence_at(draft: Event, *, starts_at: datetime, key: uuid.UUID | None = None) -> Occurrence | None:
    """Return the occurrence of a draft, of the row ``key`` or of any, that starts at a moment."""
    rows = [row for row in schedule_rows(draft) if key is None or row.key == key]
    found = occurrences(rows, zone=draft.city.zone, window_start=starts_at - _AROUND, window_end=starts_at + _AROUND)
    return next((occurrence for occurrence in found if occurrence.starts_at == starts_at), None)


def require_movable(draft: Event, found: Occurrence, *, to: datetime) -> None:
    """Raise ``ValidationError`` with what to do instead for a date that is not moved by itself."""
    if found.run is not None:
        raise ValidationError(
            _(
                "Это выставка: её период и часы работы меняются в форме события. "
                "Закрытый день добавьте в «Закрыто в дни»."
            )
        )
    if found.status == DateStatus.CANCELLED:
        raise ValidationError(
            _("Эта дата отменена. Если событие всё же состоится, измените состояние даты в форме события.")
        )
    if found.status == DateStatus.MOVED_ONLINE:
        raise ValidationError(_("Эта дата проходит онлайн. Перенесите её в форме события."))
    if to == found.starts_at:
        raise ValidationError(_("Выберите другой день или другое время."))
    if occurrence_at(draft, starts_at=to) is not None:
        raise ValidationError(_("В это время у события уже есть дата."))


def beginning(found: Occurrence, to: datetime, *, zone: ZoneInfo) -> datetime:
    """Return where a date would begin, in city time: an all-day one at midnight."""
    local = to.astimezone(zone)
    return datetime.combine(local.date(), time(), zone) if found.is_all_day else local


def ending(found: Occurrence, to: datetime, *, zone: ZoneInfo) -> datetime | None:
    """Return where it would end: as long after the beginning as before, by the clock of the city."""
    if found.ends_at is None:
        return None
    lasts = _clock(found.ends_at, zone) - _clock(found.starts_at, zone)
    return (_clock(to, zone) + lasts).replace(tzinfo=zone)


def over(found: Occurrence, to: datetime, ends_at: datetime | None) -> datetime:
    """Return when a visitor can no longer join."""
    if ends_at is not None and ends_at > to:
        return ends_at
    return to + (timedelta(days=1) if found.is_all_day else ASSUMED_DURATION)


def apply_move(draft: Event, move: Move, *, key: uuid.UUID, reason_ru: str, reason_kk: str) -> None:
    """Change the schedule of a draft; raises ``ValidationError`` when the new date is none that may be entered."""
    # A draft without changes is the stored row, whose children are read anew each time: these are kept with it.
    draft.dates = list(draft.dates.all())
    date = next(date for date in draft.dates.all() if date.key == key)
    gives_many = bool(date.recurrence_rule or date.added)
    moved = _split_off(draft, date, move.starts_at) if gives_many else date
    moved.starts_at, moved.ends_at = move.to.astimezone(UTC), move.ends_at and move.ends_at.astimezone(UTC)
    if move.is_back:
        moved.status, moved.previous_starts_at = DateStatus.SCHEDULED, None
        moved.reason_ru = moved.reason_kk = ""
    elif move.is_announced:
        moved.status, moved.previous_starts_at = DateStatus.RESCHEDULED, move.first_starts_at.astimezone(UTC)
        moved.reason_ru, moved.reason_kk = reason_ru, reason_kk
    elif moved.status == DateStatus.POSTPONED:
        moved.status = DateStatus.SCHEDULED
    moved.clean()


def _split_off(draft: Event, date: EventDate, starts_at: datetime) -> EventDate:
    """Take a start out of a rule or a list and add a row of its own that is like it in everything else."""
    start = starts_at.astimezone(UTC)
    if start in date.added:
        date.added = [moment for moment in date.added if moment != start]
    else:
        date.excluded = [*date.excluded, start]
    values: dict[str, Any] = {name: getattr(date, name) for name in _TAKEN_OVER}
    own = EventDate(**values)
    draft.dates.add(own)
    return own


def _clock(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
