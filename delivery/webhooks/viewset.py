"""Subscriptions to changes in the menu of settings."""

from typing import Any
from urllib.parse import urlsplit

from django.db.models import Count
from django.urls import URLPattern, path
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet

from delivery.enums import DeliveryState
from delivery.models import WebhookSubscription
from delivery.webhooks.forms import SubscriptionForm
from delivery.webhooks.views import (
    ResendView,
    RotateView,
    SecretView,
    SubscriptionCreateView,
    SubscriptionDeleteView,
    SubscriptionEditView,
    SubscriptionIndexView,
)


def last_result(subscription: WebhookSubscription) -> str:
    """Return in words how the last attempt ended."""
    if subscription.tried_at is None:
        return _("ещё не отправляли")
    said = str(subscription.get_last_failure_display()) if subscription.last_failure else _("доставлено")
    code = f" ({subscription.last_code})" if subscription.last_code else ""
    return f"{said}{code}, {localize(localtime(subscription.tried_at))}"


class StatePanel(Panel):
    """How the sending goes, at the head of the form."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one subscription."""

        template_name = "delivery/webhooks/state.html"

        def is_shown(self) -> bool:
            """Show nothing of a new subscription."""
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the last result in words, and how much waits and failed."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            counts = dict(self.instance.deliveries.values_list("state").annotate(count=Count("pk")).order_by())
            return {
                **context,
                "subscription": self.instance,
                "last_result": last_result(self.instance),
                "waiting": counts.get(DeliveryState.WAITING, 0),
                "failed": counts.get(DeliveryState.FAILED, 0),
            }


class SubscriptionViewSet(ModelViewSet):
    """The admin of subscriptions."""

    model = WebhookSubscription
    name = "webhooks"
    icon = "link"
    menu_label = gettext_lazy("Подписки на изменения")
    add_to_settings_menu = True
    menu_order = 700
    copy_view_enabled = False
    add_to_reference_index = False
    ordering = ("name", "pk")
    list_display = [
        "name",
        Column("server", label=gettext_lazy("Сервер"), accessor=lambda one: urlsplit(one.url).netloc),
        Column("city", label=gettext_lazy("Город"), accessor="city_label"),
        BooleanColumn("is_active", label=gettext_lazy("Включена"), sort_key="is_active"),
        Column("last_result", label=gettext_lazy("Последний результат"), accessor=last_result),
    ]
    index_view_class = SubscriptionIndexView
    add_view_class = SubscriptionCreateView
    edit_view_class = SubscriptionEditView
    delete_view_class = SubscriptionDeleteView
    edit_handler = ObjectList(
        [
            StatePanel(heading=gettext_lazy("Как идёт отправка")),
            FieldPanel("name"),
            FieldPanel("url"),
            FieldPanel("actions"),
            FieldPanel("kinds"),
            FieldPanel("city_number"),
            FieldPanel("is_active"),
        ],
        base_form_class=SubscriptionForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the pages of the secret and of sending again."""
        own = [
            path(f"{view.view_name}/<int:pk>/", view.as_view(), name=view.view_name)
            for view in (SecretView, RotateView, ResendView)
        ]
        return [*super().get_urlpatterns(), *own]
