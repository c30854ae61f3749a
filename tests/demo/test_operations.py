import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import ModelLogEntry, Revision, WorkflowState

from accounts.models import User
from content.models import City, CityPhoto, EntryNote, EntryStanding, Image
from demo.accounts import ACCOUNTS
from demo.operations import Loaded, load_demo
from demo.specs import Content, EntrySpec, read_content
from directory.models import Business, BusinessListing, Venue
from events.models import Event, EventDate, EventListing, EventStanding
from promos.models import Promotion, PromotionListing

pytestmark = pytest.mark.django_db

# Wednesday, 14:00 in the city, far ahead: Wagtail compares schedules with its own clock.
NOW = datetime(2094, 2, 24, 9, 0, tzinfo=UTC)
SPECS = read_content()
_Spec = TypeVar("_Spec", bound=EntrySpec)


def _plain(specs: tuple[_Spec, ...]) -> tuple[_Spec, ...]:
    without_logo = {"logo": ""} if specs and hasattr(specs[0], "logo") else {}
    return tuple(replace(spec, picture="", gallery=(), **without_logo) for spec in specs)


def _chosen(specs: tuple[_Spec, ...], *slugs: str) -> tuple[_Spec, ...]:
    return tuple(spec for spec in specs if spec.slug in slugs)


WITHOUT_PICTURES = replace(
    SPECS,
    photos=(),
    events=_plain(SPECS.events),
    businesses=_plain(SPECS.businesses),
    promotions=_plain(SPECS.promotions),
)
# One of everything, with pictures.
FEW = replace(
    SPECS,
    photos=SPECS.photos[:1],
    events=_chosen(SPECS.events, "jazz-v-cehe", "zhez-flow", "veloparad", "volontery-berega", "noch-ogney"),
    businesses=_chosen(SPECS.businesses, "loft-ceh-5", "sharshap-atelier"),
    promotions=_chosen(SPECS.promotions, "utrenniy-seans"),
)


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Loaded]:
    def loading(content: Content = FEW, now: datetime = NOW) -> Loaded:
        return load_demo(now=now, accounts_file=tmp_path / "demo_accounts.json", say=[].append, content=content)

    return loading


def _snapshot() -> list[list[tuple[object, ...]]]:
    models = (
        City,
        CityPhoto,
        Business,
        Event,
        EventDate,
        Promotion,
        Image,
        Revision,
        ModelLogEntry,
        User,
        EventListing,
    )
    return [list(model._default_manager.order_by("pk").values_list()) for model in models]


def test_everything_is_loaded_once(load: Callable[..., Loaded]) -> None:
    assert load(WITHOUT_PICTURES, timezone.now()) == Loaded(
        cities=3,
        photos=0,
        venues=len([place for place in SPECS.places.values() if place.lat is not None]),
        businesses=32,
        events=79,
        promotions=23,
    )
    assert (EventListing.objects.count(), BusinessListing.objects.count(), PromotionListing.objects.count()) == (
        68,
        30,
        21,
    )
    assert WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).count() == 5
    assert {state.requested_by.email for state in WorkflowState.objects.select_related("requested_by")} == {
        "editor@demo.local"
    }
    before = _snapshot()
    assert load(WITHOUT_PICTURES, timezone.now() + timedelta(hours=1)) == Loaded()
    assert _snapshot() == before


def test_a_later_load_keeps_dates_and_the_work_of_editors(load: Callable[..., Loaded]) -> None:
    load()
    event = Event.objects.get(slug="jazz-v-cehe")
    event.title_ru = "Джаз переехал"
    event.save_revision().publish()
    dates = list(EventDate.objects.order_by("pk").values_list("starts_at", flat=True))
    assert load(now=NOW + timedelta(days=9)) == Loaded()
    assert Event.objects.get(slug="jazz-v-cehe").title_ru == "Джаз переехал"
    assert list(EventDate.objects.order_by("pk").values_list("starts_at", flat=True)) == dates


def test_what_is_missing_is_added_again(load: Callable[..., Loaded]) -> None:
    load()
    Event.objects.get(slug="zhez-flow").delete()
    assert load() == Loaded(events=1)


def test_dates_are_relative_to_the_day_of_loading(load: Callable[..., Loaded]) -> None:
    load()
    date = EventDate.objects.get(event__slug="jazz-v-cehe")
    # The first Friday: 26 February, 20:00 in Zhezkazgan (UTC+5).
    assert (date.starts_at, date.ends_at) == (
        datetime(2094, 2, 26, 15, 0, tzinfo=UTC),
        datetime(2094, 2, 26, 17, 30, tzinfo=UTC),
    )


