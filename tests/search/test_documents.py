"""What the engine is told of each kind."""

from datetime import UTC, datetime
from typing import Any

import pytest

from content.models.listing import Listing
from events.models import EventDate
from language.normaliser import NORMALISER_VERSION
from search.documents import NEVER, render, search_kind, search_kinds
from tests.factories import a_business, a_promotion, an_event

pytestmark = pytest.mark.django_db

START = datetime(2030, 3, 7, 14, tzinfo=UTC)
END = datetime(2030, 3, 7, 16, tzinfo=UTC)


def document(kind_name: str) -> tuple[dict[str, Any], Listing]:
    kind = search_kind(kind_name)
    assert kind is not None
    listing = kind.listing._default_manager.select_related("city").get()
    return render(kind, listing), listing


def test_every_kind_that_is_listed_can_be_found() -> None:
    assert [kind.name for kind in search_kinds()] == ["event", "business", "promotion"]


def test_an_event() -> None:
    an_event(
        "Той",
        title_kk="Тойлар",
        description_ru="<p>Играет <b>домбра</b>.</p>",
        place_ru="Парк",
        dates=[EventDate(starts_at=START, ends_at=END)],
        price_kind="from",
        price_min=500,
        age_limit=12,
        latitude="47.799900",
        longitude="67.714400",
    )
    found, listing = document("event")

    assert found == {
        "id": str(listing.public_id),
        "kind": "event",
        "city": "jezkazgan",
        "category": ["concerts"],
        "price_min": 500,
        "is_free": False,
        "age": 12,
        "starts_at": int(START.timestamp()),
        "over_at": int(END.timestamp()),
        "ended_at": int(END.timestamp()),
        "no_date": 0,
        "title_f": ["тои", "тоилар"],
        "title_s": ["тои", "тои тоилар"],
        "title_l": ["toi", "toilar toi"],
        "kw_f": ["парк", "концерты", "концерттер", "concerts"],
        "kw_s": ["парк", "концерт", "концерт концерттер", "концерц консерц"],
        "kw_l": ["park", "koncerti koncert", "koncerter koncert", "koncerc konserc"],
        "body_f": "играет домбра",
        "body_s": "играет игра домбр",
        "body_l": "igraet dombra igra dombr",
        "_geo": {"lat": 47.7999, "lng": 67.7144},
        "_v": listing.version,
        "_norm": NORMALISER_VERSION,
        "_h": listing.document_hash,
    }


def test_what_has_no_dates_never_ends() -> None:
    a_business("Кафе")
    found, _listing = document("business")

    assert [found[name] for name in ("starts_at", "over_at", "ended_at", "no_date")] == [NEVER, NEVER, NEVER, 1]
    assert [found[name] for name in ("price_min", "is_free", "age")] == [None, None, None]
    assert "_geo" not in found


def test_a_promotion_lasts_as_long_as_it_is_valid() -> None:
    a_promotion("Скидка", valid_from=START, valid_until=END)
    found, _listing = document("promotion")

    dates = [int(START.timestamp()), int(END.timestamp()), int(END.timestamp()), 0]
    assert [found[name] for name in ("starts_at", "over_at", "ended_at", "no_date")] == dates
    assert found["category"] == []
