from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.models import Category, Tag
from events.models import Event
from tests.factories import a_business, an_event, an_image

pytestmark = pytest.mark.django_db


def drafted(event: Event) -> Any:
    return Event.objects.get(pk=event.pk).get_latest_revision_as_object()


def test_a_draft_comes_back_with_all_that_it_refers_to() -> None:
    event = an_event(cover=an_image(), organiser=a_business())
    draft = drafted(event)
    assert (draft.cover, draft.organiser, draft.category, draft.city) == (
        event.cover,
        event.organiser,
        event.category,
        event.city,
    )
    (date,) = draft.dates.all()
    assert (date.event, date.starts_at) == (draft, event.dates.get().starts_at)


def test_what_has_vanished_is_empty_and_rows_of_it_are_gone() -> None:
    tag, kept = Tag.objects.create(name="Джаз", slug="jazz"), Tag.objects.create(name="Рок", slug="rock")
    event = an_event(live=False, cover=an_image(), organiser=a_business())
    event.tags.add(tag, kept)
    event.save_revision()
    event.cover.delete()
    event.organiser.delete()
    Category.objects.filter(pk=event.category_id).delete()
    tag.delete()
    draft = drafted(event)
    assert (draft.cover, draft.organiser, draft.category) == (None, None, None)
    assert [str(name) for name in draft.tags.all()] == ["Рок"]
    assert draft.dates.count() == 1


def test_the_dates_of_an_entry_that_is_gone_can_still_be_read() -> None:
    event = an_event()
    content = event.latest_revision.content
    Event.objects.filter(pk=event.pk).delete()
    again = Event.from_serializable_data(content)
    assert (again.title_ru, again.dates.count()) == (event.title_ru, 1)


def test_a_draft_is_read_with_the_same_number_of_questions_however_many_rows_it_has() -> None:
    counts = []
    for wanted in (1, 3, 20):
        event = an_event(dates=[row for _number in range(wanted) for row in an_event().dates.all()])
        row = Event.objects.get(pk=event.pk)
        with CaptureQueriesContext(connection) as captured:
            assert row.get_latest_revision_as_object().dates.count() == wanted
        counts.append(len(captured))
    assert len(set(counts)) == 1, counts
