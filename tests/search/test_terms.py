"""The words that misspelt ones are looked up in."""

import pytest

from content.operations import unpublish
from search.models import Term
from search.terms import add_terms, refresh_terms
from tests.factories import an_event

pytestmark = pytest.mark.django_db


def terms() -> list[str]:
    return sorted(Term.objects.values_list("term", flat=True))


def test_words_of_titles_and_keywords_are_there_as_soon_as_they_are_listed() -> None:
    an_event("Спектакль «Қыз Жібек»", description_ru="<p>Легенда.</p>")

    assert {"спектакль", "кыз", "жибек", "городскои", "парк"} <= set(terms())
    assert "легенда" not in terms()


def test_a_word_is_added_once_and_only_where_it_may_be_misspelt() -> None:
    add_terms(["концерт в парке", "концерт"])
    add_terms(["концерт ночью", "x" * 41, ""])

    assert terms() == ["концерт", "ночью", "парке"]


def test_refreshing_adds_what_is_missing_and_removes_what_is_not_used_or_double() -> None:
    event = an_event("Концерт")
    right = terms()
    Term.objects.filter(term="концерт").delete()
    Term.objects.bulk_create([Term(term="парк"), Term(term="чужое")])

    assert (refresh_terms(), terms()) == (3, right)
    assert refresh_terms() == 0

    unpublish(event, by=None)
    refresh_terms()
    assert terms() == []
