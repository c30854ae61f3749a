from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from content.slugs import RESERVED_SLUGS
from content.taxonomy import BUSINESS_CATEGORIES, EVENT_CATEGORIES
from demo.pictures import catalogue
from demo.specs import CONTENT, EntrySpec, EventSpec, Price, parse_price, read_content
from directory.validators import validate_instagram, validate_phone

SPECS = read_content()
ALL: tuple[EntrySpec, ...] = (*SPECS.events, *SPECS.businesses, *SPECS.promotions)
FINISHED = [spec for spec in ALL if spec.state not in {"draft", "deleted"}]
LIVE_EVENTS = [spec for spec in SPECS.events if spec.state == "live"]
ALMATY = ZoneInfo("Asia/Almaty")
WEEK = [datetime(2027, 2, 22, hour, 0, tzinfo=UTC) + timedelta(days=day) for day in range(7) for hour in (2, 13, 18)]


def test_there_is_as_much_of_everything_as_promised() -> None:
    in_the_city = {
        name: Counter(spec.state for spec in specs if spec.city == "jezkazgan")
        for name, specs in (
            ("events", SPECS.events),
            ("businesses", SPECS.businesses),
            ("promotions", SPECS.promotions),
        )
    }
    assert in_the_city == {
        "events": {"live": 65, "draft": 5, "review": 3, "scheduled": 1, "archived": 1, "deleted": 1},
        "businesses": {"live": 29, "draft": 1, "review": 1},
        "promotions": {"live": 21, "draft": 1, "review": 1},
    }
    assert [city.slug for city in SPECS.cities if city.is_active] == ["jezkazgan", "satpayev"]
    assert len(SPECS.photos) == 8


def test_every_category_is_used() -> None:
    assert {spec.category for spec in LIVE_EVENTS} == {row.slug for row in EVENT_CATEGORIES}
    live = [spec for spec in SPECS.businesses if spec.state == "live"]
    assert {spec.category for spec in live} == {row.slug for row in BUSINESS_CATEGORIES}


def test_every_way_to_pay_and_every_fate_of_a_date_occurs() -> None:
    assert {spec.price.kind for spec in LIVE_EVENTS} == {"free", "fixed", "range", "unknown", "donation"}
    assert {spec.status for spec in LIVE_EVENTS} == {"scheduled", "cancelled", "postponed"}
    changes = [change for spec in LIVE_EVENTS for change in spec.changes]
    assert {change.get("status", "left out") for change in changes} == {"left out", "cancelled", "rescheduled"}
    assert [change for change in changes if "status" in change and not change["reason_kk"]] == []
    assert [
        spec.slug for spec in LIVE_EVENTS if spec.status != "scheduled" and not (spec.reason_ru and spec.reason_kk)
    ] == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_what_is_published_is_complete_in_both_languages(language: str) -> None:
    lacking = [
        spec.slug
        for spec in ALL
        if spec.state in {"live", "scheduled"}
        and not (getattr(spec, f"title_{language}") and getattr(spec, f"description_{language}"))
    ]
    assert lacking == []


def test_kazakh_texts_are_kazakh_and_not_copied() -> None:
    letters = set("әғқңөұүһі")
    texts = [f"{spec.title_kk} {spec.description_kk}".lower() for spec in ALL if spec.description_kk]
    assert [text for text in texts if not letters & set(text)] == []
    assert [spec.slug for spec in ALL if spec.description_kk and spec.description_kk == spec.description_ru] == []


def test_texts_keep_their_lengths() -> None:
    assert [spec.slug for spec in ALL if max(len(spec.title_ru), len(spec.title_kk)) > 100] == []
    assert [spec.slug for spec in ALL if max(len(spec.description_ru), len(spec.description_kk)) > 2000] == []
    assert [spec.slug for spec in SPECS.promotions if len(spec.discount) > 40] == []
    assert [spec.slug for spec in FINISHED if len(spec.description_ru) < 60] == []


@pytest.mark.parametrize("kind", ["events", "businesses", "promotions"])
def test_slugs_and_titles_are_unique_and_usable(kind: str) -> None:
    specs: tuple[EntrySpec, ...] = getattr(SPECS, kind)
    for values in (
        [spec.slug for spec in specs],
        [spec.title_ru for spec in specs],
        [s.title_kk for s in specs if s.title_kk],
    ):
        assert [value for value, times in Counter(values).items() if times > 1] == []
    assert [spec.slug for spec in specs if spec.slug in RESERVED_SLUGS] == []


def test_every_reference_leads_somewhere() -> None:
    businesses = {spec.slug: spec for spec in SPECS.businesses}
    cities = {city.slug for city in SPECS.cities}
    assert {spec.city for spec in ALL} <= cities
    assert {spec.organiser for spec in SPECS.events} - {""} <= businesses.keys()
    assert [spec.slug for spec in SPECS.promotions if businesses[spec.business].city != spec.city] == []
    assert [spec.slug for spec in FINISHED if isinstance(spec, EventSpec) and SPECS.place_of(spec) is None] == []
    used = {spec.place for spec in SPECS.events}
    assert set(SPECS.places) - used == set()


def test_an_unknown_place_is_refused() -> None:
    event = EventSpec(
        slug="x", title_ru="x", description_ru="", category="other", price=Price(kind="free"), place="nowhere"
    )
    with pytest.raises(ValueError, match="no place and no business named 'nowhere'"):
        SPECS.place_of(event)


