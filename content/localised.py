"""The one accessor of texts that an entry holds in two languages."""

from typing import NamedTuple

from language.codes import Language


class Localised(NamedTuple):
    """A text and the language it really is in."""

    text: str
    language: Language


def localised(row: object, field: str, language: Language) -> Localised:
    """Return ``field`` of a row in ``language``, falling back to the other one where it is empty.

    ``row`` has the columns ``<field>_ru`` and ``<field>_kk``.
    """
    other: Language = "kk" if language == "ru" else "ru"
    if wanted := getattr(row, f"{field}_{language}"):
        return Localised(wanted, language)
    if fallback := getattr(row, f"{field}_{other}"):
        return Localised(fallback, other)
    return Localised("", language)


def text(row: object, field: str, language: Language) -> str:
    """Return only the text of :func:`localised`."""
    return localised(row, field, language).text
