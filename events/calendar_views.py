"""The calendar of events in the admin: a month, a week or a day of one city."""

from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from content.city_access import EntryPolicy, assigned_city_ids, cities_for
from content.columns import admin_language
from content.editorial_state import EditorialState
from content.localised import text
from content.models import Category, CategoryKind, City
from events.calendar_days import Period, month_of, parse_day, parse_period, week_of
from events.calendar_page import PER_DAY_PAGE, Reader, day_page, grid_page
from events.calendar_queries import CalendarFilters, places_of
from events.models import Event
from events.schedule import local_date
from language.calendar_heads import month_heading, week_heading

# Which city a person looked at last, in the session.
_LAST_CITY: Final = "events_calendar_city"
KEPT: Final = ("city", "month", "week", "category", "state", "place")
_DIGITS_OF_A_PAGE: Final = 4


def may_see(user: Any) -> bool:
    """Tell whether a user may look at the calendar: whoever may look at events."""
    return bool(EntryPolicy(Event).user_has_any_permission(user, ["add", "change", "view"]))


def may_change(user: Any) -> bool:
    """Tell whether a user may change events, and so move their dates."""
    return bool(EntryPolicy(Event).user_has_permission(user, "change"))


class CalendarView(WagtailAdminTemplateMixin, TemplateView):
    """Events by day. What the address does not say is the city looked at last and the present month."""

    header_icon = "calendar-alt"
    page_title = gettext_lazy("Календарь")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse people who may not see events."""
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def now(self) -> datetime:
        """The moment of the request."""
        return timezone.now()

    @cached_property
    def cities(self) -> list[City]:
        """The cities that this person works with, by name."""
        return sorted(cities_for(self.request.user), key=lambda city: (not city.is_active, text(city, "name", "ru")))

    @cached_property
    def city(self) -> City | None:
        """The city asked for, else the one looked at last, else the first; ``None`` where there is none at all."""
        by_slug = {city.slug: city for city in self.cities}
        asked = self.request.GET.get("city", "")
        if asked and asked not in by_slug:
            raise PermissionDenied
        chosen = by_slug.get(asked) or by_slug.get(self.request.session.get(_LAST_CITY, ""))
        if chosen is not None and self.request.session.get(_LAST_CITY) != chosen.slug:
            self.request.session[_LAST_CITY] = chosen.slug
        return chosen or next(iter(self.cities), None)

    def get_template_names(self) -> list[str]:
        """Return the page of a day, its list alone, the grid, or the sentence that there is no city."""
        if self.city is None:
            return ["events/calendar/no_city.html"]
        if self._day is None:
            return ["events/calendar/grid.html"]
        is_part = self.request.GET.get("part") == "list"
        return ["events/calendar/day_list.html" if is_part else "events/calendar/day.html"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path to the page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer a new event and the list."""
        viewset = Event.snippet_viewset
        buttons = [HeaderButton(_("Список событий"), url=_url("list"), icon_name="list-ul")]
        if EntryPolicy(Event).user_has_permission(self.request.user, "add"):
            buttons.append(HeaderButton(viewset.new_label, url=_url("add"), icon_name="plus"))
        return buttons

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page of the city."""
        context = super().get_context_data(**kwargs)
        if self.city is None:
            return context
        context |= {"city": self.city, "may_change": may_change(self.request.user)}
        return context | (self._grid_context(self.city) if self._day is None else self._day_context(self.city))

    @cached_property
    def _day(self) -> date | None:
        return parse_day(self.request.GET.get("day", ""))

    def _today(self, city: City) -> date:
        return local_date(self.now, zone=city.zone)

    def _period(self, city: City) -> Period:
        asked = self.request.GET
        found = parse_period(month=asked.get("month", ""), week=asked.get("week", ""))
        return found or month_of(self._today(city))

    @cached_property
    def _filters(self) -> CalendarFilters:
        asked = self.request.GET
        category, state = asked.get("category", ""), asked.get("state", "")
        return CalendarFilters(
            cities=assigned_city_ids(self.request.user),
            category=next((row.pk for row in self._categories if row.slug == category), None),
            state=EditorialState(state) if state in EditorialState.values else None,
            # A NUL is nothing that a database compares.
            place=asked.get("place", "").replace("\x00", ""),
        )

    @cached_property
    def _categories(self) -> list[Category]:
        return list(Category.objects.filter(kind=CategoryKind.EVENT).order_by("position", "pk"))

    def _reader(self, city: City, **kept: str) -> Reader:
        filters = {name: value for name in ("category", "state", "place") if (value := self.request.GET.get(name))}
        return Reader(
            city=city,
            language=admin_language(),
            now=self.now,
            may_change=may_change(self.request.user),
            kept={"city": city.slug, **kept, **filters},
        )

    def _grid_context(self, city: City) -> dict[str, Any]:
        period, today, language = self._period(city), self._today(city), admin_language()
        here, away = self._reader(city, **{period.shape: period.value}), self._reader(city)
        previous, following = period.previous(), period.next()
        present = month_of(today) if period.shape == "month" else week_of(today)
        in_view = today if period.is_within(today) else period.anchor
        is_month = period.shape == "month"
        return {
            "period": period,
            "heading": month_heading(period.anchor, language)
            if is_month
            else week_heading(period.first, period.last, language),
            "page": grid_page(here, period=period, filters=self._filters),
            "previous_url": previous and away.address(**{previous.shape: previous.value}),
            "next_url": following and away.address(**{following.shape: following.value}),
            "today_url": away.address(**{present.shape: present.value}),
            "month_url": away.address(month=month_of(in_view).value),
            "week_url": away.address(week=week_of(in_view).value),
            "choices": self._choices(city, period),
            "is_filtered": bool({"category", "state", "place"} & set(here.kept)),
            "unfiltered_url": f"?city={city.slug}&{period.shape}={period.value}",
        }

    def _choices(self, city: City, period: Period) -> list[dict[str, Any]]:
        """Return the drop-down lists of the tool bar."""
        language, asked = admin_language(), self.request.GET
        places = places_of(city, period=period, filters=self._filters, language=language)
        place = asked.get("place", "")
        if place and place not in dict(places):
            places.append((place, place.partition(":")[2]))
        return [
            {
                "name": "city",
                "label": _("Город"),
                "options": [(row.slug, text(row, "name", language)) for row in self.cities],
                "chosen": city.slug,
            },
            {
                "name": "category",
                "label": _("Категория"),
                "options": [("", _("Все"))] + [(row.slug, text(row, "name", language)) for row in self._categories],
                "chosen": asked.get("category", ""),
            },
            {
                "name": "state",
                "label": _("Состояние"),
                "options": [("", _("Все")), *EditorialState.choices],
                "chosen": asked.get("state", ""),
            },
            {"name": "place", "label": _("Площадка"), "options": [("", _("Все")), *places], "chosen": place},
        ]

    def _day_context(self, city: City) -> dict[str, Any]:
        day = self._day
        if day is None:
            return {}
        page = _page_number(self.request.GET.get("page", ""))
        month = month_of(day)
        here, away = self._reader(city, month=month.value), self._reader(city)
        found = day_page(here, day=day, filters=self._filters, page=page)
        shown = page * PER_DAY_PAGE
        around = {name: _neighbour(day, step) for name, step in (("previous_url", -1), ("next_url", 1))}
        return {
            "day": found,
            "heading": found.label,
            "month_url": away.address(month=month.value),
            "week_url": away.address(week=week_of(day).value),
            "today_url": away.address(day=self._today(city).isoformat()),
            "earlier_url": page > 1 and away.address(day=day.isoformat(), page=str(page - 1)),
            "later_url": found.total > shown and away.address(day=day.isoformat(), page=str(page + 1)),
            **{name: near and away.address(day=near) for name, near in around.items()},
        }


def _page_number(number: str) -> int:
    is_number = number.isascii() and number.isdigit() and len(number) <= _DIGITS_OF_A_PAGE
    return max(1, int(number)) if is_number else 1


def _neighbour(day: date, step: int) -> str:
    try:
        near = date.fromordinal(day.toordinal() + step).isoformat()
    except (ValueError, OverflowError):
        return ""
    return near if parse_day(near) else ""


def _url(name: str) -> str:
    return reverse(Event.snippet_viewset.get_url_name(name))
