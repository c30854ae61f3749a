"""What a preview in the admin shows of a draft, whatever its kind; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from language.codes import Language


class Fact(NamedTuple):
    """A labelled line of the preview."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A draft as the public would see it. ``language`` is the one asked for, ``title_language`` the one found.

    ``image`` is a complete address or ``None``; ``description_html`` is sanitised.
    """

    language: Language
    title: str
    title_language: Language
    overline: str
    summary: str
    description_html: str
    facts: Sequence[Fact]
    image: str | None = None
    image_alt: str = ""
    image_note: str = ""


class PreviewMode(NamedTuple):
    """What of a draft is shown, and in which language."""

    shape: str
    language: Language


MODES: Final[dict[str, PreviewMode]] = {
    "page-ru": PreviewMode("page", "ru"),
    "page-kk": PreviewMode("page", "kk"),
    "card-ru": PreviewMode("card", "ru"),
    "card-kk": PreviewMode("card", "kk"),
}
