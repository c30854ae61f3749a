"""Registers the admin of the directory."""

from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.snippets.models import register_snippet

from directory.enums import Tier
from directory.venue_admin import VenueViewSet
from directory.viewsets import BusinessViewSet

register_snippet(BusinessViewSet)


@hooks.register("register_admin_viewset")
def register_venues() -> VenueViewSet:
    """Add the venues to the menu."""
    return VenueViewSet()


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name what our operations write into the history of a business."""

    @actions.register_action("directory.verify")
    class VerifyFormatter(LogFormatter):
        """Says that the data were checked, or that the mark was taken back."""

        label = gettext_lazy("Проверка данных")

        def format_message(self, log_entry: Any) -> str:
            """Return the sentence of the history."""
            return _("Данные заведения проверены") if log_entry.data["after"] else _("Отметка о проверке снята")

    @actions.register_action("directory.tier")
    class TierFormatter(LogFormatter):
        """Says which tier follows which."""

        label = gettext_lazy("Тариф")

        def format_message(self, log_entry: Any) -> str:
            """Return the sentence of the history."""
            tiers = {"before": _tier(log_entry.data["before"]), "after": _tier(log_entry.data["after"])}
            return _("Тариф: %(before)s → %(after)s") % tiers

    actions.register_action("directory.owner", gettext_lazy("Владелец"), gettext_lazy("Владелец заведения изменён"))


def _tier(data: dict[str, str | None]) -> str:
    label = str(Tier(data["tier"] or Tier.FREE).label)
    until = parse_datetime(data["until"] or "")
    return _("%(tier)s до %(day)s") % {"tier": label, "day": f"{localtime(until):%d.%m.%Y}"} if until else label
