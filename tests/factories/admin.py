"""The admin as a browser uses it."""

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from lxml import html

from accounts.models import User
from content.models import Entry


def signed_in(user: User) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def url_of(entry: Entry | type[Entry], name: str, *args: object) -> str:
    """Return the address of an admin view of an entry, or of a kind."""
    model = entry if isinstance(entry, type) else type(entry)
    pk = () if isinstance(entry, type) else (entry.pk,)
    return reverse(model.snippet_viewset.get_url_name(name), args=(*pk, *args))


def open_form(client: Client, address: str) -> dict[str, str]:
    """Open an editor's page and return what its form would send, without any button."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    form = html.fromstring(response.content.decode()).get_element_by_id("w-editor-form")
    return {name: value or "" for name, value in form.form_values()}


def press(client: Client, address: str, data: dict[str, str], button: str, **more: str) -> Any:
    """Send a form with one of its buttons: ``publish``, ``submit``, ``approve`` or ``reject``."""
    if button in {"approve", "reject"}:
        more = {"action-workflow-action": "true", "workflow-action-name": button, **more}
    elif button:
        more = {f"action-{button}": f"action-{button}", **more}
    return client.post(address, {**data, **more})


def group_form(group: Group, **more: str) -> dict[str, str]:
    """Return the form of a group as the browser sends it, with what is said besides its name."""
    empty = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    prefixes = ("page_permissions", "collection_permissions", "image_permissions", "document_permissions")
    managed = {f"{prefix}-{name}": value for prefix in prefixes for name, value in empty.items()}
    return {"name": group.name, **managed, **more}
