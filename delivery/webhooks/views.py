"""The admin of subscriptions to changes: for administrators, and the secret is shown once."""

from abc import abstractmethod
from typing import Any, ClassVar, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Case, CharField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from delivery.enums import DeliveryState
from delivery.models import WebhookDelivery, WebhookSubscription
from delivery.subjects import all_places
from delivery.webhooks import operations
from delivery.webhooks.signatures import secret_of

CHANGE: Final = "delivery.change_webhooksubscription"
# In the session, until the page of the secret was opened: which subscription's secret, and which one of its secrets.
_TO_SHOW: Final = "webhook_secret"


def show_secret_of(request: HttpRequest, subscription: WebhookSubscription) -> HttpResponse:
    """Lead to the page that shows the secret, once."""
    request.session[_TO_SHOW] = [subscription.pk, subscription.secret_seed[:8]]
    return redirect(reverse("webhooks:secret", args=(subscription.pk,)))


class SubscriptionIndexView(IndexView):
    """The list."""

    add_item_label = gettext_lazy("Новая подписка")

    def get_base_queryset(self) -> QuerySet[WebhookSubscription]:
        """Return the subscriptions with the names of their cities, in one query for all of them."""
        subscriptions: QuerySet[WebhookSubscription] = super().get_base_queryset()
        named = (When(city_number=place.number, then=Value(place.label)) for place in all_places())
        every = When(city_number=None, then=Value(_("все")))
        return subscriptions.annotate(city_label=Case(every, *named, default=Value("—"), output_field=CharField()))

    def _get_title_column(self, field_name: str, **options: Any) -> Column:
        """Keep the names wide enough to read on a telephone."""
        column: Column = super()._get_title_column(field_name, classname="entry-title", **options)
        return column


class SubscriptionCreateView(CreateView):
    """A new subscription; after it, its secret."""

    success_message = gettext_lazy("Подписка «%(object)s» создана.")

    def save_instance(self) -> WebhookSubscription:
        """Store it with a secret of its own."""
        subscription: WebhookSubscription = self.form.save(commit=False)
        operations.subscribe(subscription, by=self.request.user, now=timezone.now())
        log(instance=subscription, action="wagtail.create", user=self.request.user)
        return subscription

    def save_action(self) -> HttpResponse:
        """Go on to the secret."""
        return show_secret_of(self.request, self.object)


class _UsedNowhere:
    """Leaves out where a subscription is used: in its own messages only."""

    def get_usage_url(self) -> None:
        """Lead nowhere."""
        return


