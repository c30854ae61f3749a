"""Descriptions of the blocks that rich text consists of."""

from typing import Any, ClassVar, Final

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers
from rest_framework.serializers import Serializer

from api.serializers.base import ShapeField, ShapeSerializer, texts
from content.blocks import HeadingBlock, LineBreak, ListBlock, ListItem, ParagraphBlock, TextRun

_CONTENT: Final = "Слова и переносы строк по порядку."


def _one_of(
    name: str, serializers_by_type: dict[str, Serializer[Any] | type[Serializer[Any]]], text: str
) -> ShapeField:
    """Return the description of a list of shapes that ``type`` tells apart."""
    return PolymorphicProxySerializer(
        component_name=name,
        serializers=serializers_by_type,
        resource_type_field_name="type",
        many=True,
        help_text=text,
    )


def _type_field(value: str) -> ShapeField:
    return serializers.ChoiceField(choices=(value,), help_text="Что это.")


class TextRunSerializer(ShapeSerializer):
    """Слова одного начертания."""

    type = _type_field("text")
    href = serializers.CharField(
        allow_null=True, help_text="Адрес ссылки (http, https, mailto, tel); `null`, если это не ссылка."
    )

    class Meta:
        dataclass = TextRun
        extra_kwargs: ClassVar = texts(text="Слова.", isBold="Полужирный.", isItalic="Курсив.")


class LineBreakSerializer(ShapeSerializer):
    """Перенос строки внутри блока."""

    type = _type_field("break")

    class Meta:
        dataclass = LineBreak


def _content_field() -> ShapeField:
    return _one_of("Inline", {"text": TextRunSerializer, "break": LineBreakSerializer}, _CONTENT)


class ParagraphBlockSerializer(ShapeSerializer):
    """Абзац."""

    type = _type_field("paragraph")
    content = _content_field()

    class Meta:
        dataclass = ParagraphBlock


class HeadingBlockSerializer(ShapeSerializer):
    """Заголовок внутри текста."""

    type = _type_field("heading")
    level = serializers.IntegerField(min_value=3, max_value=4, help_text="3 или 4: первые два уровня у самой страницы.")
    content = _content_field()

    class Meta:
        dataclass = HeadingBlock


class ListItemSerializer(ShapeSerializer):
    """Пункт списка."""

    level = serializers.IntegerField(min_value=0, help_text="Вложенность: 0 — обычный пункт.")
    content = _content_field()

    class Meta:
        dataclass = ListItem


class ListBlockSerializer(ShapeSerializer):
    """Список."""

    type = _type_field("list")
    items = ListItemSerializer(many=True)

    class Meta:
        dataclass = ListBlock
        extra_kwargs: ClassVar = texts(isOrdered="С номерами.")


def blocks_field() -> Any:
    """Return the description of a text as blocks."""
    return _one_of(
        "Block",
        {"paragraph": ParagraphBlockSerializer, "heading": HeadingBlockSerializer, "list": ListBlockSerializer},
        "Описание с разметкой как список блоков: то же, что `descriptionHtml`, но без HTML.",
    )
