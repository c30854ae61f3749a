"""Which other events are at the same place at the same time; hints, never refusals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from content.city_access import assigned_city_ids
from content.localised import text
from content.models import EntryStanding
from events.clashes import LONGEST_CLAIM, Claim, first_clash
from events.models import PlannedDate
from language.codes import Language

_MAX_OWN: Final = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class Clash:
    """Another event at the place of one's own date, which starts at ``own_starts_at``; moments are in city time."""

    event_id: int
    title: str
    place: str
    own_starts_at: datetime
    starts_at: datetime
    over_at: datetime


def put_away(reference: str) -> Exists:
    """Return the condition that an event, named by the path to its ``public_id``, is archived or in the bin."""
    standings = EntryStanding.objects.filter(entry_public_id=OuterRef(reference))
    return Exists(standings.filter(Q(archived_at__isnull=False) | Q(deleted_at__isnull=False)))


def has_clash() -> Case:
    """Return the expression that tells of a planned date whether another event is in its way."""
    return Case(
        When(claims_place=True, then=Exists(_overlapping().exclude(planned=OuterRef("planned")))),
        default=Value(value=False),
        output_field=BooleanField(),
    )


def clashes_with(claim: Claim, *, user: Any, zone: ZoneInfo, language: Language, limit: int = 5) -> list[Clash]:
    """Return other events that would be in the way of one date, the earliest first; only of the user's cities."""
    dates = _visible(user).filter(
        place_key=claim.place,
        starts_at__lt=claim.over_at,
        starts_at__gte=claim.starts_at - LONGEST_CLAIM,
        over_at__gt=claim.starts_at,
    )
    others = dates.exclude(planned=claim.event) if claim.place else dates.none()
    return _clashes(others, own=[claim], zone=zone, language=language, limit=limit)


def clashes_of_event(
    event: int, *, now: datetime, user: Any, zone: ZoneInfo, language: Language, limit: int = 5
) -> list[Clash]:
    """Return other events that are in the way of the coming dates of the newest draft of one, in two queries."""
    coming = PlannedDate.objects.filter(planned=event, claims_place=True, over_at__gt=now)
    own = [claim_of(date) for date in coming.order_by("starts_at", "pk")[:_MAX_OWN]]
    if not own:
        return []
    places = {claim.place for claim in own}
    dates = _visible(user).filter(place_key__in=places, starts_at__gte=now - LONGEST_CLAIM, over_at__gt=now)
    others = dates.exclude(planned=event).filter(Exists(_overlapping().filter(planned=event)))
    return _clashes(others, own=own, zone=zone, language=language, limit=limit)


def claim_of(date: PlannedDate) -> Claim:
    """Return what a planned date takes."""
    return Claim(event=date.planned_id, place=date.place_key, starts_at=date.starts_at, over_at=date.over_at)


def _overlapping() -> QuerySet[PlannedDate]:
    """Select the dates that are at the place of the outer row while it goes on."""
    # How long a date may claim its place bounds the search in the index.
    return PlannedDate.objects.filter(
        ~put_away("planned__event__public_id"),
        claims_place=True,
        place_key=OuterRef("place_key"),
        starts_at__lt=OuterRef("over_at"),
        starts_at__gte=OuterRef("starts_at") - LONGEST_CLAIM,
        over_at__gt=OuterRef("starts_at"),
    )


def _visible(user: Any) -> QuerySet[PlannedDate]:
    dates = PlannedDate.objects.filter(~put_away("planned__event__public_id"), claims_place=True)
    assigned = assigned_city_ids(user)
    return dates.filter(city__in=assigned, planned__event__city__in=assigned) if assigned else dates


def _clashes(
    others: QuerySet[PlannedDate], *, own: Sequence[Claim], zone: ZoneInfo, language: Language, limit: int
) -> list[Clash]:
    found: list[Clash] = []
    for row in others.select_related("planned").order_by("starts_at", "pk")[:limit]:
        mine = first_clash(claim_of(row), others=own)
        if mine is not None:
            found.append(
                Clash(
                    event_id=row.planned_id,
                    title=text(row.planned, "title", language),
                    place=text(row, "place", language),
                    own_starts_at=mine.starts_at.astimezone(zone),
                    starts_at=row.starts_at.astimezone(zone),
                    over_at=row.over_at.astimezone(zone),
                )
            )
    return found
