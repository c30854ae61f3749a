"""Public shapes shared by every kind, and how they become bytes. Attribute names are the JSON keys."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import orjson

from content.localised import text
from content.models.city import City
from content.models.image import Image
from content.models.picture import GalleryPicture
from content.renditions import DETAIL, RenditionFiles, address
from language.ai_labels import AI_BADGES, AI_LABELS
from language.codes import Language


@dataclass(frozen=True, kw_only=True, slots=True)
class CityBrief:
    """The city of an item; ``id`` is its public id."""

    id: str
    name: str
    slug: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Trilingual:
    """A text in every language at once, for clients with a language of their own."""

    ru: str
    kk: str
    en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture with what has to be said about it.

    ``aiLabel`` is the label that the law asks for, ``None`` where it asks for none; ``aiLabels`` is the same in every
    language, ``aiBadges`` its short form for small pictures.
    """

    url: str
    alt: str
    credit: str
    licence: str
    isAiGenerated: bool
    aiLabel: str | None
    aiLabels: Trilingual | None
    aiBadges: Trilingual | None


@dataclass(frozen=True, kw_only=True, slots=True)
class GalleryItem(Picture):
    """A picture of a gallery with the editor's caption."""

    caption: str


def city_brief(city: City, language: Language) -> CityBrief:
    """Return the brief of a city in a language."""
    return CityBrief(id=str(city.public_id), name=text(city, "name", language), slug=city.slug)


def picture(image: Image | None, language: Language, files: RenditionFiles) -> Picture | None:
    """Return the large picture of an image, ``None`` without one."""
    url = address(image, DETAIL, files)
    if image is None or url is None:
        return None
    return Picture(
        url=url,
        alt=text(image, "alt", language) or image.title,
        credit=image.credit,
        licence=image.licence,
        isAiGenerated=image.is_ai_generated,
        aiLabel=ai_label(image, language),
        aiLabels=Trilingual(**AI_LABELS) if image.is_ai_generated else None,
        aiBadges=Trilingual(**AI_BADGES) if image.is_ai_generated else None,
    )


def gallery(rows: Iterable[GalleryPicture], language: Language, files: RenditionFiles) -> list[GalleryItem]:
    """Return the pictures of a gallery in the editor's order."""
    shown = ((row, picture(row.image, language, files)) for row in rows)
    return [
        GalleryItem(
            **{name: getattr(large, name) for name in large.__dataclass_fields__},
            caption=text(row, "caption", language),
        )
        for row, large in shown
        if large is not None
    ]


def ai_label(image: Image | None, language: Language) -> str | None:
    """Return what has to be shown with a generated picture, ``None`` for any other."""
    return AI_LABELS[language] if image is not None and image.is_ai_generated else None


def to_json(shape: object) -> str:
    """Encode a dataclass or plain value as the JSON text that listings store."""
    return orjson.dumps(shape, option=orjson.OPT_UTC_Z).decode()


def document_hash(*parts: object) -> str:
    """Return a digest of everything that a search document is made of."""
    return hashlib.sha256(orjson.dumps(parts, option=orjson.OPT_UTC_Z, default=str)).hexdigest()
