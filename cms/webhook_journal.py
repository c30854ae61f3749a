"""The journal of messages to subscriptions, and sending one of them again."""

from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import re_path
from django.utils import timezone
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from content.city_access import assigned_city_ids, cities_for
from content.journals import ChoiceFilter, CityFilter, Journal, PeriodFilter, titled
from content.kinds import all_kinds
from delivery.enums import ChangeAction, DeliveryState
from delivery.models import WebhookDelivery, WebhookSubscription
from delivery.webhooks.operations import send_again
from delivery.webhooks.views import CHANGE

# What a row's page shows besides the columns of the list.
_IN_FULL: Final = (
    "city",
    "next_try",
    "expires",
    "message_id",
    "object_id",
    "payload",
    "detail",
    "response_start",
)


class _StateFilter(ChoiceFilter):
    title = gettext_lazy("Состояние")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(DeliveryState.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(state=self.value()) if self.value() else queryset


class _SubscriptionFilter(ChoiceFilter):
    title = gettext_lazy("Подписка")
    parameter_name = "subscription"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        found = WebhookSubscription.objects.order_by("name", "pk").values_list("pk", "name")
        return [(str(pk), name) for pk, name in found]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        known = {value for value, _label in self.lookup_choices}
        return queryset.filter(subscription=self.value()) if self.value() in known else queryset


class _ActionFilter(ChoiceFilter):
    title = gettext_lazy("Событие")
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(ChangeAction.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(type__endswith=f".{self.value()}") if self.value() in ChangeAction.values else queryset


class _KindFilter(ChoiceFilter):
    title = gettext_lazy("Вид")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind.name, str(kind.model._meta.verbose_name_plural).capitalize()) for kind in all_kinds()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class _Period(PeriodFilter):
    column = "created_at"


class _City(CityFilter):
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the messages about the city, which stands in them by its slug."""
        city = self.value() and cities_for(request.user).filter(slug=self.value()).first()
        return queryset.filter(city=city.slug) if city else queryset


class WebhookJournal(Journal):
    """What was sent to whom, and what they answered."""

    model = WebhookDelivery
    menu_label = gettext_lazy("Отправки подписчикам")
    menu_icon = "link"
    base_url_path = "journals/webhooks"
    export_filename = "webhooks"
    list_display = (
        "created",
        "receiver",
        "type",
        "slug",
        "state_name",
        "code",
        "attempts_made",
        "duration",
        "problem",
    )
    list_filter = (_StateFilter, _SubscriptionFilter, _ActionFilter, _KindFilter, _City, _Period)
    list_select_related = ("subscription",)
    search_fields = ("slug", "object_id", "message_id", "response_start")
    ordering = ("-created_at", "-pk")
    inspect_template_name = "cms/webhooks/inspect.html"

    def of_own_cities(self, rows: QuerySet[WebhookDelivery], *, user: Any) -> QuerySet[WebhookDelivery]:
        """Keep the messages about entries of the person's cities."""
        named = rows.select_related("subscription")
        return named.filter(city__in=cities_for(user).values("slug")) if assigned_city_ids(user) else named

    def get_list_export(self, request: HttpRequest) -> Sequence[str]:
        """Export everything but the message and the answer."""
        return (*self.list_display, *_IN_FULL[:5])

    def get_inspect_view_fields(self) -> Sequence[str]:
        """Show everything."""
        return (*self.list_display, *_IN_FULL)

    def get_admin_urls_for_registration(self) -> tuple[Any, ...]:
        """Add sending again."""
        pattern, name = self.url_helper.get_action_url_pattern("replay"), self.url_helper.get_action_url_name("replay")
        return (*super().get_admin_urls_for_registration(), re_path(pattern, self.replay_view, name=name))

    def replay_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """Send one message again, for those who may change subscriptions."""
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        pk = int(instance_pk) if instance_pk.isdecimal() else 0
        delivery = get_object_or_404(self.get_queryset(request), pk=pk)
        send_again(WebhookDelivery.objects.filter(pk=delivery.pk), now=timezone.now())
        if delivery.subscription.is_active:
            messages.success(request, _("Сообщение отправляется снова. Обновите страницу, чтобы увидеть ответ."))
        else:
            messages.warning(request, _("Подписка выключена: сообщение уйдёт, когда вы её включите."))
        return redirect(self.url_helper.get_action_url("inspect", delivery.pk))

    @titled(gettext_lazy("Создано"), order="created_at")
    def created(self, delivery: WebhookDelivery) -> str:
        """Return when it was queued."""
        return localize(localtime(delivery.created_at))

    @titled(gettext_lazy("Подписка"), order="subscription__name")
    def receiver(self, delivery: WebhookDelivery) -> str:
        """Return the name of the subscription."""
        return delivery.subscription.name

    @titled(gettext_lazy("Состояние"), order="state")
    def state_name(self, delivery: WebhookDelivery) -> str:
        """Return the state in words."""
        return str(delivery.get_state_display())

    @titled(gettext_lazy("Код ответа"), order="response_code")
    def code(self, delivery: WebhookDelivery) -> str:
        """Return what the receiver answered."""
        return "—" if delivery.response_code is None else str(delivery.response_code)

    @titled(gettext_lazy("Попыток"), order="attempts")
    def attempts_made(self, delivery: WebhookDelivery) -> str:
        """Return how often it was tried."""
        return str(delivery.attempts)

    @titled(gettext_lazy("Длительность"), order="duration_ms")
    def duration(self, delivery: WebhookDelivery) -> str:
        """Return how long the last attempt took."""
        return "—" if delivery.duration_ms is None else _("%d мс") % delivery.duration_ms

    @titled(gettext_lazy("Что помешало"), order="failure")
    def problem(self, delivery: WebhookDelivery) -> str:
        """Return why the last attempt failed."""
        return str(delivery.get_failure_display()) if delivery.failure else "—"

    @titled(gettext_lazy("Следующая попытка"), order="next_try_at")
    def next_try(self, delivery: WebhookDelivery) -> str:
        """Return when it is tried again."""
        if delivery.state == DeliveryState.WAITING and not delivery.subscription.is_active:
            return _("когда подписку включат")
        return localize(localtime(delivery.next_try_at)) if delivery.state == DeliveryState.WAITING else "—"

    @titled(gettext_lazy("Пытаться до"))
    def expires(self, delivery: WebhookDelivery) -> str:
        """Return until when it is tried."""
        return localize(localtime(delivery.expires_at))
