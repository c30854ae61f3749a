"""Descriptions of cities and categories."""

from typing import ClassVar

from rest_framework import serializers

from api.cards import CategoriesShape, CategoryShape, CityPhotoShape, CityPhotosShape, CityShape
from api.serializers.base import (
    AI_BADGES_TEXT,
    AI_LABEL_TEXT,
    AI_LABELS_TEXT,
    ShapeSerializer,
    TrilingualSerializer,
    id_field,
    texts,
)


class CitySerializer(ShapeSerializer):
    """Город."""

    id = id_field()

    class Meta:
        dataclass = CityShape
        ref_name = "City"
        extra_kwargs: ClassVar = texts(
            name="Название на выбранном языке.",
            nameKz="Название на казахском.",
            slug="Код города в адресах и параметрах.",
            region="Область.",
            population="Население.",
            isActive="Всегда `true`: скрытые города не видны.",
            timeZone="Часовой пояс, по нему считаются «сегодня» и даты без пояса.",
            latitude="Широта центра.",
            longitude="Долгота центра.",
            createdAt="Когда город добавлен.",
        )


class CityPhotoSerializer(ShapeSerializer):
    """Фотография города."""

    id = id_field()
    imageUrl = serializers.URLField(help_text="Полный адрес файла.")  # noqa: N815 - a JSON key
    aiLabels = TrilingualSerializer(allow_null=True, help_text=AI_LABELS_TEXT)  # noqa: N815
    aiBadges = TrilingualSerializer(allow_null=True, help_text=AI_BADGES_TEXT)  # noqa: N815

    class Meta:
        dataclass = CityPhotoShape
        ref_name = "CityPhoto"
        extra_kwargs: ClassVar = texts(
            title="Подпись.",
            position="Порядок показа.",
            alt="Описание для незрячих.",
            credit="Автор или источник.",
            licence="Лицензия.",
            isAiGenerated="Картинка создана искусственным интеллектом.",
            aiLabel=AI_LABEL_TEXT,
        )


class CityPhotosSerializer(ShapeSerializer):
    """Фотографии города."""

    photos = CityPhotoSerializer(many=True)
    city = CitySerializer()

    class Meta:
        dataclass = CityPhotosShape
        ref_name = "CityPhotos"


class CategorySerializer(ShapeSerializer):
    """Категория."""

    class Meta:
        dataclass = CategoryShape
        ref_name = "Category"
        extra_kwargs: ClassVar = texts(
            slug="Код, он же значение параметра `category`.",
            name="Название на выбранном языке.",
            nameKz="Название на казахском.",
            nameEn="Название на английском.",
            icon="Имя значка Lucide.",
        )


class CategoriesSerializer(ShapeSerializer):
    """Категории событий и заведений."""

    events = CategorySerializer(many=True)
    businesses = CategorySerializer(many=True)

    class Meta:
        dataclass = CategoriesShape
        ref_name = "Categories"