def test_contacts_are_valid_and_lead_nowhere() -> None:
    for spec in SPECS.businesses:
        for number in filter(None, (*spec.phones, spec.whatsapp)):
            validate_phone(number)
            # No exchange assigns numbers that begin with 00 behind the code of the city.
            assert number.startswith("+7710200")
        if spec.instagram:
            validate_instagram(spec.instagram)
            assert spec.instagram.endswith(".demo")
        assert spec.website == "" or spec.website.endswith(".example")


def test_pictures_can_be_drawn_and_differ() -> None:
    covers = [spec.picture for spec in ALL if spec.picture]
    for spec in ALL:
        for description in spec.gallery:
            catalogue._planned(description, pixels=16)
    for description in (*covers, *(photo.picture for photo in SPECS.photos)):
        catalogue._planned(description, pixels=16)
    assert [picture for picture, times in Counter(covers).items() if times > 1] == []
    logos = [spec.logo for spec in SPECS.businesses if spec.logo]
    assert len(set(logos)) == len(logos) == 31
    assert [spec.slug for spec in FINISHED if not spec.picture] == []


@pytest.mark.parametrize("now", WEEK)
def test_dates_lie_within_sixty_days_whenever_it_is_loaded(now: datetime) -> None:
    first_day = now.astimezone(ALMATY).date()
    for spec in SPECS.events:
        for index, written in enumerate(spec.dates):
            starts_at, ends_at = written.period(now=now, zone=ALMATY)
            assert ends_at > max(starts_at, now), spec.slug
            last = starts_at
            if spec.recurrence_rule and index == 0:
                last = list(rrulestr(spec.recurrence_rule, dtstart=starts_at))[-1]
            days = [(moment.astimezone(ALMATY).date() - first_day).days for moment in (starts_at, last, ends_at)]
            assert 0 <= min(days) <= max(days) <= 60, spec.slug


@pytest.mark.parametrize("now", WEEK)
def test_today_and_the_weekend_are_never_empty(now: datetime) -> None:
    today = now.astimezone(ALMATY).date()
    saturday = today if today.weekday() == 6 else today + timedelta(days=(5 - today.weekday()) % 7)
    running: Counter[str] = Counter()
    for spec in LIVE_EVENTS:
        periods = [written.period(now=now, zone=ALMATY) for written in spec.dates]
        for name, days in (("today", {today}), ("weekend", {saturday, saturday + timedelta(days=1)})):
            if any(starts.date() <= max(days) and ends.date() >= min(days) for starts, ends in periods):
                running[name] += 1
    # Late in the evening little of the day is left: the film night and the exhibitions.
    assert running["today"] >= (3 if now.hour == 18 else 6)
    assert running["weekend"] >= 8


def test_a_repeated_date_begins_on_a_day_of_its_rule() -> None:
    now = datetime(2027, 2, 24, 6, 0, tzinfo=UTC)
    for spec in SPECS.events:
        if spec.recurrence_rule:
            starts_at, _ = spec.dates[0].period(now=now, zone=ALMATY)
            assert rrulestr(spec.recurrence_rule, dtstart=starts_at)[0] == starts_at, spec.slug


def test_promotions_are_running_ending_soon_and_to_come() -> None:
    live = [spec for spec in SPECS.promotions if spec.state == "live"]
    assert [spec.slug for spec in live if not -60 <= spec.from_day < spec.until_day <= 60] == []
    assert len([spec for spec in live if spec.from_day <= 0]) >= 15
    assert [spec.slug for spec in live if spec.until_day < 3] == ["dobavka-lagmana", "buket-bez-povoda"]


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ("free", Price(kind="free")),
        ("donation", Price(kind="donation")),
        ("unknown", Price(kind="unknown")),
        ("2000", Price(kind="fixed", minimum=2000)),
        ("2000-", Price(kind="range", minimum=2000)),
        ("2000-5000", Price(kind="range", minimum=2000, maximum=5000)),
    ],
)
def test_prices_are_read(written: str, price: Price) -> None:
    assert parse_price(written) == price


@pytest.mark.parametrize("written", ["", "gratis", "-5", "1-2-3", "2 000"])
def test_a_misspelt_price_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not a price"):
        parse_price(written)


def test_ranges_of_prices_rise() -> None:
    ranges = [spec.price for spec in SPECS.events if spec.price.maximum is not None]
    assert [pair for pair in ((p.minimum, p.maximum) for p in ranges) if any(a >= b for a, b in pairwise(pair))] == []


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('price = "1500-3000"', 'price = "cheap"', "concerts.toml, kui-keshi: not a price: 'cheap'"),
        ('dates = ["+0 19:00-20:40"]', 'dates = ["soon"]', "concerts.toml, kui-keshi: not a date"),
        ("age = 6", "aeg = 6", "concerts.toml, kui-keshi: .*aeg"),
    ],
)
def test_a_mistake_names_file_and_entry(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    for source in CONTENT.rglob("*.toml"):
        target = tmp_path / source.relative_to(CONTENT)
        target.parent.mkdir(exist_ok=True)
        target.write_text(
            source.read_text().replace(old, new, 1) if source.name == "concerts.toml" else source.read_text()
        )
    with pytest.raises(ValueError, match=complaint):
        read_content(tmp_path)
