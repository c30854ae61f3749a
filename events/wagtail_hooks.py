"""Registers the admin of events and its calendar."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.snippets.models import register_snippet

from events.bulk import ACTIONS
from events.calendar_views import CalendarView, may_see
from events.move_views import MoveView
from events.viewsets import EventViewSet

register_snippet(EventViewSet)
for _action in ACTIONS:
    hooks.register("register_bulk_action", _action)


class CalendarMenuItem(MenuItem):
    """The entry of the main menu, for those who may look at events."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it with the permission only."""
        return may_see(request.user)


@hooks.register("register_admin_menu_item")
def register_calendar_menu_item() -> MenuItem:
    """Add the calendar to the menu, below events."""
    address = reverse("events_calendar")
    return CalendarMenuItem(
        gettext_lazy("Календарь"), address, name="calendar", icon_name="calendar-alt", order=EventViewSet.menu_order + 1
    )


@hooks.register("register_admin_urls")
def register_calendar_urls() -> list[URLPattern]:
    """Add the pages of the calendar."""
    return [
        path("calendar/", CalendarView.as_view(), name="events_calendar"),
        path("calendar/move/<int:pk>/", MoveView.as_view(), name="events_calendar_move"),
    ]


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name what operations write into the history of an event."""

    @actions.register_action("events.feature")
    class FeatureFormatter(LogFormatter):
        """Says until when an event is on the front page."""

        label = gettext_lazy("На главной")

        def format_message(self, log_entry: Any) -> str:
            """Return the sentence of the history."""
            until = log_entry.data.get("until")
            if not until:
                return _("Снято с главной")
            return (
                _("Показывать на главной до %s") % f"{timezone.localtime(datetime.fromisoformat(until)):%d.%m.%Y %H:%M}"
            )

    @actions.register_action("events.move_date")
    class MoveFormatter(LogFormatter):
        """Says that a date was moved."""

        label = gettext_lazy("Перенос даты")

        def format_message(self, log_entry: Any) -> str:
            """Return the sentence of the history."""
            moments = {name: _moment(log_entry.data.get(name, "")) for name in ("from", "to")}
            return _("Дата перенесена: %(from)s → %(to)s") % moments


def _moment(text: str) -> str:
    """Return day and time of an ISO text, which is written in city time."""
    return text[:16].replace("T", " ")
