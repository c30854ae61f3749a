"""Measures of answers to judged queries. Pure.

Hits are given by the grades of what was found, best first: 3 is what was meant, 2 a good answer, 1 an acceptable one,
0 anything else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, log2
from typing import Final

RELEVANT: Final = 2
"""The least grade that counts as found."""

DEPTH: Final = 10
"""Hits that are looked at."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scored:
    """One query and what it found: ``grades`` of the hits, ``ideal`` grades of everything that was judged.

    A query without ideal grades has nothing to find.
    """

    grades: tuple[int, ...]
    ideal: tuple[int, ...]

    @property
    def has_answers(self) -> bool:
        """Tell whether there is anything to find."""
        return any(self.ideal)


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """Means over some queries. Rates are shares of one; those without queries to judge by are ``None``.

    ``zero`` is the share of queries that found nothing though there is something, ``false`` of those that found
    something though there is nothing.
    """

    queries: int
    ndcg: float | None
    mrr: float | None
    success_1: float | None
    success_3: float | None
    zero: float | None
    false: float | None


def ndcg(grades: Sequence[int], ideal: Sequence[int], *, depth: int = DEPTH) -> float:
    """Return the discounted gain of the hits as a share of the best possible one; 0 where nothing could be gained."""
    best = _gain(sorted(ideal, reverse=True)[:depth])
    return _gain(grades[:depth]) / best if best else 0.0


def reciprocal_rank(grades: Sequence[int], *, depth: int = DEPTH) -> float:
    """Return one divided by the place of the first relevant hit, 0 if there is none."""
    return next((1 / place for place, grade in enumerate(grades[:depth], start=1) if grade >= RELEVANT), 0.0)


def is_success(grades: Sequence[int], *, within: int) -> bool:
    """Tell whether a relevant hit is among the first ones."""
    return any(grade >= RELEVANT for grade in grades[:within])


def summary(scored: Iterable[Scored]) -> Summary:
    """Return the means over some queries."""
    every = list(scored)
    answerable = [one for one in every if one.has_answers]
    return Summary(
        queries=len(every),
        ndcg=_mean([ndcg(one.grades, one.ideal) for one in answerable]),
        mrr=_mean([reciprocal_rank(one.grades) for one in answerable]),
        success_1=_mean([is_success(one.grades, within=1) for one in answerable]),
        success_3=_mean([is_success(one.grades, within=3) for one in answerable]),
        zero=_mean([not one.grades for one in answerable]),
        false=_mean([bool(one.grades) for one in every if not one.has_answers]),
    )


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that so large a share of the values does not exceed. Raises ``ValueError`` for none."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, start=1))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
