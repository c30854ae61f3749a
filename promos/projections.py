"""Turns live promotions of live businesses into listings with finished JSON, in a fixed number of queries."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, Final

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.cards import ai_label, city_brief, document_hash, picture, to_json
from content.localised import localised, text
from content.models import Entry, Listing
from content.renditions import CARD, LOGO, RenditionFiles, address, rendition_files
from content.richtext import excerpt, plain_text, public_blocks, public_html
from language.codes import LANGUAGES, Language
from language.dates import period_text
from promos.cards import PromotionBusiness, PromotionCard, PromotionDetail
from promos.enums import NUMBERED_DISCOUNTS
from promos.models import Promotion, PromotionListing, PromotionStanding
from promos.texts import days_and_hours, offered

_BODY_LENGTH: Final = 1500
_EXCERPT_LENGTH: Final = 300
# What people call a promotion, in both languages, whatever its title says.
_KIND_WORDS: Final = ("Акция",)
_DISCOUNT_WORDS: Final = ("Скидка", "Жеңілдік")


def build_listings(entries: Sequence[Entry], now: datetime) -> list[Listing]:
    """Return an unsaved listing for every promotion whose business is live."""
    promotions = [entry for entry in entries if isinstance(entry, Promotion)]
    prefetch_related_objects(promotions, "cover", "business__logo", "business__standing", "standing")
    files = rendition_files(
        image for promotion in promotions for image in (promotion.cover, promotion.business and promotion.business.logo)
    )
    return [
        _listing(promotion, files, now)
        for promotion in promotions
        if promotion.business is not None and promotion.business.live
    ]


def _listing(promotion: Promotion, files: RenditionFiles, now: datetime) -> PromotionListing:
    standing = getattr(promotion, "standing", None) or PromotionStanding(promotion=promotion)
    business = promotion.business
    titles = [title for title in (promotion.title_ru, promotion.title_kk) if title]
    discounts = {offered(promotion, language): None for language in LANGUAGES}
    names = (business.title_ru, business.title_kk) if business else ()
    words = (
        *names,
        *discounts,
        *_KIND_WORDS,
        *(_DISCOUNT_WORDS if promotion.discount_kind in NUMBERED_DISCOUNTS else ()),
    )
    keywords = [word for word in words if word]
    sources = (promotion.description_ru, promotion.description_kk)
    body = " ".join(plain_text(source)[:_BODY_LENGTH] for source in sources)
    cards = {language: _card(promotion, standing, files, language, now) for language in LANGUAGES}
    details = {language: _detail(promotion, cards[language], files, language) for language in LANGUAGES}
    listing = PromotionListing(
        entry=promotion,
        public_id=promotion.public_id,
        slug=promotion.slug,
        city=promotion.city,
        titles=titles,
        keywords=keywords,
        body=body.strip(),
        card_ru=to_json(cards["ru"]),
        card_kk=to_json(cards["kk"]),
        detail_ru=to_json(details["ru"]),
        detail_kk=to_json(details["kk"]),
        valid_from=promotion.valid_from,
        valid_until=promotion.valid_until,
        is_over=promotion.valid_until <= now,
        is_premium_only=promotion.is_premium_only,
        business_id=cards["ru"].businessId,
        published_at=promotion.first_published_at or now,
        projected_at=now,
        stale_at=_stale_at(promotion, now),
    )
    listing.document_hash = document_hash(
        titles, keywords, listing.body, promotion.city.slug, promotion.valid_from, promotion.valid_until
    )
    return listing


def _stale_at(promotion: Promotion, now: datetime) -> datetime | None:
    """Return the next moment at which ``isActive`` or the year in a text turns."""
    zone = promotion.city.zone
    new_year = datetime(now.astimezone(zone).year + 1, 1, 1, tzinfo=zone)
    return min(moment for moment in (promotion.valid_from, promotion.valid_until, new_year) if moment > now)


def _card(
    promotion: Promotion, standing: PromotionStanding, files: RenditionFiles, language: Language, now: datetime
) -> PromotionCard:
    business = promotion.business
    if business is None:
        raise ValueError("only promotions of a business are listed")
    title = localised(promotion, "title", language)
    description = plain_text(text(promotion, "description", language))
    business_standing = getattr(business, "standing", None)
    name = text(business, "title", language)
    return PromotionCard(
        id=str(promotion.public_id),
        slug=promotion.slug,
        title=title.text,
        description=excerpt(description, length=_EXCERPT_LENGTH),
        image=address(promotion.cover, CARD, files),
        imageAiLabel=ai_label(promotion.cover, language),
        discount=offered(promotion, language) or None,
        discountKind=promotion.discount_kind,
        discountValue=promotion.discount_value,
        conditions=text(promotion, "conditions", language) or None,
        validFrom=promotion.valid_from,
        validUntil=promotion.valid_until,
        validText=period_text(
            starts_at=promotion.valid_from,
            ends_at=promotion.valid_until,
            zone=promotion.city.zone,
            now=now,
            language=language,
        ),
        daysText=days_and_hours(promotion, language) or None,
        isActive=promotion.valid_from <= now < promotion.valid_until,
        isPremiumOnly=promotion.is_premium_only,
        viewsCount=standing.views_count,
        savesCount=standing.saves_count,
        language=title.language,
        createdAt=promotion.created_at,
        businessId=str(business.public_id),
        businessName=name,
        cityId=str(promotion.city.public_id),
        business=PromotionBusiness(
            id=str(business.public_id),
            name=name,
            logo=address(business.logo, LOGO, files),
            isVerified=business_standing is not None and business_standing.verified_at is not None,
        ),
        city=city_brief(promotion.city, language),
    )


def _detail(promotion: Promotion, card: PromotionCard, files: RenditionFiles, language: Language) -> PromotionDetail:
    business = promotion.business
    source = text(promotion, "description", language)
    shared: dict[str, Any] = {name: getattr(card, name) for name in card.__dataclass_fields__}
    shared["description"] = plain_text(source)
    return PromotionDetail(
        **shared,
        descriptionHtml=public_html(source),
        descriptionBlocks=public_blocks(source),
        titleKz=promotion.title_kk or None,
        picture=picture(promotion.cover, language, files),
        publishedAt=promotion.first_published_at or promotion.created_at,
        weekdays=sorted(promotion.weekdays),
        timeFrom=_clock(promotion.time_from),
        timeUntil=_clock(promotion.time_until),
        code=None if promotion.is_premium_only else promotion.code or None,
        usageLimit=promotion.usage_limit,
        address=text(business, "address", language) or None,
        phone=(business and business.phone) or None,
        phones=business.phones if business else [],
        whatsapp=(business and business.whatsapp) or None,
        instagram=(business and business.instagram) or None,
        telegram=(business and business.telegram) or None,
        website=(business and business.website_url) or None,
    )


def _clock(moment: time | None) -> str | None:
    return None if moment is None else f"{moment:%H:%M}"


def draft_detail(promotion: Promotion, language: Language, now: datetime) -> PromotionDetail:
    """Return the public shape of a draft; one whose business is not chosen yet says so in its place."""
    business: Any = promotion.business
    if business is None:
        model: Any = Promotion._meta.get_field("business").related_model
        with override(language):
            business = model(title_ru=_("Заведение ещё не выбрано"), city=promotion.city)
        promotion.business = business
    standing = PromotionStanding.objects.filter(promotion_id=promotion.pk).first()
    files = rendition_files([promotion.cover, business.logo])
    card = _card(promotion, standing or PromotionStanding(promotion=promotion), files, language, now)
    return _detail(promotion, card, files, language)
