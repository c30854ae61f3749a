"""Notes on an entry for colleagues."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import ADMINISTRATORS, EDITORS, SUPPORT
from content.errors import PutAwayEntry
from content.lifecycle import delete
from content.models import CityAssignment, Entry, EntryNote
from content.notes import MOST_LETTERS, add_note, notes_of, resolve_note
from tests.factories import a_business, a_city, a_promotion, a_user, an_event
from tests.factories.admin import signed_in, url_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SCRIPT = {"x-requested-with": "XMLHttpRequest"}


def facts() -> list[object]:
    return list(EntryNote.objects.order_by("pk").values())


@pytest.mark.parametrize("make", [an_event, a_business, a_promotion])
def test_a_note_is_written_and_resolved_beside_any_kind(make: Callable[..., Entry]) -> None:
    entry, author, other = make(), a_user(EDITORS), a_user(EDITORS)
    note = add_note(entry, by=author, text="  Уточнить цену ", now=NOW)
    assert (note.text, note.author, note.entry_public_id) == ("Уточнить цену", author, entry.public_id)
    resolve_note(note, entry=entry, by=other, now=NOW)
    resolve_note(note, entry=entry, by=author, now=NOW + timedelta(hours=1))
    note.refresh_from_db()
    assert (note.resolved_at, note.resolved_by) == (NOW, other)


def test_open_notes_come_first_and_new_ones_before_old_ones() -> None:
    event, editor = an_event(), a_user(EDITORS)
    first, second, third = (
        add_note(event, by=editor, text=text, now=NOW + timedelta(hours=hour)) for hour, text in enumerate("абв")
    )
    resolve_note(third, entry=event, by=editor, now=NOW)
    assert list(notes_of(event)) == [second, first, EntryNote.objects.get(pk=third.pk)]


@pytest.mark.parametrize("text", ["", "  ", "х" * (MOST_LETTERS + 1)])
def test_an_empty_or_endless_note_is_refused(text: str) -> None:
    event = an_event()
    with pytest.raises(ValidationError):
        add_note(event, by=a_user(EDITORS), text=text, now=NOW)
    assert facts() == []


def test_only_those_who_may_change_the_entry_write_and_resolve() -> None:
    event = an_event()
    note = add_note(event, by=a_user(EDITORS), text="Уточнить", now=NOW)
    stranger = a_user(EDITORS)
    CityAssignment.objects.create(user=stranger, city=a_city("astana", name_ru="Астана"))
    before = facts()
    for person in (stranger, a_user(SUPPORT), a_user()):
        with pytest.raises(PermissionDenied):
            add_note(event, by=person, text="Чужое", now=NOW)
        with pytest.raises(PermissionDenied):
            resolve_note(note, entry=event, by=person, now=NOW)
    with pytest.raises(PermissionDenied):
        resolve_note(note, entry=an_event("Другое"), by=a_user(EDITORS), now=NOW)
    assert facts() == before


def test_nothing_is_written_on_what_is_deleted() -> None:
    event = an_event()
    delete(event, by=None, reason="Дубликат", now=NOW)
    with pytest.raises(PutAwayEntry):
        add_note(event, by=a_user(EDITORS), text="Уточнить", now=NOW)
    client = signed_in(a_user(EDITORS))
    assert client.get(url_of(event, "notes")).status_code == 404
    assert client.post(url_of(event, "notes"), {"text": "Уточнить"}).status_code == 404
    assert facts() == []


def test_the_page_works_without_a_script() -> None:
    event = an_event()
    client = signed_in(a_user(EDITORS))
    notes = url_of(event, "notes")
    refused = client.post(notes, {"text": " "})
    assert (refused.status_code, "Напишите текст заметки." in refused.content.decode()) == (422, True)
    # A NUL is nothing that a database stores.
    assert client.post(notes, {"text": "\x00"}).status_code == 422
    assert client.post(notes, {"text": "<b>Уточ\x00нить</b>"}).url == notes
    page = client.get(notes).content.decode()
    assert ("&lt;b&gt;Уточнить" in page, "<b>Уточнить" in page) == (True, False)
    note = EntryNote.objects.get()
    assert client.get(url_of(event, "note_resolve", note.pk)).status_code == 405
    assert client.post(url_of(event, "note_resolve", note.pk)).url == notes
    assert EntryNote.objects.get().resolved_at is not None
    assert client.post(url_of(an_event("Другое"), "note_resolve", note.pk)).status_code == 404


def test_the_script_gets_the_list_anew() -> None:
    event = an_event()
    client = signed_in(a_user(EDITORS))
    answer = client.post(url_of(event, "notes"), {"text": "Уточнить"}, headers=SCRIPT)
    assert (answer.status_code, 'data-open-notes="1"' in answer.content.decode()) == (200, True)
    refused = client.post(url_of(event, "notes"), {"text": " "}, headers=SCRIPT)
    assert (refused.status_code, "<html" in refused.content.decode()) == (422, False)
    resolved = client.post(url_of(event, "note_resolve", EntryNote.objects.get().pk), headers=SCRIPT)
    assert 'data-open-notes="0"' in resolved.content.decode()


def test_the_pages_are_for_people_of_the_city_and_the_kind() -> None:
    event = an_event()
    stranger = a_user(ADMINISTRATORS)
    CityAssignment.objects.create(user=stranger, city=a_city("astana", name_ru="Астана"))
    for person in (stranger, a_user()):
        assert signed_in(person).get(url_of(event, "notes")).status_code == 302
        assert signed_in(person).post(url_of(event, "notes"), {"text": "Чужое"}).status_code == 302
    reader = signed_in(a_user(SUPPORT))
    page = reader.get(url_of(event, "notes"))
    assert (page.status_code, "<textarea" in page.content.decode()) == (200, False)
    assert reader.post(url_of(event, "notes"), {"text": "Чужое"}).status_code == 302
    assert facts() == []


def test_a_form_from_elsewhere_is_refused() -> None:
    event = an_event()
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_user(EDITORS))
    assert client.post(url_of(event, "notes"), {"text": "Чужое"}).status_code == 403
    assert facts() == []


def test_the_editor_shows_the_notes_in_as_many_queries_for_many_as_for_one() -> None:
    event, editor = an_event(), a_user(EDITORS)
    client = signed_in(editor)
    counts, made = {}, 0
    for wanted in (1, 3, 20):
        for _number in range(wanted - made):
            note = add_note(event, by=a_user(EDITORS), text=f"Заметка {made}", now=NOW)
            if made % 2:
                resolve_note(note, entry=event, by=a_user(EDITORS), now=NOW)
            made += 1
        client.get(url_of(event, "edit"))
        with CaptureQueriesContext(connection) as captured:
            page = client.get(url_of(event, "edit")).content.decode()
        assert page.count('class="entry-note__text"') == wanted
        counts[wanted] = len(captured)
    assert len(set(counts.values())) == 1, counts
