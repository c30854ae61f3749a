"""What descriptions of shapes are made of.

Docstrings and help texts are in Russian, because they are what developers of the frontend read in ``/api/v1/docs``.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from rest_framework import serializers
from rest_framework_dataclasses.field_utils import TypeInfo
from rest_framework_dataclasses.serializers import DataclassSerializer

from content.cards import CityBrief, GalleryItem, Picture, Trilingual

ShapeField = serializers.Field[Any, Any, Any, Any]

AI_LABEL_TEXT: Final = (
    "Подпись, которую закон требует показывать рядом с картинкой; `null`, если картинку создал человек."
)
AI_LABELS_TEXT: Final = "То же на трёх языках сразу."
AI_BADGES_TEXT: Final = "Коротко, для значка на маленькой картинке: «ИИ»; целиком текст стоит в подсказке."
LANGUAGE_TEXT: Final = "На каком языке на самом деле название: перевода может не быть."


def id_field(text: str = "Постоянный идентификатор.", **options: Any) -> ShapeField:
    """Return the description of an id."""
    return serializers.UUIDField(help_text=text, **options)


def choice_field(values: tuple[str, ...], text: str) -> ShapeField:
    """Return the description of a word out of a few."""
    return serializers.ChoiceField(choices=values, help_text=text)


def address_field(text: str) -> ShapeField:
    """Return the description of an absolute URL or ``null``."""
    return serializers.URLField(allow_null=True, help_text=text)


def texts(**told: str) -> dict[str, dict[str, str]]:
    """Return what ``Meta.extra_kwargs`` needs to describe keys by name."""
    return {name: {"help_text": text} for name, text in told.items()}


class ShapeSerializer(DataclassSerializer[Any]):
    """A described dataclass, its keys in the order of the dataclass."""

    def get_field_names(self) -> list[str]:
        """Return every attribute of the dataclass."""
        return list(self.dataclass_definition.fields)


class CityBriefSerializer(ShapeSerializer):
    """Город записи."""

    id = id_field("id города.")

    class Meta:
        dataclass = CityBrief
        extra_kwargs: ClassVar = texts(name="Название.", slug="Код города в адресах.")


class TrilingualSerializer(ShapeSerializer):
    """Текст на трёх языках."""

    class Meta:
        dataclass = Trilingual
        extra_kwargs: ClassVar = texts(ru="По-русски.", kk="По-казахски.", en="По-английски.")


class PictureSerializer(ShapeSerializer):
    """Большая картинка и то, что о ней нужно сказать."""

    url = serializers.URLField(help_text="Полный адрес файла.")
    aiLabels = TrilingualSerializer(allow_null=True, help_text=AI_LABELS_TEXT)  # noqa: N815 - a JSON key
    aiBadges = TrilingualSerializer(allow_null=True, help_text=AI_BADGES_TEXT)  # noqa: N815

    class Meta:
        dataclass = Picture
        extra_kwargs: ClassVar = texts(
            alt="Описание для незрячих.",
            credit="Автор или источник.",
            licence="Лицензия.",
            isAiGenerated="Картинка создана искусственным интеллектом.",
            aiLabel=AI_LABEL_TEXT,
        )


class GalleryItemSerializer(PictureSerializer):
    """Картинка галереи."""

    class Meta:
        dataclass = GalleryItem
        extra_kwargs: ClassVar = PictureSerializer.Meta.extra_kwargs | texts(caption="Подпись.")


class CardSerializer(ShapeSerializer):
    """A shape that nests others; ``nested`` says how each of them is described."""

    nested: ClassVar[Mapping[type, type[ShapeSerializer]]] = {
        CityBrief: CityBriefSerializer,
        GalleryItem: GalleryItemSerializer,
        Picture: PictureSerializer,
    }

    def build_dataclass_field(self, field_name: str, type_info: TypeInfo) -> tuple[type[ShapeField], dict[str, Any]]:
        """Return our own description of a nested shape instead of an anonymous one."""
        return self.nested[type_info.base_type], {}
