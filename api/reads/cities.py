"""Cities and their pictures."""

from typing import Any, Final
from uuid import UUID

from api import examples
from api.answers import Answer
from api.asked import Asked
from api.cards import CityPhotoShape, CityPhotosShape, CityShape
from api.fields import NothingMatchesError, slug_or_id
from api.headers import REFERENCE_IS_FRESH
from api.lasting import Validity, before_reading, lasting
from api.places import CITIES
from api.problems import CITY_NOT_FOUND, INVALID_PARAMETER, ProblemError
from api.reads.base import ReadView
from api.schema import reading
from api.serializers import CityPhotosSerializer, CitySerializer
from content.cards import picture, to_json
from content.generations import Dependency
from content.localised import text
from content.models import City, CityPhoto, Image, Rendition
from content.renditions import RenditionFiles, rendition_files
from language.codes import Language

_CITY: Final = Validity(dependencies=(CITIES,))
_PHOTOS: Final = Validity(
    dependencies=(CITIES, *(Dependency(model._meta.db_table) for model in (CityPhoto, Image, Rendition)))
)


@reading(
    operation_id="listCities",
    tag="Города",
    summary="Города",
    description="Города, открытые для читателей, по названию.",
    answer=CitySerializer(many=True),
    example=examples.CITY,
    errors=(INVALID_PARAMETER,),
)
class CitiesView(ReadView):
    """The cities that readers may see."""

    queryset = City.objects.all()
    fresh = REFERENCE_IS_FRESH

    def get(self, asked: Asked) -> Answer:
        """Return the cities by name."""
        known = before_reading()
        cities = City.objects.filter(is_active=True).order_by("name_ru", "pk")
        body = to_json([_city_shape(city, asked.language) for city in cities]).encode()
        return Answer(body=body, lasting=lasting(_CITY, known=known, now=asked.now))


@reading(
    operation_id="getCity",
    tag="Города",
    summary="Город",
    description="Город по его slug или id.",
    answer=CitySerializer(),
    example=examples.CITY,
    errors=(INVALID_PARAMETER, CITY_NOT_FOUND),
    key=("slug", "slug или id города."),
)
class CityView(ReadView):
    """One city."""

    queryset = City.objects.all()
    fresh = REFERENCE_IS_FRESH

    def get(self, asked: Asked) -> Answer:
        """Return the city; 404 for a hidden one."""
        known = before_reading()
        body = to_json(_city_shape(_visible_city(self.kwargs["slug"]), asked.language)).encode()
        return Answer(body=body, lasting=lasting(_CITY, known=known, now=asked.now))


@reading(
    operation_id="listCityPhotos",
    tag="Города",
    summary="Фотографии города",
    description="Фотографии для первой страницы, по порядку показа.",
    answer=CityPhotosSerializer(),
    example=examples.CITY_PHOTOS,
    errors=(INVALID_PARAMETER, CITY_NOT_FOUND),
    key=("slug", "slug или id города."),
)
class CityPhotosView(ReadView):
    """The pictures of one city."""

    queryset = CityPhoto.objects.all()
    fresh = REFERENCE_IS_FRESH

    def get(self, asked: Asked) -> Answer:
        """Return the active pictures and the city."""
        known = before_reading()
        city = _visible_city(self.kwargs["slug"])
        photos = list(city.photos.filter(is_active=True).select_related("image").order_by("position", "pk"))
        files = rendition_files(photo.image for photo in photos)
        shape = CityPhotosShape(
            photos=[_photo_shape(photo, asked.language, files) for photo in photos],
            city=_city_shape(city, asked.language),
        )
        return Answer(body=to_json(shape).encode(), lasting=lasting(_PHOTOS, known=known, now=asked.now))


def _visible_city(key: str) -> City:
    try:
        wanted = slug_or_id(key)
        column = "public_id" if isinstance(wanted, UUID) else "slug"
        city = City.objects.filter(is_active=True, **{column: wanted}).first()
    except NothingMatchesError:
        city = None
    if city is None:
        raise ProblemError(problem=CITY_NOT_FOUND)
    return city


def _city_shape(city: City, language: Language) -> CityShape:
    return CityShape(
        id=str(city.public_id),
        name=text(city, "name", language),
        nameKz=city.name_kk or None,
        slug=city.slug,
        region=text(city, "region", language) or None,
        population=city.population,
        isActive=city.is_active,
        timeZone=city.time_zone,
        latitude=_degrees(city.latitude),
        longitude=_degrees(city.longitude),
        createdAt=city.created_at,
    )


def _degrees(value: Any) -> float | None:
    return None if value is None else float(value)


def _photo_shape(photo: CityPhoto, language: Language, files: RenditionFiles) -> CityPhotoShape:
    shown = picture(photo.image, language, files)
    if shown is None:
        raise ValueError("a city photo always has an image")
    return CityPhotoShape(
        id=str(photo.public_id),
        title=text(photo, "title", language),
        imageUrl=shown.url,
        position=photo.position,
        alt=shown.alt,
        credit=shown.credit,
        licence=shown.licence,
        isAiGenerated=shown.isAiGenerated,
        aiLabel=shown.aiLabel,
        aiLabels=shown.aiLabels,
        aiBadges=shown.aiBadges,
    )
