"""Asking Meilisearch, over kept-alive connections and within a budget of time."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

import orjson
import urllib3
from urllib3.exceptions import HTTPError, ProtocolError

from language.normaliser import Word
from search.answers import Engine as EngineName
from search.answers import Facets
from search.budget import Budget
from search.engine import MAX_TOTAL, EngineUnavailable, Found, OutOfTime, Selection
from search.vectors import MIN_PREFIX

_CONNECT_SECONDS: Final = 0.1
_OK: Final = 200
# What was typed counts most, then stems, then skeletons, in which words of different meaning may meet; yet a stem in a
# title counts more than the typed form in a keyword.
_TYPED: Final = 1.0
_STEMS: Final = 0.9
_SKELETONS: Final = 0.8
_SKELETONS_OF_STEMS: Final = 0.7
# Readings of a word in Latin letters that are followed: "yoga" is ega, as "yolka" is elka, or ioga.
_READINGS: Final = 2


@lru_cache(maxsize=1)
def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(num_pools=2, maxsize=32, retries=False)


class IndexMissing(EngineUnavailable):
    """There is no such index: it was replaced, or the server lost its data."""


class MeilisearchEngine:
    """Answers from one index. ``budget`` bounds everything asked through this object."""

    name: EngineName = "meilisearch"

    def __init__(self, *, url: str, key: str, uid: str, budget: Budget) -> None:
        self._url = f"{url}/multi-search"
        self._headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._uid = uid
        self._budget = budget

    def find(self, words: Sequence[Word], selection: Selection, *, limit: int) -> Found:
        """Return the best ``limit`` entries that contain all the words, each with few misspellings."""
        if not words:
            return Found()
        answer = self._ask(
            {
                "federation": {
                    "limit": min(limit, MAX_TOTAL),
                    "facetsByIndex": {self._uid: ["kind", "category"]},
                    "mergeFacets": {"maxValuesPerFacet": 200},
                },
                "queries": [
                    {
                        **self._query(text, selection),
                        "attributesToRetrieve": ["id", "kind"],
                        "federationOptions": {"weight": weight},
                    }
                    for text, weight in _variants(words)
                ],
            }
        )
        facets = answer.get("facetDistribution") or {}
        return Found(
            ids=tuple((str(hit["kind"]), UUID(hit["id"])) for hit in answer["hits"]),
            total=min(int(answer["estimatedTotalHits"]), MAX_TOTAL),
            facets=Facets(kinds=facets.get("kind", {}), categories=facets.get("category", {})),
        )

    def counts(self, phrases: Sequence[Sequence[Word]], selection: Selection) -> list[int]:
        """Return for each of several phrases about how many entries contain all its words."""
        queries: list[dict[str, Any]] = []
        owners: list[int] = []
        for place, words in enumerate(phrases):
            for text, _weight in _variants(words):
                queries.append({**self._query(text, selection), "limit": 0})
                owners.append(place)
        counts = [0] * len(phrases)
        if not queries:
            return counts
        for place, result in zip(owners, self._ask({"queries": queries})["results"], strict=True):
            counts[place] = max(counts[place], int(result["estimatedTotalHits"]))
        return counts

    def _query(self, text: str, selection: Selection) -> dict[str, Any]:
        return {
            "indexUid": self._uid,
            "q": text,
            "filter": _filters(selection),
            "matchingStrategy": "all",
        }

    def _ask(self, body: dict[str, Any]) -> dict[str, Any]:
        encoded = orjson.dumps(body)
        try:
            try:
                response = self._post(encoded)
            except ProtocolError:
                # The server closed a connection that had been idle; a second one is new.
                response = self._post(encoded)
        except HTTPError as error:
            raise EngineUnavailable(f"Meilisearch: {error}") from error
        return _answer(response)

    def _post(self, body: bytes) -> urllib3.BaseHTTPResponse:
        left = self._budget.left
        if not left:
            raise OutOfTime("Meilisearch: the time for this search is used up")
        timeout = urllib3.Timeout(total=left, connect=min(left, _CONNECT_SECONDS))
        return _pool().request("POST", self._url, body=body, headers=self._headers, timeout=timeout)


def _answer(response: urllib3.BaseHTTPResponse) -> dict[str, Any]:
    try:
        answer = orjson.loads(response.data)
    except orjson.JSONDecodeError as error:
        raise EngineUnavailable(f"Meilisearch answered {response.status} and no JSON") from error
    if response.status != _OK or not isinstance(answer, dict):
        code = answer.get("code") if isinstance(answer, dict) else None
        error_type = IndexMissing if code == "index_not_found" else EngineUnavailable
        raise error_type(f"Meilisearch answered {response.status} {code}")
    return answer


def _variants(words: Sequence[Word]) -> list[tuple[str, float]]:
    """Return the query in its different forms with their weights, each once; the last word may be unfinished."""
    variants: dict[str, float] = {}
    for forms, weight, may_be_unfinished in _forms(words):
        form = " ".join(forms)
        # Without a space at its end the last word is taken for the beginning of one; a single letter begins too many,
        # and so does a stem, the more so with a misspelling.
        is_prefix = may_be_unfinished and len(forms[-1]) >= MIN_PREFIX
        variants.setdefault(form if is_prefix else f"{form} ", weight)
    return list(variants.items())


def _forms(words: Sequence[Word]) -> Iterator[tuple[list[str], float, bool]]:
    """Give the forms of all words, their weight, and whether the last of them may be the beginning of a word."""
    yield [word.fold for word in words], _TYPED, True
    yield [word.stems[0] for word in words], _STEMS, False
    # Only Latin letters may be the beginning of a word of the other script: skeletons are longer than the words.
    latin = [word for word in words if word.fold.isascii()]
    for reading in range(_READINGS if any(len(word.lat) > 1 for word in latin) else 1):
        yield [word.lat[min(reading, len(word.lat) - 1)] for word in words], _SKELETONS, bool(latin)
    if latin:
        yield [word.lat_stems[0] for word in words], _SKELETONS_OF_STEMS, False


def _filters(selection: Selection) -> list[str]:
    filters = []
    if selection.kinds:
        filters.append(f"kind IN [{', '.join(_quoted(kind) for kind in selection.kinds)}]")
    if selection.city is not None:
        filters.append(f"city = {_quoted(selection.city)}")
    if selection.ended_after is not None:
        filters.append(f"ended_at > {int(selection.ended_after.timestamp())}")
    if selection.starts_before is not None:
        filters.append(f"(no_date = 1 OR starts_at <= {int(selection.starts_before.timestamp())})")
    if selection.is_free:
        filters.append("is_free = true")
    return filters


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
