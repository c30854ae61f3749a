"""What the packages above tell ``delivery`` of kinds and cities, which it does not know by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """A kind of public items: its name, what people call several of them, and their collection in the API."""

    name: str
    label: str
    api_path: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A city by number, as people call it."""

    number: int
    label: str


_sources: dict[str, Callable[[], Sequence[Subject] | Sequence[Place]]] = {}


def register(*, subjects: Callable[[], Sequence[Subject]], places: Callable[[], Sequence[Place]]) -> None:
    """Say who knows the kinds and the cities; they are asked anew each time."""
    _sources.update(subjects=subjects, places=places)


def all_subjects() -> list[Subject]:
    """Return every kind of public items."""
    return [found for found in _ask("subjects") if isinstance(found, Subject)]


def all_places() -> list[Place]:
    """Return every city."""
    return [found for found in _ask("places") if isinstance(found, Place)]


def place_label(number: int | None) -> str:
    """Return what people call a city; its number where it is gone, and nothing for no city."""
    if number is None:
        return ""
    return next((place.label for place in all_places() if place.number == number), str(number))


def _ask(name: str) -> Sequence[Subject] | Sequence[Place]:
    return _sources[name]() if name in _sources else []
