"""The calendar in a real browser: one date moved by dragging, another without a mouse; readers' dates ask first."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.roles import SENIOR_EDITORS
from events.models import Event, EventOccurrence
from tests.factories import a_user, an_event
from tests.journeys.test_browser import PASSWORD, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ALMATY = ZoneInfo("Asia/Almaty")


def in_one_week_of_next_month() -> datetime:
    """Return a Tuesday evening with the rest of its week in the same month, after the present one."""
    day = timezone.now().astimezone(ALMATY).replace(day=1, hour=19, minute=0, second=0, microsecond=0)
    day = (day + timedelta(days=40)).replace(day=8)
    return day + timedelta(days=(1 - day.weekday()) % 7)


def test_a_draft_is_dragged_and_a_live_date_asks_first(page: Page, live_server: LiveServer) -> None:
    start = in_one_week_of_next_month()
    draft = an_event("Вечер поэзии", live=False, starts_at=start, place_ru="Библиотека")
    live = an_event("Концерт у фонтана", starts_at=start)
    sign_in(page, live_server, a_user(SENIOR_EDITORS, password=PASSWORD))
    page.get_by_role("link", name="Календарь", exact=True).first.click()
    page.goto(f"{live_server.url}/admin/calendar/?month={start:%Y-%m}")

    def chip(title: str):
        return page.locator(".calendar-grid .calendar-chip", has_text=title)

    def cell(moment: datetime):
        return page.locator(f".calendar-grid__days [data-drop-day='{moment:%Y-%m-%d}']")

    # Nobody sees a draft: dropped is moved.
    next_day = start + timedelta(days=1)
    chip("Вечер поэзии").drag_to(cell(next_day))
    expect(page.locator(".messages")).to_contain_text("«Вечер поэзии» перенесено")
    expect(cell(next_day)).to_contain_text("Вечер поэзии")
    assert [row.starts_at for row in Event.objects.get(pk=draft.pk).get_latest_revision_as_object().dates.all()] == [
        next_day
    ]

    # Readers know the other one: the same gesture only asks.
    chip("Концерт у фонтана").drag_to(cell(next_day))
    expect(page.get_by_text("читатели увидят новую дату сразу")).to_be_visible()
    page.get_by_role("link", name="Не переносить").click()
    expect(chip("Концерт у фонтана")).to_be_visible()
    assert list(EventOccurrence.objects.filter(listing=live.pk).values_list("starts_at", "status")) == [
        (start, "scheduled")
    ]


def test_everything_works_from_the_keyboard(page: Page, live_server: LiveServer) -> None:
    start = in_one_week_of_next_month()
    live = an_event("Концерт у фонтана", starts_at=start)
    sign_in(page, live_server, a_user(SENIOR_EDITORS, password=PASSWORD))
    page.goto(f"{live_server.url}/admin/calendar/?month={start:%Y-%m}")
    page.wait_for_load_state("networkidle")

    # Only one day is in the tab order; arrows reach the others and Enter opens one.
    first = page.locator(f"[data-calendar-day='{start:%Y-%m}-01']")
    expect(first).to_have_attribute("tabindex", "0")
    expect(page.locator("[data-calendar-day][tabindex='0']")).to_have_count(1)
    first.focus()
    for _week in range((start.day - 1) // 7):
        page.keyboard.press("ArrowDown")
    for _day in range((start.day - 1) % 7):
        page.keyboard.press("ArrowRight")
    expect(page.locator(f"[data-calendar-day='{start:%Y-%m-%d}']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".calendar--day")).to_contain_text("Концерт у фонтана")

    page.get_by_role("link", name="Перенести «Концерт у фонтана»").focus()
    page.keyboard.press("Enter")
    to = start + timedelta(days=2, hours=1)
    page.get_by_label("Новая дата").fill(f"{to:%Y-%m-%d}")
    page.get_by_label("Начало").fill(f"{to:%H:%M}")
    page.locator("[name=reason_ru]").fill("Дождь")
    page.keyboard.press("Enter")
    expect(page.get_by_text("читатели увидят новую дату сразу")).to_be_visible()
    page.get_by_role("button", name="Перенести").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("Читатели уже видят новую дату")
    rows = list(Event.objects.get(pk=live.pk).dates.values_list("starts_at", "status", "reason_ru"))
    assert rows == [(to, "rescheduled", "Дождь")]


def test_more_opens_in_its_place(page: Page, live_server: LiveServer) -> None:
    start = in_one_week_of_next_month().replace(hour=10)
    for hour in range(7):
        an_event(f"Событие {hour}", live=False, starts_at=start + timedelta(hours=hour))
    sign_in(page, live_server, a_user(SENIOR_EDITORS, password=PASSWORD))
    page.goto(f"{live_server.url}/admin/calendar/?month={start:%Y-%m}")
    page.wait_for_load_state("networkidle")
    page.locator(".calendar-grid").get_by_text("ещё 3", exact=True).click()
    expect(page.locator(".calendar-grid .calendar-chip")).to_have_count(7)
    expect(page.locator(".calendar-more-list")).to_be_focused()
