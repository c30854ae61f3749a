"""How complete an entry is: what readers would miss, by weight, and what publication needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Case, IntegerField, Value, When
from django.db.models.expressions import Combinable
from django.utils.text import capfirst

from content.aspects import Aspect
from content.kinds import Kind, kind_of
from content.models.entry import Entry

# So many gaps fit into the line that is always seen.
_NAMED: Final = 3


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something an entry lacks; ``field`` is empty where no single field gives it."""

    label: str
    field: str
    is_required: bool


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """How much of an entry there is, in percent of the weights, and what is not: the required first."""

    percent: int
    gaps: tuple[Gap, ...]

    @property
    def is_publishable(self) -> bool:
        """Tell whether nothing is missing that publication needs."""
        return not any(gap.is_required for gap in self.gaps)

    @property
    def summary(self) -> str:
        """What is missing first, in one line; what publication needs alone where something of it is missing."""
        chosen = [gap.label for gap in self.gaps if gap.is_required or self.is_publishable]
        words = ", ".join(label[:1].lower() + label[1:] for label in chosen[:_NAMED])
        return f"{words} …" if len(chosen) > _NAMED else words


def completeness(entry: Entry) -> Completeness:
    """Judge a draft in memory; covers and other relations are read where they are not loaded yet."""
    kind = kind_of(type(entry))
    aspects = tuple(kind.aspects) if kind else ()
    missing = [aspect for aspect in aspects if aspect.is_missing(entry)]
    required = list(kind.missing(entry)) if kind else []
    fields = {str(aspect.label): aspect.field for aspect in aspects}
    gaps = [Gap(label=capfirst(label), field=fields.get(label, ""), is_required=True) for label in required]
    gaps += [
        Gap(label=capfirst(str(aspect.label)), field=aspect.field, is_required=False)
        for aspect in missing
        if str(aspect.label) not in required
    ]
    return Completeness(percent=percent_of(aspects, missing=missing), gaps=tuple(gaps))


def percent_of(aspects: Sequence[Aspect], *, missing: Iterable[Aspect]) -> int:
    """Return the part of the weights that is there, rounded down: only what lacks nothing is at 100 %."""
    total = sum(aspect.weight for aspect in aspects)
    return 100 - -(-100 * sum(aspect.weight for aspect in missing) // total) if total else 100


def aspects_of(kind: Kind) -> Sequence[Aspect]:
    """Return what a complete entry of a kind has, in the order of the form."""
    return kind.aspects


def aspect_of(kind: Kind, key: str) -> Aspect | None:
    """Return an aspect by its key, ``None`` where the kind has no such thing."""
    return next((aspect for aspect in kind.aspects if aspect.key == key), None)


def stored_percent(kind: Kind) -> Combinable:
    """Return the expression of the percentage of a row, for lists; drafts of live entries are not looked into."""
    total = sum(aspect.weight for aspect in kind.aspects)
    lost: Combinable = Value(0)
    for aspect in kind.aspects:
        lost = lost + Case(When(aspect.missing(), then=Value(aspect.weight)), default=Value(0))
    if not total:
        return Value(100, output_field=IntegerField())
    return Value(100) - (lost * 100 + Value(total - 1)) / Value(total)
