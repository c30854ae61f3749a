"""Readable Latin for addresses.

Kazakh letters follow the spelling that place names of the country use in Latin text (ғ gh, қ q, ж zh:
Жезқазған → zhezqazghan), Russian ones the usual English one (х kh, ц ts, щ shch). Other scripts lose their
marks; what has no Latin form is left out.
"""

import re
import unicodedata
from typing import Final

_TABLE: Final = {
    **dict(zip("абвгдезийклмнопрстуфыэї", "abvgdeziyklmnoprstufyei", strict=True)),
    **dict(zip("әқөұүһієґўıłøđ", "aqouuhieguilod", strict=True)),
    **dict(zip("ғңёжхцчшщюя", ("gh", "ng", "yo", "zh", "kh", "ts", "ch", "sh", "shch", "yu", "ya"), strict=True)),
    **dict(zip("ъьßæœ", ("", "", "ss", "ae", "oe"), strict=True)),
}
_APOSTROPHES: Final = re.compile("['’‘ʼʹʻ`´]")
_SEPARATORS: Final = re.compile("[^a-z0-9]+")


def transliterate(text: str) -> str:
    """Return the text in ASCII with its capitals (Той → Toy); what has no Latin form is dropped."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(_latin(character) for character in composed)


def slugify(text: str, max_length: int = 80) -> str:
    """Return a slug of lower-case ASCII letters, digits and hyphens, cut at a word where possible.

    The answer is empty if nothing of the text has a Latin form; the caller then takes another text. Raises
    ValueError if `max_length` is not positive.
    """
    if max_length < 1:
        raise ValueError("max_length must be positive")
    latin = transliterate(_APOSTROPHES.sub("", text[: max_length * 8].lower()))
    slug = _SEPARATORS.sub("-", latin.lower()).strip("-")
    if len(slug) <= max_length:
        return slug
    head, hyphen, _cut_word = slug[: max_length + 1].rpartition("-")
    return head if hyphen and len(head) * 2 >= max_length else slug[:max_length].rstrip("-")


def _latin(character: str) -> str:
    lowered = character.lower()
    latin = _TABLE.get(lowered)
    if latin is None:
        decomposed = unicodedata.normalize("NFKD", character)
        return "".join(part if part.isascii() else _TABLE.get(part, "") for part in decomposed)
    return latin if character == lowered else latin.capitalize()
