"""Delivery."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    """Everything that leaves the site outside a request: mail now, webhooks and purges later."""

    name = "delivery"
    verbose_name = _("Доставка")
