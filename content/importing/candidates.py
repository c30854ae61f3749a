"""What a parser hands on: candidate events and the problems met on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class Level(StrEnum):
    """``ERROR``: the record, or the whole file, could not be used. ``WARNING``: it was used, with a part left out."""

    ERROR = "error"
    WARNING = "warning"


class DateStatus(StrEnum):
    """schema.org ``eventStatus`` of one date."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    MOVED_ONLINE = "moved_online"


class PriceKind(StrEnum):
    """How a visitor pays; the words are those of the events' own vocabulary. Unknown is not free."""

    UNKNOWN = "unknown"
    FREE = "free"
    FIXED = "fixed"
    RANGE = "range"
    DONATION = "donation"


# Longer values are shortened in problems.
MAX_SHOWN = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that a person should know about the input.

    ``code`` is stable and dotted (``date.unreadable``), ``message`` is a sentence in the language active while parsing
    that also says what was done about it. ``line`` counts from 1; 0 means the whole file. ``field`` is the name of the
    column or property, ``value`` what stood there (shortened). ``record`` is the title of the record, where known.
    """

    level: Level
    code: str
    message: str
    line: int = 0
    field: str = ""
    value: str = ""
    record: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CandidateDate:
    """A period, or the first period of a series.

    All moments are aware and in the time zone of the city. ``ends_at`` is exclusive; an all-day date starts at midnight
    and ends at the midnight after its last day. ``recurrence_rule`` is an RFC 5545 RRULE value ("" = happens once) that
    is to be expanded in the city's zone from ``starts_at``, which is its first occurrence; its UNTIL is in UTC.
    ``excluded`` holds starts of occurrences that do not take place, ``added`` further starts of the same length.
    ``previous_starts_at`` is the announced start of a rescheduled date, ``online_url`` where this date is streamed.
    """

    starts_at: datetime
    ends_at: datetime | None = None
    is_all_day: bool = False
    recurrence_rule: str = ""
    excluded: tuple[datetime, ...] = ()
    added: tuple[datetime, ...] = ()
    status: DateStatus = DateStatus.SCHEDULED
    previous_starts_at: datetime | None = None
    online_url: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class EventCandidate:
    """One event as its source describes it, cleaned, but not yet compared with anything.

    Titles and other single-line texts hold no markup; descriptions are HTML of the tags that the editor's rich text
    stores. ``category`` is a slug of ours or "". Prices are whole tenge and only set for the kinds fixed
    (``price_min``) and range (``price_max`` may be open). ``age`` is the lowest allowed age.
    ``languages`` are ISO 639 codes that events know. ``line`` is where its record begins.
    """

    external_id: str
    title_ru: str = ""
    title_kk: str = ""
    description_ru: str = ""
    description_kk: str = ""
    category: str = ""
    dates: tuple[CandidateDate, ...] = ()
    place_ru: str = ""
    place_kk: str = ""
    address_ru: str = ""
    address_kk: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    price_kind: PriceKind = PriceKind.UNKNOWN
    price_min: int | None = None
    price_max: int | None = None
    age: int | None = None
    organiser: str = ""
    url: str = ""
    ticket_url: str = ""
    image_url: str = ""
    online_url: str = ""
    video_url: str = ""
    languages: tuple[str, ...] = ()
    is_sold_out: bool = False
    capacity: int | None = None
    tags: tuple[str, ...] = ()
    line: int = 0

    @property
    def title(self) -> str:
        """The title in whichever language there is one, Russian first."""
        return self.title_ru or self.title_kk


@dataclass(frozen=True, kw_only=True, slots=True)
class ParseResult:
    """Everything a parser found in one file.

    ``is_readable`` is false when the bytes are not the promised format at all. ``found`` counts the event records of
    the file, ``refused`` those that gave no candidate because of an error; records that were merged into one event
    count as found once each.
    """

    candidates: tuple[EventCandidate, ...] = ()
    problems: tuple[Problem, ...] = ()
    found: int = 0
    refused: int = 0
    is_readable: bool = True
    encoding: str = ""


@dataclass(slots=True)
class ProblemLog:
    """Collects problems while a file is parsed; beyond ``limit``, which only hostile files reach, they are dropped."""

    limit: int = 50_000
    problems: list[Problem] = field(default_factory=list)

    def error(
        self, code: str, message: str, *, line: int = 0, field: str = "", value: object = "", record: str = ""
    ) -> None:
        """Note why a record or the file was refused."""
        self.extend([_problem(Level.ERROR, code, message, line=line, field=field, value=value, record=record)])

    def warning(self, code: str, message: str, *, line: int = 0, field: str = "", value: object = "") -> None:
        """Note what was left out or guessed."""
        self.extend([_problem(Level.WARNING, code, message, line=line, field=field, value=value)])

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over problems noted elsewhere."""
        for problem in problems:
            if len(self.problems) < self.limit:
                self.problems.append(problem)


def _problem(
    level: Level, code: str, message: str, *, line: int, field: str, value: object, record: str = ""
) -> Problem:
    return Problem(
        level=level,
        code=code,
        message=message,
        line=line,
        field=field,
        value=_shortened(value),
        record=_shortened(record),
    )


def _shortened(value: object) -> str:
    shown = " ".join(str(value).split())
    return shown if len(shown) <= MAX_SHOWN else shown[: MAX_SHOWN - 1] + "…"
