"""How much of an entry is said in Kazakh: counted over the texts that readers see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from content.models import Entry
from content.richtext import plain_text

# In the order in which a reader meets them; each kind has some of these.
_TEXTS: Final = ("title", "summary", "description", "place", "conditions")


@dataclass(frozen=True, kw_only=True, slots=True)
class Translation:
    """How many texts there are, and the names of those that are not said in Kazakh."""

    texts: int
    missing: tuple[str, ...]

    @property
    def translated(self) -> int:
        """How many texts are said in Kazakh."""
        return self.texts - len(self.missing)


def counted_texts(model: Any) -> tuple[str, ...]:
    """Return the texts of a kind, without the endings of the languages."""
    names = {field.name for field in model._meta.concrete_fields}
    return tuple(text for text in _TEXTS if {f"{text}_ru", f"{text}_kk"} <= names)


def translation(model: type[Entry], content: Mapping[str, Any]) -> Translation:
    """Return how far a draft is translated; the title always counts, other texts where there is any.

    ``content`` has the columns ``<text>_ru`` and ``<text>_kk``.
    """
    missing, texts = [], 0
    for text in counted_texts(model):
        russian, kazakh = (_is_said(content.get(f"{text}_{language}")) for language in ("ru", "kk"))
        if russian or kazakh or text == "title":
            texts += 1
            if not kazakh:
                missing.append(str(model._meta.get_field(f"{text}_ru").verbose_name))
    return Translation(texts=texts, missing=tuple(missing))


def untranslated(model: type[Entry]) -> Q:
    """Return the condition of entries that lack any of their texts in Kazakh."""
    condition = Q(title_kk="")
    for text in counted_texts(model):
        condition |= ~Q(**{f"{text}_ru": ""}) & Q(**{f"{text}_kk": ""})
    return condition


def _is_said(text: Any) -> bool:
    return bool(text) and bool(plain_text(text))
