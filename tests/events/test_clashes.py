from datetime import UTC, datetime, timedelta

import pytest

from events.clashes import Claim, first_clash, overlap, place_key, takes_its_place

NOON = datetime(2026, 3, 7, 12, tzinfo=UTC)


def claim(event: int, start: float, hours: float, place: str = "1:дворец") -> Claim:
    begin = NOON + timedelta(hours=start)
    return Claim(event=event, place=place, starts_at=begin, over_at=begin + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (claim(1, 0, 2), claim(2, 1, 2), True),
        (claim(1, 0, 4), claim(2, 1, 1), True),
        (claim(1, 0, 2), claim(2, 2, 2), False),
        (claim(1, 0, 2), claim(1, 1, 2), False),
        (claim(1, 0, 2), claim(2, 1, 2, "1:парк"), False),
        (claim(1, 0, 2, ""), claim(2, 1, 2, ""), False),
    ],
)
def test_two_events_clash_at_one_place_at_one_time(one: Claim, other: Claim, expected: bool) -> None:
    assert overlap(one, other) is expected
    assert overlap(other, one) is expected


def test_the_earliest_in_the_way_is_named() -> None:
    late, early, elsewhere = claim(2, 1.5, 2), claim(3, 0.5, 1), claim(4, 0, 1, "1:парк")
    assert first_clash(claim(1, 0, 2), others=[late, early, elsewhere]) == early
    assert first_clash(claim(1, 0, 2), others=[elsewhere]) is None


def test_a_place_is_the_same_however_it_is_written() -> None:
    assert place_key("Дворец культуры «Кеншілер»") == place_key("дворец  КУЛЬТУРЫ Кеншилер")
    assert place_key("", "", "ул. Сатпаева, 10") == place_key("ул Сатпаева 10")
    assert place_key("", "…") == ""


@pytest.mark.parametrize(
    ("status", "is_all_day", "hours", "expected"),
    [
        ("scheduled", False, 2, True),
        ("rescheduled", False, 24, True),
        ("cancelled", False, 2, False),
        ("postponed", False, 2, False),
        ("moved_online", False, 2, False),
        ("scheduled", True, 24, False),
        ("scheduled", False, 25, False),
    ],
)
def test_what_leaves_room_for_others(status: str, is_all_day: bool, hours: int, expected: bool) -> None:
    over = NOON + timedelta(hours=hours)
    assert takes_its_place(status=status, is_all_day=is_all_day, starts_at=NOON, over_at=over) is expected
