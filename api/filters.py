"""The query parameters of each read: declared once, for OpenAPI and for the fields that clean them."""

from typing import Any, Final

from django.forms import Field
from django_filters import Filter, FilterSet
from drf_spectacular.drainage import set_override

from api import fields
from api.vocabulary import BUSINESS_CATEGORIES, EVENT_CATEGORIES, KINDS

DEFAULT_LIMIT: Final = 100
MAX_LIMIT: Final = 200
DEFAULT_HITS: Final = 20
MAX_HITS: Final = 50

_TEXT: Final = {"type": "string"}
_FLAG: Final = {"type": "boolean"}
_MOMENT: Final = {"type": "string", "examples": ["2026-11-25", "2026-11-25T19:00+05:00"]}


def _parameter(field: type[Field], description: str, schema: dict[str, Any], **options: Any) -> Filter:
    parameter = Filter(**options)
    parameter.field_class = field
    set_override(parameter, "field", {**schema, "description": description})
    return parameter


def _categories(known: tuple[str, ...], what: str) -> Filter:
    return _parameter(
        fields.CategoriesField,
        f"Категории {what}; можно повторять. `!` перед названием исключает категорию: `category=!other`.",
        {"type": "array", "items": _TEXT, "examples": [[known[0], known[1]], ["!other"]]},
        known=known,
    )


class LanguageParameter(FilterSet):
    """Understood by every read."""

    lang = _parameter(
        fields.LanguageField,
        "Язык текстов. Без параметра решает заголовок `Accept-Language`, без него — русский. Где перевода нет, "
        "приходит другой язык; на каком языке название, говорит ключ `language`.",
        {"type": "string", "enum": ["ru", "kk"]},
    )


class CityParameters(FilterSet):
    """Where."""

    city = _parameter(fields.SlugOrIdField, "Город: slug или id.", {**_TEXT, "examples": ["jezkazgan"]})
    cityId = _parameter(fields.SlugOrIdField, "То же, что `city`; так его называет сайт.", _TEXT)  # noqa: N815 - public


class PageParameters(FilterSet):
    """Which part of a list."""

    limit = _parameter(
        fields.LimitField,
        f"Сколько записей вернуть, не больше {MAX_LIMIT}.",
        {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
        default=DEFAULT_LIMIT,
        maximum=MAX_LIMIT,
    )
    offset = _parameter(
        fields.OffsetField,
        "Сколько записей пропустить. Для обхода всего списка лучше `cursor`.",
        {"type": "integer", "minimum": 0, "default": 0},
    )
    cursor = _parameter(
        fields.CursorField,
        "Место в списке: готовый адрес следующей страницы — в заголовке `Link`. Так любая страница приходит так же "
        "быстро, как первая.",
        _TEXT,
    )
    count = _parameter(
        fields.FlagField,
        "`true` — сообщить в заголовке `X-Total-Count`, сколько записей подходит всего.",
        {**_FLAG, "default": False},
    )


class QueryParameter(FilterSet):
    """Words."""

    q = _parameter(
        fields.QueryField,
        "Слова для поиска: понимает опечатки, латиницу и казахский без казахских букв. Порядок списка не меняется. "
        "Если ответил запасной поиск, приходит заголовок `X-Search-Degraded: true`.",
        {**_TEXT, "maxLength": fields.MAX_QUERY_LENGTH},
    )


class EventParameters(CityParameters, QueryParameter, PageParameters, LanguageParameter):
    """Which events."""

    category = _categories(EVENT_CATEGORIES, "событий")
    featured = _parameter(fields.ForgivingFlagField, "Только выделенные редакцией (`false` — только остальные).", _FLAG)
    free = _parameter(
        fields.FlagField,
        "Только бесплатные (`false` — все прочие, в том числе с неизвестной ценой).",
        _FLAG,
    )
    business = _parameter(fields.IdField, "Организатор: id заведения.", {**_TEXT, "format": "uuid"})
    # "from" cannot be written as a name in Python.
    vars()["from"] = _parameter(
        fields.MomentField,
        "Начало периода. Дата считается с полуночи по времени города; время без пояса — тоже время города. Подходят и "
        "события, которые в этот момент уже идут. Без `from` и `to` приходит всё, что ещё не закончилось.",
        _MOMENT,
    )
    to = _parameter(
        fields.MomentField,
        "Конец периода. Дата входит в период целиком; момент — нет. Только `to` означает «отсюда и до него».",
        _MOMENT,
    )


class EventCountParameters(CityParameters):
    """Which events to count."""


class BusinessParameters(CityParameters, QueryParameter, PageParameters, LanguageParameter):
    """Which businesses."""

    category = _categories(BUSINESS_CATEGORIES, "заведений")
    verified = _parameter(fields.FlagField, "Только проверенные (`false` — только непроверенные).", _FLAG)


class PromotionParameters(CityParameters, QueryParameter, PageParameters, LanguageParameter):
    """Which promotions."""

    active = _parameter(
        fields.ForgivingFlagField,
        "`true` — действующие сейчас, так и без параметра; `false` — ещё не начавшиеся и закончившиеся.",
        {**_FLAG, "default": True},
    )
    business = _parameter(fields.IdField, "Заведение: id.", {**_TEXT, "format": "uuid"})


class ChangeParameters(CityParameters, LanguageParameter):
    """Which changes."""

    since = _parameter(
        fields.CursorField, "`cursor` прошлого ответа. Без него приходит всё с начала, для первой загрузки.", _TEXT
    )
    kind = _parameter(
        fields.KindsField,
        "Только эти виды; можно повторять.",
        {"type": "array", "items": {"type": "string", "enum": list(KINDS)}},
        known=KINDS,
    )
    limit = _parameter(
        fields.LimitField,
        f"Сколько изменений вернуть, не больше {MAX_LIMIT}.",
        {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
        default=DEFAULT_LIMIT,
        maximum=MAX_LIMIT,
    )


class ItemParameters(LanguageParameter):
    """How to tell one item."""

    city = _parameter(
        fields.SlugOrIdField,
        "Город (slug или id). Нужен, только если один и тот же slug есть в нескольких городах.",
        _TEXT,
    )


class SimilarParameters(ItemParameters):
    """How many similar ones."""

    limit = _parameter(
        fields.LimitField,
        f"Сколько событий вернуть, не больше {MAX_HITS}.",
        {"type": "integer", "minimum": 1, "maximum": MAX_HITS, "default": 6},
        default=6,
        maximum=MAX_HITS,
    )


class SitemapParameters(LanguageParameter):
    """Which part of the sitemap."""

    page = _parameter(
        fields.LimitField,
        "Номер части, из указателя.",
        {"type": "integer", "minimum": 1, "maximum": 1000},
        default=1,
        maximum=1000,
    )


class SearchParameters(CityParameters, LanguageParameter):
    """What to search for."""

    q = _parameter(
        fields.QueryField, "Слова для поиска.", {**_TEXT, "maxLength": fields.MAX_QUERY_LENGTH, "examples": ["концерт"]}
    )
    kind = _parameter(
        fields.KindsField,
        "Где искать; можно повторять. Без параметра — везде.",
        {"type": "array", "items": {"type": "string", "enum": list(KINDS)}},
        known=KINDS,
    )
    limit = _parameter(
        fields.LimitField,
        f"Сколько находок вернуть, не больше {MAX_HITS}.",
        {"type": "integer", "minimum": 1, "maximum": MAX_HITS, "default": DEFAULT_HITS},
        default=DEFAULT_HITS,
        maximum=MAX_HITS,
    )
