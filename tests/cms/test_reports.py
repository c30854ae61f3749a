import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.urls import reports
from wagtail.models import Page

from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS
from tests.factories import a_user
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db
ADDRESSES = [reverse(f"wagtailadmin_reports:{pattern.name}") for pattern in reports.urlpatterns]


@pytest.mark.parametrize("role", [EDITORS, MODERATORS, ADMINISTRATORS])
def test_reports_are_not_for_staff(role: str) -> None:
    client = signed_in(a_user(role))
    answers = [client.get(address) for address in ADDRESSES]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/admin/")] * len(ADDRESSES)


@pytest.mark.parametrize("name", ["site_history", "site_history_results", "workflow"])
def test_superusers_read_them(name: str) -> None:
    if Page.get_first_root_node() is None:
        # Wagtail's migrations make it, and a flush takes it away; its reports fail without.
        Page.add_root(title="Root")
    client = signed_in(a_user(is_superuser=True))
    assert client.get(reverse(f"wagtailadmin_reports:{name}")).status_code == 200


def test_strangers_sign_in_first() -> None:
    assert Client().get(ADDRESSES[0]).url.startswith("/admin/login/")
