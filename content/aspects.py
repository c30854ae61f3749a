"""What a complete entry has, as each kind declares it: for a draft in memory and for the rows of its table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Aspect:
    """One thing that a complete entry has.

    ``label`` names it ("обложка"); where the name equals one that ``Kind.missing`` gives, it is the same thing and
    publication needs it. ``field`` is the form's field where it is filled. ``is_missing`` looks at a draft in memory;
    ``missing`` is the same question put to the rows of the kind's table: the draft of an entry that was never
    published, the published version of a live one.
    """

    key: str
    label: Any
    weight: int
    field: str
    is_missing: Callable[[Any], bool]
    missing: Callable[[], Q]


def is_blank(*fields: str) -> Callable[[Any], bool]:
    """Return the question whether all of these texts or foreign keys (``venue_id``) of a draft are empty."""

    def ask(entry: Any) -> bool:
        return not any(_words(getattr(entry, field)) for field in fields)

    return ask


def blank(*fields: str) -> Callable[[], Q]:
    """Return the same question for rows; foreign keys are named with ``_id`` and compared with nothing."""

    def condition() -> Q:
        asked = Q()
        for field in fields:
            asked &= Q(**{f"{field}__isnull": True}) if field.endswith("_id") else Q(**{field: ""})
        return asked

    return condition


def _words(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def text_aspect(field: str, label: Any, *, weight: int, key: str = "") -> Aspect:
    """Return the aspect of one text."""
    return Aspect(
        key=key or field, label=label, weight=weight, field=field, is_missing=is_blank(field), missing=blank(field)
    )


def text_aspects() -> tuple[Aspect, ...]:
    """Return the titles and descriptions that every kind has."""
    return (
        text_aspect("title_ru", _("название на русском"), weight=15),
        text_aspect("description_ru", _("описание на русском"), weight=15),
        text_aspect("title_kk", _("название на казахском"), weight=15, key="kazakh_title"),
        text_aspect("description_kk", _("описание на казахском"), weight=10, key="kazakh_text"),
    )


def cover_aspects() -> tuple[Aspect, ...]:
    """Return the cover and its description for those who cannot see it."""
    return (
        Aspect(
            key="cover",
            label=_("обложка"),
            weight=15,
            field="cover",
            is_missing=is_blank("cover_id"),
            missing=blank("cover_id"),
        ),
        Aspect(
            key="cover_alt",
            label=_("описание обложки для незрячих"),
            weight=5,
            field="cover",
            is_missing=lambda entry: entry.cover is None or not entry.cover.alt_ru.strip(),
            missing=lambda: Q(cover__isnull=True) | Q(cover__alt_ru=""),
        ),
    )


def point_aspect(
    *, is_elsewhere: Callable[[Any], bool] | None = None, elsewhere: Callable[[], Q] | None = None
) -> Aspect:
    """Return the point on the map; ``elsewhere`` selects entries that have it from another row or need none."""

    def is_missing(entry: Any) -> bool:
        has_point = entry.latitude is not None and entry.longitude is not None
        return not has_point and not (is_elsewhere is not None and is_elsewhere(entry))

    def missing() -> Q:
        none = Q(latitude__isnull=True) | Q(longitude__isnull=True)
        return none & ~elsewhere() if elsewhere else none

    return Aspect(
        key="point", label=_("точка на карте"), weight=5, field="latitude", is_missing=is_missing, missing=missing
    )
