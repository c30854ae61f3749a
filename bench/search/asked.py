"""What was asked and answered. Pure."""

from dataclasses import dataclass

from bench.search.metrics import Scored
from language.codes import Language


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A query, its score, and what was answered: slugs, best first, and what was searched instead."""

    text: str
    group: str
    language: Language
    scored: Scored
    found: tuple[str, ...]
    interpreted_as: str | None
    is_degraded: bool
