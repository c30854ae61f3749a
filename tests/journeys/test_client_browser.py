"""The example page of the TypeScript client in a real browser, against a running site on another origin."""

import re
from collections.abc import Iterator
from datetime import timedelta
from threading import Thread

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import a_city, an_event, an_image
from tools.example import CLIENT, example_server

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(live_server: LiveServer, settings) -> Iterator[str]:
    """Serve the page on an origin of its own, which the API is told of."""
    if not (CLIENT / "example" / "build" / "main.js").exists():
        pytest.skip("the example is not compiled: run `make client`")
    with example_server(api=live_server.url, port=0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        origin = f"http://127.0.0.1:{server.server_port}"
        settings.CORS_ALLOWED_ORIGINS = [origin]
        settings.PUBLIC_BASE_URL = live_server.url
        settings.SEARCH_ENGINE = "postgres"
        yield f"{origin}/example/"
        server.shutdown()


@pytest.fixture
def choir(transactional_db: None) -> None:
    """Publish a free event with a picture, the last one to come, in the second of two cities."""
    a_city(name_kk="Жезқазған")
    an_event(
        "Субботний хор",
        title_kk="Сенбілік хор",
        starts_at=timezone.now() + timedelta(days=9),
        city=a_city("satpayev", name_ru="Сатпаев", name_kk="Сәтбаев"),
        cover=an_image("Хор", is_ai_generated=True),
        price_kind="free",
    )


@pytest.fixture
def town(choir: None) -> None:
    """Publish 29 more, in the first city: every third is sport."""
    tomorrow = timezone.now() + timedelta(days=1)
    for number in range(1, 30):
        category = "sports" if number % 3 == 0 else "concerts"
        an_event(f"Событие {number:02}", starts_at=tomorrow + timedelta(hours=number), category=category)


def titles(page: Page) -> list[str]:
    return page.locator("#events h2").all_inner_texts()


def numbers(first: int, last: int) -> list[str]:
    return [f"Событие {number:02}" for number in range(first, last + 1)]


def found(page: Page, total: int) -> None:
    expect(page.get_by_role("status")).to_have_text(f"Найдено событий: {total}")


def test_events_are_listed_and_paged(page: Page, town: None, address: str) -> None:
    page.goto(address)
    found(page, 30)
    assert titles(page) == numbers(1, 12)
    first = page.locator("#events li").first
    expect(first).to_contain_text("Городской парк, Жезказган")
    expect(first).to_contain_text("цена не указана")
    expect(page.get_by_role("button", name="Назад")).to_be_disabled()

    page.get_by_role("button", name="Дальше").click()
    expect(page.locator("#events h2").first).to_have_text("Событие 13")
    page.get_by_role("button", name="Дальше").click()
    expect(page.locator("#events h2").last).to_have_text("Субботний хор")
    assert titles(page) == [*numbers(25, 29), "Субботний хор"]
    expect(page.get_by_role("button", name="Дальше")).to_be_disabled()
    expect(page.locator("#events")).to_be_focused()

    page.get_by_role("button", name="Назад").click()
    expect(page.locator("#events h2").first).to_have_text("Событие 13")
    page.go_back()
    expect(page.locator("#events h2").last).to_have_text("Субботний хор")
    page.reload()
    found(page, 30)
    assert titles(page) == [*numbers(25, 29), "Субботний хор"]


def test_events_are_filtered_and_searched(page: Page, town: None, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: _note(request, asked))
    page.goto(address)
    found(page, 30)
    page.get_by_label("Категория").select_option(label="Спорт")
    found(page, 9)
    assert titles(page) == [f"Событие {number:02}" for number in range(3, 30, 3)]
    expect(page.locator("#pager")).to_be_hidden()
    page.get_by_label("Категория").select_option(label="Все категории")
    page.get_by_label("Город").select_option(label="Сатпаев")
    found(page, 1)
    page.get_by_label("Только бесплатные").check()
    found(page, 1)
    expect(page.locator("#events li")).to_contain_text("бесплатно")
    expect(page.locator("figcaption")).to_contain_text("искусственным интеллектом")
    page.get_by_label("Когда").select_option(label="Завтра")
    expect(page.get_by_role("status")).to_contain_text("Ничего не нашлось")
    assert re.search(r"city=satpayev.*when=tomorrow.*free=true", page.url)

    page.goto(address)
    page.get_by_label("Поиск").fill("событие 07")
    page.get_by_label("Поиск").press("Enter")
    found(page, 1)
    assert titles(page) == ["Событие 07"]
    page.get_by_label("Поиск").fill("х" * 200)
    page.get_by_role("button", name="Найти").click()
    expect(page.get_by_role("status")).to_contain_text("Ничего не нашлось")
    # Nothing of what the page sends makes a browser ask for permission first.
    assert "OPTIONS" not in asked


def _note(request: Request, asked: list[str]) -> None:
    asked.append(request.method)


def test_the_page_speaks_kazakh(page: Page, choir: None, address: str) -> None:
    page.goto(f"{address}?city=satpayev")
    found(page, 1)
    page.get_by_role("button", name="Қазақша").click()
    expect(page.get_by_role("status")).to_have_text("Табылған іс-шаралар: 1")
    assert titles(page) == ["Сенбілік хор"]
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    expect(page.get_by_label("Қала")).to_have_value("satpayev")
    expect(page.locator("select[name=city] option:checked")).to_have_text("Сәтбаев")
    expect(page.locator("#events li")).to_contain_text("тегін")


def test_a_refusal_and_silence_are_told(page: Page, choir: None, address: str, settings) -> None:
    page.goto(f"{address}?cursor=nonsense")
    expect(page.get_by_role("status")).to_contain_text("cursor:")
    settings.CORS_ALLOWED_ORIGINS = []
    page.get_by_role("button", name="Повторить").click()
    expect(page.get_by_role("status")).to_contain_text("Сервер не отвечает")


def test_the_page_fits_a_telephone(page: Page, choir: None, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    found(page, 1)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
