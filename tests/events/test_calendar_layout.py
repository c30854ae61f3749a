from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from events.calendar_layout import weeks_of

MONDAY = date(2026, 3, 2)


@dataclass(frozen=True)
class Stay:
    first_day: date
    last_day: date
    name: str = ""


def stay(first: int, last: int, name: str = "") -> Stay:
    return Stay(MONDAY + timedelta(days=first), MONDAY + timedelta(days=last), name)


def drawn(weeks: int, *spans: Stay, max_lanes: int = 3) -> list[list[str]]:
    """Return every lane as seven signs: the name of its span, or a dot."""
    pages = weeks_of(MONDAY, MONDAY + timedelta(days=weeks * 7 - 1), spans=spans, max_lanes=max_lanes)
    return [
        ["".join((piece.span.name if piece.span else ".") * piece.length for piece in lane) for lane in week.lanes]
        for week in pages
    ]


def test_spans_share_a_lane_when_they_do_not_meet() -> None:
    assert drawn(1, stay(0, 1, "a"), stay(2, 4, "b"), stay(1, 2, "c")) == [["aabbb..", ".cc...."]]


def test_a_long_span_goes_on_in_the_next_week_and_lies_on_top() -> None:
    weeks = drawn(2, stay(3, 3, "a"), stay(3, 9, "b"), stay(-5, 8, "c"))
    assert weeks == [["ccccccc", "...bbbb", "...a..."], ["cc.....", "bbb...."]]


def test_pieces_say_that_they_began_before_and_go_on() -> None:
    first, second = weeks_of(MONDAY, MONDAY + timedelta(days=13), spans=[stay(5, 8)], max_lanes=1)
    (piece,) = [piece for piece in first.lanes[0] if piece.span]
    (rest,) = [piece for piece in second.lanes[0] if piece.span]
    assert (piece.length, piece.begins_before, piece.goes_on) == (2, False, True)
    assert (rest.length, rest.begins_before, rest.goes_on) == (2, True, False)


def test_what_has_no_lane_is_counted_on_its_days() -> None:
    (week,) = weeks_of(MONDAY, MONDAY + timedelta(days=6), spans=[stay(0, 6), stay(1, 2), stay(2, 9)], max_lanes=1)
    assert week.hidden == [0, 1, 2, 1, 1, 1, 1]


stays = st.builds(
    lambda first, length: stay(first, first + length),
    st.integers(min_value=-30, max_value=50),
    st.integers(min_value=0, max_value=45),
)


@given(st.lists(stays, max_size=30), st.integers(min_value=1, max_value=6), st.integers(min_value=0, max_value=5))
def test_every_day_of_every_span_is_drawn_once_or_counted(spans: list[Stay], weeks: int, max_lanes: int) -> None:
    last = MONDAY + timedelta(days=weeks * 7 - 1)
    for week in weeks_of(MONDAY, last, spans=spans, max_lanes=max_lanes):
        assert len(week.lanes) <= max_lanes
        shown = [0] * 7
        for lane in week.lanes:
            assert sum(piece.length for piece in lane) == 7
            column = 0
            for piece in lane:
                if piece.span is not None:
                    covered = week.days[column : column + piece.length]
                    assert all(piece.span.first_day <= day <= piece.span.last_day for day in covered)
                    assert piece.begins_before == (piece.span.first_day < covered[0])
                    assert piece.goes_on == (piece.span.last_day > covered[-1])
                    for number in range(column, column + piece.length):
                        shown[number] += 1
                column += piece.length
        expected = [sum(span.first_day <= day <= span.last_day for span in spans) for day in week.days]
        assert [one + other for one, other in zip(shown, week.hidden, strict=True)] == expected


@given(st.lists(stays, max_size=20))
def test_the_order_of_the_input_does_not_matter(spans: list[Stay]) -> None:
    def shape(given: list[Stay]) -> list[object]:
        pages = weeks_of(MONDAY, MONDAY + timedelta(days=27), spans=given, max_lanes=4)
        return [[[(p.span, p.length) for p in lane] for lane in week.lanes] for week in pages]

    assert shape(spans) == shape(spans[::-1])