def test_states_come_out_as_written(load: Callable[..., Loaded]) -> None:
    load()
    live = dict(Event.objects.values_list("slug", "live"))
    assert live == {
        "jazz-v-cehe": True,
        "zhez-flow": True,
        "veloparad": False,
        "volontery-berega": False,
        "noch-ogney": False,
    }
    assert [event.slug for event in Event.objects.all() if event.workflow_in_progress] == ["volontery-berega"]
    scheduled = Revision.objects.filter(approved_go_live_at__isnull=False).get()
    assert (scheduled.content_object.slug, scheduled.approved_go_live_at) == ("noch-ogney", NOW + timedelta(days=3))
    assert Event.objects.get(slug="veloparad").title_kk == ""


def test_the_listing_shows_place_price_and_organiser(load: Callable[..., Loaded]) -> None:
    load()
    card = json.loads(EventListing.objects.get(slug="jazz-v-cehe").card_kk)
    assert (card["title"], card["location"], card["price"], card["ageLabel"]) == (
        "Цехтағы джаз",
        "«№5 цех» лофты",
        4000,
        "16+",
    )
    assert card["business"]["name"] == "«№5 цех» лофты"
    standing = EventStanding.objects.get(event__slug="jazz-v-cehe")
    assert standing.featured_until == NOW + timedelta(days=60)
    assert card["viewsCount"] == standing.views_count > 0
    cancelled = json.loads(EventListing.objects.get(slug="zhez-flow").detail_ru)
    assert cancelled["status"] == "cancelled"
    assert cancelled["dates"][0]["reason"].startswith("Хедлайнер заболел.")


def test_pictures_are_our_own_and_carry_no_ai_label(load: Callable[..., Loaded]) -> None:
    load()
    covers = Event.objects.exclude(cover=None).count()
    gallery = sum(len(spec.gallery) for spec in (*FEW.events, *FEW.businesses))
    # Besides the covers and galleries of events: cover and logo of the loft, a photo of the city.
    assert Image.objects.count() == covers + gallery + 3
    for image in Image.objects.select_related("collection"):
        assert (image.collection.name, image.credit, image.licence, image.is_ai_generated) == (
            "Демо",
            "Jezkazgan Connect",
            "CC0 1.0",
            False,
        )
        assert image.file_hash
        assert image.alt_ru


def test_a_promotion_whose_business_is_gone_stays_away(load: Callable[..., Loaded]) -> None:
    # The cinema is not among the few businesses.
    assert load().promotions == 0
    assert Promotion.objects.count() == 0


def test_it_refuses_where_no_demo_is_allowed(load: Callable[..., Loaded], settings: Settings, tmp_path: Path) -> None:
    settings.DEMO_ALLOWED = False
    settings.VAR_DIR = tmp_path
    with pytest.raises(ImproperlyConfigured):
        load()
    for arguments in ([], ["--accounts-only"]):
        with pytest.raises(CommandError, match="DEMO_ALLOWED"):
            call_command("load_demo", *arguments)
    assert (City.objects.count(), User.objects.count(), list(tmp_path.iterdir())) == (0, 0, [])


def test_the_command_can_make_the_accounts_alone(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    call_command("load_demo", "--accounts-only", verbosity=0)
    assert (User.objects.count(), City.objects.count()) == (len(ACCOUNTS), 0)
    assert [path.name for path in tmp_path.iterdir()] == ["demo_accounts.json"]


def test_entries_are_put_away_noted_and_edited_as_written(load: Callable[..., Loaded]) -> None:
    slugs = ("letniy-kinoteatr-proshlogo-goda", "yarmarka-dvazhdy", "jazz-v-cehe", "tildes", "med-ot-rudy-do-brasleta")
    load(replace(WITHOUT_PICTURES, events=_chosen(WITHOUT_PICTURES.events, *slugs)))
    events = {event.slug: event for event in Event.objects.all()}
    standings = {row.entry_public_id: row for row in EntryStanding.objects.all()}
    archived, deleted, jazz, club, exhibition = (events[slug] for slug in slugs)
    assert (standings[archived.public_id].archived_at, standings[deleted.public_id].deleted_at) == (NOW, NOW)
    assert jazz.get_latest_revision_as_object().title_ru != jazz.title_ru == "Джаз в цехе"
    assert EntryNote.objects.filter(entry_public_id=club.public_id).count() == 2
    assert list(club.dates.order_by("starts_at").values_list("kind", "status")) == [
        ("rule", "scheduled"),
        ("date", "cancelled"),
        ("date", "rescheduled"),
    ]
    assert club.dates.get(kind="rule").excluded == sorted(
        row.previous_starts_at or row.starts_at for row in club.dates.filter(kind="date")
    )
    assert exhibition.dates.get().is_exhibition
    assert exhibition.venue == Venue.objects.get(name_ru="Историко-археологический музей")
