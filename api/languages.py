"""Which of the two languages a caller wants to read."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation.trans_real import parse_accept_lang_header

from language.codes import Language

DEFAULT_LANGUAGE: Final[Language] = "ru"

# "kz" is the country, but it is what many people write for the language.
_CODES: Final[Mapping[str, Language]] = {"ru": "ru", "kk": "kk", "kz": "kk"}


def language_of(code: str) -> Language | None:
    """Return the language of a code such as ``kk`` or ``kk-KZ``, ``None`` for one we have no texts in."""
    return _CODES.get(code.strip().lower().replace("_", "-").partition("-")[0])


def accepted_language(header: str) -> Language:
    """Return the language of an ``Accept-Language`` header that we have texts in, Russian without any."""
    for code, quality in parse_accept_lang_header(header):
        language = language_of(code)
        if language is not None and quality > 0:
            return language
    return DEFAULT_LANGUAGE
