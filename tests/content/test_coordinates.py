from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.coordinates import (
    Point,
    Problem,
    UnreadableCoordinatesError,
    distance_km,
    map_links,
    parse_number,
    parse_point,
    remark_on,
)

HERE = Point(Decimal("47.799000"), Decimal("67.714000"))


@pytest.mark.parametrize(
    "text",
    [
        "47.799, 67.714",
        " 47.799 67.714 ",
        "47.799;67.714",
        "(47.799, 67.714)",
        "47,799 67,714",
        "47,799, 67,714",
        "47,799; 67,714",
        "+47.7990000001, 67.714",
        "geo:47.799,67.714?z=16",
        "47°47'56.4\"N 67°42'50.4\"E",
        "47° 47' 56,4\" с. ш. 67° 42' 50,4\" в. д.",
        "67°42.84'E, 47°47.94'N",
        "https://2gis.kz/zhezkazgan/geo/70000001099087570/67.714,47.799?m=67.7,47.8%2F16.5",
        "https://2gis.kz/zhezkazgan?m=67.714%2C47.799%2F16",
        "https://2gis.kz/zhezkazgan/center/67.714%2C47.799/zoom/16",
        "https://www.google.com/maps/place/Park/@47.8,67.7,15z/data=!3m1!4b1!4m5!3m4!1s0x0:0x0!8m2!3d47.799!4d67.714",
        "https://www.google.com/maps/@47.799,67.714,15z",
        "https://www.google.com/maps/search/?api=1&query=47.799%2C67.714",
        "https://maps.google.com/?q=47.799,67.714",
        "https://maps.google.com/maps?q=loc:47.799+67.714",
        "https://yandex.kz/maps/29400/zhezkazgan/?ll=67.714%2C47.799&z=14",
        "https://yandex.ru/maps/?ll=60.0%2C50.0&pt=67.714,47.799&z=14",
        "https://yandex.kz/maps/?text=47.799%2C67.714",
        "https://yandex.kz/maps/?whatshere[point]=67.714,47.799&whatshere[zoom]=16",
        "https://www.openstreetmap.org/#map=16/47.799/67.714",
        "https://www.openstreetmap.org/?mlat=47.799&mlon=67.714#map=16/50.0/60.0",
        "https://maps.apple.com/?ll=47.799,67.714",
        "www.openstreetmap.org/#map=16/47.799/67.714",
    ],
)
def test_what_people_paste(text: str) -> None:
    assert parse_point(text) == HERE


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", Problem.UNREADABLE),
        ("у фонтана", Problem.UNREADABLE),
        ("47.799", Problem.UNREADABLE),
        ("47,799", Problem.UNREADABLE),
        ("1, 2, 3", Problem.UNREADABLE),
        ("https://example.org/", Problem.UNREADABLE),
        ("https://[", Problem.UNREADABLE),
        ("https://2gis.kz/zhezkazgan/firm/70000001", Problem.UNREADABLE),
        ("9" * 5000, Problem.UNREADABLE),
        ("https://maps.app.goo.gl/AbCdEf", Problem.SHORT_LINK),
        ("https://go.2gis.com/abc12", Problem.SHORT_LINK),
        ("https://yandex.kz/maps/-/CDabc", Problem.SHORT_LINK),
        ("147.799, 67.714", Problem.OUT_OF_RANGE),
        ("47.799, 267.714", Problem.OUT_OF_RANGE),
    ],
)
def test_what_gives_no_point(text: str, problem: Problem) -> None:
    with pytest.raises(UnreadableCoordinatesError) as refusal:
        parse_point(text)
    assert refusal.value.problem == problem


@given(
    st.text(max_size=60) | st.text(alphabet="0123456789.,;- °'\"NEhtps:/?=&#@!", max_size=60).map("https://".__add__)
)
def test_any_text_gives_a_point_or_a_problem(text: str) -> None:
    try:
        point = parse_point(text)
    except UnreadableCoordinatesError:
        return
    assert abs(point.latitude) <= 90
    assert abs(point.longitude) <= 180


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("47.799", "47.799000"),
        ("47,799", "47.799000"),
        ("−47.5", "-47.500000"),
        ("47.79912345678", "47.799123"),
        ("47°", "47.000000"),
    ],
)
def test_one_number(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "abc", "1e5", "NaN", "47.799, 67.714", "4779912"])
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_distances() -> None:
    astana = Point(Decimal("51.128207"), Decimal("71.430411"))
    assert round(distance_km(HERE, astana)) == 457
    assert distance_km(HERE, HERE) == 0
    antipode = Point(Decimal("-47.799"), Decimal("-112.286"))
    assert round(distance_km(HERE, antipode)) == 20015


@pytest.mark.parametrize(
    ("point", "is_far", "is_swapped"),
    [
        (("47.81", "67.70"), False, False),
        (("48.60", "67.70"), False, False),
        (("49.00", "67.70"), True, False),
        (("67.714", "47.799"), True, True),
        (("0", "0"), True, False),
        (("47.799", "167.714"), True, False),
    ],
)
def test_a_point_is_compared_with_its_city(point: tuple[str, str], is_far: bool, is_swapped: bool) -> None:
    remark = remark_on(Point(*map(Decimal, point)), centre=HERE)
    assert (remark.is_far, remark.is_swapped) == (is_far, is_swapped)


def test_links_to_maps_lead_back_to_the_point() -> None:
    assert {name: parse_point(link) for name, link in map_links(HERE).items()} == {"OpenStreetMap": HERE, "2ГИС": HERE}
