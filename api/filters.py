"""The query parameters of each read: declared once, for OpenAPI and for the fields that clean them."""

from typing import Any, Final

from django.forms import Field
from django_filters import Filter, FilterSet
from drf_spectacular.drainage import set_override

from api import amounts, choices, fields
from api.vocabulary import BUSINESS_CATEGORIES, KINDS

DEFAULT_LIMIT: Final = 100
MAX_LIMIT: Final = 200
DEFAULT_HITS: Final = 20
MAX_HITS: Final = 50
DEFAULT_SUGGESTIONS: Final = 8
MAX_SUGGESTIONS: Final = 20

TEXT: Final = {"type": "string"}
FLAG: Final = {"type": "boolean"}
MOMENT: Final = {"type": "string", "examples": ["2026-11-25", "2026-11-25T19:00+05:00"]}


def parameter(field: type[Field], description: str, schema: dict[str, Any], **options: Any) -> Filter:
    """Return a parameter that ``field`` reads and ``schema`` describes."""
    parameter = Filter(**options)
    parameter.field_class = field
    set_override(parameter, "field", {**schema, "description": description})
    return parameter


def at_most(most: int, what: str, *, usual: int) -> Filter:
    """Return a parameter that says how many of something to return."""
    return parameter(
        fields.LimitField,
        f"{what}, не больше {most}.",
        {"type": "integer", "minimum": 1, "maximum": most, "default": usual},
        default=usual,
        maximum=most,
    )


def words(known: tuple[str, ...], description: str) -> Filter:
    """Return a parameter that chooses out of words."""
    return parameter(
        choices.WordsField, description, {"type": "array", "items": TEXT, "examples": [[known[0]]]}, known=known
    )


def order(known: tuple[str, ...], description: str) -> Filter:
    """Return a parameter that chooses an order; the first is the usual one."""
    schema = {"type": "string", "enum": list(known), "default": known[0]}
    return parameter(choices.WordField, description, schema, known=known)


def categories(known: tuple[str, ...], what: str) -> Filter:
    """Return a parameter that chooses categories."""
    return parameter(
        fields.CategoriesField,
        f"Категории {what}; можно повторять. `!` перед названием исключает категорию: `category=!other`.",
        {"type": "array", "items": TEXT, "examples": [[known[0], known[1]], ["!other"]]},
        known=known,
    )


class LanguageParameter(FilterSet):
    """Understood by every read."""

    lang = parameter(
        fields.LanguageField,
        "Язык текстов. Без параметра решает заголовок `Accept-Language`, без него — русский. Где перевода нет, "
        "приходит другой язык; на каком языке название, говорит ключ `language`.",
        {"type": "string", "enum": ["ru", "kk"]},
    )


class CityParameters(FilterSet):
    """Where."""

    city = parameter(fields.SlugOrIdField, "Город: slug или id.", {**TEXT, "examples": ["jezkazgan"]})
    cityId = parameter(fields.SlugOrIdField, "То же, что `city`; так его называет сайт.", TEXT)  # noqa: N815 - public


class PageParameters(FilterSet):
    """Which part of a list."""

    limit = at_most(MAX_LIMIT, "Сколько записей вернуть", usual=DEFAULT_LIMIT)
    offset = parameter(
        fields.OffsetField,
        "Сколько записей пропустить. Для обхода всего списка лучше `cursor`.",
        {"type": "integer", "minimum": 0, "default": 0},
    )
    cursor = parameter(
        fields.CursorField,
        "Место в списке: готовый адрес следующей страницы — в заголовке `Link`. Так любая страница приходит так же "
        "быстро, как первая.",
        TEXT,
    )
    count = parameter(
        fields.FlagField,
        "`true` — сообщить в заголовке `X-Total-Count`, сколько записей подходит всего.",
        {**FLAG, "default": False},
    )


class QueryParameter(FilterSet):
    """Words."""

    q = parameter(
        fields.QueryField,
        "Слова для поиска: понимает опечатки, латиницу и казахский без казахских букв. Порядок списка не меняется. "
        "Если ответил запасной поиск, приходит заголовок `X-Search-Degraded: true`.",
        {**TEXT, "maxLength": fields.MAX_QUERY_LENGTH},
    )


class KeysParameter(FilterSet):
    """Which keys of an item."""

    fields = parameter(
        choices.KeysField,
        "Какие ключи записи вернуть, через запятую: `fields=title,date`. `id` приходит всегда, незнакомые имена "
        "пропускаются. Без параметра приходят все.",
        {**TEXT, "examples": ["title,date,priceText"]},
    )


