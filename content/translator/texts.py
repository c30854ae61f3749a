"""Translates the texts of a form: plain ones and rich ones, each checked before it comes near the editor."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from content.translator.adapter import Translator
from content.translator.structure import skeleton
from language.codes import Language


@dataclass(frozen=True, kw_only=True)
class Source:
    """A text to translate; ``text`` of a rich one is the HTML that is stored."""

    text: str
    is_html: bool = False


@dataclass(frozen=True, kw_only=True)
class Translation:
    """What became of one text: either ``text``, or an ``error`` for the person at the form."""

    text: str = ""
    error: str = ""


def translate_all(
    sources: Sequence[Source], *, by: Translator, source: Language, target: Language
) -> list[Translation]:
    """Translate texts in at most two questions; a text whose tags came back different is refused on its own.

    Raises ``TranslationError`` when the translator fails.
    """
    found: dict[int, Translation] = {}
    for is_html in (False, True):
        chosen = [number for number, text in enumerate(sources) if text.is_html == is_html and text.text.strip()]
        if chosen:
            texts = [sources[number].text for number in chosen]
            answers = by.translate(texts, source, target, is_html=is_html)
            for number, answer in zip(chosen, answers, strict=True):
                found[number] = _checked(sources[number], answer)
    return [found.get(number, Translation()) for number in range(len(sources))]


def _checked(source: Source, answer: str) -> Translation:
    if not answer.strip():
        return Translation(error=_("Переводчик вернул пустой текст."))
    if source.is_html:
        if skeleton(answer) is None or skeleton(answer) != skeleton(source.text):
            return Translation(error=_("Переводчик испортил разметку, поэтому перевод не вставлен."))
        return Translation(text=answer.strip())
    # A title stays one line.
    return Translation(text=answer.strip() if "\n" in source.text.strip() else " ".join(answer.split()))
