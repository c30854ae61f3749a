from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from content.operations import create_draft
from content.preview import Fact
from events.models import Event, EventDate
from events.previews import event_preview
from tests.factories import a_city, a_user, an_event
from tests.factories.admin import open_form, signed_in, url_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
EVENING = datetime(2026, 3, 7, 14, 0, tzinfo=UTC)


def test_a_draft_is_shown_with_the_texts_of_the_public_page() -> None:
    event = an_event(
        "Концерт",
        title_kk="Концерт кеші",
        live=False,
        starts_at=EVENING,
        description_ru="<p>Играет <b>оркестр</b>.<script>alert(1)</script></p>",
        price_kind="fixed",
        price_min=2000,
        age_limit=6,
    )
    with override("ru"):
        russian = event_preview(event.get_latest_revision_as_object(), "ru", NOW)
    kazakh = event_preview(event, "kk", NOW)
    assert (russian.title, russian.overline, russian.description_html) == (
        "Концерт",
        "Концерты",
        "<p>Играет <b>оркестр</b>.</p>",
    )
    assert list(russian.facts) == [
        Fact("Когда", "суббота, 7 марта, 19:00"),
        Fact("Где", "Городской парк"),
        Fact("Цена", "2\xa0000\xa0₸"),
        Fact("Возраст", "6+"),
    ]
    assert (kazakh.title, kazakh.title_language, kazakh.overline) == ("Концерт кеші", "kk", "Концерттер")
    assert kazakh.facts[0].text == "сенбі, 7 наурыз, 19:00"


def test_a_place_is_shown_with_its_address() -> None:
    event = an_event("Концерт", live=False, starts_at=EVENING, place_ru="Дворец", address_ru="пр. Мира, 1")
    with override("ru"):
        assert Fact("Где", "Дворец, пр. Мира, 1") in event_preview(event, "ru", NOW).facts


def test_an_empty_draft_can_be_looked_at() -> None:
    event = Event(city=a_city(), title_ru="")
    create_draft(event, by=None)
    with override("ru"):
        shown = event_preview(event, "kk", NOW)
    assert (shown.title, shown.overline, shown.image, shown.description_html) == ("", "", None, "")
    assert [fact.text for fact in shown.facts] == [
        "дата ещё не указана",
        "место ещё не указано",
        "бағасы көрсетілмеген",
    ]


@pytest.mark.parametrize(
    "broken",
    [
        EventDate(starts_at=EVENING, recurrence_rule="FREQ=СЕГОДНЯ"),
        EventDate(starts_at=datetime(9999, 12, 31, 23, tzinfo=UTC)),
    ],
)
def test_a_draft_with_impossible_dates_can_be_looked_at(broken: EventDate) -> None:
    event = Event(city=a_city(), title_ru="Концерт")
    event.dates = [broken]
    create_draft(event, by=None)
    with override("ru"):
        shown = event_preview(event, "ru", NOW)
    assert shown.facts[0] == Fact("Когда", "дата ещё не указана")


def test_many_dates_are_cut() -> None:
    dates = [EventDate(starts_at=EVENING, recurrence_rule="FREQ=DAILY;COUNT=9")]
    with override("ru"):
        shown = event_preview(an_event(live=False, dates=dates), "ru", NOW)
    assert [fact.text for fact in shown.facts[5:7]] == ["четверг, 12 марта, 19:00", "и ещё дат: 3"]


@pytest.mark.parametrize("mode", ["page-ru", "page-kk", "card-ru", "card-kk"])
def test_the_editor_sees_what_is_typed_before_it_is_saved(mode: str) -> None:
    event = an_event("Сохранено", live=False)
    client = signed_in(a_user(is_superuser=True))
    data = {**open_form(client, url_of(event, "edit")), "title_ru": "Ещё <не> сохранено"}
    assert client.post(url_of(event, "preview_on_edit"), data).json() == {"is_valid": True, "is_available": True}
    page = client.get(url_of(event, "preview_on_edit"), {"mode": mode}).content.decode()
    assert "Ещё &lt;не&gt; сохранено" in page
    assert Event.objects.get().get_latest_revision_as_object().title_ru == "Сохранено"


def test_an_unknown_mode_is_not_found() -> None:
    event = an_event(live=False)
    client = signed_in(a_user(is_superuser=True))
    client.post(url_of(event, "preview_on_edit"), open_form(client, url_of(event, "edit")))
    assert client.get(url_of(event, "preview_on_edit"), {"mode": "page-en"}).status_code == 404