class AreaParameters(FilterSet):
    """Where on the map."""

    bbox = parameter(
        amounts.BoxField,
        "Прямоугольник на карте в градусах, в порядке GeoJSON: запад, юг, восток, север. Записи без координат не "
        "попадают.",
        {**TEXT, "examples": ["67.6,47.7,67.8,47.9"]},
    )
    near = parameter(
        amounts.PlaceField,
        "Место в градусах: широта, долгота. Подходит то, что не дальше `radius` от него; записи без координат не "
        "попадают.",
        {**TEXT, "examples": ["47.79,67.71"]},
    )
    radius = parameter(
        amounts.RadiusField,
        "Как далеко от `near`: в метрах (`500`, `500m`) или километрах (`3km`), не больше "
        f"{amounts.MAX_RADIUS // 1000} км.",
        {**TEXT, "default": f"{amounts.DEFAULT_RADIUS // 1000}km", "examples": ["500m", "3km"]},
    )


class BusinessParameters(
    CityParameters, QueryParameter, AreaParameters, PageParameters, KeysParameter, LanguageParameter
):
    """Which businesses."""

    category = categories(BUSINESS_CATEGORIES, "заведений")
    verified = parameter(fields.FlagField, "Только проверенные (`false` — только непроверенные).", FLAG)
    openNow = parameter(  # noqa: N815 - public
        fields.FlagField,
        "Открытые сейчас, по часам работы (`false` — все прочие, в том числе без часов работы).",
        FLAG,
    )
    sort = order(
        ("default", "name", "distance"),
        "Порядок: `default` — проверенные, затем по тарифу и названию; `name` — по названию; `distance` — ближайшие "
        "к `near` первыми.",
    )


class PromotionParameters(CityParameters, QueryParameter, PageParameters, KeysParameter, LanguageParameter):
    """Which promotions."""

    active = parameter(
        fields.ForgivingFlagField,
        "`true` — действующие сейчас, так и без параметра; `false` — ещё не начавшиеся и закончившиеся.",
        {**FLAG, "default": True},
    )
    endingSoon = parameter(  # noqa: N815 - public
        fields.FlagField,
        "Действующие, которым осталось не больше 3 дней (`false` — все прочие).",
        FLAG,
    )
    business = parameter(fields.IdField, "Заведение: id.", {**TEXT, "format": "uuid"})
    sort = order(
        ("newest", "ending"),
        "Порядок: `newest` — опубликованные последними первыми, `ending` — те, что кончаются раньше, первыми.",
    )


class ChangeParameters(CityParameters, LanguageParameter):
    """Which changes."""

    since = parameter(
        fields.CursorField, "`cursor` прошлого ответа. Без него приходит всё с начала, для первой загрузки.", TEXT
    )
    kind = parameter(
        fields.KindsField,
        "Только эти виды; можно повторять.",
        {"type": "array", "items": {"type": "string", "enum": list(KINDS)}},
        known=KINDS,
    )
    limit = at_most(MAX_LIMIT, "Сколько изменений вернуть", usual=DEFAULT_LIMIT)


class ItemParameters(LanguageParameter):
    """How to tell one item."""

    city = parameter(
        fields.SlugOrIdField,
        "Город (slug или id). Нужен, только если один и тот же slug есть в нескольких городах.",
        TEXT,
    )


class ItemPageParameters(ItemParameters, KeysParameter):
    """How to tell one item, and what of it to show."""


class SimilarParameters(ItemPageParameters):
    """How many similar ones."""

    limit = at_most(MAX_HITS, "Сколько событий вернуть", usual=6)


class SitemapParameters(LanguageParameter):
    """Which part of the sitemap."""

    page = parameter(
        fields.LimitField,
        "Номер части, из указателя.",
        {"type": "integer", "minimum": 1, "maximum": 1000},
        default=1,
        maximum=1000,
    )


class SuggestParameters(CityParameters, LanguageParameter):
    """What is being typed."""

    q = parameter(
        fields.QueryField, "Что уже набрали.", {**TEXT, "maxLength": fields.MAX_QUERY_LENGTH, "examples": ["конц"]}
    )
    kind = parameter(
        fields.KindsField,
        "Что предлагать; можно повторять. Без параметра — всё.",
        {"type": "array", "items": {"type": "string", "enum": list(KINDS)}},
        known=KINDS,
    )
    limit = at_most(MAX_SUGGESTIONS, "Сколько подсказок вернуть", usual=DEFAULT_SUGGESTIONS)


class SearchParameters(CityParameters, LanguageParameter):
    """What to search for."""

    q = parameter(
        fields.QueryField, "Слова для поиска.", {**TEXT, "maxLength": fields.MAX_QUERY_LENGTH, "examples": ["концерт"]}
    )
    kind = parameter(
        fields.KindsField,
        "Где искать; можно повторять. Без параметра — везде.",
        {"type": "array", "items": {"type": "string", "enum": list(KINDS)}},
        known=KINDS,
    )
    limit = at_most(MAX_HITS, "Сколько находок вернуть", usual=DEFAULT_HITS)
