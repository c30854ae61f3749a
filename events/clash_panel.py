"""The hint in the editor of an event that its place is taken at its time."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import Panel

from content.columns import admin_language
from events.clash_queries import Clash, clashes_of_event
from language.dates import date_text


class ClashHintsPanel(Panel):
    """Names other events at the same place and time; shown only where there are any. A hint, never a refusal."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/clash_hints.html"

        def is_shown(self) -> bool:
            """Show it when the saved draft clashes with something."""
            return super().is_shown() and bool(self.clashes)

        @cached_property
        def clashes(self) -> list[Clash]:
            """The other events, by the newest saved draft."""
            event = self.instance
            if event is None or event.pk is None:
                return []
            return clashes_of_event(
                event.pk,
                now=timezone.now(),
                user=self.request.user,
                zone=event.city.zone,
                language=admin_language(),
            )

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the hints with their words and addresses."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            edit = type(self.instance).snippet_viewset.get_url_name("edit")
            context["hints"] = [
                (clash, self._words(clash), reverse(edit, args=(clash.event_id,))) for clash in self.clashes
            ]
            return context

        def _words(self, clash: Clash) -> str:
            return date_text(
                starts_at=clash.starts_at,
                ends_at=clash.over_at,
                is_all_day=False,
                zone=self.instance.city.zone,
                now=timezone.now(),
                language=admin_language(),
            )
