"""Events, businesses and promotions, as drafts or published."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from content.operations import create_draft, publish
from directory.models import Business
from events.models import Event, EventDate
from promos.models import Promotion
from tests.factories.content import a_category, a_city


def an_event(
    title: str = "Концерт у фонтана",
    *,
    live: bool = True,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    dates: list[EventDate] | None = None,
    category: str = "concerts",
    **fields: object,
) -> Event:
    """Create an event through the operations; ``live`` publishes it. By default it is tomorrow."""
    fields.setdefault("city", a_city())
    fields.setdefault("place_ru", "Городской парк")
    event = Event(title_ru=title, category=a_category(category), **fields)
    start = starts_at or (timezone.now() + timedelta(days=1)).astimezone(UTC).replace(microsecond=0)
    event.dates = dates if dates is not None else [EventDate(starts_at=start, ends_at=ends_at)]
    create_draft(event, by=None)
    if live:
        publish(event, by=None, authorisation="test")
    return Event.objects.get(pk=event.pk)


def a_business(
    title: str = "Кафе «Арома»", *, live: bool = True, category: str = "cafes", **fields: object
) -> Business:
    """Create a business through the operations; ``live`` publishes it."""
    fields.setdefault("city", a_city())
    business = Business(title_ru=title, category=a_category(category, "business"), **fields)
    create_draft(business, by=None)
    if live:
        publish(business, by=None, authorisation="test")
    return Business.objects.get(pk=business.pk)


def a_promotion(
    title: str = "Второй кофе в подарок", *, live: bool = True, business: Business | None = None, **fields: object
) -> Promotion:
    """Create a promotion through the operations; ``live`` publishes it. By default it is valid for a week."""
    now = timezone.now()
    business = business or a_business()
    defaults = {
        "discount": "1+1",
        "description_ru": "<p>Каждый второй кофе бесплатно.</p>",
        "valid_from": now - timedelta(days=1),
        "valid_until": now + timedelta(days=6),
        "city": business.city,
    }
    promotion = Promotion(title_ru=title, business=business, **{**defaults, **fields})
    create_draft(promotion, by=None)
    if live:
        publish(promotion, by=None, authorisation="test")
    return Promotion.objects.get(pk=promotion.pk)
