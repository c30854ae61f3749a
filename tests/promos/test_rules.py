from datetime import UTC, datetime

import pytest

from promos.rules import validity_problems

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
