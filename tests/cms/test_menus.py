import json

import pytest
from lxml import html

from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS
from tests.factories import a_user
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db


def menu(page: str) -> str:
    return html.fromstring(page).get_element_by_id("wagtail-sidebar-props").text


@pytest.mark.parametrize("role", [EDITORS, MODERATORS, ADMINISTRATORS, None])
def test_menus_lead_only_to_what_this_site_has(role: str | None) -> None:
    user = a_user(role) if role else a_user(is_superuser=True)
    shown = json.dumps(json.loads(menu(signed_in(user).get("/admin/").content.decode())), ensure_ascii=False)
    assert "События" in shown
    for foreign in ("/admin/documents/", "/admin/sites/", "/admin/pages/", "/admin/snippets/", "guide.wagtail.org"):
        assert foreign not in shown, foreign


def test_the_login_page_is_ours() -> None:
    page = html.fromstring(signed_in(a_user()).get("/admin/login/").content.decode()).text_content()
    assert "Jezkazgan Connect" in page
    assert "Wagtail" not in page
