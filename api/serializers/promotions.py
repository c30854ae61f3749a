"""Descriptions of promotions."""

from typing import ClassVar, Final

from api.serializers.base import (
    AI_LABEL_TEXT,
    LANGUAGE_TEXT,
    CardSerializer,
    ShapeSerializer,
    address_field,
    choice_field,
    id_field,
    texts,
)
from api.serializers.blocks import blocks_field
from api.vocabulary import DISCOUNT_KINDS, LANGUAGES
from promos.cards import PromotionBusiness, PromotionCard, PromotionDetail


class PromotionBusinessSerializer(ShapeSerializer):
    """Заведение, которое проводит акцию."""

    id = id_field("id заведения.")
    logo = address_field("Логотип.")

    class Meta:
        dataclass = PromotionBusiness
        extra_kwargs: ClassVar = texts(name="Название.", isVerified="Данные проверены редакцией.")


_PROMOTION_TEXTS: Final = texts(
    slug="Читаемый адрес: `/api/v1/promotions/{slug}`.",
    title="Название.",
    description="Описание без разметки; в списке — начало. Никогда не `null`.",
    imageAiLabel=AI_LABEL_TEXT,
    discount="Скидка готовым текстом: «−40 %», «1+1».",
    conditions="Условия.",
    validFrom="Начало, UTC.",
    validUntil="Окончание, UTC; этот момент уже не входит.",
    validText="Готовый текст периода.",
    discountValue="Размер скидки: число процентов или тенге.",
    daysText="Дни и часы, когда акция действует: «по будням, 12:00–16:00»; `null` — всегда.",
    isActive="Срок акции идёт; дни и часы — в `daysText`.",
    isPremiumOnly="Только для подписчиков Premium.",
    viewsCount="Просмотры.",
    savesCount="Сохранения.",
    createdAt="Когда запись создана.",
    businessName="Название заведения.",
    business="Заведение.",
)


class PromotionCardSerializer(CardSerializer):
    """Акция в списке."""

    nested: ClassVar = {**CardSerializer.nested, PromotionBusiness: PromotionBusinessSerializer}

    id = id_field()
    image = address_field("Картинка карточки, 800×450.")
    businessId = id_field("id заведения.")  # noqa: N815 - a JSON key
    cityId = id_field("id города.")  # noqa: N815
    discountKind = choice_field(DISCOUNT_KINDS, "Вид скидки.")  # noqa: N815
    language = choice_field(LANGUAGES, LANGUAGE_TEXT)

    class Meta:
        dataclass = PromotionCard
        extra_kwargs: ClassVar = _PROMOTION_TEXTS


class PromotionDetailSerializer(PromotionCardSerializer):
    """Акция целиком, с контактами заведения."""

    descriptionBlocks = blocks_field()  # noqa: N815 - a JSON key

    class Meta:
        dataclass = PromotionDetail
        extra_kwargs: ClassVar = _PROMOTION_TEXTS | texts(
            description="Описание без разметки.",
            descriptionHtml="Описание с разметкой; безопасно вставлять.",
            titleKz="Название на казахском.",
            picture="Большая картинка с подписью.",
            publishedAt="Когда впервые опубликована.",
            weekdays="Дни недели, понедельник — 0; пусто — каждый день.",
            timeFrom="С которого часа, «12:00», время города.",
            timeUntil="До которого часа.",
            code="Промокод; у акций для Premium — `null`.",
            usageLimit="Сколько раз акцией можно воспользоваться всего.",
            address="Адрес заведения.",
            phone="Первый телефон заведения.",
            phones="Все телефоны заведения.",
            telegram="Имя в Telegram.",
            whatsapp="Телефон WhatsApp.",
            instagram="Имя в Instagram.",
            website="Сайт.",
        )
