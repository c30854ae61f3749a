"""The questions that both applications answer, and the right answers, which only the generator knows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote, urlencode

from bench.guide import SEARCHED, Guide

PAGE: Final = 20
_DEEP_PAGE: Final = 50
_OURS: Final = "/api/v1"
_REFERENCE: Final = "/api"
# What the reference tells of an item, by our names: with these ``fields`` both applications do the same work.
_EVENT: Final = "slug,title,description,category,date,endDate,isFree,price,image,city,business,location,address"
_EVENT_PAGE: Final = f"{_EVENT},titleKz,summary,createdAt"
_BUSINESS: Final = "slug,name,category,address,phone,latitude,longitude,logo,city"
_PROMOTION: Final = "slug,title,description,validFrom,validUntil,discount,business"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One request to each application. ``slugs`` is the answer, item by item.

    ``any_of`` is given where each application has an order of its own: then every item has to be one of these.
    """

    name: str
    ours: str
    reference: str
    slugs: tuple[str, ...]
    any_of: frozenset[str] = frozenset()


def questions(guide: Guide) -> list[Question]:
    """Return the questions about a guide."""
    return [*_about_events(guide), _about_businesses(guide), _about_promotions(guide), *_searches(guide)]


def deep_page(guide: Guide) -> int:
    """Return the number of the deep page: 50, or the last full one of a small guide."""
    return max(1, min(_DEEP_PAGE, len(guide.upcoming) // PAGE))


def _about_events(guide: Guide) -> list[Question]:
    upcoming, page = guide.upcoming, deep_page(guide)
    since, until = guide.now + timedelta(days=30), guide.now + timedelta(days=60)
    filtered = [
        event
        for event in upcoming
        if event.category == "concerts" and event.is_free and since <= event.start_at < until
    ]
    skipped = (page - 1) * PAGE
    detail = upcoming[min(400, len(upcoming) - 1)]
    start = _zulu(guide.now)
    period = {"from": _zulu(since), "to": _zulu(until)}
    return [
        Question(
            name="upcoming events",
            ours=_address(f"{_OURS}/events", limit=PAGE, fields=_EVENT),
            reference=_address(f"{_REFERENCE}/events/", start_after=start),
            slugs=tuple(event.slug for event in upcoming[:PAGE]),
        ),
        Question(
            name="whole cards",
            ours=_address(f"{_OURS}/events", limit=PAGE),
            reference=_address(f"{_REFERENCE}/events/", start_after=start),
            slugs=tuple(event.slug for event in upcoming[:PAGE]),
        ),
        Question(
            name="category, dates, free",
            ours=_address(f"{_OURS}/events", category="concerts", free="true", limit=PAGE, fields=_EVENT, **period),
            reference=_address(
                f"{_REFERENCE}/events/",
                category="concerts",
                is_free="true",
                start_after=period["from"],
                start_before=period["to"],
            ),
            slugs=tuple(event.slug for event in filtered[:PAGE]),
        ),
        Question(
            name="deep page",
            ours=_address(f"{_OURS}/events", limit=PAGE, offset=skipped, fields=_EVENT),
            reference=_address(f"{_REFERENCE}/events/", start_after=start, page=page),
            slugs=tuple(event.slug for event in upcoming[skipped : skipped + PAGE]),
        ),
        Question(
            name="one event",
            ours=_address(f"{_OURS}/events/{detail.public_id}", fields=_EVENT_PAGE),
            reference=f"{_REFERENCE}/events/{detail.id}/",
            slugs=(detail.slug,),
        ),
    ]


def _about_businesses(guide: Guide) -> Question:
    found = [one for one in guide.businesses if one.moderation == "approved" and one.category == "cafes"]
    return Question(
        name="businesses by category",
        ours=_address(f"{_OURS}/businesses", category="cafes", limit=PAGE, fields=_BUSINESS),
        reference=_address(f"{_REFERENCE}/businesses/", category="cafes"),
        slugs=tuple(one.slug for one in sorted(found, key=lambda one: one.id)[:PAGE]),
    )


def _about_promotions(guide: Guide) -> Question:
    found = [
        one for one in guide.promotions if one.moderation == "approved" and one.starts_at <= guide.now < one.ends_at
    ]
    found.sort(key=lambda one: (one.created_at, one.id), reverse=True)
    return Question(
        name="active promotions",
        ours=_address(f"{_OURS}/promotions", limit=PAGE, fields=_PROMOTION),
        reference=_address(f"{_REFERENCE}/promotions/", active_at=_zulu(guide.now)),
        slugs=tuple(one.slug for one in found[:PAGE]),
    )


def _searches(guide: Guide) -> list[Question]:
    found = [event.slug for event in guide.upcoming if SEARCHED in event.title.lower()]
    reference = _address(f"{_REFERENCE}/events/", start_after=_zulu(guide.now), search=SEARCHED)
    return [
        Question(
            name="search, soonest first",
            ours=_address(f"{_OURS}/events", q=SEARCHED, limit=PAGE, fields=_EVENT),
            reference=reference,
            slugs=tuple(found[:PAGE]),
        ),
        Question(
            name="search, best first",
            ours=_address(f"{_OURS}/search", q=SEARCHED, kind="event", limit=PAGE),
            reference=reference,
            slugs=tuple(found[:PAGE]),
            any_of=frozenset(found),
        ),
    ]


def _zulu(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _address(path: str, **parameters: object) -> str:
    return f"{path}?{urlencode(parameters, quote_via=quote)}"
