"""The only place where a selection of events becomes SQL."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import ExtractIsoWeekDay, Greatest, Least

from content.distances import in_area
from content.prepared import Rows
from events.criteria import EventCriteria

_DATES: Final = "occurrences__"


class EventListingQuerySet(models.QuerySet):  # type: ignore[type-arg]  # the model is declared with this class
    """Chainable selections of listed events."""

    def matching(self, criteria: EventCriteria) -> Self:
        """Select what a reader asked for, without an order.

        Where dates were asked for, ``shown_at`` is the start of the first date that was found, ``when_ru`` and
        ``when_kk`` its keys of a card; otherwise ``shown_at`` is the start that the card shows.
        """
        if not criteria.has_range:
            return self.filter(_listed(criteria)).annotate(shown_at=F("starts_at"))
        return self._dated(criteria, _period(criteria, _DATES))

    def page(self, criteria: EventCriteria, *columns: str, rows: Rows) -> models.QuerySet[Any]:
        """Return rows behind ``criteria.after`` as tuples of what they are ordered by and the columns.

        They come soonest first, by ``shown_at`` and the public id, or newest first by ``published_at`` and it. What
        runs when a period begins stands before what begins within it: each part is read in the order of an index and
        only as far as the page goes.
        """
        end = rows.offset + rows.limit
        if criteria.is_newest_first:
            return self._newest(criteria, columns)[rows.offset : end]
        if not criteria.has_range:
            chosen = self.matching(criteria).filter(_behind(criteria, "starts_at"))
            if rows.offset:
                # What is skipped is only looked at in the index.
                keys = chosen.order_by("shown_at", "public_id").values("pk")[rows.offset : end]
                chosen = self.filter(pk__in=keys).annotate(shown_at=F("starts_at"))
                return _in_order(chosen, columns)
            return _in_order(chosen, columns)[:end]
        behind = _behind(criteria, f"{_DATES}starts_at")
        running, starting = (
            _in_order(self._dated(criteria, part(criteria, _DATES) & behind), columns)[:end]
            for part in (_running_at_start, _starting_within)
        )
        return running.union(starting, all=True).order_by("shown_at", "public_id")[rows.offset : end]

    def counted_by(self, criteria: EventCriteria, column: str) -> models.QuerySet[Any]:
        """Return pairs of a value and how many events have it, or a date with it that fulfils the criteria.

        ``column`` is ``category``, ``city__slug``, ``is_free`` or ``weekday``; the last needs a period.
        """
        chosen = self._found(criteria)
        if column == "weekday":
            value: Any = ExtractIsoWeekDay(f"{_DATES}day")
        else:
            value = F(f"{_DATES}{column}" if column == "is_free" and criteria.has_range else column)
        return _counted(chosen.annotate(value=value))

    def counted_by_day(self, criteria: EventCriteria, *, first: date, last: date) -> models.QuerySet[Any]:
        """Return pairs of a day of the city and how many events are on: what lasts for days counts on each of them."""
        begin = Greatest(F(f"{_DATES}day"), Value(first, output_field=models.DateField()))
        end = Least(F(f"{_DATES}last_day"), Value(last, output_field=models.DateField()))
        days = Func(begin, end, function="generate_series", template="%(function)s(%(expressions)s, '1 day')::date")
        days.output_field = models.DateField()
        return _counted(self._found(criteria).annotate(value=days))

    def _found(self, criteria: EventCriteria) -> Self:
        """Select listings, once for each of the dates that fulfil the criteria where dates were asked for."""
        if not criteria.has_range:
            return self.filter(_listed(criteria))
        return self.filter(_period(criteria, _DATES) & _of_dates(criteria, _DATES) & _of_listings(criteria, _DATES))

    def _newest(self, criteria: EventCriteria, columns: Sequence[str]) -> models.QuerySet[Any]:
        chosen = self.matching(criteria)
        if criteria.after is not None:
            published_at, public_id = criteria.after
            chosen = chosen.filter(
                Q(published_at__lt=published_at) | Q(published_at=published_at, public_id__lt=public_id),
                # It says nothing new: it is the condition that an index understands.
                published_at__lte=published_at,
            )
        return chosen.order_by("-published_at", "-public_id").values_list("published_at", "public_id", *columns)

    def _dated(self, criteria: EventCriteria, dates: Q) -> Self:
        """Select listings with the first of their dates that fulfils the criteria, one row each."""
        wanted = dates & _of_dates(criteria, _DATES) & _of_listings(criteria, _DATES)
        chosen = self.filter(wanted).annotate(
            shown_at=F(f"{_DATES}starts_at"),
            shown_date=F(f"{_DATES}pk"),
            when_ru=F(f"{_DATES}when_ru"),
            when_kk=F(f"{_DATES}when_kk"),
        )
        # In a second filter a path to the dates would be another join: these columns are of the date just chosen.
        earlier = apps.get_model("events", "EventOccurrence").objects.filter(
            Q(starts_at__lt=OuterRef("shown_at")) | Q(starts_at=OuterRef("shown_at"), pk__lt=OuterRef("shown_date")),
            _still_on(criteria),
            _of_dates(criteria, ""),
            listing=OuterRef("pk"),
        )
        return chosen.filter(~Exists(earlier))


def _in_order(chosen: models.QuerySet[Any], columns: tuple[str, ...]) -> models.QuerySet[Any]:
    return chosen.order_by("shown_at", "public_id").values_list("shown_at", "public_id", *columns)


def _counted(chosen: models.QuerySet[Any]) -> models.QuerySet[Any]:
    return chosen.order_by("value").values_list("value").annotate(events=Count("pk", distinct=True))


def _listed(criteria: EventCriteria) -> Q:
    """Return what is asked where no dates are."""
    wanted = _of_listings(criteria, "") & Q(is_over=False, ended_at__gt=criteria.now)
    return wanted if criteria.is_free is None else wanted & Q(is_free=criteria.is_free)


def _of_listings(criteria: EventCriteria, dates: str) -> Q:
    """Return what is asked of events as a whole; ``dates`` leads to the dates, which repeat some of the columns."""
    wanted = Q()
    if criteria.city is not None:
        wanted &= Q(**{f"{dates}city_id": criteria.city})
    if criteria.categories:
        # One category is asked for most, and only an equality keeps the order of an index.
        [first, *others] = criteria.categories
        one_or_more = {"category__any_of": criteria.categories} if others else {"category": first}
        wanted &= Q(**{f"{dates}{name}": value for name, value in one_or_more.items()})
    if criteria.is_featured is not None:
        featured = Q(featured_until__gt=criteria.now)
        wanted &= featured if criteria.is_featured else ~featured | Q(featured_until=None)
    if criteria.business is not None:
        wanted &= Q(business_id=criteria.business)
    if criteria.updated_since is not None:
        wanted &= Q(updated_at__gte=criteria.updated_since)
    if criteria.ends_before is not None:
        # What has dates behind those that are computed ends at no known time.
        wanted &= Q(ended_at__lte=criteria.ends_before, began_at__lte=criteria.now, window_until=None)
    if criteria.ids is not None:
        wanted &= Q(public_id__any_of=criteria.ids)
    return wanted & _of_visitors(criteria)


def _of_visitors(criteria: EventCriteria) -> Q:
    """Return what is asked of whom an event is for."""
    wanted = Q()
    if criteria.age is not None:
        wanted &= Q(age_limit__lte=criteria.age)
    if criteria.languages:
        wanted &= Q(languages__overlap=list(criteria.languages))
    if criteria.accessibility:
        wanted &= Q(accessibility__contains=list(criteria.accessibility))
    if criteria.is_accessible is not None:
        wanted &= ~Q(accessibility=[]) if criteria.is_accessible else Q(accessibility=[])
    return wanted


def _of_dates(criteria: EventCriteria, path: str) -> Q:
    """Return what is asked of single dates besides when they are; ``path`` leads to their columns."""
    wanted = in_area(criteria, path=path) & _of_prices(criteria, path)
    if criteria.venue is not None:
        wanted &= Q(**{f"{path}venue_id": criteria.venue})
    if criteria.statuses:
        wanted &= Q(**{f"{path}status__any_of": criteria.statuses})
    if criteria.weekdays:
        wanted &= Q(**{f"{path}day__iso_week_day__any_of": criteria.weekdays})
    if criteria.clock_from is not None:
        begin, end = Q(**{f"{path}minute__gte": criteria.clock_from}), Q(**{f"{path}minute__lt": criteria.clock_until})
        wanted &= begin | end if criteria.is_over_midnight else begin & end
    return wanted


def _of_prices(criteria: EventCriteria, path: str) -> Q:
    wanted = Q()
    if criteria.is_free is not None:
        wanted &= Q(**{f"{path}is_free": criteria.is_free})
    if criteria.price_max is not None:
        wanted &= Q(**{f"{path}price_from__lte": criteria.price_max})
    if criteria.price_min is not None:
        endless = Q(**{f"{path}price_to": None, f"{path}price_from__isnull": False})
        wanted &= endless | Q(**{f"{path}price_to__gte": criteria.price_min})
    return wanted


def _period(criteria: EventCriteria, path: str) -> Q:
    return _running_at_start(criteria, path) | _starting_within(criteria, path)


def _starting_within(criteria: EventCriteria, path: str) -> Q:
    if criteria.first_day is None:
        within = Q(**{f"{path}starts_at__gte": criteria.starts_from})
    else:
        # Midnight is a day's own, although the night before goes on: the day decides, the start is for an index.
        within = Q(**{f"{path}day__gte": criteria.first_day, f"{path}starts_at__gte": criteria.running_since})
    return within & _beginning_before_end(criteria, path)


def _running_at_start(criteria: EventCriteria, path: str) -> Q:
    """Return the condition of dates that have begun when the period begins, and are not over."""
    running = Q(**{f"{path}starts_at__lt": criteria.starts_from, f"{path}over_at__gt": criteria.starts_from})
    if criteria.first_day is not None:
        running &= Q(**{f"{path}day__lt": criteria.first_day})
    recently = Q(**{f"{path}starts_at__gte": criteria.running_since})
    return running & (Q(**{f"{path}is_long": True}) | recently) & _beginning_before_end(criteria, path)


def _beginning_before_end(criteria: EventCriteria, path: str) -> Q:
    ends = Q()
    if criteria.starts_before is not None:
        ends &= Q(**{f"{path}starts_at__lt": criteria.starts_before})
    if criteria.last_day is not None:
        ends &= Q(**{f"{path}day__lte": criteria.last_day})
    return ends


def _still_on(criteria: EventCriteria) -> Q:
    """Return the condition of dates of the period, of which one that fulfils it begins later."""
    begun = Q(over_at__gt=criteria.starts_from)
    if criteria.first_day is not None:
        begun |= Q(day__gte=criteria.first_day)
    return begun if criteria.last_day is None else begun & Q(day__lte=criteria.last_day)


def _behind(criteria: EventCriteria, start: str) -> Q:
    if criteria.after is None:
        return Q()
    shown_at: datetime
    shown_at, public_id = criteria.after
    # The first condition says nothing new: it is the one that an index understands.
    return Q(**{f"{start}__gte": shown_at}) & (
        Q(**{f"{start}__gt": shown_at}) | Q(**{start: shown_at, "public_id__gt": public_id})
    )
