"""A copy of an entry."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS
from content.duplication import duplicate
from content.errors import PutAwayEntry
from content.lifecycle import archive, delete
from content.models import CityAssignment, Entry, EntryStanding
from delivery.models import AuditRecord
from events.models import Event
from tests.factories import a_business, a_city, a_promotion, a_user, an_event
from tests.factories.admin import open_form, press, signed_in, url_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.mark.parametrize("make", [an_event, a_business, a_promotion])
def test_a_copy_is_a_draft_of_its_own(make: Callable[..., Entry]) -> None:
    entry, editor = make("Образец"), a_user(EDITORS)
    before = type(entry)._default_manager.filter(pk=entry.pk).values().get()
    copy = duplicate(entry, by=editor, now=NOW)
    copy = type(entry)._default_manager.get(pk=copy.pk)
    assert type(entry)._default_manager.filter(pk=entry.pk).values().get() == before
    assert (copy.title_ru, copy.live, copy.first_published_at) == ("Образец (копия)", False, None)
    assert copy.public_id != entry.public_id
    assert copy.slug not in {"", entry.slug}
    assert copy.city == entry.city
    assert EntryStanding.objects.get(pk=copy.public_id).owner == editor
    record = AuditRecord.objects.get(object_id=str(copy.public_id))
    assert (record.action, record.reason) == ("duplicate", "Образец")


def test_dates_and_tags_come_along_with_keys_of_their_own() -> None:
    event = an_event("Образец", live=False)
    client, edit = signed_in(a_user(EDITORS)), url_of(event, "edit")
    press(client, edit, {**open_form(client, edit), "tags": "джаз, парк"}, "")
    event.refresh_from_db()
    copy = Event.objects.get(pk=duplicate(event, by=a_user(EDITORS), now=NOW).pk)
    draft, original = copy.get_latest_revision_as_object(), event.get_latest_revision_as_object()
    assert sorted(tag.name for tag in draft.tags.all()) == ["джаз", "парк"]
    assert [date.starts_at for date in draft.dates.all()] == [date.starts_at for date in original.dates.all()]
    assert {date.key for date in draft.dates.all()}.isdisjoint({date.key for date in original.dates.all()})
    assert Event.objects.get(pk=event.pk).dates.count() == 1


def test_a_copy_takes_no_schedule_along_and_what_is_archived_may_be_copied() -> None:
    event = an_event("Образец", live=False, expire_at=NOW, go_live_at=NOW)
    archive(event, by=None, reason="", now=NOW)
    copy = duplicate(event, by=a_user(EDITORS), now=NOW).get_latest_revision_as_object()
    assert (copy.expire_at, copy.go_live_at) == (None, None)


def test_a_long_title_still_says_that_it_is_a_copy() -> None:
    copy = duplicate(an_event("Ш" * 200), by=a_user(EDITORS), now=NOW)
    assert (len(copy.title_ru), copy.title_ru[-8:]) == (200, " (копия)")


def test_who_may_not_write_or_see_copies_nothing() -> None:
    event = an_event()
    stranger = a_user(EDITORS)
    CityAssignment.objects.create(user=stranger, city=a_city("astana", name_ru="Астана"))
    for person in (a_user(MODERATORS), a_user(), stranger):
        with pytest.raises(PermissionDenied):
            duplicate(event, by=person, now=NOW)
        assert signed_in(person).post(url_of(event, "duplicate")).status_code == 302
    delete(event, by=None, reason="Дубликат", now=NOW)
    with pytest.raises(PutAwayEntry):
        duplicate(event, by=a_user(ADMINISTRATORS), now=NOW)
    assert Event.objects.count() == 1


def test_the_button_posts_and_opens_the_copy() -> None:
    event = an_event("Образец")
    client = signed_in(a_user(EDITORS))
    assert (
        f'data-w-action-url-value="{url_of(event, "duplicate")}"' in client.get(url_of(event, "edit")).content.decode()
    )
    assert client.get(url_of(event, "duplicate")).status_code == 200
    assert Event.objects.count() == 1
    response = client.post(url_of(event, "duplicate"))
    copy = Event.objects.exclude(pk=event.pk).get()
    assert (response.status_code, response.url) == (302, url_of(copy, "edit"))
