"""The only place where a selection of events becomes SQL."""

from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from content.prepared import Rows
from events.criteria import EventCriteria


class EventListingQuerySet(models.QuerySet):  # type: ignore[type-arg]  # the model is declared with this class
    """Chainable selections of listed events."""

    def matching(self, criteria: EventCriteria) -> Self:
        """Select what a reader asked for, without an order.

        Where dates were asked for, ``shown_at`` is the start of the first date inside the period, ``when_ru`` and
        ``when_kk`` its keys of a card; otherwise ``shown_at`` is the start that the card shows.
        """
        if not criteria.has_range:
            chosen = self.filter(_conditions(criteria), is_over=False, ended_at__gt=criteria.now)
            return chosen.annotate(shown_at=F("starts_at"))
        return self._dated(criteria, _running_at_start(criteria) | _starting_within(criteria))

    def page(self, criteria: EventCriteria, *columns: str, rows: Rows) -> models.QuerySet[Any]:
        """Return rows behind ``criteria.after``, soonest first, as tuples of ``shown_at``, the public id and columns.

        What runs when a period begins stands before what begins within it: each part is read in the order of an index
        and only as far as the page goes.
        """
        end = rows.offset + rows.limit
        if not criteria.has_range:
            chosen = self.matching(criteria).filter(_behind(criteria, "starts_at"))
            if rows.offset:
                # What is skipped is only looked at in the index.
                keys = chosen.order_by("shown_at", "public_id").values("pk")[rows.offset : end]
                chosen = self.filter(pk__in=keys).annotate(shown_at=F("starts_at"))
                return _in_order(chosen, columns)
            return _in_order(chosen, columns)[:end]
        behind = _behind(criteria, "occurrences__starts_at")
        running, starting = (
            _in_order(self._dated(criteria, part(criteria) & behind), columns)[:end]
            for part in (_running_at_start, _starting_within)
        )
        return running.union(starting, all=True).order_by("shown_at", "public_id")[rows.offset : end]

    def _dated(self, criteria: EventCriteria, dates: Q) -> Self:
        """Select listings with the first of their dates that fulfils the criteria, one row each."""
        wanted = dates & _conditions(criteria, dates="occurrences__")
        chosen = self.filter(wanted).annotate(
            shown_at=F("occurrences__starts_at"),
            shown_date=F("occurrences__pk"),
            when_ru=F("occurrences__when_ru"),
            when_kk=F("occurrences__when_kk"),
        )
        # In a second filter a path to the dates would be another join: these columns are of the date just chosen.
        earlier = apps.get_model("events", "EventOccurrence").objects.filter(
            Q(starts_at__lt=OuterRef("shown_at")) | Q(starts_at=OuterRef("shown_at"), pk__lt=OuterRef("shown_date")),
            listing=OuterRef("pk"),
        )
        if criteria.starts_from is not None:
            earlier = earlier.filter(over_at__gt=criteria.starts_from)
        if criteria.is_free is not None:
            earlier = earlier.filter(is_free=criteria.is_free)
        return chosen.filter(~Exists(earlier))


def _in_order(chosen: models.QuerySet[Any], columns: tuple[str, ...]) -> models.QuerySet[Any]:
    return chosen.order_by("shown_at", "public_id").values_list("shown_at", "public_id", *columns)


def _conditions(criteria: EventCriteria, *, dates: str = "") -> Q:
    """Return what is asked besides periods; ``dates`` leads to the dates, which repeat some of the columns."""
    wanted = Q()
    if criteria.city is not None:
        wanted &= Q(**{f"{dates}city_id": criteria.city})
    if criteria.categories:
        # One category is asked for most, and only an equality keeps the order of an index.
        [first, *others] = criteria.categories
        one_or_more = {"category__any_of": criteria.categories} if others else {"category": first}
        wanted &= Q(**{f"{dates}{name}": value for name, value in one_or_more.items()})
    if criteria.is_free is not None:
        wanted &= Q(**{f"{dates}is_free": criteria.is_free})
    if criteria.is_featured is not None:
        featured = Q(featured_until__gt=criteria.now)
        wanted &= featured if criteria.is_featured else ~featured | Q(featured_until=None)
    if criteria.business is not None:
        wanted &= Q(business_id=criteria.business)
    if criteria.ids is not None:
        wanted &= Q(public_id__any_of=criteria.ids)
    return wanted


def _starting_within(criteria: EventCriteria) -> Q:
    within = Q()
    if criteria.starts_from is not None:
        within &= Q(occurrences__starts_at__gte=criteria.starts_from)
    if criteria.starts_before is not None:
        within &= Q(occurrences__starts_at__lt=criteria.starts_before)
    return within


def _running_at_start(criteria: EventCriteria) -> Q:
    """Return the condition of dates that have begun when the period begins, and are not over."""
    begin = criteria.starts_from
    if begin is None:
        return Q(pk__in=[])
    running = Q(occurrences__starts_at__lt=begin, occurrences__over_at__gt=begin)
    recently = Q(occurrences__starts_at__gte=criteria.running_since)
    return running & (Q(occurrences__is_long=True) | recently)


def _behind(criteria: EventCriteria, start: str) -> Q:
    if criteria.after is None:
        return Q()
    shown_at: datetime
    shown_at, public_id = criteria.after
    # The first condition says nothing new: it is the one that an index understands.
    return Q(**{f"{start}__gte": shown_at}) & (
        Q(**{f"{start}__gt": shown_at}) | Q(**{start: shown_at, "public_id__gt": public_id})
    )
