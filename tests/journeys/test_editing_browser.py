"""The editing house in a real browser: write, look, submit, publish; many at once; versions; a city of one's own."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.roles import CITY_MANAGERS, EDITORS, MODERATORS, SENIOR_EDITORS
from content.models import CityAssignment
from content.operations import save_draft
from events.models import Event, EventListing
from tests.factories import a_category, a_city, a_user, an_event
from tests.factories.admin import url_of
from tests.journeys.test_browser import PASSWORD, choose_action, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def fill_schedule(page: Page, *, rule: str) -> None:
    """Enter a weekly concert in the first row of the schedule, as text: the short way for who knows the rule."""
    open_tab(page, "Расписание")
    page.get_by_role("button", name=re.compile("Добавить")).first.click()
    page.locator("[name=dates-0-kind]").select_option("rule")
    start = timezone.localtime() + timedelta(days=3)
    page.locator("[name=dates-0-starts_at]").fill(f"{start:%Y-%m-%d} 19:00")
    page.keyboard.press("Tab")
    page.locator("[name=dates-0-recurrence_rule]").evaluate("(field, rule) => { field.value = rule; }", rule)


def test_an_event_in_two_languages_with_a_recurrence_goes_on_the_site(page: Page, live_server: LiveServer) -> None:
    city, category = a_city(), a_category("concerts")
    editor, moderator = a_user(EDITORS, password=PASSWORD), a_user(MODERATORS, password=PASSWORD)
    sign_in(page, live_server, editor)
    page.goto(f"{live_server.url}{url_of(Event, 'add')}")
    page.wait_for_load_state("networkidle")
    page.locator("[name=title_ru]").fill("Вечер кюев")
    page.locator("[name=category]").select_option(str(category.pk))
    open_tab(page, "Қазақша")
    page.locator("[name=title_kk]").fill("Күй кеші")
    fill_schedule(page, rule="FREQ=WEEKLY;COUNT=4")
    open_tab(page, "Место")
    page.locator("[name=city]").select_option(str(city.pk))
    page.locator("[name=place_ru]").fill("Дворец культуры")

    # Wagtail saves a new entry by itself, or the button does it; either way it is a draft before it is submitted.
    page.get_by_role("button", name="Сохранить черновик").first.click()
    page.wait_for_url(re.compile(r"/edit/\d+/"))
    event = Event.objects.get(title_ru="Вечер кюев")
    assert (event.live, event.city) == (False, city)

    # The preview beside the form shows the dates in words.
    page.wait_for_load_state("networkidle")
    toggle = page.locator("[data-side-panel-toggle=preview]").first
    toggle.click()
    preview = page.frame_locator("iframe[title]").last
    expect(preview.locator("body")).to_contain_text("Вечер кюев")
    expect(preview.locator("body")).to_contain_text("19:00")
    toggle.click()
    choose_action(page, "Отправить")
    expect(page.locator(".messages")).to_contain_text("Вечер кюев")

    sign_in(page, live_server, moderator)
    page.goto(f"{live_server.url}{url_of(event, 'edit')}")
    choose_action(page, "Одобрить$")
    expect(page.locator(".messages")).to_contain_text("Вечер кюев")
    answer = Client().get(f"/api/v1/events/{event.public_id}", {"lang": "kk"}).json()
    assert (answer["title"], answer["location"], len(answer["dates"])) == ("Күй кеші", "Дворец культуры", 4)


def test_fifty_drafts_are_published_at_once(page: Page, live_server: LiveServer) -> None:
    for number in range(50):
        an_event(f"Событие {number:02}", live=False)
    broken = an_event("Без даты", live=False, dates=[])
    sign_in(page, live_server, a_user(SENIOR_EDITORS, password=PASSWORD))
    page.goto(f"{live_server.url}{url_of(Event, 'list')}")
    page.wait_for_load_state("networkidle")
    page.locator("[data-bulk-action-select-all-checkbox]").first.check()
    page.get_by_role("button", name=re.compile("Выбрать всё")).click()
    page.get_by_role("link", name=re.compile("^Опубликовать")).first.click()
    expect(page.get_by_text("Выбрано: 51")).to_be_visible()
    page.get_by_role("button", name=re.compile("Опубликовать")).click()
    report = page.locator(".bulk__question[role=status]")
    expect(report).to_contain_text("Сделано: 50.")
    expect(report).to_contain_text("Не сделано: 1")
    expect(page.locator(".bulk__refused")).to_contain_text("Без даты")
    assert EventListing.objects.count() == 50
    assert not Event.objects.get(pk=broken.pk).live


def test_a_version_is_compared_and_restored(page: Page, live_server: LiveServer) -> None:
    editor = a_user(EDITORS, password=PASSWORD)
    event = an_event("Первое название", live=False)
    older = event.latest_revision_id
    draft = event.get_latest_revision_as_object()
    draft.title_ru = "Второе название"
    save_draft(draft, by=editor)
    sign_in(page, live_server, editor)
    page.goto(f"{live_server.url}{url_of(event, 'revisions_compare', older, 'latest')}")
    row = page.get_by_role("row", name=re.compile("^Название"))
    expect(row.locator(".deletion")).to_have_text("Первое")
    expect(row.locator(".addition")).to_have_text("Второе")
    page.get_by_role("link", name="Вернуть эту версию").click()
    expect(page.locator("[name=title_ru]")).to_have_value("Первое название")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name=re.compile("Заменить черновик")).first.click()
    expect(page.locator(".messages")).to_be_visible()
    assert Event.objects.get(pk=event.pk).get_latest_revision_as_object().title_ru == "Первое название"


def test_a_city_manager_works_at_home_and_is_refused_elsewhere(page: Page, live_server: LiveServer) -> None:
    manager = a_user(CITY_MANAGERS, password=PASSWORD)
    CityAssignment.objects.create(user=manager, city=a_city())
    mine = an_event("Свой праздник", live=False)
    theirs = an_event("Чужой праздник", live=False, city=a_city("satpayev", name_ru="Сатпаев"))
    sign_in(page, live_server, manager)
    page.goto(f"{live_server.url}{url_of(Event, 'list')}")
    expect(page.get_by_role("link", name="Свой праздник").first).to_be_visible()
    expect(page.get_by_text("Чужой праздник")).to_have_count(0)
    page.goto(f"{live_server.url}{url_of(mine, 'edit')}")
    choose_action(page, "Опубликовать")
    expect(page.locator(".messages")).to_contain_text("Свой праздник")
    assert Event.objects.get(pk=mine.pk).live
    page.goto(f"{live_server.url}{url_of(theirs, 'edit')}")
    expect(page.locator("body")).not_to_contain_text("Чужой праздник")
    assert not Event.objects.get(pk=theirs.pk).live
