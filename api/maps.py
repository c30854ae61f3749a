"""The area of the map that a read is about."""

from typing import Any

from api.amounts import circle_of
from api.asked import Asked
from content.distances import area_criteria


def asked_area(asked: Asked) -> dict[str, Any]:
    """Return the criteria of ``bbox``, ``near`` and ``radius``, by name."""
    return area_criteria(box=asked.get("bbox"), circle=circle_of(asked.get("near"), asked.get("radius")))
