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
from api.serializers.businesses import ExceptionalHoursSerializer, WeekHoursSerializer
from api.vocabulary import (
    ACCESSIBILITY,
    ATTENDANCE_MODES,
    DATE_STATUSES,
    EVENT_CATEGORIES,
    LANGUAGES,
    PRICE_KINDS,
    SPOKEN_LANGUAGES,
    TIERS,
    VENUE_KINDS,
)
from events.cards import (
    EventBusiness,
    EventCard,
    EventContact,
    EventDateShape,
    EventDetail,
    EventRun,
    EventSeo,
    EventVenue,
)


class EventBusinessSerializer(ShapeSerializer):
    """Заведение, которое проводит событие."""

    id = id_field("id заведения.")
    logo = address_field("Логотип.")
    tier = choice_field(TIERS, "Тариф.")

    class Meta:
        dataclass = EventBusiness
        extra_kwargs: ClassVar = texts(name="Название.", isVerified="Данные проверены редакцией.")


class EventVenueSerializer(ShapeSerializer):
    """Площадка: место из справочника города или заведение."""

    id = id_field("id площадки или заведения.")
    kind = choice_field(VENUE_KINDS, "`business` — у площадки есть страница заведения.")

    class Meta:
        dataclass = EventVenue
        extra_kwargs: ClassVar = texts(name="Название.", address="Адрес.")


class EventDateSerializer(CardSerializer):
    """Одна из дат события. Место и цена — этой даты, если у неё свои, иначе всего события."""

    nested: ClassVar = {**CardSerializer.nested, EventVenue: EventVenueSerializer}

    id = id_field("Строка расписания; у дат одного правила общая.")
    status = choice_field(DATE_STATUSES, "Состоится ли.")
    onlineUrl = address_field("Ссылка на трансляцию.")  # noqa: N815 - a JSON key

    class Meta:
        dataclass = EventDateShape
        ref_name = "EventDate"
        extra_kwargs: ClassVar = texts(
            date="Начало, UTC.",
            endDate="Окончание, UTC; `null`, если неизвестно.",
            day="День по времени города; начало после полуночи и до 04:00 относится к вечеру накануне.",
            isAllDay="Идёт весь день.",
            dateText="Готовый текст по времени города.",
            statusText="Готовый текст: «отменено», «перенесено на …»; пусто, если всё по плану.",
            reason="Почему отменено или перенесено.",
            previousDate="Прежнее начало перенесённой даты, UTC.",
            isOnline="Можно участвовать онлайн.",
            location="Место.",
            address="Адрес.",
            venue="Площадка.",
            price="Цена или её нижняя граница, целых тенге.",
            maxPrice="Верхняя граница цены, целых тенге.",
            isFree="Вход свободный.",
            priceText="Готовый текст цены.",
        )


class EventRunSerializer(CardSerializer):
    """Период выставки."""

    hours = WeekHoursSerializer(allow_null=True, help_text="Часы работы; `null` — открыто весь день.")
    exceptions = ExceptionalHoursSerializer(many=True, help_text="Ближайшие исключения из часов работы.")

    class Meta:
        dataclass = EventRun
        extra_kwargs: ClassVar = texts(
            firstDay="Первый день.",
            lastDay="Последний день; `null` — без даты окончания.",
            text="Готовый текст: «7–30 марта», «до 30 марта».",
            closedOn="Дни, когда закрыто, кроме выходных.",
        )


class EventContactSerializer(ShapeSerializer):
    """К кому обращаться с вопросами."""

    class Meta:
        dataclass = EventContact
        extra_kwargs: ClassVar = texts(
            name="Имя.", phone="Телефон, E.164.", phoneText="Телефон для показа.", email="Почта."
        )


class EventSeoSerializer(ShapeSerializer):
    """Для поисковиков и соцсетей."""

    class Meta:
        dataclass = EventSeo
        extra_kwargs: ClassVar = texts(title="Заголовок страницы.", description="Описание страницы, до 160 знаков.")


_EVENT_TEXTS: Final = texts(
    slug="Читаемый адрес: `/api/v1/events/{slug}`.",
    title="Название.",
    description="Описание без разметки; в списке — краткий текст редакции или начало описания.",
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
    venue="Площадка; `null`, если место указано только словами.",
    isOnline="Можно участвовать онлайн (вместо места или кроме него).",
    isSoldOut="Мест больше нет.",
)


class EventCardSerializer(CardSerializer):
    """Событие в списке."""

    nested: ClassVar = {
        **CardSerializer.nested,
        EventBusiness: EventBusinessSerializer,
        EventContact: EventContactSerializer,
        EventDateShape: EventDateSerializer,
        EventRun: EventRunSerializer,
        EventSeo: EventSeoSerializer,
        EventVenue: EventVenueSerializer,
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
    onlineUrl = address_field("Ссылка на трансляцию.")  # noqa: N815
    videoUrl = address_field("Видео.")  # noqa: N815
    attendanceMode = choice_field(ATTENDANCE_MODES, "Где участвовать: на месте, онлайн или и так и так.")  # noqa: N815
    languages = serializers.ListField(
        child=serializers.ChoiceField(choices=SPOKEN_LANGUAGES), help_text="Языки события, ISO 639; `zxx` — без слов."
    )
    accessibility = serializers.ListField(
        child=serializers.ChoiceField(choices=ACCESSIBILITY), help_text="Что есть для людей с особыми потребностями."
    )
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
            runs="Выставки: период и часы работы.",
            summary="Краткий текст редакции.",
            gallery="Другие картинки.",
            capacity="Сколько мест.",
            contact="К кому обращаться с вопросами.",
            featuredUntil="До какого времени выделено редакцией.",
            seo="Для поисковиков и соцсетей.",
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


def _counts(text: str) -> ShapeField:
    """Return the description of counters by word."""
    return serializers.DictField(child=serializers.IntegerField(min_value=1), help_text=text)


class EventFacetsSerializer(serializers.Serializer[Any]):
    """Число событий при каждом выборе; чего нет, того нет в ответе."""

    total = serializers.IntegerField(min_value=0, help_text="Сколько событий подходит всего.")
    categories = _counts("По slug категории.")
    cities = _counts("По slug города.")
    free = _counts("`true` — бесплатные, `false` — все прочие.")
    weekdays = _counts("По дням недели: `1` — понедельник.")


class EventCalendarSerializer(serializers.Serializer[Any]):
    """Число событий по дням месяца."""

    month = serializers.CharField(help_text="Месяц: 2026-12.")
    days = _counts("По дням: 2026-12-05; дней без событий нет.")
