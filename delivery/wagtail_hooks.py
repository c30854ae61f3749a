"""Registers the admin of subscriptions to changes."""

from wagtail import hooks

from delivery.webhooks.viewset import SubscriptionViewSet


@hooks.register("register_admin_viewset")
def register_subscriptions() -> SubscriptionViewSet:
    """Add the subscriptions to the menu of settings."""
    return SubscriptionViewSet()
