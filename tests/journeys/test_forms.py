"""The comfort of the entry forms in a real browser: counts, pasting, translation, coordinates, errors, completeness."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.roles import EDITORS
from content.models import Entry
from events.models import Event
from tests.content.test_pasted import WORD
from tests.content.translator.conftest import (  # noqa: F401 - fixtures
    StandIn,
    says,
    stand_in,
    translator_settings,
)
from tests.factories import a_city, a_user, an_event
from tests.factories.admin import url_of
from tests.journeys.test_browser import PASSWORD, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_as_editor(page: Page, live_server: LiveServer, entry: Entry) -> None:
    sign_in(page, live_server, a_user(EDITORS, password=PASSWORD))
    page.goto(live_server.url + url_of(entry, "edit"))
    page.wait_for_load_state("networkidle")
    # Wagtail takes what the form holds after two seconds for what it was opened with.
    page.wait_for_timeout(2_500)


def editor_of(page: Page, field: str) -> Locator:
    return page.locator(f"#id_{field} ~ [data-draftail-editor-wrapper] [contenteditable=true]")


def save(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.wait_for_load_state("networkidle")


def draft_of(event: Event) -> Event:
    return Event.objects.get(pk=event.pk).get_latest_revision_as_object()


def paste(page: Page, *, html: str = "", plain: str = "") -> None:
    """Put something into the clipboard and press the keys for pasting."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        """([html, plain]) => navigator.clipboard.write([new ClipboardItem({
            ...(html ? {"text/html": new Blob([html], {type: "text/html"})} : {}),
            "text/plain": new Blob([plain], {type: "text/plain"}),
        })])""",
        [html, plain],
    )
    page.keyboard.press("Control+v")


def test_lengths_are_counted_and_text_from_word_becomes_ours(page: Page, live_server: LiveServer) -> None:
    event = an_event("Концерт", live=False)
    open_as_editor(page, live_server, event)
    count = page.locator("#id_title_ru-length")
    expect(count).to_have_text("7 / 70 короче, чем советуем")
    page.fill("#id_title_ru", "Концерт у фонтана")
    expect(count).to_have_text("17 / 70 ")
    page.fill("#id_title_ru", "я" * 71)
    expect(count).to_have_text("71 / 70 длиннее, чем советуем")
    page.fill("#id_title_ru", "я" * 200)
    expect(count).to_have_text("200 / 70 достигнут предел")
    page.fill("#id_title_ru", "Концерт у фонтана")

    editor_of(page, "description_ru").click()
    paste(page, html=WORD, plain="Программа")
    expect(editor_of(page, "description_ru").locator("h3")).to_have_text("Программа")
    expect(page.locator(".pasting-remark")).to_have_text(
        "Таблица вставлена обычным текстом: таблиц на сайте нет. "
        "Картинки из буфера не вставлены. Загрузите их на вкладке с обложкой."
    )
    expect(page.locator("#id_description_ru-length")).to_contain_text("/ 3000")
    page.wait_for_timeout(500)
    save(page)
    html = re.sub(r' data-block-key="[^"]*"', "", draft_of(event).description_ru)
    assert html == (
        "<h3>Программа</h3><p><b>Вход</b> свободный</p>"
        '<p>сюда и <a href="https://example.org/">туда</a></p><p>19:00 — Начало</p><ul><li>чай</li><li>кофе</li></ul>'
    )


def test_kazakh_is_translated_and_nothing_is_replaced_unasked(
    page: Page,
    live_server: LiveServer,
    translator_settings: StandIn,  # noqa: F811 - the fixture
) -> None:
    event = an_event("Концерт в парке", live=False, description_ru="<p>Концерт <b>в парке</b></p>")
    open_as_editor(page, live_server, event)
    page.get_by_role("tab", name="Қазақша").click()
    page.fill("#id_title_kk", "Менің атауым")
    page.get_by_role("button", name="Перевести всё с русского").click()
    page.get_by_role("dialog").get_by_role("button", name="Заполнить только пустые").click()
    expect(editor_of(page, "description_kk")).to_have_text("Концерт (қаз.) в саябақта")
    expect(page.locator("#id_title_kk")).to_have_value("Менің атауым")

    one = page.get_by_role("button", name="Перевести с русского: Название на казахском")
    one.click()
    page.get_by_role("dialog").get_by_role("button", name="Отмена").click()
    expect(page.locator("#id_title_kk")).to_have_value("Менің атауым")
    one.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # the first button of the dialog: replace
    expect(page.locator("#id_title_kk")).to_have_value("Концерт (қаз.) в саябақта")

    translator_settings.behaviours = [
        lambda texts: says([text.replace("<b>", "<i>").replace("</b>", "</i>") for text in texts])
    ]
    editor_of(page, "description_kk").click()
    page.get_by_role("button", name="Перевести с русского: Описание на казахском").click()
    page.get_by_role("dialog").get_by_role("button", name="Заменить").click()
    expect(page.locator(".translation__status[data-warning=true]")).to_have_text(
        "Переводчик испортил разметку, поэтому перевод не вставлен."
    )
    page.wait_for_timeout(500)
    save(page)
    draft = draft_of(event)
    assert draft.title_kk == "Концерт (қаз.) в саябақта"
    assert re.sub(r' data-block-key="[^"]*"', "", draft.description_kk) == "<p>Концерт (қаз.) <b>в саябақта</b></p>"


def test_without_a_translator_texts_are_copied(page: Page, live_server: LiveServer) -> None:
    event = an_event("Концерт в парке", live=False, description_ru="<p>Концерт <b>в парке</b></p>")
    open_as_editor(page, live_server, event)
    page.get_by_role("tab", name="Қазақша").click()
    page.get_by_role("button", name="Скопировать всё с русского").click()
    expect(page.locator("#id_title_kk")).to_have_value("Концерт в парке")
    expect(page.locator(".translation--all .translation__status")).to_have_text(
        "Переводчик не подключён: текст копируется как есть. Готово. Проверьте текст и сохраните."
    )
    page.wait_for_timeout(500)
    save(page)
    html = re.sub(r' data-block-key="[^"]*"', "", draft_of(event).description_kk)
    assert html == "<p>Концерт <b>в парке</b></p>"


def test_a_link_of_a_map_fills_both_fields_and_a_far_point_is_said(page: Page, live_server: LiveServer) -> None:
    event = an_event(live=False, city=a_city(latitude="47.799", longitude="67.714"))
    open_as_editor(page, live_server, event)
    page.locator(".completeness summary").click()
    page.locator(".completeness a", has_text="Точка на карте").click()
    expect(page.locator("#id_latitude")).to_be_focused()
    paste(page, plain="https://2gis.kz/zhezkazgan/geo/70000001099087570/67.7158,47.7987?m=67.7,47.8%2F16")
    expect(page.locator("#id_latitude")).to_have_value("47.798700")
    expect(page.locator("#id_longitude")).to_have_value("67.715800")
    status = page.locator(".coordinates-status")
    expect(status).to_contain_text("До центра (Жезказган) 0,1 км.")
    link = status.get_by_role("link", name="OpenStreetMap")
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener noreferrer")
    page.fill("#id_latitude", "67.714")
    page.fill("#id_longitude", "47.799")
    page.keyboard.press("Tab")
    expect(status).to_contain_text("Похоже, широта и долгота перепутаны")


def test_errors_lead_to_their_fields_and_completeness_follows_autosave(page: Page, live_server: LiveServer) -> None:
    event = an_event(live=False)
    open_as_editor(page, live_server, event)
    percent = page.locator(".completeness strong")
    before = percent.inner_text()
    page.get_by_role("tab", name="Қазақша").click()
    page.fill("#id_title_kk", "Фонтан жанындағы концерт")
    expect(percent).not_to_have_text(before)
    assert draft_of(event).title_kk == "Фонтан жанындағы концерт"
    # Only then the page knows that the version which autosave has made is its own.
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2_000)

    page.locator("#id_latitude").evaluate("input => (input.value = 'у фонтана')")
    page.get_by_role("tab", name="Русский").click()
    save(page)
    summary = page.locator(".form-errors")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Широта: Координаты не разобрать.")
    summary.get_by_role("link", name="Широта").click()
    expect(page.locator("#id_latitude")).to_be_focused()
    expect(page.locator("#id_latitude")).to_have_value("у фонтана")
    tab = page.locator("[role=tab][aria-selected=true]")
    expect(tab.locator(".w-tabs__errors")).to_be_visible()
    page.fill("#id_latitude", "")
    save(page)
    expect(summary).to_have_count(0)
    expect(percent).not_to_have_text(before)
