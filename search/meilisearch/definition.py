"""The definition of the index as code; a changed definition makes a new index (``signature``)."""

import hashlib
from typing import Any, Final

import orjson

from language.normaliser import NORMALISER_VERSION
from search.documents import DOCUMENT_VERSION
from search.engine import MAX_TOTAL

_WITHOUT_TYPOS: Final = ("body_f", "body_s", "body_l")

SETTINGS: Final[dict[str, Any]] = {
    # The order is the order of importance.
    "searchableAttributes": ["title_f", "title_s", "title_l", "kw_f", "kw_s", "kw_l", "body_f", "body_s", "body_l"],
    "filterableAttributes": [
        "kind",
        "city",
        "category",
        "is_free",
        "price_min",
        "age",
        "starts_at",
        "over_at",
        "ended_at",
        "no_date",
        "_geo",
    ],
    "sortableAttributes": ["starts_at", "price_min", "_geo"],
    # Ids only: what is shown is read from the listings, so a stale index can show nothing that is not public.
    "displayedAttributes": ["id", "kind", "_v"],
    # Of equally good matches the sooner one; the shown date moves on with the listing, so no job has to renew it.
    "rankingRules": ["words", "typo", "proximity", "attribute", "sort", "exactness", "starts_at:asc"],
    "typoTolerance": {
        # A word of four letters that may be misspelt and unfinished at once is close to anything, and so is any word to
        # one of a long text. Kazakh words are short: longer ones need not be so long for two misspellings.
        "minWordSizeForTypos": {"oneTypo": 5, "twoTypos": 8},
        "disableOnAttributes": list(_WITHOUT_TYPOS),
        "disableOnNumbers": True,
    },
    "faceting": {"maxValuesPerFacet": 200},
    "pagination": {"maxTotalHits": MAX_TOTAL},
    "searchCutoffMs": 300,
}


def signature() -> str:
    """Return a digest of everything that a document in the index depends on besides its listing."""
    parts = (SETTINGS, NORMALISER_VERSION, DOCUMENT_VERSION)
    return hashlib.sha256(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]
