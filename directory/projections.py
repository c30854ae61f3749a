"""Turns live businesses into listings with finished JSON, in a fixed number of queries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import prefetch_related_objects

from content.cards import ai_label, city_brief, document_hash, picture, to_json
from content.localised import localised, text
from content.models import Entry, Listing
from content.renditions import CARD, LOGO, RenditionFiles, address, rendition_files
from content.richtext import excerpt, plain_text, public_blocks, public_html
from directory.cards import BusinessCard, BusinessDetail
from directory.enums import Tier
from directory.models import Business, BusinessListing, BusinessStanding
from language.codes import LANGUAGES, Language

_BODY_LENGTH: Final = 1500
_EXCERPT_LENGTH: Final = 300
_TIER_RANKS: Final = {Tier.FREE: 0, Tier.LITE: 1, Tier.PREMIUM: 2}


def build_listings(entries: Sequence[Entry], now: datetime) -> list[Listing]:
    """Return an unsaved listing for every business that has a category."""
    businesses = [entry for entry in entries if isinstance(entry, Business)]
    prefetch_related_objects(businesses, "category", "cover", "logo", "standing")
    files = rendition_files(image for business in businesses for image in (business.cover, business.logo))
    return [_listing(business, files, now) for business in businesses if business.category is not None]


def _listing(business: Business, files: RenditionFiles, now: datetime) -> BusinessListing:
    standing = getattr(business, "standing", None) or BusinessStanding(business=business)
    tier = _current_tier(standing, now)
    category = business.category
    names = (category.name_ru, category.name_kk, category.name_en) if category else ()
    titles = [title for title in (business.title_ru, business.title_kk) if title]
    keywords = [word for word in (*names, business.address_ru, business.address_kk, business.instagram) if word]
    body = " ".join(plain_text(source)[:_BODY_LENGTH] for source in (business.description_ru, business.description_kk))
    cards = {language: _card(business, standing, tier, files, language) for language in LANGUAGES}
    details = {language: _detail(business, cards[language], files, language) for language in LANGUAGES}
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
        published_at=business.first_published_at or now,
        projected_at=now,
        stale_at=standing.tier_until if standing.tier_until and standing.tier_until > now else None,
    )
    listing.document_hash = document_hash(
        titles, keywords, listing.body, business.city.slug, listing.category, listing.latitude, listing.longitude
    )
    return listing


def _current_tier(standing: BusinessStanding, now: datetime) -> Tier:
    """Return the tier paid for at ``now``; one that ran out counts as free."""
    is_over = standing.tier_until is not None and standing.tier_until <= now
    return Tier.FREE if is_over else Tier(standing.tier)


def _card(
    business: Business, standing: BusinessStanding, tier: Tier, files: RenditionFiles, language: Language
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
        whatsapp=business.whatsapp or None,
        instagram=business.instagram or None,
        website=business.website_url or None,
        logo=address(business.logo, LOGO, files),
        cover=address(business.cover, CARD, files),
        coverAiLabel=ai_label(business.cover, language),
        isVerified=standing.verified_at is not None,
        tier=tier.value,
        latitude=None if business.latitude is None else float(business.latitude),
        longitude=None if business.longitude is None else float(business.longitude),
        language=name.language,
        city=city_brief(business.city, language),
    )


def _detail(business: Business, card: BusinessCard, files: RenditionFiles, language: Language) -> BusinessDetail:
    source = text(business, "description", language)
    shared: dict[str, Any] = {name: getattr(card, name) for name in card.__dataclass_fields__}
    shared["description"] = plain_text(source) or None
    return BusinessDetail(
        **shared,
        descriptionHtml=public_html(source),
        descriptionBlocks=public_blocks(source),
        nameKz=business.title_kk or None,
        picture=picture(business.cover, language, files),
        cityId=str(business.city.public_id),
        createdAt=business.created_at,
        publishedAt=business.first_published_at or business.created_at,
    )


def draft_detail(business: Business, language: Language, now: datetime) -> BusinessDetail:
    """Return the public shape of a draft, however incomplete it is."""
    standing = BusinessStanding.objects.filter(business_id=business.pk).first() or BusinessStanding(business=business)
    files = rendition_files([business.cover, business.logo])
    card = _card(business, standing, _current_tier(standing, now), files, language)
    return _detail(business, card, files, language)
