"""The OpenAPI document with shapes that take no more and no fewer keys than they name."""

from copy import deepcopy
from functools import cache
from typing import Any

from api.schema import openapi_document


@cache
def closed_document() -> dict[str, Any]:
    """Return the document, with every key of an object obligatory and no other allowed."""
    document: dict[str, Any] = deepcopy(openapi_document())
    for name, shape in document["components"]["schemas"].items():
        if "properties" in shape:
            shape["additionalProperties"] = False
        # Categories that nothing is in are not named; every other object has all of its keys.
        if "properties" in shape and name != "EventCounts":
            shape["required"] = list(shape["properties"])
    return document
