"""Candidate events to drafts of events."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from content.importing import targets
from content.importing.candidates import CandidateDate, EventCandidate
from content.importing.rich_text import html_to_rich
from content.importing.targets import Values
from content.models import Category, CategoryKind, City
from content.models.entry import Entry
from content.richtext import plain_text
from events.enums import DateKind, DateStatus, PriceKind
from events.models import Event, EventDate
from events.schedule import has_no_end
from language.prices import price_text

_TEXTS: Final = (
    "title_ru", "title_kk", "place_ru", "place_kk", "address_ru", "address_kk", "organiser_name", "website_url",
    "ticket_url", "online_url", "video_url",
)  # fmt: skip
_RICH_TEXTS: Final = ("description_ru", "description_kk")
_EDITORS_OWN: Final = (
    "key", "reason_ru", "reason_kk", "price_kind", "price_min", "price_max", "venue_id", "venue_business_id",
    "place_ru", "place_kk", "address_ru", "address_kk",
)  # fmt: skip
_PLAIN: Final = frozenset({*_TEXTS, *_RICH_TEXTS, "age_limit", "languages", "is_sold_out", "capacity"})


class EventTarget:
    """Writes candidates into events. One instance serves one run."""

    kind = "event"
    model = Event
    # The address of the source's picture; downloading it is another step.
    unstored = frozenset({"image_url"})
    creating = frozenset({"tags"})

    def __init__(self) -> None:
        self._categories: dict[str, Category] | None = None

    def values(self, candidate: EventCandidate) -> Values:
        """Return every field as the candidate gives it."""
        return {
            "title_ru": candidate.title_ru,
            "title_kk": candidate.title_kk,
            "description_ru": candidate.description_ru,
            "description_kk": candidate.description_kk,
            "category": candidate.category,
            "dates": _canonical([_candidate_date(date) for date in candidate.dates]),
            "place_ru": candidate.place_ru,
            "place_kk": candidate.place_kk,
            "address_ru": candidate.address_ru,
            "address_kk": candidate.address_kk,
            "coordinates": _coordinates(candidate.latitude, candidate.longitude),
            "price": _price(candidate.price_kind, candidate.price_min, candidate.price_max),
            "age_limit": candidate.age,
            "organiser_name": candidate.organiser,
            "website_url": candidate.url,
            "ticket_url": candidate.ticket_url,
            "online_url": candidate.online_url,
            "video_url": candidate.video_url,
            "languages": sorted(candidate.languages),
            "is_sold_out": candidate.is_sold_out,
            "capacity": candidate.capacity,
            "tags": sorted({tag.casefold() for tag in candidate.tags}),
            "image_url": candidate.image_url,
        }

    def current(self, draft: Entry) -> Values:
        """Return the same fields as a draft holds them."""
        event = _event(draft)
        return {
            **{name: getattr(event, name) for name in _TEXTS},
            # The editor's form decorates paragraphs; that is no change.
            **{name: html_to_rich(getattr(event, name)) for name in _RICH_TEXTS},
            "category": event.category.slug if event.category is not None else "",
            "dates": _canonical([_event_date(date) for date in event.dates.all()]),
            "coordinates": _coordinates(event.latitude, event.longitude),
            "price": _price(event.price_kind, event.price_min, event.price_max),
            "age_limit": event.age_limit,
            "languages": sorted(event.languages),
            "is_sold_out": event.is_sold_out,
            "capacity": event.capacity,
            "tags": sorted({tag.name.casefold() for tag in event.tags.all()}),
        }

    def new_entry(self, city: City) -> Event:
        """Return an unsaved event of a city."""
        return Event(city=city)

    def apply(self, draft: Entry, values: Mapping[str, Any]) -> None:
        """Set fields of a draft; dates that stay keep their keys."""
        event = _event(draft)
        for name, value in values.items():
            if name in _PLAIN:
                setattr(event, name, value)
        if "category" in values:
            event.category = self._category(values["category"])
        if "coordinates" in values:
            event.latitude, event.longitude = (
                (Decimal(text) for text in values["coordinates"]) if values["coordinates"] else (None, None)
            )
        if "price" in values:
            price = values["price"] or {"kind": PriceKind.UNKNOWN, "min": None, "max": None}
            event.price_kind, event.price_min, event.price_max = price["kind"], price["min"], price["max"]
        if "dates" in values:
            event.dates = _dates(values["dates"], known=list(event.dates.all()))
        if "tags" in values:
            event.tags.set(values["tags"])

    def label(self, field: str) -> str:
        """Return the name of a field for people."""
        special = {"dates": _("даты"), "coordinates": _("координаты"), "price": _("цена"), "image_url": _("картинка")}
        return special.get(field) or str(Event._meta.get_field(field).verbose_name)

    def shown(self, field: str, value: Any, *, city: City) -> str:
        """Return a value as people read it; moments are city time."""
        if value is None or value == []:
            return "—"
        if field == "dates":
            return "; ".join(_shown_date(date, zone=city.zone) for date in value)
        if field == "price":
            return price_text(kind=value["kind"], minimum=value["min"], maximum=value["max"], language="ru")
        if field in _RICH_TEXTS:
            return plain_text(value)
        if isinstance(value, bool):
            return _("да") if value else _("нет")
        return ", ".join(value) if isinstance(value, list) else str(value)

    def _category(self, slug: str) -> Category | None:
        if self._categories is None:
            self._categories = {found.slug: found for found in Category.objects.filter(kind=CategoryKind.EVENT)}
        return self._categories.get(slug)


def _event(draft: Entry) -> Event:
    if not isinstance(draft, Event):
        raise TypeError(f"not an event: {draft!r}")
    return draft


def _shown_date(date: Mapping[str, Any], *, zone: ZoneInfo) -> str:
    start = datetime.fromisoformat(date["starts_at"]).astimezone(zone)
    parts = [f"{start:%d.%m.%Y}" if date["is_all_day"] else f"{start:%d.%m.%Y %H:%M}"]
    if date["recurrence_rule"]:
        parts.append(date["recurrence_rule"])
    parts += [f"{datetime.fromisoformat(text).astimezone(zone):%d.%m.%Y %H:%M}" for text in date["added"]]
    if date["status"] != DateStatus.SCHEDULED:
        parts.append(str(DateStatus(date["status"]).label))
    return ", ".join(parts)


def _candidate_date(date: CandidateDate) -> Values:
    return _date_values(
        date.starts_at,
        date.ends_at,
        date.previous_starts_at,
        date.excluded,
        date.added,
        is_all_day=date.is_all_day,
        recurrence_rule=date.recurrence_rule,
        status=date.status.value,
        online_url=date.online_url,
    )


def _event_date(date: EventDate) -> Values:
    return _date_values(
        date.starts_at,
        date.ends_at,
        date.previous_starts_at,
        date.excluded,
        date.added,
        is_all_day=date.is_all_day,
        recurrence_rule=date.recurrence_rule,
        status=date.status,
        online_url=date.online_url,
    )


def _date_values(
    starts_at: datetime,
    ends_at: datetime | None,
    previous_starts_at: datetime | None,
    excluded: Sequence[datetime],
    added: Sequence[datetime],
    **rest: Any,
) -> Values:
    return {
        "starts_at": _utc(starts_at),
        "ends_at": _utc(ends_at),
        "previous_starts_at": _utc(previous_starts_at),
        "excluded": sorted(moment.astimezone(UTC).isoformat() for moment in excluded),
        "added": sorted(moment.astimezone(UTC).isoformat() for moment in added),
        **rest,
    }


def _utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment is not None else None


def _canonical(dates: Sequence[Values]) -> list[Values]:
    return sorted(dates, key=lambda date: (date["starts_at"], date["recurrence_rule"], date["ends_at"] or ""))


def _coordinates(latitude: Decimal | None, longitude: Decimal | None) -> list[str] | None:
    if latitude is None or longitude is None:
        return None
    return [str(value.quantize(Decimal("0.000001"))) for value in (latitude, longitude)]


def _price(kind: str, minimum: int | None, maximum: int | None) -> Values | None:
    """Return a price as one value; "unknown" is a source that says nothing."""
    if kind == PriceKind.UNKNOWN:
        return None
    return {"kind": str(kind), "min": minimum, "max": maximum}


def _dates(values: Sequence[Mapping[str, Any]], *, known: Sequence[EventDate]) -> list[EventDate]:
    """Build the dates of an event; one with the same start and rule is the same date and keeps its key."""
    stored = {(_utc(date.starts_at), date.recurrence_rule): date for date in known}
    dates = []
    for value in values:
        date = EventDate(
            starts_at=datetime.fromisoformat(value["starts_at"]),
            ends_at=_moment(value["ends_at"]),
            previous_starts_at=_moment(value["previous_starts_at"]),
            excluded=[datetime.fromisoformat(text) for text in value["excluded"]],
            added=[datetime.fromisoformat(text) for text in value["added"]],
            is_all_day=value["is_all_day"],
            recurrence_rule=value["recurrence_rule"],
            kind=DateKind.RULE if value["recurrence_rule"] else DateKind.DATE,
            # What a source repeats without an end, it means.
            is_open_ended=has_no_end(value["recurrence_rule"]),
            status=value["status"],
            online_url=value["online_url"],
        )
        same = stored.pop((value["starts_at"], value["recurrence_rule"]), None)
        if same is not None:
            _keep_editors_own(date, same)
        dates.append(date)
    return dates


def _keep_editors_own(date: EventDate, stored: EventDate) -> None:
    """Keep the key of a date that stays, and what no source says of it."""
    for name in _EDITORS_OWN:
        setattr(date, name, getattr(stored, name))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def register_import() -> None:
    """Let imported events become events."""
    targets.register("event", EventTarget)
