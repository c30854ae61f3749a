"""Who wants to hear of changes, and every message that was or is to be sent."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from delivery.enums import ChangeAction, DeliveryState, SendingFailure

SECRET_SEED_LENGTH = 64


def new_message_id() -> str:
    """Return an id as the header ``webhook-id`` has it."""
    return f"msg_{uuid4().hex}"


class WebhookSubscription(models.Model):
    """An address of somebody else's that hears of changes to what is public.

    No secret stands here: the signing key is derived from ``secret_seed`` and a key of the site (ADR 0017). The
    ``previous_seed`` also signs until ``previous_seed_until``, so that a secret can be changed without a gap.
    ``failures`` counts attempts without any answer since the last answer; nothing is sent before ``paused_until``.
    """

    # Nobody asks Wagtail where a subscription is used.
    wagtail_reference_index_ignore = True

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(
        _("название"), max_length=100, help_text=_("Для кого эти сообщения: по нему вы узнаете их в журнале.")
    )
    url = models.CharField(
        _("адрес"),
        max_length=500,
        help_text=_("Полный адрес https://, на который придут сообщения. Адреса внутренних сетей не принимаются."),
    )
    actions = ArrayField(models.CharField(max_length=12, choices=ChangeAction), verbose_name=_("о чём сообщать"))
    kinds = ArrayField(models.CharField(max_length=20), verbose_name=_("о каких записях"))
    city_number = models.BigIntegerField(_("город"), null=True, blank=True)
    is_active = models.BooleanField(
        _("включена"), default=True, help_text=_("Пока подписка выключена, новые сообщения не создаются.")
    )
    secret_seed = models.CharField(max_length=SECRET_SEED_LENGTH, editable=False)
    previous_seed = models.CharField(max_length=SECRET_SEED_LENGTH, blank=True, editable=False)
    previous_seed_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(_("создана"), auto_now_add=True)
    gone_at = models.DateTimeField(_("получатель отказался"), null=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    paused_until = models.DateTimeField(_("пауза до"), null=True, editable=False)
    tried_at = models.DateTimeField(_("последняя отправка"), null=True, editable=False)
    last_code = models.PositiveSmallIntegerField(null=True, editable=False)
    last_failure = models.CharField(max_length=20, blank=True, choices=SendingFailure, editable=False)

    class Meta:
        db_table = "delivery_webhook_subscription"
        verbose_name = _("подписка на изменения")
        verbose_name_plural = _("подписки на изменения")

    def __str__(self) -> str:
        return self.name


class WebhookDelivery(models.Model):
    """One message to one subscription: what is sent, how often it was tried, and how the last attempt ended.

    ``payload`` is sent byte for byte at every attempt, under the same ``message_id``. While an attempt runs,
    ``next_try_at`` is the moment from which it counts as lost.
    """

    wagtail_reference_index_ignore = True

    subscription = models.ForeignKey(
        WebhookSubscription, models.CASCADE, related_name="deliveries", verbose_name=_("подписка")
    )
    message_id = models.CharField(_("номер сообщения"), max_length=36, default=new_message_id, unique=True)
    type = models.CharField(_("событие"), max_length=40)
    kind = models.CharField(_("вид"), max_length=20)
    object_id = models.UUIDField(_("запись"))
    slug = models.CharField(_("адрес в ссылках"), max_length=120)
    city = models.CharField(_("город"), max_length=60)
    payload = models.TextField(_("сообщение"))
    state = models.CharField(_("состояние"), max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("попыток"), default=0)
    created_at = models.DateTimeField(_("создано"))
    expires_at = models.DateTimeField(_("пытаться до"))
    next_try_at = models.DateTimeField(_("следующая попытка"))
    tried_at = models.DateTimeField(_("последняя попытка"), null=True)
    response_code = models.PositiveSmallIntegerField(_("код ответа"), null=True)
    response_start = models.TextField(_("начало ответа"), blank=True)
    duration_ms = models.PositiveIntegerField(_("длительность, мс"), null=True)
    failure = models.CharField(_("что помешало"), max_length=20, blank=True, choices=SendingFailure)
    detail = models.TextField(_("подробности"), blank=True)

    class Meta:
        db_table = "delivery_webhook_delivery"
        verbose_name = _("отправка подписчику")
        verbose_name_plural = _("отправки подписчикам")
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["subscription", "next_try_at", "id"],
                name="delivery_webhook_due",
                condition=models.Q(state=DeliveryState.WAITING),
            ),
            models.Index(fields=["-created_at", "-id"], name="delivery_webhook_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.object_id}"
