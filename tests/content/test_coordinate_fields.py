from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import EDITORS
from content.models import CityAssignment, Entry
from tests.factories import a_business, a_city, a_user, an_event
from tests.factories.admin import open_form, press, signed_in, url_of

pytestmark = pytest.mark.django_db
MAKERS = [an_event, a_business]
URL = "/admin/forms/coordinates/"
HERE = (Decimal("47.799000"), Decimal("67.714000"))


def centre() -> dict[str, object]:
    return {"latitude": Decimal("47.799"), "longitude": Decimal("67.714")}


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("47.799", "67.714"),
        ("47,799", "67,714"),
        ("47.79900001", " 67.7139999999 "),
        ("47.799, 67.714", ""),
        ("", "47.799, 67.714"),
        ("https://2gis.kz/zhezkazgan?m=67.714%2C47.799%2F16", "1"),
        ("47°47'56.4\"N 67°42'50.4\"E", ""),
    ],
)
def test_whatever_is_pasted_becomes_two_numbers(make: Callable[..., Entry], latitude: str, longitude: str) -> None:
    entry = make(live=False)
    client = signed_in(a_user(EDITORS))
    data = {**open_form(client, url_of(entry, "edit")), "latitude": latitude, "longitude": longitude}
    assert press(client, url_of(entry, "edit"), data, "").status_code == 302
    draft = type(entry).objects.get(pk=entry.pk).get_latest_revision_as_object()
    assert (draft.latitude, draft.longitude) == HERE


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize(
    ("latitude", "message"),
    [
        ("у фонтана", "Координаты не разобрать."),
        ("https://maps.app.goo.gl/abc", "В короткой ссылке нет координат."),
        ("147.799, 67.714", "Широта бывает от −90 до 90"),
    ],
)
def test_what_gives_no_point_is_said_at_the_field_and_kept(
    make: Callable[..., Entry], latitude: str, message: str
) -> None:
    entry = make(live=False)
    client = signed_in(a_user(EDITORS))
    data = {**open_form(client, url_of(entry, "edit")), "latitude": latitude, "title_ru": "Не потерять"}
    response = press(client, url_of(entry, "edit"), data, "")
    form = response.context["form"]
    assert form.errors["latitude"][0].startswith(message)
    assert (form["latitude"].value(), form["title_ru"].value()) == (latitude, "Не потерять")
    assert type(entry).objects.get().title_ru == entry.title_ru


def test_a_point_of_another_city_is_saved_with_a_warning() -> None:
    business = a_business(live=False, city=a_city(**centre()))
    client = signed_in(a_user(EDITORS))
    edit = url_of(business, "edit")

    def said(latitude: str, longitude: str) -> str:
        press(client, edit, {**open_form(client, edit), "latitude": latitude, "longitude": longitude}, "")
        return client.get(edit).content.decode()

    assert "до центра (Жезказган) 457 км. Проверьте координаты и город." in said("51.128207", "71.430411")
    assert "Похоже, широта и долгота перепутаны" in said("67.714", "47.799")
    assert "messages" in (page := said("47.81", "67.71"))
    assert "до центра" not in page


def ask(client: Client, **query: object) -> tuple[int, dict[str, object]]:
    response = client.get(URL, query)
    return response.status_code, response.json()


def test_the_form_asks_what_a_text_says() -> None:
    city = a_city(**centre())
    client = signed_in(a_user(EDITORS))
    status, answer = ask(client, text="47.82, 67.714", city=city.pk)
    assert status == 200
    assert (answer["latitude"], answer["longitude"]) == ("47.820000", "67.714000")
    assert (answer["message"], answer["isWarning"]) == ("До центра (Жезказган) 2,3 км.", False)
    assert [link["label"] for link in answer["links"]] == ["OpenStreetMap", "2ГИС"]
    assert ask(client, text="67.714, 47.799", city=city.pk)[1]["isWarning"] is True
    assert ask(client, text="0, 0", city=city.pk)[1]["message"].startswith("Точка далеко: до центра (Жезказган) 8")
    for unknown in ("", "x", "999999999999999999999", "9" * 5000, "-1"):
        assert ask(client, text="0, 0", city=unknown)[1]["message"] == ""
    assert ask(client, text="0, 0", city=a_city("satpayev").pk)[1]["message"] == ""


@pytest.mark.parametrize("text", ["", "чушь", "https://go.2gis.com/x", "999, 999", "\x00"])
def test_what_cannot_be_read_is_answered_in_words(text: str) -> None:
    status, answer = ask(signed_in(a_user(EDITORS)), text=text)
    assert (status, answer["isWarning"], answer["links"]) == (422, True, [])
    assert answer["message"]


def test_strangers_are_not_answered_and_assigned_staff_learn_nothing_of_other_cities() -> None:
    city = a_city(**centre())
    assert Client().get(URL, {"text": "0, 0"}).status_code == 302
    assert signed_in(a_user()).get(URL, {"text": "0, 0"}).status_code == 302
    local = a_user(EDITORS)
    CityAssignment.objects.create(user=local, city=a_city("satpayev", name_ru="Сатпаев"))
    assert ask(signed_in(local), text="0, 0", city=city.pk)[1]["message"] == ""
    assert signed_in(local).post(URL).status_code == 405


@pytest.mark.parametrize("make", MAKERS)
def test_the_fields_take_any_text_and_open_without_questions_to_others(make: Callable[..., Entry]) -> None:
    entry = make(**centre())
    client = signed_in(a_user(EDITORS))
    with CaptureQueriesContext(connection):
        page = client.get(url_of(entry, "edit")).content.decode()
    assert 'data-coordinate="latitude"' in page
    assert f'data-coordinates-url="{URL}"' in page
    assert 'inputmode="decimal"' in page
