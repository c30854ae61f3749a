"""How the matrix of roles asks: addresses of every route, answers in one word, and what was written meanwhile."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, reverse

from content.models import Entry, EntryNote
from tests.architecture.matrix_world import OF_REVIEWS, World, task_state_of

REFUSED: Final = frozenset({401, 403, 404, 405})
_WRITE: Final = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)")
# What every visit leaves behind: who is here, and who has which page open.
_TRACES: Final = frozenset({"django_session", "wagtailadmin_editingsession", "wagtailusers_userprofile"})

# Which row a number in an address is, by the namespace (or the name) of the route, then by the parameter.
_ROWS: Final[Mapping[str, str]] = {
    "cities": "city",
    "city_photos": "city_photo",
    "categories": "category",
    "tags": "tag",
    "venues": "venue",
    "webhooks": "webhook",
    "city_assignments": "assignment",
    "wagtailusers_users": "user",
    "wagtailusers_groups": "group",
    "wagtailadmin_collections": "collection",
    "wagtailimages_chooser": "image",
    "wagtailsites": "site",
    "wagtailadmin_workflows": "workflow",
}
_PARAMETERS: Final[Mapping[str, str]] = {
    "image_id": "image",
    "collection_id": "collection",
    "task_id": "task",
    "workflow_pk": "workflow",
}
_PLAIN: Final[Mapping[str, Any]] = {
    "action_name": "reject",
    "filter_spec": "max-165x165",
    "session_id": 1,
    "kind": "event",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "uidb64": "MQ",
    "token": "set-password",
}


def entry_label(name: str) -> str:
    """Return ``app.model`` for a route of a kind of entries, otherwise nothing."""
    found = re.match(r"wagtailsnippet(?:s|choosers)_(\w+?)_(\w+):", name)
    return f"{found[1]}.{found[2]}" if found else ""


def address_of(name: str, address: str, pattern: URLPattern, world: World, side: str) -> str:
    """Return the address of a route for the rows of one side."""
    names = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
    if pattern.name is None:
        numbered = address.replace("<int:image_id>", str(world.get("image").pk))
        return "/" + re.sub(r"[\^$]", "", numbered).replace(".*", "nowhere")
    return reverse(name, kwargs={one: _argument(name, one, world, side) for one in names})


def _argument(name: str, parameter: str, world: World, side: str) -> Any:
    label, view = entry_label(name), name.rpartition(":")[2]
    if label:
        entry = world.get(f"{label}:review" if view.startswith(OF_REVIEWS) else label, side)
        found = _of_entry(parameter, entry)
    else:
        found = _of_others(name, parameter, world, side)
    if found is not None:
        return found
    if parameter in _PARAMETERS:
        return world.get(_PARAMETERS[parameter]).pk
    return _PLAIN.get(parameter, world.get("page").pk)


def _of_entry(parameter: str, entry: Entry) -> Any:
    if parameter == "pk":
        return entry.pk
    if parameter == "revision_id":
        return entry.latest_revision_id
    if parameter == "note_pk":
        facts = {"entry_public_id": entry.public_id, "text": "Уточнить"}
        return EntryNote.objects.get_or_create(**facts, defaults={"created_at": entry.created_at})[0].pk
    if parameter == "task_state_id":
        return task_state_of(entry).pk
    return task_state_of(entry).workflow_state_id if parameter == "workflow_state_id" else None


def _of_others(name: str, parameter: str, world: World, side: str) -> Any:
    space, _colon, view = name.rpartition(":")
    is_task = "task" in view
    if parameter == "instance_pk":
        return _of_journal(name, world, side)
    if name == "events_calendar_move":
        return world.get("events.event", side).pk
    if parameter == "pk" and (row := "task" if is_task else _ROWS.get(space)):
        return world.get(row, side).pk
    texts = {
        "public_id": world.get("run", side).public_id,
        "object_id": world.get("events.event", side).pk,
        "app": "moderation" if is_task else "events",
        "model": "moderationtask" if is_task else "event",
    }
    plain = re.sub(r"^content_type_|_label$|_name$", "", parameter)
    return texts.get(re.sub(r"_label$|_name$", "", plain) if plain.startswith(("app", "model")) else parameter)


def _of_journal(name: str, world: World, side: str) -> Any:
    journal = name.split("_modeladmin_", maxsplit=1)[0].rpartition("_")[2]
    return world.get(journal, side).pk


class Recorder:
    """Notes which tables a request writes."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Run a statement."""
        if (found := _WRITE.match(sql)) and found[2] not in _TRACES:
            self.tables.add(found[2])
        return execute(sql, params, many, context)


@contextmanager
def undone() -> Iterator[Recorder]:
    """Undo what happens inside, telling which tables were written."""
    recorder = Recorder()
    with transaction.atomic(), connection.execute_wrapper(recorder):
        yield recorder
        transaction.set_rollback(True)


def ask(
    client: Client, method: str, address: str, data: Mapping[str, Any] | None = None, **headers: str
) -> tuple[bool, set[str], HttpResponse]:
    """Send a request and undo it; answers whether it was let in, which tables it wrote, and the response."""
    with undone() as recorder:
        response = getattr(client, method)(address, data or {}, headers=headers)
        if hasattr(response, "render") and not response.is_rendered:
            response.render()
    return is_let_in(response), recorder.tables, response


def is_let_in(response: HttpResponse) -> bool:
    """Tell whether a response is anything but a refusal: an error, or a way elsewhere with a message of an error."""
    if response.status_code in REFUSED:
        return False
    if response.status_code != HTTPStatus.FOUND:
        return True
    said = getattr(getattr(response, "wsgi_request", None), "_messages", None)
    has_error = any(message.level >= messages.ERROR for message in getattr(said, "_queued_messages", ()))
    return not (has_error or response.headers["Location"].startswith("/admin/login/"))
