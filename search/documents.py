"""What search knows of each kind, and the one document made of a listing.

Documents are made of listings only, so nothing that is not public can get into an engine. Kinds register themselves in
their ``AppConfig.ready``; ``search`` knows none of them by name.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from content.models.listing import Listing
from language.normaliser import NORMALISER_VERSION, Normalised, normalise
from search.wishes import Wanted

DOCUMENT_VERSION: Final = 2
"""Raise it when the shape of documents or of the search columns changes: everything is then indexed again."""

BODY_LENGTH: Final = 3000
"""Characters of the description, both languages together, that are searched."""

NEVER: Final = 253_402_300_799
"""The last second of the year 9999: the dates of what has none, because engines treat missing values as they like."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What of a listing search filters and sorts by. Datetimes are aware; ``None`` means unknown or not applicable.

    ``starts_at`` and ``over_at`` are of the date that the card shows, ``ended_at`` of the last one. Prices are tenge.
    """

    starts_at: datetime | None = None
    over_at: datetime | None = None
    ended_at: datetime | None = None
    price_min: int | None = None
    is_free: bool | None = None
    age_limit: int | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def no_date(self) -> bool:
        """Tell whether the entry is not tied to dates, as a business."""
        return self.starts_at is None


@dataclass(frozen=True, kw_only=True)
class SearchKind:
    """A kind that can be found: its listings, their facts, and the listing's column of ``Facts.ended_at`` if any.

    ``fitting`` selects the listings that fit a wish; without it no wish for a time matters, and nothing is free.
    Kinds that a wish alone ("today") finds annotate ``shown_at`` there, the start that was found.
    """

    name: str
    listing: type[Listing]
    facts: Callable[[Any], Facts]
    ended_field: str | None = None
    fitting: Callable[[Wanted], QuerySet[Any]] | None = None
    is_found_by_wish: bool = False


_kinds: dict[str, SearchKind] = {}


def register(kind: SearchKind) -> None:
    """Add a kind; registering the same name again replaces it."""
    _kinds[kind.name] = kind


def search_kinds() -> Iterable[SearchKind]:
    """Return every registered kind in order of registration."""
    return tuple(_kinds.values())


def search_kind(name: str) -> SearchKind | None:
    """Return a kind by name, ``None`` for a name that nobody registered."""
    return _kinds.get(name)


def render(kind: SearchKind, listing: Listing) -> dict[str, Any]:
    """Return the document of a listing whose city is loaded; times are unix seconds, ``_v`` the listing's version."""
    facts = kind.facts(listing)
    titles = [normalise(title) for title in listing.titles]
    keywords = [normalise(word) for word in listing.keywords]
    body = normalise(listing.body[:BODY_LENGTH])
    document: dict[str, Any] = {
        "id": str(listing.public_id),
        "kind": kind.name,
        "city": listing.city.slug,
        "category": [listing.category] if listing.category else [],
        "price_min": facts.price_min,
        "is_free": facts.is_free,
        "age": facts.age_limit,
        "starts_at": _seconds(facts.starts_at),
        "over_at": _seconds(facts.over_at),
        "ended_at": _seconds(facts.ended_at),
        "no_date": int(facts.no_date),
        **_texts("title", titles),
        **_texts("kw", keywords),
        "body_f": body.fold_text,
        "body_s": body.stems_text,
        "body_l": _joined(body.lat_text, body.lat_stems_text),
        "_v": listing.version,
        "_norm": NORMALISER_VERSION,
        "_h": listing.document_hash,
    }
    if facts.latitude is not None and facts.longitude is not None:
        document["_geo"] = {"lat": facts.latitude, "lng": facts.longitude}
    return document


def _texts(name: str, texts: list[Normalised]) -> dict[str, list[str]]:
    """Return the three forms of some texts; they stay apart, so that no phrase reaches from one into the next."""
    return {
        f"{name}_f": [text.fold_text for text in texts],
        f"{name}_s": [text.stems_text for text in texts],
        f"{name}_l": [_joined(text.lat_text, text.lat_stems_text) for text in texts],
    }


def _joined(*texts: str) -> str:
    """Return the words of some texts, each once."""
    return " ".join(dict.fromkeys(" ".join(texts).split()))


def _seconds(moment: datetime | None) -> int:
    return NEVER if moment is None else int(moment.timestamp())
