"""Delivery."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    """Everything that leaves the site outside a request: mail and webhooks."""

    name = "delivery"
    verbose_name = _("Доставка")

    def ready(self) -> None:
        """Let webhooks hear of changes."""
        from delivery import changes  # noqa: PLC0415 - models must be loaded first
        from delivery.webhooks.queueing import queue_deliveries  # noqa: PLC0415

        changes.register(queue_deliveries)
