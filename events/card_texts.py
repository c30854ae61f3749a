"""Builds the public shapes of one event, in each language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from content.blocks import Block
from content.cards import ai_label, city_brief, gallery, picture, to_json
from content.localised import localised, text
from content.renditions import CARD, LOGO, RenditionFiles, address
from content.richtext import excerpt, plain_text, public_forms
from events.cards import (
    EventBusiness,
    EventCard,
    EventContact,
    EventDateShape,
    EventDetail,
    EventSeo,
    EventTerms,
    EventWhen,
)
from events.enums import DateStatus, PriceKind
from events.models import Event, EventDate, EventPicture, EventStanding
from events.places import place_of, place_words
from events.runs import event_runs, run_date_text
from events.schedule import Occurrence
from language import phones
from language.codes import Language
from language.dates import date_text, time_text
from language.prices import age_label, price_span, price_text
from language.statuses import status_text

_EXCERPT_LENGTH: Final = 300
_SEO_LENGTH: Final = 160
_DATES_SHOWN: Final = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class DateFacts:
    """What readers filter the dates of one row by: prices (0 is free, ``None`` unknown or without end) and place."""

    is_free: bool
    price_from: int | None
    price_to: int | None
    venue_id: UUID | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, kw_only=True)
class EventTexts:
    """An event with what its texts need: the files of its pictures and the moment they are written for."""

    event: Event
    files: RenditionFiles
    now: datetime
    _rows: Mapping[UUID, EventDate] = field(init=False)
    # Of a date and a language, which card, page and stored date all ask for.
    _whens: dict[tuple[int, str], EventWhen] = field(default_factory=dict)
    _terms: dict[tuple[UUID, str], EventTerms] = field(default_factory=dict)
    _facts: dict[UUID, DateFacts] = field(default_factory=dict)
    # Of a text, which both languages may share.
    _forms: dict[str, tuple[str, list[Block]]] = field(default_factory=dict)
    _pictures: list[EventPicture] = field(init=False)
    _tag_names: list[str] = field(init=False)
    _has_own_terms: bool = field(init=False)

    def __post_init__(self) -> None:
        rows = {row.key: row for row in self.event.dates.all()}
        # The way of frozen dataclasses to keep what is computed once.
        object.__setattr__(self, "_rows", rows)
        object.__setattr__(self, "_pictures", list(self.event.gallery.all()))
        object.__setattr__(self, "_tag_names", sorted(item.tag.name for item in self.event.tagged_items.all()))
        object.__setattr__(self, "_has_own_terms", any(row.price_kind or row.has_own_place for row in rows.values()))

    def when(self, occurrence: Occurrence, language: Language) -> EventWhen:
        """Return the part of a card that depends on the date shown."""
        known = (id(occurrence), language)
        if known not in self._whens:
            self._whens[known] = self._when(occurrence, language)
        return self._whens[known]

    def _when(self, occurrence: Occurrence, language: Language) -> EventWhen:
        return EventWhen(
            date=occurrence.starts_at.astimezone(UTC),
            endDate=None if occurrence.ends_at is None else occurrence.ends_at.astimezone(UTC),
            time="" if occurrence.is_all_day else time_text(occurrence.starts_at, zone=self.event.city.zone),
            dateText=self._run_or_date_text(occurrence, language),
            status=occurrence.status,
            statusText=self._status_text(occurrence, language),
            isOnline=self._is_online(occurrence),
        )

    def terms(self, occurrence: Occurrence, language: Language) -> EventTerms:
        """Return place and price of the date shown."""
        known = (occurrence.key, language)
        if known not in self._terms:
            self._terms[known] = self._terms_of(occurrence, language)
        return self._terms[known]

    def _terms_of(self, occurrence: Occurrence, language: Language) -> EventTerms:
        row = self._rows.get(occurrence.key)
        place = place_of(self.event, row, language)
        priced: Any = row if row is not None and row.price_kind else self.event
        return EventTerms(
            location=place.name or place.address,
            address=place.address or None,
            venue=place.venue,
            # The frontend prints "0 ₸" for a zero, so whatever is not paid for has no price at all.
            price=priced.price_min or None,
            maxPrice=priced.price_max or None,
            isFree=priced.price_kind == PriceKind.FREE,
            priceText=price_text(
                kind=priced.price_kind, minimum=priced.price_min, maximum=priced.price_max, language=language
            ),
        )

    def facts(self, occurrence: Occurrence) -> DateFacts:
        """Return what a date is found by."""
        if occurrence.key not in self._facts:
            row = self._rows.get(occurrence.key)
            place = place_of(self.event, row, "ru")
            priced: Any = row if row is not None and row.price_kind else self.event
            least, most = price_span(kind=priced.price_kind, minimum=priced.price_min, maximum=priced.price_max)
            self._facts[occurrence.key] = DateFacts(
                is_free=self.terms(occurrence, "ru").isFree,
                price_from=least,
                price_to=most,
                venue_id=None if place.venue is None else UUID(place.venue.id),
                latitude=place.latitude,
                longitude=place.longitude,
            )
        return self._facts[occurrence.key]

    def when_json(self, occurrence: Occurrence, language: Language) -> str:
        """Return the keys of a card that another date changes; place and price where dates differ in them."""
        when = self.when(occurrence, language)
        if not self._has_own_terms:
            return to_json(when)
        terms = self.terms(occurrence, language)
        return to_json({name: getattr(part, name) for part in (when, terms) for name in part.__dataclass_fields__})

    def _run_or_date_text(self, occurrence: Occurrence, language: Language) -> str:
        if occurrence.run is not None:
            return run_date_text(occurrence, zone=self.event.city.zone, now=self.now, language=language)
        return self._date_text(occurrence, language)

    def _date_text(self, occurrence: Occurrence, language: Language) -> str:
        return date_text(
            starts_at=occurrence.starts_at,
            ends_at=occurrence.ends_at,
            is_all_day=occurrence.is_all_day,
            zone=self.event.city.zone,
            now=self.now,
            language=language,
        )

    def _online_url(self, occurrence: Occurrence) -> str:
        row = self._rows.get(occurrence.key)
        return (row.online_url if row is not None else "") or self.event.online_url

    def _is_online(self, occurrence: Occurrence) -> bool:
        return occurrence.status == DateStatus.MOVED_ONLINE or bool(self._online_url(occurrence))

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
        terms = self.terms(shown, language)
        return EventCard(
            id=str(event.public_id),
            slug=event.slug,
            title=title.text,
            description=self._summary(language) or None,
            category=event.category.slug if event.category else "other",
            image=address(event.cover, CARD, self.files),
            imageAiLabel=ai_label(event.cover, language),
            date=when.date,
            endDate=when.endDate,
            time=when.time,
            dateText=when.dateText,
            status=when.status,
            statusText=when.statusText,
            location=terms.location,
            address=terms.address,
            price=terms.price,
            maxPrice=terms.maxPrice,
            isFree=terms.isFree,
            priceText=terms.priceText,
            ageLabel=age_label(event.age_limit, language),
            isFeatured=self._is_featured(standing),
            viewsCount=standing.views_count,
            savesCount=standing.saves_count,
            viewCount=standing.views_count,
            saveCount=standing.saves_count,
            language=title.language,
            city=city_brief(event.city, language),
            business=self._business(language),
            venue=terms.venue,
            isOnline=when.isOnline,
            isSoldOut=event.is_sold_out,
        )

    def detail(
        self,
        card: EventCard,
        shown: Occurrence,
        found: Sequence[Occurrence],
        standing: EventStanding,
        language: Language,
    ) -> EventDetail:
        """Return the shape of the event's own page, with the dates to come (or the last ones, when all are over).

        ``card`` is the event's card in the same language.
        """
        event = self.event
        source = text(event, "description", language)
        shared: dict[str, Any] = {name: getattr(card, name) for name in card.__dataclass_fields__}
        shared["description"] = plain_text(source) or None
        coming = [occurrence for occurrence in found if occurrence.over_at > self.now] or found[-_DATES_SHOWN:]
        business_id = self.business_id()
        place = place_of(event, self._rows.get(shown.key), language)
        html, blocks = self._forms_of(source)
        return EventDetail(
            **shared,
            descriptionHtml=html,
            descriptionBlocks=blocks,
            titleKz=event.title_kk or None,
            picture=picture(event.cover, language, self.files),
            organiserName=event.organiser_name or (card.business.name if card.business else None),
            priceKind=event.price_kind,
            ageLimit=event.age_limit,
            latitude=place.latitude,
            longitude=place.longitude,
            websiteUrl=event.website_url or None,
            ticketUrl=event.ticket_url or None,
            tags=self._tags(),
            dates=[self._date(occurrence, language) for occurrence in coming[:_DATES_SHOWN]],
            runs=event_runs(self._rows.values(), zone=event.city.zone, now=self.now, language=language),
            summary=text(event, "summary", language) or None,
            gallery=gallery(self._pictures, language, self.files),
            onlineUrl=event.online_url or None,
            attendanceMode=self._attendance_mode(shown, card),
            videoUrl=event.video_url or None,
            capacity=event.capacity,
            languages=list(event.languages),
            accessibility=list(event.accessibility),
            contact=self._contact(),
            featuredUntil=standing.featured_until if card.isFeatured else None,
            seo=self._seo(card, source, language),
            cityId=str(event.city.public_id),
            businessId=None if business_id is None else str(business_id),
            creatorId=None,
            isApproved=True,
            createdAt=event.created_at,
            publishedAt=event.first_published_at or event.created_at,
        )

    def _forms_of(self, source: str) -> tuple[str, list[Block]]:
        if source not in self._forms:
            self._forms[source] = public_forms(source)
        return self._forms[source]

    def business_id(self) -> UUID | None:
        """Return the public id of the organising business while it is public itself."""
        organiser = self.event.organiser
        return organiser.public_id if organiser is not None and organiser.live else None

    def keywords(self) -> list[str]:
        """Return the words that find the event besides its title and description."""
        event, category, organiser = self.event, self.event.category, self.event.organiser
        words = [*place_words(event, self._rows.values()), event.organiser_name]
        if category is not None:
            words += [category.name_ru, category.name_kk, category.name_en]
        if organiser is not None and organiser.live:
            words += [organiser.title_ru, organiser.title_kk]
        return [word for word in (*words, *self._tags()) if word]

    def _summary(self, language: Language) -> str:
        """Return the editor's own short text, else the beginning of the description."""
        event = self.event
        own = localised(event, "summary", language)
        if own.text and (own.language == language or not getattr(event, f"description_{language}")):
            return own.text
        return excerpt(plain_text(text(event, "description", language)), length=_EXCERPT_LENGTH)

    def _is_featured(self, standing: EventStanding) -> bool:
        return standing.featured_until is not None and standing.featured_until > self.now

    def _attendance_mode(self, shown: Occurrence, card: EventCard) -> str:
        """Return the word of schema.org: where the event is attended."""
        if shown.status == DateStatus.MOVED_ONLINE or (card.isOnline and not card.location):
            return "online"
        return "mixed" if card.isOnline else "offline"

    def _contact(self) -> EventContact | None:
        event = self.event
        if not (event.contact_name or event.contact_phone or event.contact_email):
            return None
        return EventContact(
            name=event.contact_name or None,
            phone=event.contact_phone or None,
            phoneText=phones.shown(event.contact_phone) if event.contact_phone else None,
            email=event.contact_email or None,
        )

    def _seo(self, card: EventCard, source: str, language: Language) -> EventSeo:
        description = text(self.event, "seo_description", language) or text(self.event, "summary", language)
        return EventSeo(
            title=text(self.event, "seo_title", language) or card.title,
            description=excerpt(description or plain_text(source), length=_SEO_LENGTH),
        )

    def _tags(self) -> list[str]:
        return self._tag_names

    def _date(self, occurrence: Occurrence, language: Language) -> EventDateShape:
        when, row = self.when(occurrence, language), self._rows.get(occurrence.key)
        terms = self.terms(occurrence, language)
        previous = occurrence.previous_starts_at
        return EventDateShape(
            id=str(occurrence.key),
            date=when.date,
            endDate=when.endDate,
            day=occurrence.day,
            isAllDay=occurrence.is_all_day,
            dateText=self._date_text(occurrence, language),
            status=when.status,
            statusText=when.statusText,
            reason=(text(row, "reason", language) if row is not None else "") or None,
            previousDate=None if previous is None else previous.astimezone(UTC),
            isOnline=when.isOnline,
            onlineUrl=self._online_url(occurrence) or None,
            **{name: getattr(terms, name) for name in terms.__dataclass_fields__},
        )

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
            tier=standing.tier_at(self.now).value if standing is not None else "free",
        )
