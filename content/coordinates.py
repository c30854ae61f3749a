"""Coordinates as people paste them: pairs of numbers, degrees and minutes, and links of the usual maps."""

import math
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

# A point of the wrong city or with its numbers swapped is further away than any suburb.
FAR_KM: Final = 100
_EARTH_RADIUS_KM: Final = 6371.0088
_STEP: Final = Decimal("0.000001")
_MAX_LENGTH: Final = 2000
_NUMBER: Final = r"[+-]?\d{1,3}(?:\.\d{1,20})?"
_PAIR: Final = re.compile(rf"({_NUMBER})\s*[,;\s/]\s*({_NUMBER})")
# "47,799 67,714": decimal commas need another separator between the numbers.
_COMMA_PAIR: Final = re.compile(r"([+-]?\d{1,3},\d{1,20})\s*(?:[;\s]|,\s)\s*([+-]?\d{1,3},\d{1,20})")
_DEGREES: Final = re.compile(
    r"(\d{1,3})\s*°\s*(?:(\d{1,2}(?:[.,]\d{1,10})?)\s*['′’]\s*)?(?:(\d{1,2}(?:[.,]\d{1,10})?)\s*(?:\"|″|”|'')\s*)?"
    r"(с\.?\s*ш\.?|ю\.?\s*ш\.?|в\.?\s*д\.?|з\.?\s*д\.?|[NSEW])",
    re.IGNORECASE,
)
_SHORT_HOSTS: Final = frozenset({"goo.gl", "maps.app.goo.gl", "go.2gis.com", "yandex.com", "yandex.ru", "yandex.kz"})


class Point(NamedTuple):
    """A place on the earth, with the six digits after the point that the columns hold."""

    latitude: Decimal
    longitude: Decimal


class Problem(StrEnum):
    """Why a text gives no point."""

    UNREADABLE = "unreadable"
    SHORT_LINK = "short_link"
    OUT_OF_RANGE = "out_of_range"