class SubscriptionEditView(_UsedNowhere, EditView):
    """One subscription."""

    success_message = gettext_lazy("Подписка «%(object)s» сохранена.")

    def save_instance(self) -> WebhookSubscription:
        """Store what was changed."""
        subscription: WebhookSubscription = self.form.save(commit=False)
        operations.change(subscription, by=self.request.user, now=timezone.now())
        log(instance=subscription, action="wagtail.edit", user=self.request.user)
        return subscription

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add what can be done with a subscription besides editing."""
        return [
            *super().header_more_buttons,
            Button(_("Сменить секрет"), url=reverse("webhooks:rotate", args=(self.object.pk,)), icon_name="key"),
            Button(
                _("Отправить неудачные снова"),
                url=reverse("webhooks:resend", args=(self.object.pk,)),
                icon_name="rotate",
            ),
        ]


class SubscriptionDeleteView(_UsedNowhere, DeleteView):
    """The question before deleting."""

    success_message = gettext_lazy("Подписка «%(object)s» удалена.")

    @property
    def confirmation_message(self) -> str:
        """Say what goes with it."""
        return _("Удалить подписку вместе с журналом её отправок? Получатель больше ничего не услышит.")

    def delete_action(self) -> None:
        """Remove it."""
        log(instance=self.object, action="wagtail.delete", user=self.request.user, deleted=True)
        operations.unsubscribe(self.object, by=self.request.user, now=timezone.now())


class SubscriptionPage(WagtailAdminTemplateMixin, TemplateView):
    """A page of one subscription for those who may change it."""

    view_name: ClassVar[str]
    header_icon = "link"
    index_url_name = "webhooks:index"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else."""
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def subscription(self) -> WebhookSubscription:
        """Return the subscription."""
        return get_object_or_404(WebhookSubscription, pk=self.kwargs["pk"])

    @property
    def edit_url(self) -> str:
        """The form of the subscription."""
        return reverse("webhooks:edit", args=(self.subscription.pk,))

    def get_page_subtitle(self) -> str:
        """Name the subscription."""
        return self.subscription.name

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Lead back to the list and the form."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("webhooks:index"), "label": _("Подписки на изменения")},
            {"url": self.edit_url, "label": self.subscription.name},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the subscription."""
        return super().get_context_data(subscription=self.subscription, edit_url=self.edit_url, **kwargs)


class SecretView(SubscriptionPage):
    """Shows a secret to who has just made it, once."""

    view_name = "secret"
    template_name = "delivery/webhooks/secret.html"
    page_title = gettext_lazy("Секрет подписки")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it and forget that it was to be shown."""
        to_show = [self.subscription.pk, self.subscription.secret_seed[:8]]
        is_new = request.session.get(_TO_SHOW) == to_show
        if is_new:
            del request.session[_TO_SHOW]
        response = self.render_to_response(self.get_context_data(secret=secret_of(self.subscription) if is_new else ""))
        response.headers["Cache-Control"] = "no-store"
        return response


class QuestionView(SubscriptionPage):
    """A question before something is done."""

    template_name = "delivery/webhooks/question.html"
    button_label: Any = ""

    def is_possible(self) -> bool:
        """Tell whether there is anything to do."""
        return True

    @abstractmethod
    def explanation(self) -> str:
        """Return what will happen."""

    @abstractmethod
    def act(self) -> HttpResponse:
        """Do it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it."""
        return self.act()


class RotateView(QuestionView):
    """Gives a subscription a new secret."""

    view_name = "rotate"
    page_title = gettext_lazy("Сменить секрет")
    button_label = gettext_lazy("Сменить секрет")

    def explanation(self) -> str:
        """Say how long the old one works."""
        return _(
            "У подписки появится новый секрет; он будет показан один раз. Ещё сутки сообщения подписываются и "
            "прежним секретом, чтобы получатель успел перейти на новый."
        )

    def act(self) -> HttpResponse:
        """Do it and show the new one."""
        operations.rotate_secret(self.subscription, by=self.request.user, now=timezone.now())  # type: ignore[arg-type]  # signed in
        self.subscription.refresh_from_db()
        return show_secret_of(self.request, self.subscription)


class ResendView(QuestionView):
    """Sends everything again that a subscription did not get."""

    view_name = "resend"
    page_title = gettext_lazy("Отправить неудачные снова")
    button_label = gettext_lazy("Отправить снова")

    @cached_property
    def failed(self) -> Any:
        """Return what was given up."""
        return WebhookDelivery.objects.filter(subscription=self.subscription, state=DeliveryState.FAILED)

    def is_possible(self) -> bool:
        """Tell whether anything was given up."""
        return bool(self.failed.exists())

    def explanation(self) -> str:
        """Say how many there are."""
        count = self.failed.count()
        if not count:
            return _("Недоставленных сообщений нет.")
        text = _(
            "Не доставлено сообщений: %(count)d. Они будут отправлены снова; если получатель опять не ответит, "
            "попытки продолжатся три дня."
        )
        if not self.subscription.is_active:
            text = f"{text} {_('Подписка выключена: отправка начнётся, когда вы её включите.')}"
        return text % {"count": count}

    def act(self) -> HttpResponse:
        """Do it and say how many."""
        count = operations.send_again(self.failed, now=timezone.now())
        messages.success(self.request, _("Поставлено в очередь сообщений: %(count)d.") % {"count": count})
        return redirect(self.edit_url)
