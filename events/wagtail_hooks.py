"""Registers the admin of events."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.snippets.models import register_snippet

from events.bulk import ACTIONS
from events.viewsets import EventViewSet

register_snippet(EventViewSet)
for _action in ACTIONS:
    hooks.register("register_bulk_action", _action)


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
