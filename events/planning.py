"""The only writer of what the calendar shows: the newest draft of every event, with its dates computed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

import structlog
from django.db import transaction
from django.db.models import F, Q
from wagtail.models import Revision

from events.calendar_days import day_of, last_day_of
from events.clashes import place_key, takes_its_place
from events.models import Event, PlannedDate, PlannedEvent
from events.projections import WINDOW_AHEAD, schedule_rows
from events.schedule import Occurrence, occurrences

# Editors leaf back to what was on at this time last year.
WINDOW_BACK: Final = timedelta(days=366)
# A rule's window moves on although nobody edits.
_RENEWAL: Final = timedelta(days=7)
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
            "title_ru": event.title_ru,
            "title_kk": event.title_kk,
            "revision_id": revision and revision.pk,
            "revised_at": revision and revision.created_at,
            "renew_at": now + _RENEWAL if _has_rules(event) else None,
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


def _has_rules(event: Event) -> bool:
    return any(row.recurrence_rule for row in event.dates.all())


def _dates(event: Event, *, now: datetime) -> list[PlannedDate]:
    zone = event.city.zone
    found: list[Occurrence] = []
    for row in schedule_rows(event):
        try:
            found += occurrences([row], zone=zone, window_start=now - WINDOW_BACK, window_end=now + WINDOW_AHEAD)
        except (ValueError, OverflowError):
            continue
    return _planned(event, found)


def _planned(event: Event, found: Sequence[Occurrence]) -> list[PlannedDate]:
    place = _place(event)
    return [_date(event, occurrence, place) for occurrence in found]


def _place(event: Event) -> dict[str, Any]:
    key = place_key(event.place_ru, event.place_kk, event.address_ru, event.address_kk)
    return {
        "place_ru": event.place_ru or event.address_ru,
        "place_kk": event.place_kk or event.address_kk,
        "place_key": f"{event.city_id}:{key}"[:300] if key else "",
    }


def _date(event: Event, occurrence: Occurrence, place: dict[str, Any]) -> PlannedDate:
    zone, is_all_day = event.city.zone, occurrence.is_all_day
    first_day: date = day_of(occurrence.starts_at, zone=zone, is_all_day=is_all_day)
    last_day: date = last_day_of(occurrence.starts_at, occurrence.ends_at, zone=zone, is_all_day=is_all_day)
    return PlannedDate(
        planned_id=event.pk,
        city_id=event.city_id,
        key=occurrence.key,
        first_day=first_day,
        last_day=last_day,
        is_span=last_day > first_day,
        is_all_day=is_all_day,
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        over_at=occurrence.over_at,
        status=occurrence.status,
        previous_starts_at=occurrence.previous_starts_at,
        is_movable=True,
        claims_place=bool(place["place_key"])
        and takes_its_place(
            status=occurrence.status,
            is_all_day=is_all_day,
            starts_at=occurrence.starts_at,
            over_at=occurrence.over_at,
        ),
        **place,
    )


def _values(planned: PlannedDate) -> tuple[Any, ...]:
    return tuple(getattr(planned, name) for name in _COMPARED)
