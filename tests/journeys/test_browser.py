"""The admin in a real browser: an editor submits, a moderator approves, the reader's page has it."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, TimeoutError, expect  # noqa: A004 - Playwright's own
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from accounts.roles import EDITORS, MODERATORS
from events.models import Event
from tests.factories import a_user, an_event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a-long-password-for-one-test"


def sign_in(page: Page, server: LiveServer, user: User) -> None:
    page.context.clear_cookies()
    page.goto(f"{server.url}/admin/login/")
    page.fill("[name=username]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    expect(page.get_by_role("heading", name=re.compile("Здравствуйте"))).to_be_visible()


def choose_action(page: Page, name: str) -> None:
    """Open the menu of actions once the page's scripts are ready, and press the one whose name begins so."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("body.ready")).to_be_visible()
    item = page.get_by_role("button", name=re.compile(f"^{name}")).first
    for _attempt in range(6):
        page.get_by_role("button", name="Больше действий").click()
        try:
            item.click(timeout=5_000)
        except TimeoutError:
            continue  # a partial of the page was renewed meanwhile and the menu closed with it
        return
    pytest.fail(f"the menu never offered {name}")


def test_an_editor_submits_and_a_moderator_approves(page: Page, live_server: LiveServer) -> None:
    editor, moderator = a_user(EDITORS, password=PASSWORD), a_user(MODERATORS, password=PASSWORD)
    event = an_event("Вечер бардовской песни", live=False)

    sign_in(page, live_server, editor)
    page.get_by_role("link", name="События", exact=True).first.click()
    page.get_by_role("link", name="Вечер бардовской песни").first.click()
    page.get_by_role("tab", name="Қазақша").click()
    page.get_by_role("textbox", name="Название на казахском").fill("Бард әндерінің кеші")
    choose_action(page, "Отправить")
    expect(page.locator(".messages")).to_contain_text("Вечер бардовской песни")
    assert Event.objects.get(pk=event.pk).workflow_in_progress

    sign_in(page, live_server, moderator)
    page.get_by_role("link", name="Проверить").first.click()
    choose_action(page, "Одобрить$")
    expect(page.locator(".messages")).to_contain_text("опубликовано")
    published = Client().get("/api/v1/events", {"lang": "kk"}).json()
    assert [item["title"] for item in published] == ["Бард әндерінің кеші"]
