from datetime import UTC, datetime, time

import pytest

from promos.models import Promotion
from promos.rules import discount_problems, missing_for_publication, time_problems, validity_problems

MARCH, APRIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "fields"),
    [
        (MARCH, APRIL, []),
        (None, None, []),
        (MARCH, None, []),
        (APRIL, MARCH, ["valid_until"]),
        (MARCH, MARCH, ["valid_until"]),
        (MARCH.replace(year=1), APRIL, ["valid_from"]),
        (MARCH, APRIL.replace(year=9999), ["valid_until"]),
    ],
)
def test_what_is_wrong_with_a_period(
    valid_from: datetime | None, valid_until: datetime | None, fields: list[str]
) -> None:
    assert list(validity_problems(valid_from=valid_from, valid_until=valid_until)) == fields


@pytest.mark.parametrize(
    ("kind", "value", "fields"),
    [
        ("percent", None, []),
        ("percent", 1, []),
        ("percent", 100, []),
        ("percent", 101, ["discount_value"]),
        ("percent", 0, ["discount_value"]),
        ("amount", 5000, []),
        ("gift", None, []),
        ("gift", 5, ["discount_value"]),
        ("one_plus_one", 2, ["discount_value"]),
    ],
)
def test_what_is_wrong_with_a_discount(kind: str, value: int | None, fields: list[str]) -> None:
    assert list(discount_problems(kind=kind, value=value)) == fields


@pytest.mark.parametrize(
    ("time_from", "time_until", "fields"),
    [
        (None, None, []),
        (time(12), time(16), []),
        (time(22), time(2), []),
        (time(12), None, ["time_until"]),
        (None, time(12), ["time_from"]),
        (time(12), time(12), ["time_until"]),
    ],
)
def test_what_is_wrong_with_the_hours(time_from: time | None, time_until: time | None, fields: list[str]) -> None:
    assert list(time_problems(time_from=time_from, time_until=time_until)) == fields


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"discount_kind": "percent"}, ["размер скидки"]),
        ({"discount_kind": "percent", "discount_value": 20}, []),
        ({"discount_kind": "amount", "discount": "−500 ₸"}, []),
        ({"discount_kind": "gift"}, []),
    ],
)
def test_a_published_discount_has_a_size(fields: dict[str, object], missing: list[str]) -> None:
    promotion = Promotion(title_ru="Скидка", description_ru="Да", business_id=1, **fields)
    assert missing_for_publication(promotion) == missing
