"""Descriptions of businesses."""

from typing import ClassVar, Final

from api.serializers.base import (
    AI_LABEL_TEXT,
    LANGUAGE_TEXT,
    CardSerializer,
    address_field,
    choice_field,
    id_field,
    texts,
)
from api.serializers.blocks import blocks_field
from api.vocabulary import BUSINESS_CATEGORIES, LANGUAGES, TIERS
from directory.cards import BusinessCard, BusinessDetail

_BUSINESS_TEXTS: Final = texts(
    slug="Читаемый адрес: `/api/v1/businesses/{slug}`.",
    name="Название.",
    description="Описание без разметки; в списке — начало.",
    address="Адрес.",
    phone="Телефон, +7….",
    whatsapp="Телефон WhatsApp.",
    instagram="Имя в Instagram.",
    website="Сайт.",
    coverAiLabel=AI_LABEL_TEXT,
    isVerified="Данные проверены редакцией.",
    latitude="Широта.",
    longitude="Долгота.",
)


class BusinessCardSerializer(CardSerializer):
    """Заведение в каталоге."""

    id = id_field()
    category = choice_field(BUSINESS_CATEGORIES, "Категория.")
    logo = address_field("Логотип, до 400×400.")
    cover = address_field("Обложка, 800×450.")
    tier = choice_field(TIERS, "Тариф.")
    language = choice_field(LANGUAGES, LANGUAGE_TEXT)

    class Meta:
        dataclass = BusinessCard
        extra_kwargs: ClassVar = _BUSINESS_TEXTS


class BusinessDetailSerializer(BusinessCardSerializer):
    """Заведение целиком."""

    descriptionBlocks = blocks_field()  # noqa: N815 - a JSON key
    cityId = id_field("id города.")  # noqa: N815 - a JSON key

    class Meta:
        dataclass = BusinessDetail
        extra_kwargs: ClassVar = _BUSINESS_TEXTS | texts(
            description="Описание без разметки.",
            descriptionHtml="Описание с разметкой; безопасно вставлять.",
            nameKz="Название на казахском.",
            picture="Большая картинка с подписью.",
            createdAt="Когда запись создана.",
            publishedAt="Когда впервые опубликована.",
        )
