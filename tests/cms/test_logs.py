import pytest

from accounts.roles import ADMINISTRATORS, EDITORS
from search.models import OutboxEntry
from tests.factories import a_user, an_event
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/journals/search-outbox/"


def test_administrators_read_the_search_outbox_and_change_nothing() -> None:
    event = an_event()
    client = signed_in(a_user(ADMINISTRATORS))
    assert str(event.public_id) in client.get(ADDRESS).content.decode()
    assert client.get(f"{ADDRESS}inspect/{event.public_id}/").status_code == 200
    before = list(OutboxEntry.objects.values())
    for page in ("create/", f"edit/{event.public_id}/", f"delete/{event.public_id}/"):
        assert client.post(f"{ADDRESS}{page}").status_code in {302, 403, 404}, page
    assert list(OutboxEntry.objects.values()) == before


def test_superusers_change_nothing_either() -> None:
    event = an_event()
    client = signed_in(a_user(is_superuser=True))
    assert client.post(f"{ADDRESS}delete/{event.public_id}/").status_code in {302, 403, 404}
    assert OutboxEntry.objects.count() == 1


def test_editors_do_not_see_it() -> None:
    assert signed_in(a_user(EDITORS)).get(ADDRESS).status_code == 302
