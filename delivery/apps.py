"""Delivery."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    """Everything that leaves the site outside a request: mail, webhooks, what a CDN has to forget."""

    name = "delivery"
    verbose_name = _("Доставка")

    def ready(self) -> None:
        """Let webhooks and the CDN hear of changes."""
        from delivery import changes  # noqa: PLC0415 - models must be loaded first
        from delivery.purging import order_purge  # noqa: PLC0415
        from delivery.webhooks.queueing import queue_deliveries  # noqa: PLC0415

        changes.register(queue_deliveries)
        changes.register(order_purge)
