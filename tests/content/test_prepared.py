from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import Q, QuerySet

from content.models import City
from content.prepared import DerivedParameterError, PreparedSelection, Rows
from tests.factories import a_city

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, kw_only=True)
class Wanted:
    slug: str | None = None
    slugs: tuple[str, ...] = ()
    after: tuple[bool, str] | None = None
    is_active: bool | None = None
    since: datetime | None = None
    number: int | None = None


def composed(wanted: Wanted, column: str, rows: Rows) -> QuerySet[Any]:
    # Neither of these words is a parameter or a limit.
    cities = City.objects.exclude(name_ru="%s LIMIT 5")
    if wanted.slug is not None:
        cities = cities.filter(slug=wanted.slug)
    if wanted.slugs:
        cities = cities.filter(slug__any_of=wanted.slugs)
    if wanted.after is not None:
        cities = cities.filter(Q(slug__gt=wanted.after[1]), is_active=wanted.after[0])
    if wanted.is_active is not None:
        cities = cities.filter(is_active=wanted.is_active)
    if wanted.since is not None:
        cities = cities.filter(created_at__gte=wanted.since)
    if wanted.number is not None:
        cities = cities.filter(population=wanted.number)
    return cities.order_by("slug").values_list(column)[rows.offset : rows.offset + rows.limit]


SELECTION = PreparedSelection(composed)


@pytest.fixture(autouse=True)
def _cities() -> None:
    for number, slug in enumerate(("a", "b", "c", "d")):
        a_city(slug, name_ru=slug.upper())
        City.objects.filter(slug=slug).update(population=number, is_active=slug != "d")


def found(*, limit: int = 10, offset: int = 0, **wanted: Any) -> str:
    criteria, rows = Wanted(**wanted), Rows(limit=limit, offset=offset)
    answer = SELECTION.rows(criteria, variant="slug", rows=rows)
    assert answer == list(composed(criteria, "slug", rows))
    return "".join(slug for (slug,) in answer)


def test_a_statement_is_composed_once_for_a_shape_and_right_for_every_value() -> None:
    assert [found(slug=slug) for slug in "abx"] == ["a", "b", ""]
    assert [found(slugs=tuple(slugs)) for slugs in ("a", "d", "ad", "abcd", "xyz")] == ["a", "d", "ad", "abcd", ""]
    assert [found(is_active=flag) for flag in (True, False, None)] == ["abc", "d", "abcd"]
    assert [found(after=place) for place in ((True, "a"), (False, "a"), (True, "c"))] == ["bc", "d", ""]
    assert [found(number=number) for number in (0, 1, 10_001)] == ["a", "b", ""]
    assert found(since=datetime.now(tz=UTC) + timedelta(days=1)) == ""
    assert [found(limit=limit, offset=offset) for limit, offset in ((1, 0), (2, 0), (2, 1), (9, 3))] == [
        "a",
        "ab",
        "bc",
        "d",
    ]
    composed_before = dict(SELECTION._statements)
    assert found(slug="c", limit=3) == "c"
    assert found(slugs=("a", "b", "c")) == "abc"
    assert SELECTION._statements == composed_before


def test_values_are_never_part_of_the_statement() -> None:
    assert found(slug="'; DROP TABLE content_city; --") == ""
    assert found(slug="%s") == ""
    assert found(slugs=("%", "LIMIT 1000001")) == ""


def test_what_is_computed_from_a_criterion_is_refused() -> None:
    def later(wanted: Wanted, _variant: str, rows: Rows) -> QuerySet[Any]:
        assert wanted.since is not None
        return City.objects.filter(created_at__gte=wanted.since + timedelta(days=1)).values_list("pk")[: rows.limit]

    with pytest.raises(DerivedParameterError):
        PreparedSelection(later).rows(Wanted(since=datetime.now(tz=UTC)), variant="", rows=Rows(limit=1))


def test_other_types_are_refused() -> None:
    @dataclass(frozen=True)
    class Odd:
        value: object

    selection = PreparedSelection(lambda _odd, _variant, rows: City.objects.values_list("pk")[: rows.limit])
    with pytest.raises(TypeError):
        selection.rows(Odd(value={1}), variant="", rows=Rows(limit=1))
    assert selection.rows(Odd(value=UUID(int=1)), variant="", rows=Rows(limit=1)) != []


def test_however_many_shapes_are_asked_the_last_ones_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content.prepared._MAX_STATEMENTS", 2)
    selection = PreparedSelection(composed)
    for wanted in (Wanted(slug="a"), Wanted(number=1), Wanted(is_active=False), Wanted(slug="b"), Wanted(slug="c")):
        assert selection.rows(wanted, variant="slug", rows=Rows(limit=9)) == list(
            composed(wanted, "slug", Rows(limit=9))
        )
        assert len(selection._statements) <= 2
