"""Descriptions of what search answers."""

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from api.cards import SearchFacets, SearchFilters, SuggestionShape
from api.serializers.base import ShapeSerializer, choice_field, id_field
from api.serializers.businesses import BusinessCardSerializer
from api.serializers.events import EventCardSerializer
from api.serializers.promotions import PromotionCardSerializer
from api.vocabulary import KINDS
from search.wishes import PERIODS


class SearchFacetsSerializer(ShapeSerializer):
    """Сколько найдено по видам и по категориям."""

    kinds = serializers.DictField(child=serializers.IntegerField(), help_text="По виду: event, business, promotion.")
    categories = serializers.DictField(child=serializers.IntegerField(), help_text="По коду категории.")

    class Meta:
        dataclass = SearchFacets


class SuggestionSerializer(ShapeSerializer):
    """Подсказка."""

    kind = choice_field((*KINDS, "category"), "Что это: запись своего вида или категория.")
    text = serializers.CharField(help_text="Что показать: название.")
    id = serializers.UUIDField(allow_null=True, help_text="id записи; `null` у категории.")
    slug = serializers.CharField(help_text="slug записи или код категории для параметра `category`.")
    of = serializers.ChoiceField(
        choices=["event", "business"], allow_null=True, help_text="Чья это категория; `null` у записи."
    )
    highlights = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(min_value=0), min_length=2, max_length=2),
        help_text="Что выделить в `text`: пары [начало, длина] в символах.",
    )

    class Meta:
        dataclass = SuggestionShape
        ref_name = "Suggestion"


class SuggestionsSerializer(serializers.Serializer[Any]):
    """Подсказки."""

    query = serializers.CharField(allow_blank=True, help_text="Что набрали.")
    suggestions = SuggestionSerializer(many=True)


class SearchFiltersSerializer(ShapeSerializer):
    """Что в запросе понято как условие: этому отвечает каждая находка."""

    when = serializers.ChoiceField(
        choices=PERIODS,
        allow_null=True,
        help_text="Когда: период, как параметр `when` у событий, или ближайший такой день недели.",
    )
    free = serializers.BooleanField(allow_null=True, help_text="`true` — только бесплатное.")

    class Meta:
        dataclass = SearchFilters


class SearchHitSerializer(serializers.Serializer[Any]):
    """Находка."""

    kind = choice_field(KINDS, "Что нашлось.")
    id = id_field("id находки, он же `item.id`.")
    highlights = serializers.DictField(
        child=serializers.ListField(
            child=serializers.ListField(child=serializers.IntegerField(min_value=0), min_length=2, max_length=2)
        ),
        help_text='Что выделить в тексте карточки: пары [начало, длина] в символах, например `{"title": [[0, 7]]}`.',
    )
    item = PolymorphicProxySerializer(
        component_name="SearchItem",
        serializers=[EventCardSerializer, BusinessCardSerializer, PromotionCardSerializer],
        resource_type_field_name=None,
    )


class SearchSerializer(serializers.Serializer[Any]):
    """Ответ поиска."""

    query = serializers.CharField(allow_blank=True, help_text="Что искали.")
    interpretedAs = serializers.CharField(  # noqa: N815 - a JSON key
        allow_null=True,
        help_text="Что искали вместо этого (другая раскладка, период, меньше слов); `null`, если то же самое.",
    )
    filters = SearchFiltersSerializer()
    degraded = serializers.BooleanField(help_text="Ответил запасной поиск.")
    total = serializers.IntegerField(min_value=0, help_text="Сколько найдено, не больше 1000.")
    facets = SearchFacetsSerializer()
    hits = SearchHitSerializer(many=True)
