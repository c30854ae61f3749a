"""The rows of opening hours in a real browser."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.roles import EDITORS
from directory.models import Business
from tests.factories import a_business, a_user
from tests.factories.admin import url_of
from tests.journeys.test_browser import PASSWORD, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_monday_is_copied_a_break_added_and_an_exception_written(page: Page, live_server: LiveServer) -> None:
    business = a_business("Кафе «Арома»", live=False)
    sign_in(page, live_server, a_user(EDITORS, password=PASSWORD))
    page.goto(live_server.url + url_of(business, "edit"))
    page.wait_for_load_state("networkidle")
    page.get_by_role("tab", name="Часы работы").click()

    page.get_by_label("Понедельник, начало 1").fill("9")
    page.get_by_label("Понедельник, конец 1").fill("1330")
    expect(page.get_by_label("Понедельник, начало 2")).to_be_hidden()
    page.get_by_role("button", name="+ перерыв").first.click()
    expect(page.get_by_label("Понедельник, начало 1")).to_have_value("09:00")
    page.get_by_label("Понедельник, начало 2").fill("14:30")
    page.get_by_label("Понедельник, конец 2").fill("19:00")
    page.get_by_role("button", name="На все будни").click()
    page.get_by_label("Воскресенье: как работает").select_option("closed")
    expect(page.get_by_label("Воскресенье, начало 1")).to_be_hidden()
    page.get_by_role("button", name="Добавить исключение").click()
    page.get_by_label("С какого дня").fill("2026-12-31")
    page.get_by_label("Пояснение", exact=True).fill("Новый год")
    page.get_by_role("button", name="Сохранить черновик").click()
    expect(page.locator(".messages")).to_contain_text("Кафе «Арома»")

    working = [["09:00", "13:30"], ["14:30", "19:00"]]
    assert Business.objects.get(pk=business.pk).get_latest_revision_as_object().opening_hours == {
        "week": {**dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), working), "sun": []},
        "exceptions": [
            {"first": "2026-12-31", "last": "2026-12-31", "hours": [], "note_ru": "Новый год", "note_kk": ""}
        ],
        "holidays": "as_usual",
    }
