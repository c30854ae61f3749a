"""The judged and the mechanical queries over the demo city, with both engines: ``make bench-search`` tells more."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

import pytest
from pytest_django import Settings

from bench.search import city
from bench.search.asked import Asked
from bench.search.asking import Asker
from bench.search.judged import JudgedSet, read_judged
from bench.search.mechanical import mechanical_queries
from bench.search.metrics import Summary, is_success, summary
from events.models import EventListing
from promos.models import PromotionListing
from search.meilisearch.administration import Administration

pytestmark = pytest.mark.django_db

GATES = {"ndcg": 0.85, "mrr": 0.85, "success_3": 0.95}
EVERY_CLASS = 0.75
BETWEEN_LANGUAGES = 0.05
MECHANICAL = {"meilisearch": 0.97, "postgres": 0.95}
# All of them take minutes.
EVERY = 11
LATER = timedelta(days=12)


@pytest.fixture
def judged() -> JudgedSet:
    return read_judged()


@pytest.fixture
def engines(
    administration: Administration, judged: JudgedSet, sync: Callable[[], object], settings: Settings
) -> Iterator[str]:
    """Each engine in turn, over the demo city, which is loaded once."""
    city.load_city(now=judged.asked_at)
    sync()

    def each() -> Iterator[str]:
        for engine in ("meilisearch", "postgres"):
            settings.SEARCH_ENGINE = engine
            yield engine

    return each()


def summed(asked: Sequence[Asked], **chosen: str) -> Summary:
    return summary(row.scored for row in asked if all(getattr(row, name) == value for name, value in chosen.items()))


def below(one: Summary, gates: dict[str, float]) -> dict[str, float]:
    figures = {name: getattr(one, name) for name in gates}
    return {name: figure for name, figure in figures.items() if figure is not None and figure < gates[name]}


def test_the_gates_hold_with_both_engines(engines: Iterator[str], judged: JudgedSet) -> None:
    asker = Asker(city=judged.city, now=judged.asked_at, slugs=city.slugs())
    made = mechanical_queries(city.titles(city=judged.city))[::EVERY]
    for engine in engines:
        asked = asker.judged(judged.queries)

        assert [row.text for row in asked if row.is_degraded] == [], engine
        assert below(summed(asked), GATES) == {}, engine
        for group in {row.group for row in asked}:
            assert below(summed(asked, group=group), dict.fromkeys(GATES, EVERY_CLASS)) == {}, (engine, group)
        russian, kazakh = (summed(asked, language=language) for language in ("ru", "kk"))
        assert below(kazakh, {name: getattr(russian, name) - BETWEEN_LANGUAGES for name in GATES}) == {}, engine
        assert [row.text for row in asked if row.found and not row.scored.has_answers] == [], engine

        mechanical = asker.mechanical(made)
        missed = [row.text for row in mechanical if not is_success(row.scored.grades, within=3)]
        assert summed(mechanical).success_3 >= MECHANICAL[engine], (engine, missed)


def test_nothing_that_is_over_is_found(engines: Iterator[str], judged: JudgedSet) -> None:
    later = judged.asked_at + LATER
    ended = {
        *EventListing.objects.filter(ended_at__lte=later).values_list("slug", flat=True),
        *PromotionListing.objects.filter(valid_until__lte=later).values_list("slug", flat=True),
    }
    asker = Asker(city=judged.city, now=later, slugs=city.slugs())
    for engine in engines:
        found = {slug for row in asker.judged(judged.queries) for slug in row.found}

        assert (len(ended) > 10, len(found) > 50, found & ended) == (True, True, set()), engine
