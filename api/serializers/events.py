"""Descriptions of events."""

from typing import Any, ClassVar, Final

from rest_framework import serializers

from api.serializers.base import (
    AI_LABEL_TEXT,
    LANGUAGE_TEXT,
    CardSerializer,
    ShapeField,
    ShapeSerializer,
    address_field,
    choice_field,
    id_field,
    texts,
)
from api.serializers.blocks import blocks_field
from api.vocabulary import DATE_STATUSES, EVENT_CATEGORIES, LANGUAGES, PRICE_KINDS, TIERS
from events.cards import EventBusiness, EventCard, EventDateShape, EventDetail


class EventBusinessSerializer(ShapeSerializer):
    """Заведение, которое проводит событие."""

    id = id_field("id заведения.")
    logo = address_field("Логотип.")
    tier = choice_field(TIERS, "Тариф.")

    class Meta:
        dataclass = EventBusiness
        extra_kwargs: ClassVar = texts(name="Название.", isVerified="Данные проверены редакцией.")


class EventDateSerializer(ShapeSerializer):
    """Одна из дат события."""

    status = choice_field(DATE_STATUSES, "Состоится ли.")

    class Meta:
        dataclass = EventDateShape
        ref_name = "EventDate"
        extra_kwargs: ClassVar = texts(
            date="Начало, UTC.",
            endDate="Окончание, UTC; `null`, если неизвестно.",
            isAllDay="Идёт весь день.",
            dateText="Готовый текст по времени города.",
            statusText="Готовый текст: «отменено», «перенесено на …»; пусто, если всё по плану.",
        )


_EVENT_TEXTS: Final = texts(
    slug="Читаемый адрес: `/api/v1/events/{slug}`.",
    title="Название.",
    description="Описание без разметки; в списке — начало.",
    date="Начало показанной даты, UTC.",
    endDate="Окончание показанной даты, UTC; `null`, если неизвестно.",
    time="Время начала по городу, «19:00»; пусто, если событие идёт весь день.",
    dateText="Готовый текст даты по времени города.",
    statusText="Готовый текст: «отменено», «перенесено на …»; пусто, если всё по плану.",
    location="Место; если не указано, адрес; пусто, если нет и его.",
    address="Адрес.",
    price="Цена или её нижняя граница, целых тенге; `null` — бесплатно или цена неизвестна, различайте по `isFree`.",
    maxPrice="Верхняя граница цены, целых тенге.",
    isFree="Вход свободный. Неизвестная цена — не бесплатно.",
    priceText="Готовый текст цены.",
    ageLabel="Возрастная метка, «12+»; пусто, если не указана.",
    imageAiLabel=AI_LABEL_TEXT,
    isFeatured="Выделено редакцией.",
    viewsCount="Просмотры.",
    savesCount="Сохранения.",
    viewCount="То же, что `viewsCount`: под этим именем его читают карточки сайта.",
    saveCount="То же, что `savesCount`.",
    business="Организатор из каталога.",
)


class EventCardSerializer(CardSerializer):
    """Событие в списке."""

    nested: ClassVar = {
        **CardSerializer.nested,
        EventBusiness: EventBusinessSerializer,
        EventDateShape: EventDateSerializer,
    }

    id = id_field()
    category = choice_field(EVENT_CATEGORIES, "Категория.")
    image = address_field("Картинка карточки, 800×450.")
    status = choice_field(DATE_STATUSES, "Состоится ли показанная дата.")
    language = choice_field(LANGUAGES, LANGUAGE_TEXT)

    class Meta:
        dataclass = EventCard
        extra_kwargs: ClassVar = _EVENT_TEXTS


class EventDetailSerializer(EventCardSerializer):
    """Событие целиком."""

    descriptionBlocks = blocks_field()  # noqa: N815 - a JSON key
    priceKind = choice_field(PRICE_KINDS, "Что известно о цене.")  # noqa: N815 - a JSON key
    cityId = id_field("id города.")  # noqa: N815
    businessId = id_field("id организатора.", allow_null=True)  # noqa: N815

    class Meta:
        dataclass = EventDetail
        extra_kwargs: ClassVar = _EVENT_TEXTS | texts(
            description="Описание без разметки.",
            descriptionHtml="Описание с разметкой: p, br, strong, em, a, ul, ol, li, h3, h4; безопасно вставлять.",
            titleKz="Название на казахском.",
            picture="Большая картинка с подписью.",
            organiserName="Организатор, как его называть.",
            ageLimit="Возраст, лет.",
            latitude="Широта.",
            longitude="Долгота.",
            websiteUrl="Страница события.",
            ticketUrl="Где купить билет.",
            tags="Теги.",
            dates="Ближайшие даты (не больше 60); если все прошли — последние.",
            creatorId="Всегда `null`.",
            isApproved="Всегда `true`: неопубликованного здесь нет.",
            createdAt="Когда запись создана.",
            publishedAt="Когда впервые опубликована.",
        )


class EventCountsSerializer(serializers.Serializer[Any]):
    """Число событий по категориям."""

    def get_fields(self) -> dict[str, ShapeField]:
        """Return a counter per category; absent means none."""
        return {slug: serializers.IntegerField(required=False, min_value=1) for slug in EVENT_CATEGORIES}
