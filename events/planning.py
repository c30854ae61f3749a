"""The only writer of what the calendar shows: the newest draft of every event, with its dates computed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import structlog
from django.db import transaction
from django.db.models import F, Q
from wagtail.models import Revision

from events.calendar_days import last_day_of
from events.clashes import place_key, takes_its_place
from events.models import Event, EventDate, PlannedDate, PlannedEvent
from events.places import place_of
from events.projections import WINDOW_AHEAD, schedule_rows
from events.schedule import Occurrence, local_date, occurrences
from language.codes import LANGUAGES

# Editors leaf back to what was on at this time last year.
WINDOW_BACK: Final = timedelta(days=366)
# A rule's window moves on although nobody edits.
_RENEWAL: Final = timedelta(days=7)
_KEY_LENGTH: Final = 300
# A draft may hold a longer title than can be published.
_TITLE_LENGTH: Final = 200
_COMPARED: Final = [
    field.attname for field in PlannedDate._meta.concrete_fields if field.attname not in {"id", "event_id"}
]

log = structlog.get_logger(__name__)


def plan(event: Event, *, revision: Revision | None, now: datetime) -> int:
    """Store the dates of the newest draft of an event; answers how many there are.

    ``event`` is that draft, ``revision`` the version that holds it. Nothing is written where nothing differs. A rule
    that cannot be read gives no dates: incomplete drafts are welcome.
    """
    found = _dates(event, now=now)
    with transaction.atomic():
        # Whoever plans an event waits for whoever else does; the row of the event is what every change locks first.
        list(Event.objects.select_for_update(no_key=True, of=("self",)).filter(pk=event.pk).values_list("pk"))
        facts = {
            "city_id": event.city_id,
            "category_id": event.category_id,
            "title_ru": event.title_ru[:_TITLE_LENGTH],
            "title_kk": event.title_kk[:_TITLE_LENGTH],
            "revision_id": revision and revision.pk,
            "revised_at": revision and revision.created_at,
            "renew_at": now + _RENEWAL if _goes_on(event) else None,
        }
        PlannedEvent.objects.update_or_create(event_id=event.pk, defaults=facts)
        stored = PlannedDate.objects.filter(planned_id=event.pk)
        if sorted(map(_values, stored), key=repr) != sorted(map(_values, found), key=repr):
            stored.delete()
            PlannedDate.objects.bulk_create(found, batch_size=1000)
    return len(found)


def plan_revision(revision: Revision, *, draft: Event | None, now: datetime) -> None:
    """Store the dates of a revision that was just saved, unless it is not the newest one of its event.

    ``draft`` is what the revision holds, where the caller has it at hand.
    """
    if revision.is_latest_revision():
        plan(draft or revision.as_object(), revision=revision, now=now)


def plan_many(pks: Iterable[int], *, now: datetime) -> int:
    """Store the dates of the newest drafts of many events; one that fails is reported and stops no other."""
    done = 0
    for pk in pks:
        try:
            with transaction.atomic():
                event = Event.objects.select_related("latest_revision").filter(pk=pk).first()
                if event is None:
                    continue
                draft = event.get_latest_revision_as_object()
                plan(draft, revision=event.latest_revision, now=now)
        except Exception:  # whatever is wrong with one draft, the calendar of the others goes on
            log.exception("an event could not be put into the calendar", event=pk)
            continue
        done += 1
    return done


def plan_all(*, now: datetime) -> int:
    """Store the dates of the newest drafts of all events."""
    return plan_many(Event.objects.order_by("pk").values_list("pk", flat=True), now=now)


def plan_outdated(*, now: datetime) -> int:
    """Store the dates of events whose rules have moved on, and of those whose newest draft is not the stored one."""
    moved_on = Q(planned__renew_at__lte=now)
    unknown = Q(planned__isnull=True)
    other = Q(latest_revision__isnull=False) & (
        ~Q(planned__revision_id=F("latest_revision_id")) | ~Q(planned__revised_at=F("latest_revision__created_at"))
    )
    due = Event.objects.filter(moved_on | unknown | other).order_by("pk").values_list("pk", flat=True)
    return plan_many(list(due), now=now)


def _goes_on(event: Event) -> bool:
    """Tell whether there are rules or exhibitions of which the window shows another part as time passes."""
    return any(row.recurrence_rule or row.is_exhibition for row in event.dates.all())


def _dates(event: Event, *, now: datetime) -> list[PlannedDate]:
    zone = event.city.zone
    begin, end = now - WINDOW_BACK, now + WINDOW_AHEAD
    rows = {row.key: row for row in event.dates.all()}
    found: list[PlannedDate] = []
    for row in schedule_rows(event):
        try:
            dates = occurrences([row], zone=zone, window_start=begin, window_end=end)
        except (ValueError, OverflowError):
            continue
        place = planned_place(event, rows[row.key])
        if row.is_exhibition:
            found += [_exhibition(event, dates[0], place, until=local_date(end, zone=zone))] if dates else []
        else:
            found += [_date(event, occurrence, place) for occurrence in dates]
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedPlace:
    """Where a date is, by name in both languages, and the key under which the same place is found again."""

    name_ru: str
    name_kk: str
    key: str


def planned_place(event: Event, row: EventDate | None) -> PlannedPlace:
    """Return where an event, or the date of a row, takes place: a venue by its number, else words as compared."""
    holder = row if row is not None and row.has_own_place else event
    names = {language: place_of(event, row, language) for language in LANGUAGES}
    if holder.venue_id is not None:
        key = f"venue:{holder.venue_id}"
    elif holder.venue_business_id is not None:
        key = f"business:{holder.venue_business_id}"
    else:
        words = place_key(holder.place_ru, holder.place_kk, holder.address_ru, holder.address_kk)
        key = f"{event.city_id}:{words}"[:_KEY_LENGTH] if words else ""
    shown = {language: place.name or place.address for language, place in names.items()}
    return PlannedPlace(name_ru=shown["ru"], name_kk=shown["kk"], key=key)


def _date(event: Event, occurrence: Occurrence, place: PlannedPlace) -> PlannedDate:
    zone, is_all_day = event.city.zone, occurrence.is_all_day
    starts_at, ends_at, over_at = occurrence.starts_at, occurrence.ends_at, occurrence.over_at
    last_day = last_day_of(occurrence.day, starts_at, ends_at, zone=zone, is_all_day=is_all_day)
    claims = takes_its_place(status=occurrence.status, is_all_day=is_all_day, starts_at=starts_at, over_at=over_at)
    return PlannedDate(
        planned_id=event.pk,
        city_id=event.city_id,
        key=occurrence.key,
        first_day=occurrence.day,
        last_day=last_day,
        is_span=last_day > occurrence.day,
        is_all_day=is_all_day,
        starts_at=starts_at,
        ends_at=ends_at,
        over_at=over_at,
        status=occurrence.status,
        previous_starts_at=occurrence.previous_starts_at,
        is_movable=True,
        place_ru=place.name_ru,
        place_kk=place.name_kk,
        place_key=place.key,
        claims_place=bool(place.key) and claims,
    )


def _exhibition(event: Event, occurrence: Occurrence, place: PlannedPlace, *, until: date) -> PlannedDate:
    """Return the whole run of an exhibition as one date, open-ended ones up to the end of the window."""
    if occurrence.run is None:
        raise ValueError("an exhibition has a run")
    zone, first_day = event.city.zone, occurrence.run.first_on
    last_day = max(first_day, occurrence.run.last_on or until)
    ends_at = datetime.combine(last_day + timedelta(days=1), time(), zone)
    return PlannedDate(
        planned_id=event.pk,
        city_id=event.city_id,
        key=occurrence.key,
        first_day=first_day,
        last_day=last_day,
        is_span=last_day > first_day,
        is_all_day=True,
        starts_at=datetime.combine(first_day, time(), zone),
        ends_at=ends_at,
        over_at=ends_at,
        status=occurrence.status,
        previous_starts_at=occurrence.previous_starts_at,
        is_movable=False,
        place_ru=place.name_ru,
        place_kk=place.name_kk,
        place_key=place.key,
        claims_place=False,
    )


def _values(planned: PlannedDate) -> tuple[Any, ...]:
    return tuple(getattr(planned, name) for name in _COMPARED)
