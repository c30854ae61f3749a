"""Loads the demo city through the same operations as everyone's content."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final, TypeVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from wagtail.models import Collection

from accounts.models import User
from content.models import Category, CategoryKind, City, CityAssignment, CityPhoto, Entry, Image
from content.operations import create_draft
from content.taxonomy import ensure_categories
from demo.accounts import ACCOUNTS, ADMIN, EDITOR, SENIOR, ensure_accounts
from demo.afterwards import bring_to_state
from demo.entries import build_business, build_event, build_promotion, build_venue
from demo.media import ensure_collection, store_picture
from demo.pictures.catalogue import draw_cover, draw_logo, draw_photo
from demo.specs import BusinessSpec, CitySpec, Content, EntrySpec, EventSpec, PlaceSpec, PromotionSpec, read_content
from directory.models import Business, BusinessStanding, Venue
from events.models import Event, EventStanding
from promos.models import Promotion, PromotionStanding

_Spec = TypeVar("_Spec", bound=EntrySpec)
_FEATURED_FOR: Final = timedelta(days=60)
_TIER_FOR: Final = timedelta(days=180)
_PROGRESS_EVERY: Final = 20


@dataclass(kw_only=True)
class Loaded:
    """How many rows a load added, by what they are."""

    cities: int = 0
    photos: int = 0
    venues: int = 0
    businesses: int = 0
    events: int = 0
    promotions: int = 0


def load_demo(
    *, now: datetime, accounts_file: Path, say: Callable[[str], None], content: Content | None = None
) -> Loaded:
    """Add whatever of the demo city is missing; answers what was added, nothing the second time.

    Dates are counted from ``now`` (aware). Entries are recognised by city and slug, so what the team changed stays.
    Every entry is a transaction of its own: an interrupted load is completed by the next one. ``say`` gets a line per
    stage; ``content`` is what lies in ``demo/content`` unless given. Raises ``ImproperlyConfigured`` where the
    settings do not allow a demo, before anything is touched.
    """
    if settings.DEMO_ALLOWED is not True:
        raise ImproperlyConfigured("The demo city is for development: these settings do not allow it (DEMO_ALLOWED).")
    content = content or read_content()
    ensure_categories()
    load = _Load(content=content, users=ensure_accounts(path=accounts_file), now=now, say=say)
    load.add_cities()
    load.add_venues()
    load.add_entries("businesses", content.businesses, load.add_business)
    load.add_entries("events", content.events, load.add_event)
    load.add_entries("promotions", content.promotions, load.add_promotion)
    return load.loaded


@dataclass(kw_only=True)
class _Load:
    """One load: what every step of it needs."""

    content: Content
    users: Mapping[str, User]
    now: datetime
    say: Callable[[str], None]
    loaded: Loaded = field(default_factory=Loaded)
    cities: dict[str, City] = field(default_factory=dict)
    categories: dict[tuple[str, str], Category] = field(default_factory=dict)
    collection: Collection = field(default_factory=ensure_collection)

    def add_cities(self) -> None:
        """Add the cities, then the photos of the demo city."""
        self.categories = {(category.kind, category.slug): category for category in Category.objects.all()}
        for spec in self.content.cities:
            self.cities[spec.slug], is_new = City.objects.get_or_create(slug=spec.slug, defaults=_city_fields(spec))
            self.loaded.cities += is_new
        for account in ACCOUNTS:
            if account.city in self.cities:
                CityAssignment.objects.get_or_create(user=self.users[account.email], city=self.cities[account.city])
        city = self.cities[self.content.cities[0].slug]
        known = set(CityPhoto.objects.filter(city=city).values_list("title_ru", flat=True))
        for position, photo in enumerate(self.content.photos):
            if photo.title_ru in known:
                continue
            with transaction.atomic():
                image = store_picture(
                    draw_photo(photo.picture, seed=city.slug),
                    file_name=f"{photo.picture.split()[0]}.jpg",
                    title=photo.title_ru,
                    collection=self.collection,
                    alt_ru=photo.alt_ru,
                    alt_kk=photo.alt_kk,
                    by=self.users[EDITOR.email],
                )
                CityPhoto.objects.create(
                    city=city, title_ru=photo.title_ru, title_kk=photo.title_kk, image=image, position=position
                )
            self.loaded.photos += 1
        self.say(f"Cities: {self.loaded.cities} added, photos: {self.loaded.photos} added")

    def add_venues(self) -> None:
        """Add the places where events happen, except "online"."""
        for spec in self.content.places.values():
            city = self.cities[spec.city]
            if spec.lat is None or Venue.objects.filter(city=city, name_ru=spec.name_ru).exists():
                continue
            build_venue(spec, city=city).save()
            self.loaded.venues += 1
        self.say(f"Venues: {self.loaded.venues} added")

    def add_entries(self, name: str, specs: tuple[_Spec, ...], add: Callable[[_Spec], bool]) -> None:
        """Add the missing entries of a kind, telling from time to time how far it is."""
        for done, spec in enumerate(specs, start=1):
            with transaction.atomic():
                is_new = add(spec)
            setattr(self.loaded, name, getattr(self.loaded, name) + is_new)
            if is_new and done % _PROGRESS_EVERY == 0:
                self.say(f"  {name}: {done} of {len(specs)}")
        self.say(f"{name.capitalize()}: {getattr(self.loaded, name)} added")

    def add_business(self, spec: BusinessSpec) -> bool:
        """Add a business with its logo and standing unless it exists; answers whether it was added."""
        city = self.cities[spec.city]
        if Business.objects.filter(city=city, slug=spec.slug).exists():
            return False
        logo = self._stored(draw_logo(spec.logo), spec, suffix="-logo.png", title="логотип") if spec.logo else None
        business = build_business(
            spec,
            city=city,
            category=self.categories.get((CategoryKind.BUSINESS, spec.category)),
            logo=logo,
            cover=self._cover(spec),
            gallery=self._gallery(spec),
            now=self.now,
        )
        self._create(business)
        BusinessStanding.objects.update_or_create(
            business=business,
            defaults={
                "verified_at": self.now if spec.verified else None,
                "tier": spec.tier,
                "tier_until": None if spec.tier == "free" else self.now + _TIER_FOR,
            },
        )
        self._bring_to_state(business, spec)
        return True

    def add_event(self, spec: EventSpec) -> bool:
        """Add an event with its dates and standing unless it exists; answers whether it was added."""
        city = self.cities[spec.city]
        if Event.objects.filter(city=city, slug=spec.slug).exists():
            return False
        event = build_event(
            spec,
            city=city,
            category=self.categories.get((CategoryKind.EVENT, spec.category)),
            place=self._place(spec, city=city),
            organiser=Business.objects.filter(city=city, slug=spec.organiser).first() if spec.organiser else None,
            cover=self._cover(spec),
            gallery=self._gallery(spec),
            now=self.now,
        )
        self._create(event)
        EventStanding.objects.update_or_create(
            event=event,
            defaults={**_counters(spec), "featured_until": self.now + _FEATURED_FOR if spec.featured else None},
        )
        self._bring_to_state(event, spec)
        return True

    def add_promotion(self, spec: PromotionSpec) -> bool:
        """Add a promotion of a demo business unless it exists; answers whether it was added."""
        city = self.cities[spec.city]
        if Promotion.objects.filter(city=city, slug=spec.slug).exists():
            return False
        business = Business.objects.filter(city=city, slug=spec.business).first()
        if business is None:
            # The team deleted the business since the first load; its promotions stay away with it.
            return False
        promotion = build_promotion(spec, city=city, business=business, cover=self._cover(spec), now=self.now)
        self._create(promotion)
        PromotionStanding.objects.update_or_create(promotion=promotion, defaults=_counters(spec))
        self._bring_to_state(promotion, spec)
        return True

    def _create(self, entry: Entry) -> None:
        create_draft(entry, by=self.users[EDITOR.email])

    def _bring_to_state(self, entry: Entry, spec: EntrySpec) -> None:
        editor, senior, admin = (self.users[account.email] for account in (EDITOR, SENIOR, ADMIN))
        bring_to_state(entry, spec, editor=editor, senior=senior, admin=admin, now=self.now)

    def _place(self, spec: EventSpec, *, city: City) -> PlaceSpec | Venue | Business | None:
        """Return the stored venue or business where an event happens; its description where the team removed it."""
        place = self.content.place_of(spec)
        if place is None:
            return None
        if spec.place in self.content.places:
            return Venue.objects.filter(city=city, name_ru=place.name_ru).first() or place
        return Business.objects.filter(city=city, slug=spec.place).first() or place

    def _cover(self, spec: EntrySpec) -> Image | None:
        if not spec.picture:
            return None
        return self._stored(draw_cover(spec.picture, seed=spec.slug), spec, suffix=".jpg", title="обложка")

    def _gallery(self, spec: EntrySpec) -> list[Image]:
        return [
            self._stored(
                draw_cover(drawn, seed=f"{spec.slug}-{number}"), spec, suffix=f"-{number}.jpg", title="галерея"
            )
            for number, drawn in enumerate(spec.gallery, start=1)
        ]

    def _stored(self, data: bytes, spec: EntrySpec, *, suffix: str, title: str) -> Image:
        return store_picture(
            data,
            file_name=f"{spec.slug}{suffix}",
            title=f"{spec.title_ru} — {title}",
            collection=self.collection,
            alt_ru=f"Иллюстрация: {spec.title_ru}",
            alt_kk=f"Иллюстрация: {spec.title_kk}" if spec.title_kk else "",
            by=self.users[EDITOR.email],
        )


def _city_fields(spec: CitySpec) -> dict[str, object]:
    return {
        "name_ru": spec.name_ru,
        "name_kk": spec.name_kk,
        "region_ru": spec.region_ru,
        "region_kk": spec.region_kk,
        "population": spec.population,
        "time_zone": spec.time_zone,
        "latitude": str(spec.lat),
        "longitude": str(spec.lon),
        "is_active": spec.is_active,
    }


def _counters(spec: EntrySpec) -> dict[str, int]:
    """Return made-up counters, so that orders by popularity have something to order; drafts have none."""
    if spec.state != "live":
        return {"views_count": 0, "saves_count": 0}
    views = Random(spec.slug).randint(35, 900)  # noqa: S311 - nothing secret
    return {"views_count": views, "saves_count": views // 9}
