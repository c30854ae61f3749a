"""Descriptions of the delta feed."""

from typing import Any, Final

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from api.serializers.base import choice_field, id_field
from api.serializers.businesses import BusinessCardSerializer
from api.serializers.events import EventCardSerializer
from api.serializers.promotions import PromotionCardSerializer
from api.vocabulary import KINDS

_ACTIONS: Final = ("upserted", "removed")
_REASONS: Final = ("withdrawn", "archived", "expired", "deleted", "merged", "moved")


class ChangeSerializer(serializers.Serializer[Any]):
    """Изменение."""

    kind = choice_field(KINDS, "Что изменилось.")
    id = id_field("id записи.")
    slug = serializers.CharField(help_text="slug записи.")
    city = serializers.CharField(allow_null=True, help_text="slug города; `null`, если город скрыт.")
    action = choice_field(_ACTIONS, "`upserted` — появилась или изменилась, `removed` — больше не показывается.")
    reason = serializers.ChoiceField(choices=_REASONS, allow_null=True, help_text="Почему ушла с сайта.")
    mergedInto = serializers.UUIDField(  # noqa: N815 - a JSON key
        allow_null=True, help_text="id записи, с которой её объединили."
    )
    item = PolymorphicProxySerializer(
        component_name="ChangedItem",
        serializers=[EventCardSerializer, BusinessCardSerializer, PromotionCardSerializer],
        resource_type_field_name=None,
        allow_null=True,
        help_text="Карточка, как в списке; `null` у ушедших.",
    )


class ChangesSerializer(serializers.Serializer[Any]):
    """Страница изменений."""

    changes = ChangeSerializer(many=True)
    cursor = serializers.CharField(allow_null=True, help_text="Передайте его в `since` следующего запроса.")
    hasMore = serializers.BooleanField(help_text="Есть ещё изменения: спросите сразу.")  # noqa: N815 - a JSON key
