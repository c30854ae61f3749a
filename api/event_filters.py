"""The query parameters of events: which, when, and how a list shows them."""

from django_filters import FilterSet

from api import amounts, choices, fields
from api.filters import (
    FLAG,
    MOMENT,
    TEXT,
    AreaParameters,
    CityParameters,
    KeysParameter,
    LanguageParameter,
    PageParameters,
    QueryParameter,
    categories,
    order,
    parameter,
    words,
)
from api.vocabulary import ACCESSIBILITY, DATE_STATUSES, EVENT_CATEGORIES, SPOKEN_LANGUAGES
from content.periods import PRESETS


class EventFilters(CityParameters, QueryParameter, AreaParameters, LanguageParameter):
    """Which events, besides when: the same everywhere."""

    category = categories(EVENT_CATEGORIES, "событий")
    featured = parameter(fields.ForgivingFlagField, "Только выделенные редакцией (`false` — только остальные).", FLAG)
    free = parameter(
        fields.FlagField,
        "Только бесплатные (`false` — все прочие, в том числе с неизвестной ценой).",
        FLAG,
    )
    business = parameter(fields.IdField, "Организатор: id заведения.", {**TEXT, "format": "uuid"})
    venue = parameter(
        fields.IdField,
        "Где проходит: id площадки или заведения (ключ `venue.id`). У отдельной даты место может быть своё.",
        {**TEXT, "format": "uuid"},
    )
    weekday = parameter(
        choices.WeekdaysField,
        "Дни недели: 1 (понедельник) … 7 или `mon` … `sun`; можно повторять. Ночь относится к вечеру накануне.",
        {"type": "array", "items": TEXT, "examples": [["sat", "sun"]]},
    )
    time = parameter(
        choices.HoursField,
        "Когда начинается, по часам города: `morning` 06:00–12:00, `day` 12:00–18:00, `evening` 18:00–23:00, `night` "
        "23:00–06:00 или время от и до (конец не входит): `18:00-23:30`, `22:00-02:00`. У выставок — время открытия. "
        "Даты на весь день не попадают.",
        {**TEXT, "examples": ["evening", "18:00-23:30"]},
    )
    priceMin = parameter(  # noqa: N815 - public
        amounts.AmountField,
        "Есть билеты от такой цены в тенге и дороже. Бесплатное стоит 0, неизвестная цена не попадает.",
        {"type": "integer", "minimum": 0, "maximum": amounts.MAX_PRICE},
        most=amounts.MAX_PRICE,
    )
    priceMax = parameter(  # noqa: N815 - public
        amounts.AmountField,
        "Есть билеты до такой цены в тенге включительно. Бесплатное стоит 0, неизвестная цена не попадает.",
        {"type": "integer", "minimum": 0, "maximum": amounts.MAX_PRICE},
        most=amounts.MAX_PRICE,
    )
    age = parameter(
        amounts.AmountField,
        "Возраст посетителя: подходит то, куда с ним пускают. События, у которых возраст не указан, не попадают.",
        {"type": "integer", "minimum": 0, "maximum": amounts.MAX_AGE, "examples": [6]},
        most=amounts.MAX_AGE,
    )
    language = parameter(
        choices.WordsField,
        "На каком языке проходит: любой из названных; можно повторять. `zxx` — без слов. Язык ответа выбирает `lang`.",
        {"type": "array", "items": {"type": "string", "enum": list(SPOKEN_LANGUAGES)}},
        known=SPOKEN_LANGUAGES,
    )
    accessible = parameter(
        choices.AccessibleField,
        "Доступность: `true` — указана хоть какая-то, `false` — никакой, или что нужно, всё сразу; можно повторять: "
        f"{', '.join(f'`{word}`' for word in ACCESSIBILITY)}.",
        {"type": "array", "items": {"type": "string", "enum": ["true", "false", *ACCESSIBILITY]}},
        known=ACCESSIBILITY,
    )
    status = words(
        DATE_STATUSES,
        f"Состояние даты: {', '.join(f'`{word}`' for word in DATE_STATUSES)}; можно повторять. `!` перед словом "
        "исключает его: `status=!cancelled`.",
    )
    updatedSince = parameter(  # noqa: N815 - public
        fields.MomentField,
        "Опубликованное заново с этого времени. Снятое с публикации так не узнать.",
        MOMENT,
    )


class PeriodParameters(FilterSet):
    """When."""

    when = parameter(
        choices.WordField,
        "Готовый период по времени города, вместо `from` и `to`. `now` — идёт сейчас; `today` — до конца дня; "
        "`tonight` — сегодня с 18:00; `tomorrow` — завтра; `weekend` — ближайшие (или идущие) суббота и воскресенье; "
        "`week` — до конца воскресенья; `month` — до конца месяца; `last-chance` — уже начавшиеся и последний раз в "
        "ближайшие 7 дней. День кончается в 04:00: ночь относится к вечеру накануне. Уже закончившееся не приходит.",
        {"type": "string", "enum": list(PRESETS)},
        known=tuple(PRESETS),
    )
    # "from" cannot be written as a name in Python.
    vars()["from"] = parameter(
        fields.MomentField,
        "Начало периода. Дата — день города, он кончается в 04:00: ночь относится к вечеру накануне. Время без пояса — "
        "время города. Подходят и события, которые в этот момент уже идут. Без периода приходит всё, что ещё не "
        "закончилось.",
        MOMENT,
    )
    to = parameter(
        fields.MomentField,
        "Конец периода. Дата входит в период целиком; момент — нет. Только `to` означает «отсюда и до него».",
        MOMENT,
    )


class EventFileParameters(EventFilters, PeriodParameters, PageParameters):
    """Which events, and in which order."""

    sort = order(
        ("date", "newest"), "Порядок: `date` — ближайшие первыми, `newest` — опубликованные последними первыми."
    )


class EventParameters(EventFileParameters, KeysParameter):
    """Which events, and how a list shows them."""


class EventFacetParameters(EventFilters, PeriodParameters):
    """Which events to count."""


class EventCalendarParameters(EventFilters):
    """Which events to count, by days of a month."""

    month = parameter(amounts.MonthField, "Месяц города. Без параметра — текущий.", {**TEXT, "examples": ["2026-12"]})


class EventCountParameters(CityParameters):
    """Which events to count."""
