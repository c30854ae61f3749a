"""Turns live businesses into listings with finished JSON, in a fixed number of queries."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.db.models import prefetch_related_objects

from content.cards import ai_label, city_brief, document_hash, gallery, picture, to_json
from content.localised import localised, text
from content.models import Entry, Image, Listing
from content.opening_hours.answers import Openness, openness
from content.opening_hours.cards import exceptional_hours, week_hours
from content.public_holidays import is_public_holiday
from content.renditions import CARD, LOGO, RenditionFiles, address, rendition_files
from content.richtext import excerpt, plain_text, public_blocks, public_html
from directory.cards import BusinessCard, BusinessDetail, Rating
from directory.enums import Tier
from directory.models import Business, BusinessListing, BusinessStanding
from language.codes import LANGUAGES, Language
from language.opening_hours import LONG, openness_text

_BODY_LENGTH: Final = 1500
_EXCERPT_LENGTH: Final = 300
_TIER_RANKS: Final = {Tier.FREE: 0, Tier.LITE: 1, Tier.PREMIUM: 2}


def build_listings(entries: Sequence[Entry], now: datetime) -> list[Listing]:
    """Return an unsaved listing for every business that has a category."""
    businesses = [entry for entry in entries if isinstance(entry, Business)]
    prefetch_related_objects(businesses, "category", "cover", "logo", "standing", "gallery__image")
    files = rendition_files(image for business in businesses for image in _images(business))
    return [_listing(business, files, now) for business in businesses if business.category is not None]


def _images(business: Business) -> Iterator[Image | None]:
    yield business.cover
    yield business.logo
    for shown in business.gallery.all():
        yield shown.image


def _listing(business: Business, files: RenditionFiles, now: datetime) -> BusinessListing:
    standing = getattr(business, "standing", None) or BusinessStanding(business=business)
    tier = standing.tier_at(now)
    category = business.category
    names = (category.name_ru, category.name_kk, category.name_en) if category else ()
    titles = [title for title in (business.title_ru, business.title_kk) if title]
    keywords = [word for word in (*names, business.address_ru, business.address_kk, business.instagram) if word]
    body = " ".join(plain_text(source)[:_BODY_LENGTH] for source in (business.description_ru, business.description_kk))
    opening = openness(business.hours, now=now, zone=business.city.zone, is_holiday=is_public_holiday)
    cards = {language: _card(business, standing, tier, opening, files, language, now) for language in LANGUAGES}
    details = {language: _detail(business, standing, cards[language], files, language, now) for language in LANGUAGES}
    listing = BusinessListing(
        entry=business,
        public_id=business.public_id,
        slug=business.slug,
        city=business.city,
        category=category.slug if category else "",
        titles=titles,
        keywords=keywords,
        body=body.strip(),
        name=business.title_ru,
        card_ru=to_json(cards["ru"]),
        card_kk=to_json(cards["kk"]),
        detail_ru=to_json(details["ru"]),
        detail_kk=to_json(details["kk"]),
        is_verified=standing.verified_at is not None,
        tier_rank=_TIER_RANKS[tier],
        latitude=None if business.latitude is None else float(business.latitude),
        longitude=None if business.longitude is None else float(business.longitude),
        opens_at=opening.span[0] if opening.span else None,
        closes_at=opening.span[1] if opening.span else None,
        published_at=business.first_published_at or now,
        projected_at=now,
        stale_at=_stale_at(business, standing, opening, now),
    )
    listing.document_hash = document_hash(
        titles, keywords, listing.body, business.city.slug, listing.category, listing.latitude, listing.longitude
    )
    return listing


def _stale_at(business: Business, standing: BusinessStanding, opening: Openness, now: datetime) -> datetime | None:
    """Return the next moment at which the tier, the open state or a text about hours turns."""
    turns = [standing.tier_until]
    if business.opening_hours is not None:
        zone = business.city.zone
        # "Tomorrow" becomes "today" at midnight, and exceptions end then.
        midnight = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
        turns += [midnight, opening.until, opening.until and opening.until - LONG]
    return min((moment for moment in turns if moment is not None and moment > now), default=None)


def _card(
    business: Business,
    standing: BusinessStanding,
    tier: Tier,
    opening: Openness,
    files: RenditionFiles,
    language: Language,
    now: datetime,
) -> BusinessCard:
    name = localised(business, "title", language)
    description = plain_text(text(business, "description", language))
    return BusinessCard(
        id=str(business.public_id),
        slug=business.slug,
        name=name.text,
        description=excerpt(description, length=_EXCERPT_LENGTH) or None,
        category=business.category.slug if business.category else "other",
        address=text(business, "address", language) or None,
        phone=business.phone or None,
        phones=business.phones,
        whatsapp=business.whatsapp or None,
        instagram=business.instagram or None,
        telegram=business.telegram or None,
        website=business.website_url or None,
        logo=address(business.logo, LOGO, files),
        cover=address(business.cover, CARD, files),
        coverAiLabel=ai_label(business.cover, language),
        isVerified=standing.verified_at is not None,
        tier=tier.value,
        latitude=None if business.latitude is None else float(business.latitude),
        longitude=None if business.longitude is None else float(business.longitude),
        openState=opening.state,
        isOpen=None if opening.state == "unknown" else opening.state == "open",
        openText=_open_text(business, opening, language, now),
        openUntil=opening.until if opening.state == "open" else None,
        opensAt=opening.until if opening.state == "closed" and opening.then == "open" else None,
        language=name.language,
        city=city_brief(business.city, language),
    )


def _open_text(business: Business, opening: Openness, language: Language, now: datetime) -> str | None:
    """Return what a card says of the hours, ``None`` where the team has not asked for them."""
    if business.opening_hours is None:
        return None
    return openness_text(
        state=opening.state,
        until=opening.until,
        then=opening.then,
        zone=business.city.zone,
        now=now,
        language=language,
    )


def _detail(
    business: Business,
    standing: BusinessStanding,
    card: BusinessCard,
    files: RenditionFiles,
    language: Language,
    now: datetime,
) -> BusinessDetail:
    source = text(business, "description", language)
    shared: dict[str, Any] = {name: getattr(card, name) for name in card.__dataclass_fields__}
    shared["description"] = plain_text(source) or None
    return BusinessDetail(
        **shared,
        descriptionHtml=public_html(source),
        descriptionBlocks=public_blocks(source),
        nameKz=business.title_kk or None,
        picture=picture(business.cover, language, files),
        gallery=gallery(business.gallery.all(), language, files),
        openingHours=week_hours(business.hours, language),
        exceptions=exceptional_hours(
            business.hours, today=now.astimezone(business.city.zone).date(), language=language
        ),
        rating=Rating(
            average=None if standing.rating_average is None else float(standing.rating_average),
            count=standing.rating_count,
        ),
        cityId=str(business.city.public_id),
        createdAt=business.created_at,
        publishedAt=business.first_published_at or business.created_at,
    )


def draft_detail(business: Business, language: Language, now: datetime) -> BusinessDetail:
    """Return the public shape of a draft, however incomplete it is."""
    standing = BusinessStanding.objects.filter(business_id=business.pk).first() or BusinessStanding(business=business)
    files = rendition_files(_images(business))
    opening = openness(business.hours, now=now, zone=business.city.zone, is_holiday=is_public_holiday)
    card = _card(business, standing, standing.tier_at(now), opening, files, language, now)
    return _detail(business, standing, card, files, language, now)
