"""``make screenshots``: pictures of the running site for the documentation, into ``docs/screenshots/``."""

import json
import shutil
import sys
from typing import Final

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tools.running_site import ROOT, address

_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
_FOLDER: Final = ROOT / "docs" / "screenshots"
_ACCOUNT: Final = "editor@demo.local"
_SIZE: Final[ViewportSize] = {"width": 1440, "height": 900}
# Name of the picture and where it is taken; the form is that of the first event in the list.
_PAGES: Final = (("admin-home", "/admin/"), ("event-list", "/admin/events/"), ("api-docs", "/api/v1/docs"))
_FIRST_EVENT: Final = "a[href*='/admin/events/edit/']"


def main() -> None:
    """Sign in with a demo account and take every picture."""
    browser_path = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if browser_path is None:
        sys.exit("There is no Chromium on this machine: on Debian and Ubuntu run `apt-get install chromium`.")
    site = address()
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        # Chromium's sandbox does not work for root, and the only page it opens is our own.
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport=_SIZE, locale="ru-RU").new_page()
        sign_in(page, site=site)
        for name, path in _PAGES:
            take(page, url=site + path, name=name)
        page.goto(f"{site}/admin/events/")
        link = page.locator(_FIRST_EVENT).first.get_attribute("href")
        take(page, url=f"{site}{link}", name="event-form")
        browser.close()


def sign_in(page: Page, *, site: str) -> None:
    """Sign in as the demo editor."""
    accounts = json.loads((ROOT / "var" / "demo_accounts.json").read_text())
    password = next(account["password"] for account in accounts if account["email"] == _ACCOUNT)
    page.goto(f"{site}/admin/login/")
    page.fill("[name=username]", _ACCOUNT)
    page.fill("[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_load_state()


def take(page: Page, *, url: str, name: str) -> None:
    """Open ``url`` and save its picture when it has come to rest."""
    page.goto(url)
    page.wait_for_load_state("networkidle")
    path = _FOLDER / f"{name}.png"
    page.screenshot(path=path)
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
