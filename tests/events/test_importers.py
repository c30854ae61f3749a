"""Candidates to drafts of events."""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from content.importing.candidates import CandidateDate, DateStatus, EventCandidate, PriceKind
from content.importing.change_set import changes_between
from content.models.entry import RICH_TEXT_FEATURES
from content.operations import create_draft
from events.enums import DateStatus as EventDateStatus
from events.enums import PriceKind as EventPriceKind
from events.importers import EventTarget
from events.models import Event
from tests.factories import a_category, a_city

CITY = ZoneInfo("Asia/Almaty")

FULL = EventCandidate(
    external_id="1",
    title_ru="Вечер музыки",
    title_kk="Музыка кеші",
    description_ru="<p>Текст <b>жирный</b><br/>и <i>курсив</i></p><ul><li>раз</li></ul><h3>Тема</h3>",
    description_kk="<p>Мәтін</p>",
    category="concerts",
    dates=(
        CandidateDate(
            starts_at=datetime(2027, 3, 6, 11, tzinfo=CITY),
            ends_at=datetime(2027, 3, 6, 12, tzinfo=CITY),
            recurrence_rule="FREQ=WEEKLY;BYDAY=SA",
            excluded=(datetime(2027, 3, 20, 11, tzinfo=CITY),),
        ),
        CandidateDate(
            starts_at=datetime(2027, 4, 1, tzinfo=CITY),
            is_all_day=True,
            status=DateStatus.RESCHEDULED,
            previous_starts_at=datetime(2027, 3, 1, tzinfo=CITY),
        ),
    ),
    place_ru="Парк",
    place_kk="Саябақ",
    address_ru="ул. Мира, 1",
    address_kk="Бейбітшілік көшесі, 1",
    latitude=Decimal("47.795"),
    longitude=Decimal("67.711"),
    price_kind=PriceKind.RANGE,
    price_min=500,
    price_max=1500,
    age=6,
    organiser="Филармония",
    url="https://e.kz/1",
    ticket_url="https://e.kz/b",
    image_url="https://e.kz/1.jpg",
    tags=("Музыка", "струнные"),
)


def stored(candidate: EventCandidate) -> Event:
    target = EventTarget()
    event = target.new_entry(a_city())
    target.apply(event, target.values(candidate))
    create_draft(event, by=None)
    return Event.objects.get(pk=event.pk)


@pytest.mark.django_db
def test_every_field_arrives() -> None:
    a_category()
    event = stored(FULL)
    assert (event.title_ru, event.title_kk) == ("Вечер музыки", "Музыка кеші")
    assert (event.description_ru, event.description_kk) == (FULL.description_ru, FULL.description_kk)
    assert event.category is not None
    assert event.category.slug == "concerts"
    assert (event.place_ru, event.place_kk) == ("Парк", "Саябақ")
    assert (event.address_ru, event.address_kk) == ("ул. Мира, 1", "Бейбітшілік көшесі, 1")
    assert (event.latitude, event.longitude) == (Decimal("47.795000"), Decimal("67.711000"))
    assert (event.price_kind, event.price_min, event.price_max) == ("range", 500, 1500)
    assert (event.age_limit, event.organiser_name) == (6, "Филармония")
    assert (event.website_url, event.ticket_url) == ("https://e.kz/1", "https://e.kz/b")
    assert sorted(event.tags.names()) == ["музыка", "струнные"]
    series, moved = event.dates.order_by("starts_at")
    assert series.starts_at == datetime(2027, 3, 6, 6, tzinfo=UTC)
    assert (series.recurrence_rule, series.excluded) == (
        "FREQ=WEEKLY;BYDAY=SA",
        [datetime(2027, 3, 20, 6, tzinfo=UTC)],
    )
    assert (moved.is_all_day, moved.status) == (True, "rescheduled")
    assert moved.previous_starts_at == datetime(2027, 2, 28, 19, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "candidate",
    [
        FULL,
        EventCandidate(external_id="2", title_ru="Т", dates=FULL.dates[:1]),
        EventCandidate(external_id="3", title_kk="Т", dates=FULL.dates[1:], price_kind=PriceKind.FREE),
        EventCandidate(external_id="4", title_ru="Т", dates=FULL.dates[:1], price_kind=PriceKind.FIXED, price_min=300),
    ],
)
def test_a_draft_as_imported_holds_what_the_source_said(candidate: EventCandidate) -> None:
    a_category()
    target = EventTarget()
    draft = stored(candidate).get_latest_revision_as_object()
    said = target.values(candidate)
    current = target.current(draft)
    assert {name: value for name, value in said.items() if name not in target.unstored} == current
    assert changes_between(said=said, said_before=said, current=current).edited == frozenset()


@pytest.mark.django_db
def test_the_rich_text_editor_changes_nothing_by_itself() -> None:
    converter = ContentstateConverter(RICH_TEXT_FEATURES)
    saved = converter.to_database_format(converter.from_database_format(FULL.description_ru))
    target = EventTarget()
    draft = Event(description_ru=saved)
    assert target.current(draft)["description_ru"] == FULL.description_ru


@pytest.mark.django_db
def test_an_unknown_category_leaves_the_field_empty() -> None:
    event = Event()
    EventTarget().apply(event, {"category": "нет такой"})
    assert event.category is None


def test_the_words_of_candidates_are_those_of_events() -> None:
    assert {kind.value for kind in PriceKind} == set(EventPriceKind.values)
    assert {status.value for status in DateStatus} == set(EventDateStatus.values)


@pytest.mark.django_db
def test_values_as_people_read_them() -> None:
    target, city = EventTarget(), a_city()
    values = target.values(FULL)
    assert target.shown("dates", values["dates"], city=city) == (
        "06.03.2027 11:00, FREQ=WEEKLY;BYDAY=SA; 01.04.2027, перенесено на другую дату"
    )
    assert target.shown("price", values["price"], city=city) == "500–1\u00a0500\u00a0₸"
    assert target.shown("price", None, city=city) == "—"
    assert target.shown("description_kk", values["description_kk"], city=city) == "Мәтін"
    assert target.shown("coordinates", values["coordinates"], city=city) == "47.795000, 67.711000"
    assert [target.label(name) for name in ("title_ru", "dates", "image_url")] == ["название", "даты", "картинка"]
