"""What the lists are filtered by."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.roles import EDITORS
from content.models import CityAssignment, EntryStanding, ImportRecord, ImportSource
from content.models.importing import ImportKind
from content.operations import create_draft, save_draft
from events.models import Event, EventDate, EventStanding
from promos.models import Promotion
from tests.factories import a_business, a_category, a_city, a_promotion, a_user, an_event, an_image
from tests.factories.admin import signed_in, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return a_user(EDITORS)


@pytest.fixture
def found(editor: User) -> Callable[..., list[str]]:
    client = signed_in(editor)

    def ask(model: Any = Event, **query: Any) -> list[str]:
        response = client.get(url_of(model, "list"), query)
        assert response.status_code == 200
        return sorted(str(row) for row in response.context["object_list"])

    return ask


def imported(event: Event, name: str = "Афиша") -> ImportSource:
    source, _is_new = ImportSource.objects.get_or_create(name=name, city=event.city, kind=ImportKind.ICAL)
    ImportRecord.objects.create(
        source=source, external_id=str(event.pk), kind="event", entry_public_id=event.public_id, content_hash=""
    )
    return source


def test_by_source(found: Callable[..., list[str]]) -> None:
    source = imported(an_event("Из афиши"))
    an_event("Своими руками")
    assert found(source=source.pk) == ["Из афиши"]
    assert found(source="null") == ["Своими руками"]


def test_by_owner(found: Callable[..., list[str]], editor: User) -> None:
    mine, other, nobodys = an_event("Моё"), an_event("Чужое"), an_event("Ничьё")
    EntryStanding.objects.filter(entry_public_id=mine.public_id).update(owner=editor)
    EntryStanding.objects.filter(entry_public_id=other.public_id).update(owner=a_user(EDITORS))
    EntryStanding.objects.filter(entry_public_id=nobodys.public_id).delete()
    assert found(owner=editor.pk) == ["Моё"]
    assert found(owner="null") == ["Ничьё"]


def test_by_language(found: Callable[..., list[str]]) -> None:
    an_event("Без казахского", place_kk="Саябақ")
    an_event("Не всё", title_kk="Бәрі емес", place_kk="Саябақ", description_ru="<p>Текст</p>")
    an_event("Всё", title_kk="Бәрі", place_kk="Саябақ")
    create_draft(Event(city=a_city(), title_kk="Тек қазақша"), by=None)
    assert found(kazakh="no") == ["Без казахского"]
    assert found(kazakh="some") == ["Без казахского", "Не всё"]
    assert found(kazakh="yes") == ["Всё", "Не всё", "Тек қазақша"]
    assert found(kazakh="no_russian") == ["Тек қазақша"]


def test_by_picture_price_and_front_page(found: Callable[..., list[str]]) -> None:
    an_event("С обложкой", cover=an_image(), price_kind="free")
    featured = an_event("На главной")
    EventStanding.objects.create(event=featured, featured_until=timezone.now() + timedelta(days=1))
    past = an_event("Была на главной", price_kind="free")
    EventStanding.objects.create(event=past, featured_until=timezone.now() - timedelta(days=1))
    assert found(picture="no") == ["Была на главной", "На главной"]
    assert found(picture="yes") == ["С обложкой"]
    assert found(price="unknown") == ["На главной"]
    assert found(featured="yes") == ["На главной"]
    assert found(featured="no") == ["Была на главной", "С обложкой"]


@pytest.mark.parametrize("live", [True, False])
def test_events_by_the_days_on_which_they_take_place(found: Callable[..., list[str]], live: bool) -> None:
    start = timezone.now().replace(hour=6, minute=0, second=0, microsecond=0) + timedelta(days=10)
    an_event("Десятый день", starts_at=start, live=live)
    an_event("Долгое", starts_at=start - timedelta(days=3), ends_at=start + timedelta(days=3), live=live)
    an_event(
        "Каждый день", dates=[EventDate(starts_at=start - timedelta(days=5), recurrence_rule="FREQ=DAILY")], live=live
    )
    an_event("Потом", starts_at=start + timedelta(days=5), live=live)
    an_event("Раньше", starts_at=start - timedelta(days=5), live=live)
    day = timezone.localdate(start).isoformat()
    assert found(dates_from=day, dates_to=day) == ["Десятый день", "Долгое", "Каждый день"]
    assert "Раньше" not in found(dates_from=day)
    assert "Потом" not in found(dates_to=day)


def test_events_by_organiser_of_the_own_cities(editor: User, found: Callable[..., list[str]]) -> None:
    own, foreign = a_business("Кафе"), a_business("Бар", city=a_city("satpayev", name_ru="Сатпаев"))
    an_event("В кафе", organiser=own)
    an_event("Без организатора")
    assert found(organiser=own.pk) == ["В кафе"]
    CityAssignment.objects.create(user=editor, city=own.city)
    client = signed_in(User.objects.get(pk=editor.pk))
    form = client.get(url_of(Event, "list"), {"organiser": foreign.pk}).context["filters"].form
    assert list(form.errors) == ["organiser"]


def test_promotions_by_business_and_validity(found: Callable[..., list[str]]) -> None:
    now = timezone.now()
    first = a_promotion("Сейчас", business=a_business("Кафе"))
    a_promotion(
        "Потом", business=a_business("Бар"), valid_from=now + timedelta(days=20), valid_until=now + timedelta(days=30)
    )
    today = timezone.localdate().isoformat()
    assert found(Promotion, business=first.business_id) == ["Сейчас"]
    assert found(Promotion, dates_from=today, dates_to=today) == ["Сейчас"]
    assert found(Promotion, dates_from=(timezone.localdate() + timedelta(days=25)).isoformat()) == ["Потом"]


@pytest.mark.parametrize(
    "query",
    [
        {"source": "x", "owner": "-1", "kazakh": "?", "picture": "\x00", "city": "9" * 30},
        {"dates_from": "31.02.2026", "dates_to": "9999-12-31"},
        {"dates_from": "0001-01-01", "dates_to": "0001-01-01"},
        {"organiser": "null", "featured": "maybe", "price": "cheap", "category": "null"},
        {"organiser": "999999"},
        {"organiser": "9" * 30},
        {"p": "-5", "ordering": "cover__file", "q": "'\"%_\\"},
        {"q": "ы" * 5000},
    ],
)
def test_nonsense_is_no_error(found: Callable[..., list[str]], query: dict[str, str]) -> None:
    an_event()
    found(**query)


def test_active_filters_are_shown_and_can_be_removed(editor: User) -> None:
    event = an_event()
    page = signed_in(editor).get(url_of(Event, "list"), {"category": event.category_id, "kazakh": "no"})
    shown = {(active.field_label, active.value) for active in page.context["view"].active_filters}
    assert shown == {("Категория", "Концерты"), ("Языки", "нет названия на казахском")}


def test_a_row_tells_owner_source_languages_and_the_title_of_its_draft(editor: User) -> None:
    event = an_event("Концерт", title_kk="Концерт кеші", description_ru="<p>Текст</p>")
    EntryStanding.objects.filter(entry_public_id=event.public_id).update(owner=editor)
    imported(event, "Афиша города")
    event.title_ru = "Большой концерт"
    save_draft(event, by=None)
    response = signed_in(editor).get(url_of(Event, "list"))
    facts = response.context["object_list"][0].facts
    assert (facts.owner, facts.source, facts.draft_title) == (str(editor), "Афиша города", "Большой концерт")
    assert (facts.translation.texts, facts.translation.missing) == (3, ("описание", "место"))
    page = response.content.decode()
    assert "В правках: Большой концерт" in page
    assert "На казахском нет: описание, место" in page


def test_filters_and_search_ask_as_much_of_the_database_for_thirty_rows_as_for_one(editor: User) -> None:
    client = signed_in(editor)
    counts: dict[str, set[int]] = {}
    queries: list[dict[str, Any]] = [
        {"q": "концерт"},
        {"q": "концрет"},
        {"editorial_state": "draft"},
        {"kazakh": "some"},
        {"owner": "null"},
        {"category": a_category().pk, "ordering": "-next_starts_at"},
    ]
    for wanted in (1, 3, 30):
        for number in range(wanted - Event.objects.count()):
            imported(an_event(f"Концерт {wanted} {number}", live=False))
        for query in queries:
            client.get(url_of(Event, "list"), query)
            with CaptureQueriesContext(connection) as captured:
                response = client.get(url_of(Event, "list"), query)
            assert len(response.context["object_list"]) == wanted
            counts.setdefault(str(query), set()).add(len(captured))
    assert {query: len(found) for query, found in counts.items()} == dict.fromkeys(counts, 1)


def test_a_list_of_another_city_is_empty(editor: User) -> None:
    an_event("Жезказган")
    CityAssignment.objects.create(user=editor, city=a_city("satpayev", name_ru="Сатпаев"))
    client: Client = signed_in(editor)
    for query in ({}, {"q": "жезказган"}, {"editorial_state": "live"}):
        assert list(client.get(url_of(Event, "list"), query).context["object_list"]) == []
