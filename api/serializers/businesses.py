"""Descriptions of businesses."""

from typing import ClassVar, Final

from api.serializers.base import (
    AI_LABEL_TEXT,
    LANGUAGE_TEXT,
    CardSerializer,
    GalleryItemSerializer,
    ShapeSerializer,
    address_field,
    choice_field,
    id_field,
    texts,
)
from api.serializers.blocks import blocks_field
from api.vocabulary import BUSINESS_CATEGORIES, DAY_STATES, LANGUAGES, TIERS
from content.opening_hours.cards import (
    DAY_NAMES,
    DayHours,
    ExceptionalHours,
    HolidayHours,
    HoursInterval,
    WeekHours,
)
from directory.cards import BusinessCard, BusinessDetail, Rating

_BUSINESS_TEXTS: Final = texts(
    slug="Читаемый адрес: `/api/v1/businesses/{slug}`.",
    name="Название.",
    description="Описание без разметки; в списке — начало.",
    address="Адрес.",
    phone="Первый телефон, +7….",
    phones="Все телефоны, +7….",
    whatsapp="Телефон WhatsApp.",
    instagram="Имя в Instagram.",
    telegram="Имя в Telegram, без @.",
    website="Сайт.",
    coverAiLabel=AI_LABEL_TEXT,
    isVerified="Данные проверены редакцией.",
    latitude="Широта.",
    longitude="Долгота.",
    isOpen="Открыто сейчас; `null` — неизвестно.",
    openText="Готовый текст: «открыто до 02:00», «откроется завтра в 09:00»; `null`, если часы не указаны.",
    openUntil="До какого момента открыто, UTC; `null`, если закрыто или конца не видно.",
    opensAt="Когда откроется, UTC; `null`, если открыто или неизвестно.",
)


class HoursIntervalSerializer(ShapeSerializer):
    """Часы по времени города; если конец не позже начала, это уже следующий день."""

    class Meta:
        dataclass = HoursInterval
        extra_kwargs: ClassVar = texts(opens="Начало, «09:00».", closes="Конец, «18:00»; полночь — «24:00».")


class DayHoursSerializer(ShapeSerializer):
    """Часы одного дня недели."""

    day = choice_field(DAY_NAMES, "День недели.")
    state = choice_field(DAY_STATES, "Открыто по часам, выходной или неизвестно.")
    hours = HoursIntervalSerializer(many=True)

    class Meta:
        dataclass = DayHours
        extra_kwargs: ClassVar = texts(text="Готовый текст: «09:00–13:00, 14:00–18:00», «выходной».")


class HolidayHoursSerializer(ShapeSerializer):
    """Часы в праздничные дни Казахстана."""

    state = choice_field(("as_usual", *DAY_STATES), "`as_usual` — как в обычный день недели.")
    hours = HoursIntervalSerializer(many=True)

    class Meta:
        dataclass = HolidayHours
        extra_kwargs: ClassVar = texts(text="Готовый текст.")


class WeekHoursSerializer(ShapeSerializer):
    """Часы работы по дням недели."""

    days = DayHoursSerializer(many=True)
    holidays = HolidayHoursSerializer()

    class Meta:
        dataclass = WeekHours
        extra_kwargs: ClassVar = texts(lines="То же готовыми строками: «пн–пт: 09:00–18:00».")


class ExceptionalHoursSerializer(ShapeSerializer):
    """Другие часы в отдельные дни."""

    state = choice_field(DAY_STATES, "Открыто по часам, закрыто или неизвестно.")
    hours = HoursIntervalSerializer(many=True)

    class Meta:
        dataclass = ExceptionalHours
        extra_kwargs: ClassVar = texts(
            firstDay="Первый день.", lastDay="Последний день, входит.", text="Готовый текст.", note="Пояснение."
        )


class RatingSerializer(ShapeSerializer):
    """Оценка читателей."""

    class Meta:
        dataclass = Rating
        extra_kwargs: ClassVar = texts(average="Средняя, от 1 до 5; `null`, если оценок нет.", count="Сколько оценок.")


class BusinessCardSerializer(CardSerializer):
    """Заведение в каталоге."""

    id = id_field()
    category = choice_field(BUSINESS_CATEGORIES, "Категория.")
    logo = address_field("Логотип, до 400×400.")
    cover = address_field("Обложка, 800×450.")
    tier = choice_field(TIERS, "Тариф.")
    openState = choice_field(DAY_STATES, "Открыто, закрыто или неизвестно.")  # noqa: N815 - a JSON key
    language = choice_field(LANGUAGES, LANGUAGE_TEXT)

    class Meta:
        dataclass = BusinessCard
        extra_kwargs: ClassVar = _BUSINESS_TEXTS


class BusinessDetailSerializer(BusinessCardSerializer):
    """Заведение целиком."""

    descriptionBlocks = blocks_field()  # noqa: N815 - a JSON key
    cityId = id_field("id города.")  # noqa: N815 - a JSON key
    gallery = GalleryItemSerializer(many=True)
    openingHours = WeekHoursSerializer(allow_null=True, help_text="Часы работы; `null`, если не указаны.")  # noqa: N815
    exceptions = ExceptionalHoursSerializer(many=True, help_text="Ближайшие исключения из часов работы.")
    rating = RatingSerializer()

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