class UnreadableCoordinatesError(ValueError):
    """A text in which there is no point; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def parse_point(text: str) -> Point:
    """Read a point from whatever was pasted; raises ``UnreadableCoordinatesError``.

    Understands pairs ("47.799, 67.714", "47,799 67,714"), degrees (47°47'56" N, с. ш.) and links of
    2GIS, Google, Yandex, OpenStreetMap and Apple maps. Nothing is looked up: a shortened link holds no coordinates.
    """
    text = text.strip()
    if len(text) > _MAX_LENGTH:
        raise UnreadableCoordinatesError(Problem.UNREADABLE)
    if re.match(r"(?:https?://|www\.)", text, re.IGNORECASE):
        return _from_link(text)
    if point := _from_degrees(text):
        return point
    text = re.sub(r"^geo:", "", text, flags=re.IGNORECASE).split("?")[0].strip(" ()[]")
    if found := _COMMA_PAIR.fullmatch(text):
        return _point(*(number.replace(",", ".") for number in found.groups()))
    # "47,799" alone is one number with a decimal comma, not the pair of 47 and 799.
    if (found := _PAIR.fullmatch(text)) and not re.fullmatch(r"[+-]?\d+,\d+", text):
        return _point(*found.groups())
    raise UnreadableCoordinatesError(Problem.UNREADABLE)


def parse_number(text: str) -> Decimal | None:
    """Read one coordinate, with a decimal point or comma, rounded to six digits; ``None`` if it is no plain number."""
    text = text.strip().replace("−", "-").rstrip("°")
    if not re.fullmatch(r"[+-]?\d{1,3}(?:[.,]\d{1,20})?", text):
        return None
    return Decimal(text.replace(",", ".")).quantize(_STEP)


def distance_km(one: Point, other: Point) -> float:
    """Return the distance of two points on the sphere."""
    phi_one, phi_other = math.radians(one.latitude), math.radians(other.latitude)
    half_chord = (
        math.sin((phi_other - phi_one) / 2) ** 2
        + math.cos(phi_one)
        * math.cos(phi_other)
        * math.sin((math.radians(other.longitude) - math.radians(one.longitude)) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half_chord)))


class Remark(NamedTuple):
    """What is to be said of a point in a city: how far from the centre, and whether its numbers seem swapped."""

    distance_km: float
    is_far: bool
    is_swapped: bool


def remark_on(point: Point, *, centre: Point) -> Remark:
    """Compare a point with the centre of its city."""
    distance = distance_km(point, centre)
    is_far = distance > FAR_KM
    swapped = _checked(point.longitude, point.latitude)
    is_swapped = is_far and swapped is not None and distance_km(swapped, centre) <= FAR_KM
    return Remark(distance_km=distance, is_far=is_far, is_swapped=is_swapped)


def map_links(point: Point) -> dict[str, str]:
    """Return links to the point on maps of others, by the name of the map."""
    latitude, longitude = point
    return {
        "OpenStreetMap": f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}",
        "2ГИС": f"https://2gis.kz/geo/{longitude},{latitude}?m={longitude},{latitude}/17",
    }


def _from_degrees(text: str) -> Point | None:
    found: dict[str, Decimal] = {}
    for degrees, minutes, seconds, direction in _DEGREES.findall(text):
        value = Decimal(degrees)
        value += Decimal((minutes or "0").replace(",", ".")) / 60
        value += Decimal((seconds or "0").replace(",", ".")) / 3600
        letter = direction[0].upper()
        axis = "latitude" if letter in "NSСЮ" else "longitude"
        found[axis] = -value if letter in "SWЮЗ" else value
    return _point(found["latitude"], found["longitude"]) if len(found) == 2 else None  # noqa: PLR2004 - two axes


def _from_link(link: str) -> Point:
    try:
        parts = urlsplit(link if "://" in link else f"https://{link}")
        host = (parts.hostname or "").removeprefix("www.")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    except ValueError:
        raise UnreadableCoordinatesError(Problem.UNREADABLE) from None
    rest = unquote(f"{parts.path}#{parts.fragment}")
    for pair in _pairs(host, rest, query):
        if found := _PAIR.match(pair.strip()):
            numbers = found.groups()
            return _point(*(reversed(numbers) if _is_longitude_first(host) else numbers))
    if host in _SHORT_HOSTS:
        raise UnreadableCoordinatesError(Problem.SHORT_LINK)
    raise UnreadableCoordinatesError(Problem.UNREADABLE)


def _is_longitude_first(host: str) -> bool:
    return "2gis" in host or "yandex" in host


def _pairs(host: str, rest: str, query: dict[str, str]) -> Iterator[str]:
    """Give the places of a link where a pair may stand: the chosen place before the middle of the map."""
    if "2gis" in host:
        yield from re.findall(rf"/({_NUMBER},{_NUMBER})", rest)
        yield query.get("m", "")
    elif "yandex" in host:
        # Texts are written latitude first, everything else longitude first.
        for name in ("whatshere[point]", "pt", "poi[point]", "sll", "ll"):
            yield query.get(name, "")
        yield ",".join(reversed(re.split(r"\s*,\s*", query.get("text", ""))))
    elif "openstreetmap" in host or host == "osm.org":
        yield f"{query.get('mlat', '')},{query.get('mlon', '')}"
        yield from re.findall(rf"map=[\d.]+/({_NUMBER}/{_NUMBER})", rest)
    else:
        yield from (f"{north},{east}" for north, east in re.findall(rf"!3d({_NUMBER})!4d({_NUMBER})", rest))
        for name in ("q", "query", "destination", "daddr", "coordinate", "ll", "center", "sll"):
            yield query.get(name, "").removeprefix("loc:")
        yield from re.findall(rf"[@/]({_NUMBER},{_NUMBER})", rest)


def _point(latitude: str | Decimal, longitude: str | Decimal) -> Point:
    if point := _checked(latitude, longitude):
        return point
    raise UnreadableCoordinatesError(Problem.OUT_OF_RANGE)


def _checked(latitude: str | Decimal, longitude: str | Decimal) -> Point | None:
    try:
        point = Point(Decimal(latitude).quantize(_STEP), Decimal(longitude).quantize(_STEP))
    except InvalidOperation:
        return None
    is_possible = abs(point.latitude) <= 90 and abs(point.longitude) <= 180  # noqa: PLR2004 - of the globe
    return point if is_possible else None
