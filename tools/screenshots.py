"""``make screenshots``: pictures of the running site for the documentation, into ``docs/screenshots/``.

They show the demo city as it was loaded, a few minutes later: the worker first makes the small copies of its pictures.
``python -m tools.screenshots admin-events …`` takes only these. What is there and is no longer made is removed.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import quote, urljoin

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

from tools.running_site import ROOT, address

_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
_FOLDER: Final = ROOT / "docs" / "screenshots"
_SIZES: Final[tuple[ViewportSize, ...]] = ({"width": 1440, "height": 900}, {"width": 390, "height": 844})
_LARGEST: Final = 290_000
_EDITOR: Final = "editor@demo.local"
_SENIOR: Final = "senior@demo.local"
_MODERATOR: Final = "moderator@demo.local"
_ADMIN: Final = "admin@demo.local"
_MUSEUM: Final = "Ночь в музее"
_JAZZ: Final = "Джаз в цехе"
_CLUB: Final = "Тілдес"


def _nothing(page: Page) -> None:
    """Leave the page as it opens."""


def _tick(page: Page) -> None:
    """Choose three rows of a list, which brings the bar of bulk actions up."""
    for box in page.locator("td [data-bulk-action-checkbox]").all()[:3]:
        box.check()
    page.locator("[data-bulk-action-footer]:not(.hidden)").wait_for()


def _tab(name: str) -> Callable[[Page], None]:
    """Open the tab of a form."""

    def opening(page: Page) -> None:
        page.locator(f"[role=tab]:has-text('{name}')").click()

    return opening


def _rule(page: Page) -> None:
    """Open the schedule at the first repetition and what it results in."""
    _tab("Расписание")(page)
    page.locator("label:has-text('Как повторяется')").first.evaluate(
        """label => {
            label.scrollIntoView();
            for (let part = label; part; part = part.parentElement) part.scrollLeft = 0;
        }"""
    )


def _side(name: str, *, until: str) -> Callable[[Page], None]:
    """Open a side panel of a form and wait for what it shows."""

    def opening(page: Page) -> None:
        page.locator(f"[data-side-panel-toggle='{name}']").click()
        page.locator(until).first.wait_for()

    return opening


def _completeness(page: Page) -> None:
    """Open the list of what is missing."""
    page.locator("main details summary, .content details summary").first.click()


def _comparison(page: Page) -> None:
    """Go from a form to what its newest draft changes on the site."""
    page.goto(page.url.replace("/edit/", "/history/") + "revisions/compare/live...latest/")


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture: who looks at which address, at which entry of the list there, and what is done first."""

    name: str
    path: str
    account: str = _EDITOR
    entry: str = ""
    before: Callable[[Page], None] = _nothing


def _month() -> str:
    """Return the month in which most of the demo's events are."""
    return f"{datetime.now(UTC) + timedelta(days=14):%Y-%m}"


_PICTURES: Final = (
    Picture(name="admin-home", path="/admin/", account=_MODERATOR),
    Picture(name="admin-events", path="/admin/events/"),
    Picture(name="admin-bulk", path="/admin/events/?editorial_state=live", account=_SENIOR, before=_tick),
    Picture(name="admin-event", path="/admin/events/", entry=_MUSEUM, before=_completeness),
    Picture(name="admin-schedule", path="/admin/events/", entry=_CLUB, before=_rule),
    Picture(
        name="admin-preview",
        path="/admin/events/",
        entry=_JAZZ,
        before=_side("preview", until="iframe[data-preview-iframe], .w-preview iframe"),
    ),
    Picture(name="admin-notes", path="/admin/events/", entry=_CLUB, before=_side("notes", until=".entry-note")),
    Picture(name="admin-comparison", path="/admin/events/", entry=_JAZZ, account=_SENIOR, before=_comparison),
    Picture(name="admin-calendar", path=f"/admin/calendar/?month={_month()}"),
    Picture(name="admin-business", path="/admin/businesses/", entry="Кеңгір", before=_tab("Часы")),
    Picture(name="admin-promotion", path="/admin/promotions/", entry="Бешбармак", before=_tab("Когда")),
    Picture(name="admin-images", path="/admin/images/"),
    Picture(name="admin-import", path="/admin/import/"),
    Picture(name="admin-bin", path="/admin/bin/", account=_ADMIN),
    Picture(name="admin-journal", path="/admin/journals/changes/", account=_ADMIN),
    Picture(name="admin-users", path="/admin/users/", account=_ADMIN),
    Picture(name="api-docs", path="/api/v1/docs", account=""),
)


def main() -> None:
    """Take every picture at every width."""
    browser_path = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if browser_path is None:
        sys.exit("There is no Chromium on this machine: on Debian and Ubuntu run `apt-get install chromium`.")
    site = address()
    chosen = [picture for picture in _PICTURES if picture.name in sys.argv[1:] or not sys.argv[1:]]
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        # Chromium's sandbox does not work for root, and the only page it opens is our own.
        browser = playwright.chromium.launch(
            executable_path=browser_path,
            args=["--no-sandbox", "--disable-gpu"],
            env={**os.environ, "LANGUAGE": "ru", "LANG": "ru_RU.UTF-8"},
        )
        for size in _SIZES:
            for picture in chosen:
                page = browser.new_context(viewport=size, locale="ru-RU").new_page()
                if picture.account:
                    sign_in(page, site=site, email=picture.account)
                take(page, picture, site=site, path=_path(picture, size))
                page.context.close()
        browser.close()
    made = {_path(picture, size) for picture in _PICTURES for size in _SIZES}
    for outdated in set(_FOLDER.glob("*.png")) - made:
        outdated.unlink()


def sign_in(page: Page, *, site: str, email: str) -> None:
    """Sign in with a demo account."""
    accounts = json.loads((ROOT / "var" / "demo_accounts.json").read_text())
    password = next(account["password"] for account in accounts if account["email"] == email)
    page.goto(f"{site}/admin/login/")
    page.fill("[name=username]", email)
    page.fill("[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_load_state()


def take(page: Page, picture: Picture, *, site: str, path: Path) -> None:
    """Open what a picture shows and save it to ``path`` when the page has come to rest."""
    if picture.entry:
        listed = f"{site}{picture.path}?q={quote(picture.entry)}"
        page.goto(listed)
        link = page.locator(f"a[href*='/edit/']:has-text('{picture.entry}')").first
        page.goto(urljoin(listed, link.get_attribute("href") or ""))
    else:
        page.goto(site + picture.path)
    page.wait_for_load_state("networkidle")
    picture.before(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    page.screenshot(path=path)
    if path.stat().st_size > _LARGEST:
        Image.open(path).convert("RGB").quantize(256).save(path, optimize=True)
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")


def _path(picture: Picture, size: ViewportSize) -> Path:
    return _FOLDER / f"{picture.name}-{size['width']}.png"


if __name__ == "__main__":
    main()
