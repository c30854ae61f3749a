from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.completeness import aspect_of, aspects_of, completeness, percent_of, stored_percent
from content.kinds import all_kinds, kind_of
from content.models import Entry
from content.operations import create_draft
from directory.models import Business, Venue
from events.models import Event
from promos.models import Promotion
from tests.factories import a_business, a_city, a_promotion, an_event, an_image

pytestmark = pytest.mark.django_db
MAKERS = [an_event, a_business, a_promotion]
HOURS = {"week": {"mon": [["09:00", "18:00"]]}}


def bare(kind: type[Entry]) -> Entry:
    """Return a stored entry that has next to nothing."""
    fields: dict[str, Any] = {"city": a_city()}
    if kind is Promotion:
        full = a_promotion(live=False)
        fields |= {"valid_from": full.valid_from, "valid_until": full.valid_until}
    entry = kind(**fields)
    create_draft(entry, by=None)
    return kind.objects.get(pk=entry.pk)


def variations() -> list[Entry]:
    """Store entries that differ in what they lack."""
    texts = {"title_kk": "Атауы", "description_ru": "<p>Текст</p>", "description_kk": "<p>Мәтін</p>"}
    point = {"latitude": 47.8, "longitude": 67.7}
    business = a_business(
        phones=["+77102123456"], opening_hours=HOURS, address_ru="пр. Мира, 1", logo=an_image(), **point
    )
    return [
        *(bare(kind) for kind in (Event, Business, Promotion)),
        business,
        a_business(website_url="https://example.org/", cover=an_image(), latitude=47.8),
        a_promotion(**texts, conditions_ru="Одна в руки"),
        a_promotion(discount="", discount_kind="gift"),
        a_promotion(discount="", cover=an_image(alt_ru="Чашка")),
        an_event(**texts, **point, cover=an_image(alt_ru="Сцена"), price_kind="free", organiser=business),
        an_event(place_ru="", venue=Venue.objects.create(city=a_city(), name_ru="Стадион")),
        an_event(place_ru="", online_url="https://example.org/"),
        an_event(live=False, dates=[], place_ru="", organiser_name="Дом культуры", cover=an_image()),
        an_event(dates=[*an_event().dates.all(), *an_event().dates.all()], place_ru="", address_kk="Бейбітшілік, 1"),
    ]


def test_every_aspect_says_the_same_of_a_draft_and_of_its_row() -> None:
    entries = variations()
    for kind in all_kinds():
        own = [entry for entry in entries if type(entry) is kind.model]
        for aspect in aspects_of(kind):
            in_memory = {entry.pk for entry in own if aspect.is_missing(entry)}
            rows = kind.model.objects.filter(aspect.missing(), pk__in=[entry.pk for entry in own])
            assert sorted(rows.values_list("pk", flat=True)) == sorted(in_memory), (kind.name, aspect.key)
            assert in_memory, f"no entry of the test lacks {aspect.key}"


def test_the_stored_percentage_is_that_of_the_draft() -> None:
    for entry in variations():
        kind = kind_of(type(entry))
        assert kind is not None
        row = kind.model.objects.annotate(percent=stored_percent(kind)).get(pk=entry.pk)
        assert row.percent == completeness(entry).percent, entry


def test_every_kind_has_aspects_with_different_keys_and_fields_of_its_model() -> None:
    for kind in all_kinds():
        keys = [aspect.key for aspect in aspects_of(kind)]
        assert len(keys) == len(set(keys)) > 5
        assert {aspect.field for aspect in aspects_of(kind)} <= {field.name for field in kind.model._meta.get_fields()}
        # What the lists and the first page ask by.
        assert {"kazakh_title", "kazakh_text", "cover"} <= set(keys)


@pytest.mark.parametrize("kind", [Event, Business, Promotion])
def test_what_publication_needs_comes_first_and_once(kind: type[Entry]) -> None:
    entry = bare(kind)
    judged = completeness(entry)
    needed = kind_of(kind).missing(entry)
    assert [gap.label.lower() for gap in judged.gaps if gap.is_required] == [label.lower() for label in needed]
    assert [gap.is_required for gap in judged.gaps] == sorted((gap.is_required for gap in judged.gaps), reverse=True)
    labels = [gap.label for gap in judged.gaps]
    assert len(labels) == len(set(labels))
    assert not judged.is_publishable
    assert judged.summary.count(",") < 3


@pytest.mark.parametrize("make", MAKERS)
def test_an_unsaved_entry_is_judged_too(make: Callable[..., Entry]) -> None:
    model = type(make())
    assert completeness(model()).percent < 40


def test_what_is_complete_has_no_gaps() -> None:
    event = an_event(
        title_kk="Атауы",
        description_ru="<p>Текст</p>",
        description_kk="<p>Мәтін</p>",
        latitude=47.8,
        longitude=67.7,
        price_kind="free",
        organiser_name="Дом культуры",
        cover=an_image(alt_ru="Сцена"),
    )
    judged = completeness(event)
    assert (judged.percent, judged.gaps, judged.is_publishable, judged.summary) == (100, (), True, "")


def test_percentages_are_rounded_down() -> None:
    event = kind_of(Event)
    assert event is not None
    cover_alt = aspect_of(event, "cover_alt")
    assert cover_alt is not None
    assert 0 < percent_of(aspects_of(event), missing=[cover_alt]) < 100
    assert percent_of(aspects_of(event), missing=aspects_of(event)) == 0
    assert percent_of((), missing=()) == 100
    assert aspect_of(event, "ничего") is None


def test_judging_a_loaded_draft_asks_a_fixed_number_of_questions() -> None:
    event = an_event(cover=an_image())
    counts = []
    for wanted in (1, 3, 20):
        event.dates = [type(event.dates.first())(starts_at=event.dates.first().starts_at) for _ in range(wanted)]
        event.save()
        fresh = Event.objects.get(pk=event.pk)
        with CaptureQueriesContext(connection) as captured:
            completeness(fresh)
        counts.append(len(captured))
    assert len(set(counts)) == 1
