from math import log2

import pytest

from bench.search.metrics import Scored, is_success, ndcg, percentile, reciprocal_rank, summary


@pytest.mark.parametrize(
    ("grades", "ideal", "gain"),
    [
        ((3,), (3,), 1.0),
        ((3, 2, 1), (1, 2, 3), 1.0),
        ((), (3,), 0.0),
        ((0, 0), (3,), 0.0),
        ((0, 3), (3,), 1 / log2(3)),
        ((2,), (3,), 3 / 7),
        ((3, 0, 0), (3, 3), 1 / (1 + 1 / log2(3))),
        ((3,), (), 0.0),
        ((1, 3), (3, 1), (1 + 7 / log2(3)) / (7 + 1 / log2(3))),
        # Only ten hits count, and nobody can show more than ten.
        ((0,) * 10 + (3,), (3,), 0.0),
        ((3,) * 10, (3,) * 25, 1.0),
    ],
)
def test_discounted_gain(grades, ideal, gain):
    assert ndcg(grades, ideal) == pytest.approx(gain)


@pytest.mark.parametrize(
    ("grades", "rank"),
    [
        ((3,), 1.0),
        ((2,), 1.0),
        ((1,), 0.0),
        ((1, 0, 2), 1 / 3),
        ((), 0.0),
        ((0,) * 9 + (3,), 0.1),
        ((0,) * 10 + (3,), 0),
    ],
)
def test_the_first_relevant_hit(grades, rank):
    assert reciprocal_rank(grades) == pytest.approx(rank)


def test_success_is_a_relevant_hit_in_time():
    assert [is_success((0, 1, 2), within=within) for within in (1, 2, 3)] == [False, False, True]


def test_a_summary_keeps_what_has_nothing_to_find_apart():
    found = Scored(grades=(3,), ideal=(3,))
    late = Scored(grades=(0, 2), ideal=(2,))
    zero = Scored(grades=(), ideal=(3,))
    false = Scored(grades=(0,), ideal=())
    true = Scored(grades=(), ideal=())

    one = summary([found, late, zero, false, true])

    assert (one.queries, one.mrr, one.success_1, one.success_3, one.zero, one.false) == (
        5,
        pytest.approx(0.5),
        pytest.approx(1 / 3),
        pytest.approx(2 / 3),
        pytest.approx(1 / 3),
        0.5,
    )
    assert one.ndcg == pytest.approx((1 + 1 / log2(3)) / 3)


def test_a_summary_without_queries_says_nothing():
    assert (summary([]).mrr, summary([]).false, summary([Scored(grades=(), ideal=())]).ndcg) == (None, None, None)


@pytest.mark.parametrize(("share", "value"), [(0.5, 2), (0.51, 3), (0.95, 4), (0.25, 1), (0.01, 1), (1, 4)])
def test_percentiles(share, value):
    assert percentile([4, 3, 2, 1], share) == value


def test_there_is_no_percentile_of_nothing():
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)
