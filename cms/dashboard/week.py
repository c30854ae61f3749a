"""Events of the next seven days that readers would miss something of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Exists, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import User
from cms.dashboard.entries import edit_url, of_person
from content.aspects import Aspect
from content.columns import admin_language
from content.completeness import aspects_of
from content.kinds import get_kind
from content.localised import text
from content.models import Entry
from events.models import EventDate, EventOccurrence

_AHEAD: Final = timedelta(days=7)
_ROWS: Final = 10
_ASKED: Final = ("cover", "price", "kazakh_title", "kazakh_text")


@dataclass(frozen=True, kw_only=True)
class UnreadyEvent:
    """An event, when it begins, and what it lacks in words; ``is_live`` when readers see it already."""

    title: str
    city: str
    starts_at: datetime
    lacks: Sequence[str]
    is_live: bool
    url: str


@dataclass(frozen=True, kw_only=True)
class UnreadyWeek:
    """The first of the events that lack something and how many there are."""

    events: Sequence[UnreadyEvent]
    total: int


def unready_week(user: User, *, now: datetime, limit: int = _ROWS) -> UnreadyWeek:
    """Return the events within seven days without a picture, a known price or a Kazakh text, soonest first.

    Published events count with their computed dates, drafts with the dates entered. Two queries.
    """
    kind = get_kind("event")
    all_coming = EventOccurrence.objects.filter(over_at__gt=now, starts_at__lt=now + _AHEAD)
    all_entered = EventDate.objects.filter(starts_at__gt=now, starts_at__lt=now + _AHEAD)
    coming, entered = all_coming.filter(listing=OuterRef("pk")), all_entered.filter(event=OuterRef("pk"))
    unready = of_person(kind, user).filter(
        reduce(or_, (aspect.missing() for aspect in _aspects().values())),
        # Found by their dates first: few of very many events have one within a week.
        Q(pk__in=all_coming.order_by().values("listing").union(all_entered.order_by().values("event"))),
        Q(live=True) & Exists(coming) | Q(live=False) & Exists(entered),
    )
    soonest = Subquery(coming.order_by().values("listing").annotate(first=Min("starts_at")).values("first"))
    first_entered = Subquery(entered.order_by().values("event").annotate(first=Min("starts_at")).values("first"))
    rows = unready.annotate(soonest=Coalesce(soonest, first_entered))
    shown = rows.select_related("city").order_by("soonest", "pk")[:limit]
    language = admin_language()
    events = [
        UnreadyEvent(
            title=text(event, "title", language),
            city=text(event.city, "name", language),
            starts_at=event.soonest,
            lacks=_lacks(event),
            is_live=event.live,
            url=edit_url(kind, event.pk),
        )
        for event in shown
    ]
    return UnreadyWeek(events=events, total=unready.count())


def _lacks(event: Entry) -> list[str]:
    """Name what an event lacks, each thing once."""
    missing = {key for key in _ASKED if _aspects()[key].is_missing(event)}
    found = {"cover": _("картинка"), "price": _("цена"), "kazakh": _("казахский текст")}
    return [word for key, word in found.items() if any(name.startswith(key) for name in missing)]


def _aspects() -> dict[str, Aspect]:
    """Return the aspects of events that the panel asks for, by key."""
    return {aspect.key: aspect for aspect in aspects_of(get_kind("event")) if aspect.key in _ASKED}
