"""Public shapes of promotions. Attribute names are the JSON keys; dates are UTC."""

from dataclasses import dataclass
from datetime import datetime

from content.blocks import Block
from content.cards import CityBrief, Picture


@dataclass(frozen=True, kw_only=True, slots=True)
class PromotionBusiness:
    """The business that gives a promotion."""

    id: str
    name: str
    logo: str | None
    isVerified: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PromotionCard:
    """A promotion in a list; ``discount`` is free text such as "1+1".

    ``daysText`` says on which days and hours it applies, ``None`` for a promotion that always does; ``isActive`` looks
    at the period of validity only.
    """

    id: str
    slug: str
    title: str
    description: str
    image: str | None
    imageAiLabel: str | None
    discount: str | None
    discountKind: str
    discountValue: int | None
    conditions: str | None
    validFrom: datetime
    validUntil: datetime
    validText: str
    daysText: str | None
    isActive: bool
    isPremiumOnly: bool
    viewsCount: int
    savesCount: int
    language: str
    createdAt: datetime
    businessId: str
    businessName: str
    cityId: str
    business: PromotionBusiness
    city: CityBrief


@dataclass(frozen=True, kw_only=True, slots=True)
class PromotionDetail(PromotionCard):
    """A promotion's own page, with how to reach the business.

    ``weekdays`` count from Monday = 0, none means every day. ``code`` is ``None`` also for Premium promotions: public
    reads do not know who asks.
    """

    descriptionHtml: str
    descriptionBlocks: list[Block]
    titleKz: str | None
    picture: Picture | None
    publishedAt: datetime
    weekdays: list[int]
    timeFrom: str | None
    timeUntil: str | None
    code: str | None
    usageLimit: int | None
    address: str | None
    phone: str | None
    phones: list[str]
    whatsapp: str | None
    instagram: str | None
    telegram: str | None
    website: str | None
