"""Builds the public shapes of one event, in each language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from content.cards import ai_label, city_brief, picture
from content.localised import localised, text
from content.renditions import CARD, LOGO, RenditionFiles, address
from content.richtext import excerpt, plain_text, public_blocks, public_html
from events.cards import EventBusiness, EventCard, EventDateShape, EventDetail, EventWhen
from events.enums import PriceKind
from events.models import Event, EventStanding
from events.schedule import Occurrence
from language.codes import Language
from language.dates import date_text, time_text
from language.prices import age_label, price_text
from language.statuses import status_text

_EXCERPT_LENGTH: Final = 300
_DATES_SHOWN: Final = 60


@dataclass(frozen=True, kw_only=True)
class EventTexts:
    """An event with what its texts need: the files of its pictures and the moment they are written for."""

    event: Event
    files: RenditionFiles
    now: datetime

    def when(self, occurrence: Occurrence, language: Language) -> EventWhen:
        """Return the part of a card that depends on the date shown."""
        zone = self.event.city.zone
        return EventWhen(
            date=occurrence.starts_at.astimezone(UTC),
            endDate=None if occurrence.ends_at is None else occurrence.ends_at.astimezone(UTC),
            time="" if occurrence.is_all_day else time_text(occurrence.starts_at, zone=zone),
            dateText=date_text(
                starts_at=occurrence.starts_at,
                ends_at=occurrence.ends_at,
                is_all_day=occurrence.is_all_day,
                zone=zone,
                now=self.now,
                language=language,
            ),
            status=occurrence.status,
            statusText=self._status_text(occurrence, language),
        )

    def _status_text(self, occurrence: Occurrence, language: Language) -> str:
        return status_text(
            occurrence.status,
            moved_to=occurrence.starts_at,
            zone=self.event.city.zone,
            now=self.now,
            language=language,
        )

    def card(self, shown: Occurrence, standing: EventStanding, language: Language) -> EventCard:
        """Return the shape of a list item."""
        event = self.event
        when = self.when(shown, language)
        title = localised(event, "title", language)
        description = plain_text(text(event, "description", language))
        return EventCard(
            id=str(event.public_id),
            slug=event.slug,
            title=title.text,
            description=excerpt(description, length=_EXCERPT_LENGTH) or None,
            category=event.category.slug if event.category else "other",
            image=address(event.cover, CARD, self.files),
            imageAiLabel=ai_label(event.cover, language),
            date=when.date,
            endDate=when.endDate,
            time=when.time,
            dateText=when.dateText,
            status=when.status,
            statusText=when.statusText,
            location=text(event, "place", language) or text(event, "address", language),
            address=text(event, "address", language) or None,
            # The frontend prints "0 ₸" for a zero, so whatever is not paid for has no price at all.
            price=event.price_min or None,
            maxPrice=event.price_max or None,
            isFree=event.price_kind == PriceKind.FREE,
            priceText=self._price_text(language),
            ageLabel=age_label(event.age_limit, language),
            isFeatured=standing.featured_until is not None and standing.featured_until > self.now,
            viewsCount=standing.views_count,
            savesCount=standing.saves_count,
            viewCount=standing.views_count,
            saveCount=standing.saves_count,
            language=title.language,
            city=city_brief(event.city, language),
            business=self._business(language),
        )

    def detail(
        self, shown: Occurrence, found: Sequence[Occurrence], standing: EventStanding, language: Language
    ) -> EventDetail:
        """Return the shape of the event's own page, with the dates to come (or the last ones, when all are over)."""
        event = self.event
        card = self.card(shown, standing, language)
        source = text(event, "description", language)
        shared: dict[str, Any] = {name: getattr(card, name) for name in card.__dataclass_fields__}
        shared["description"] = plain_text(source) or None
        coming = [occurrence for occurrence in found if occurrence.over_at > self.now] or found[-_DATES_SHOWN:]
        business_id = self.business_id()
        return EventDetail(
            **shared,
            descriptionHtml=public_html(source),
            descriptionBlocks=public_blocks(source),
            titleKz=event.title_kk or None,
            picture=picture(event.cover, language, self.files),
            organiserName=event.organiser_name or (card.business.name if card.business else None),
            priceKind=event.price_kind,
            ageLimit=event.age_limit,
            latitude=None if event.latitude is None else float(event.latitude),
            longitude=None if event.longitude is None else float(event.longitude),
            websiteUrl=event.website_url or None,
            ticketUrl=event.ticket_url or None,
            tags=self._tags(),
            dates=[self._date(occurrence, language) for occurrence in coming[:_DATES_SHOWN]],
            cityId=str(event.city.public_id),
            businessId=None if business_id is None else str(business_id),
            creatorId=None,
            isApproved=True,
            createdAt=event.created_at,
            publishedAt=event.first_published_at or event.created_at,
        )

    def business_id(self) -> UUID | None:
        """Return the public id of the organising business while it is public itself."""
        organiser = self.event.organiser
        return organiser.public_id if organiser is not None and organiser.live else None

    def keywords(self) -> list[str]:
        """Return the words that find the event besides its title and description."""
        event, category, organiser = self.event, self.event.category, self.event.organiser
        words = [event.place_ru, event.place_kk, event.address_ru, event.address_kk, event.organiser_name]
        if category is not None:
            words += [category.name_ru, category.name_kk, category.name_en]
        if organiser is not None and organiser.live:
            words += [organiser.title_ru, organiser.title_kk]
        return [word for word in (*words, *self._tags()) if word]

    def _tags(self) -> list[str]:
        return sorted(item.tag.name for item in self.event.tagged_items.all())

    def _date(self, occurrence: Occurrence, language: Language) -> EventDateShape:
        when = self.when(occurrence, language)
        return EventDateShape(
            date=when.date,
            endDate=when.endDate,
            isAllDay=occurrence.is_all_day,
            dateText=when.dateText,
            status=when.status,
            statusText=when.statusText,
        )

    def _price_text(self, language: Language) -> str:
        event = self.event
        return price_text(kind=event.price_kind, minimum=event.price_min, maximum=event.price_max, language=language)

    def _business(self, language: Language) -> EventBusiness | None:
        organiser = self.event.organiser
        if organiser is None or not organiser.live:
            return None
        standing = getattr(organiser, "standing", None)
        return EventBusiness(
            id=str(organiser.public_id),
            name=text(organiser, "title", language),
            logo=address(organiser.logo, LOGO, self.files),
            isVerified=standing is not None and standing.verified_at is not None,
            tier=standing.tier if standing is not None else "free",
        )
