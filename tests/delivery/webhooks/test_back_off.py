from datetime import timedelta

import pytest

from delivery.webhooks.back_off import KEPT_TRYING, pause_after, wait_after


def test_waits_grow_and_end_at_half_a_day() -> None:
    waits = [wait_after(attempts, chance=0.5) for attempts in range(1, 9)]
    assert [wait / timedelta(minutes=1) for wait in waits] == [1, 3, 9, 27, 81, 243, 720, 720]
    assert wait_after(10_000, chance=0.5) == timedelta(hours=12)


@pytest.mark.parametrize(("chance", "share"), [(0.0, 0.8), (1.0, 1.2)])
def test_chance_moves_a_wait_by_a_fifth(chance: float, share: float) -> None:
    assert wait_after(3, chance=chance) == timedelta(minutes=9) * share


@pytest.mark.parametrize(("chance", "attempts"), [(0.0, 13), (0.5, 12), (1.0, 11)])
def test_three_days_are_about_a_dozen_attempts(chance: float, attempts: int) -> None:
    passed, made = timedelta(), 1
    while passed + (wait := wait_after(made, chance=chance)) < KEPT_TRYING:
        passed += wait
        made += 1
    assert made == attempts


def test_pauses_grow_and_end_at_half_an_hour() -> None:
    assert [pause_after(failures) / timedelta(minutes=1) for failures in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]
