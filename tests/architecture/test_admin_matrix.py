"""Role x view x own or other city over every address of the admin, compared with ``matrix_of_roles``."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from http import HTTPStatus
from io import BytesIO
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from accounts.models import User
from content.kinds import all_kinds
from content.models import EntryStanding
from tests.architecture.matrix_of_roles import (
    BULK,
    CITY_SPACES,
    ENTRIES,
    LETTERS,
    OF_CITIES,
    OF_SUPERUSERS,
    OTHERS,
    lines,
)
from tests.architecture.matrix_requests import address_of, ask, entry_label, is_let_in, undone
from tests.architecture.matrix_world import FOREIGN, OTHER, OWN, SIDES, World, build_world, routes
from tests.factories import a_user
from tests.factories.admin import open_form, press, signed_in, url_of

pytestmark = pytest.mark.django_db
# The kind on which every role is tried in full; the others share its views, so two roles are enough for them.
WHOLE_KIND = "events.event"
FEW_ROLES = frozenset({"C", "V"})
# Thumbnails that a page makes on its way are no change of content.
CACHES = frozenset({"content_rendition", "content_image"})
# What a form needs for its view not to fail before it decides anything.
FORMS = {
    "wagtailadmin_choose_page_external_link": {"external-link-chooser-url": "https://example.kz"},
    "wagtailsnippets_events_event:workflow_action": {"comment": "Укажите цену"},
}
# A bulk action's form, for whatever it asks.
BULK_FORM = {"mark_as_active": "False", "role": "1", "tags": "джаз", "collection": "1"}
# Its session is of the one who asks, whatever its entry.
OF_NO_ENTRY = frozenset({"wagtailadmin_editing_sessions:release"})
# Signing in, and what its page is made of.
FOR_STRANGERS = frozenset(
    {
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
    }
)
# Wagtail says so with a message of an error.
DONE_WITH_A_WARNING = frozenset({"wagtailadmin_workflows:disable_task"})
ENDS_THE_SESSION = frozenset({"wagtailadmin_logout"})


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """One line of the table; ``is_of_a_city`` says that the other side is refused to all."""

    view: str
    opens: str
    sends: str
    is_of_a_city: bool = False


def expectation(name: str) -> Expectation | None:
    """Return what the table says of a route, by name."""
    if entry_label(name):
        view = name.rpartition(":")[2]
        view = f"chooser:{view}" if "choosers" in name else view
        found = next((line for line in lines(ENTRIES) if line[0] == view), None)
    else:
        found = next((line for line in lines(OTHERS) if fnmatchcase(name, line[0])), None)
        found = found or next((line for line in lines(OTHERS) if name == line[0]), None)
    if found is None:
        return None
    of_a_city = bool(entry_label(name)) or name in OF_CITIES or name.rpartition(":")[0] in CITY_SPACES
    return Expectation(view=found[0], opens=found[1], sends=found[2], is_of_a_city=of_a_city)


def test_every_address_of_the_admin_is_in_the_table() -> None:
    assert [name for _address, name, _pattern in routes() if expectation(name) is None] == []


def test_every_bulk_action_is_in_the_table() -> None:
    bulk_action_registry._scan_for_bulk_actions()
    kinds = [kind.model for kind in all_kinds()]
    registered = {
        f"{'entry' if apps.get_model(app, model) in kinds else f'{app}.{model}'}:{action}"
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    }
    not_ours = {name for name in registered if name.startswith(("wagtailcore.", "wagtaildocs."))}
    assert registered - not_ours == {line[0] for line in lines(BULK)}


def test_the_table_has_no_lines_without_a_view() -> None:
    names = [name for _address, name, _pattern in routes()]
    used = {found.view for name in names if (found := expectation(name))}
    assert [line[0] for line in [*lines(ENTRIES), *lines(OTHERS)] if line[0] not in used] == []


@dataclass(frozen=True, kw_only=True)
class Question:
    """A request and whether it should be let in."""

    name: str
    side: str
    method: str
    address: str
    is_allowed: bool


def questions(world: World, letter: str, *, is_limited: bool = True) -> Iterator[Question]:
    """Return everything to ask one role; ``is_limited`` people work with the own side only."""
    for address, name, pattern in routes():
        if entry_label(name) not in {"", WHOLE_KIND} and letter not in FEW_ROLES:
            continue
        expected = expectation(name)
        assert expected is not None, name
        urls = {side: address_of(name, address, pattern, world, side) for side in SIDES}
        for side in SIDES if urls[OWN] != urls[OTHER] else (OWN,):
            closed = side == OTHER and ((expected.is_of_a_city and is_limited) or name in OF_SUPERUSERS)
            for method, letters in (("get", expected.opens), ("post", expected.sends)):
                yield Question(
                    name=name,
                    side=side,
                    method=method,
                    address=urls[side],
                    is_allowed=letter in letters and not closed,
                )


def faults(user: User, asked: Iterator[Question]) -> list[str]:
    """Return what the site answered otherwise than the table, and what a refusal or a mere visit changed."""
    found: list[str] = []
    # What the client logs of each refusal is not what is looked for here.
    logging.disable(logging.CRITICAL)
    client = signed_in(user)
    client.raise_request_exception = False
    for question in asked:
        # Only what is in the archive can be taken out of it.
        is_archived = question.method == "post" and question.name.endswith(":unarchive")
        EntryStanding.objects.update(archived_at=timezone.now() if is_archived else None)
        is_allowed, written, response = ask(client, question.method, question.address, FORMS.get(question.name))
        if question.name in DONE_WITH_A_WARNING:
            is_allowed = is_allowed or bool(written)
        where = f"{question.method.upper()} {question.name} ({question.side})"
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            found.append(f"{where}: {response.exc_info[1]!r}")
        elif is_allowed != question.is_allowed:
            found.append(f"{where}: {'let in' if is_allowed else 'refused'} with {response.status_code}")
        if written and (not is_allowed or (question.method == "get" and written - CACHES)):
            found.append(f"{where}: wrote {sorted(written)}")
        if (
            question.method == "get"
            and is_allowed
            and FOREIGN in getattr(response, "content", b"").decode(errors="ignore")
        ):
            found.append(f"{where}: shows what belongs to another city")
        if question.name in ENDS_THE_SESSION:
            client.force_login(user)
    logging.disable(logging.NOTSET)
    return found


@pytest.mark.parametrize("letter", LETTERS)
def test_a_role_opens_and_sends_what_the_table_says(letter: str) -> None:
    world = build_world()
    found = faults(world.assigned[LETTERS[letter]], questions(world, letter))
    assert not found, "\n".join(found)


def test_without_a_city_everybody_works_with_all_of_them_except_city_managers() -> None:
    world = build_world()
    for letter, is_manager in (("E", False), ("C", True)):
        user = world.unassigned[LETTERS[letter]]
        asked = [
            question
            for question in questions(world, letter, is_limited=False)
            if (found := expectation(question.name)) and found.is_of_a_city and question.name not in OF_NO_ENTRY
        ]
        of_rows = [question for question in asked if question.address not in shared_addresses(world)]
        assert of_rows != []
        wrong = []
        for question in of_rows:
            is_allowed = ask(client_of(user), question.method, question.address, FORMS.get(question.name))[0]
            if is_allowed != (question.is_allowed and not is_manager):
                wrong.append(f"{letter} {question.method} {question.name} ({question.side})")
        assert wrong == []


def client_of(user: User) -> Any:
    """Return a browser that does not raise what a view raises."""
    client = signed_in(user)
    client.raise_request_exception = False
    return client


def shared_addresses(world: World) -> set[str]:
    """Return the addresses that are the same on both sides: lists and empty forms."""
    found = set()
    for address, name, pattern in routes():
        urls = {address_of(name, address, pattern, world, side) for side in SIDES}
        if len(urls) == 1:
            found |= urls
    return found


@pytest.mark.parametrize("line", lines(BULK), ids=lambda line: line[0])
def test_a_bulk_action_takes_what_the_role_may_change_and_nothing_of_other_cities(line: list[str]) -> None:
    world = build_world()
    label, action = line[0].split(":")
    label = WHOLE_KIND if label == "entry" else label
    row = {"accounts.user": "user", "content.image": "image"}.get(label, label)
    address = reverse("wagtail_bulk_action", args=(*label.split("."), action))
    wrong = []
    for letter, role in LETTERS.items():
        client = client_of(world.assigned[role])
        for side in SIDES if label != "content.image" else (OWN,):
            chosen = f"{address}?id={world.get(row, side).pk}"
            page = ask(client, "get", chosen)[2]
            takes = has_taken(page)
            # A superuser's account is chosen by nobody else; which of the two ways refuses it is Wagtail's affair.
            is_open = label == "accounts.user" and side == OTHER
            if not is_open and takes != (letter in line[1] and side == OWN):
                wrong.append(f"{letter} {side}: {'takes' if takes else 'refuses'} with {page.status_code}")
            if side == OTHER and (written := ask(client, "post", chosen, BULK_FORM)[1]):
                wrong.append(f"{letter} {side}: wrote {sorted(written)}")
    assert wrong == []


def has_taken(page: Any) -> bool:
    """Tell whether a bulk action took what was chosen: it asks about it, or answers with a file that has it."""
    if "Content-Disposition" not in page.headers:
        context = page.context or {}
        return bool(context.get("items") or context.get("count"))
    content = b"".join(page)
    if page.headers["Content-Type"].startswith("text/csv"):
        return content.count(b"\n") > 1
    return bool(load_workbook(BytesIO(content)).active.max_row > 1)


# An entry under review is locked for everyone except its moderators.
BUTTONS = """
save                ESMCA.
publish             .S.CA.
submit              ESMCA.
cancel-workflow     ..M...
"""


def test_a_button_of_the_form_is_for_those_who_have_it_and_refused_in_other_cities() -> None:
    world = build_world()
    root = signed_in(a_user(is_superuser=True))
    wrong = []
    for name, roles in lines(BUTTONS):
        button = "" if name == "save" else name
        for side in SIDES:
            event = world.get(f"{WHOLE_KIND}:review" if name == "cancel-workflow" else WHOLE_KIND, side)
            address = url_of(event, "edit")
            data = {**open_form(root, address), "title_ru": "Новое название"}
            for letter, role in LETTERS.items():
                client = client_of(world.assigned[role])
                with undone() as recorder:
                    response = press(client, address, data, button)
                is_allowed = response.status_code == HTTPStatus.FOUND and is_let_in(response)
                if is_allowed != (letter in roles and side == OWN):
                    wrong.append(f"{letter} {name} ({side}): {response.status_code}")
                if not is_allowed and recorder.tables:
                    wrong.append(f"{letter} {name} ({side}): wrote {sorted(recorder.tables)}")
    assert wrong == []


@pytest.mark.parametrize("letter", LETTERS)
def test_autosave_is_a_saving_like_any_other(letter: str) -> None:
    world = build_world()
    client = client_of(world.assigned[LETTERS[letter]])
    root = signed_in(a_user(is_superuser=True))
    found = []
    for side in SIDES:
        address = url_of(world.get(WHOLE_KIND, side), "edit")
        data = {**open_form(root, address), "title_ru": "Само"}
        is_allowed, written, _response = ask(client, "post", address, data, accept="application/json")
        found.append((is_allowed, "wagtailcore_revision" in written))
    expected = letter in "ESMCA"
    assert found == [(expected, expected), (False, False)]


def test_strangers_and_people_without_a_role_see_nothing() -> None:
    world = build_world()
    for client in (Client(), client_of(a_user())):
        opened = [
            name
            for address, name, pattern in routes()
            if is_let_in(client.get(address_of(name, address, pattern, world, OWN))) and name not in FOR_STRANGERS
        ]
        assert opened == []
