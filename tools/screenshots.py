"""``make screenshots``: pictures of the running site for the documentation, into ``docs/screenshots/``."""

import json
import shutil
import sys
from typing import Final
from urllib.parse import urljoin

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tools.running_site import ROOT, address

_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
_FOLDER: Final = ROOT / "docs" / "screenshots"
_SIZES: Final[tuple[ViewportSize, ...]] = ({"width": 1440, "height": 900}, {"width": 390, "height": 844})
_EDITOR: Final = "editor@demo.local"
_MODERATOR: Final = "moderator@demo.local"
# Name of the picture, account, address, and what to click there first (an event that waits for review).
_PICTURES: Final = (
    ("admin-home", _MODERATOR, "/admin/", ""),
    ("admin-events", _EDITOR, "/admin/events/", ""),
    ("admin-event", _EDITOR, "/admin/events/", "a[href*='/admin/events/edit/']:has-text('Айтыс')"),
    ("admin-import", _EDITOR, "/admin/import/", ""),
    ("api-docs", "", "/api/v1/docs", ""),
)


def main() -> None:
    """Take every picture at every width."""
    browser_path = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if browser_path is None:
        sys.exit("There is no Chromium on this machine: on Debian and Ubuntu run `apt-get install chromium`.")
    site = address()
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        # Chromium's sandbox does not work for root, and the only page it opens is our own.
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        for size in _SIZES:
            for name, account, path, first in _PICTURES:
                page = browser.new_context(viewport=size, locale="ru-RU").new_page()
                if account:
                    sign_in(page, site=site, email=account)
                take(page, url=site + path, first=first, name=f"{name}-{size['width']}")
                page.context.close()
        browser.close()


def sign_in(page: Page, *, site: str, email: str) -> None:
    """Sign in with a demo account."""
    accounts = json.loads((ROOT / "var" / "demo_accounts.json").read_text())
    password = next(account["password"] for account in accounts if account["email"] == email)
    page.goto(f"{site}/admin/login/")
    page.fill("[name=username]", email)
    page.fill("[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_load_state()


def take(page: Page, *, url: str, first: str, name: str) -> None:
    """Open ``url``, follow the first link that matches ``first``, and save the page when it has come to rest."""
    page.goto(url)
    if first:
        page.goto(urljoin(url, page.locator(first).first.get_attribute("href") or ""))
    page.wait_for_load_state("networkidle")
    path = _FOLDER / f"{name}.png"
    page.screenshot(path=path)
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
