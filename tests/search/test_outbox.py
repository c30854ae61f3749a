"""What gets into the outbox, and what leaves it."""

from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone

from content.operations import publish, save_draft, unpublish
from events.models import Event, EventListing
from search import outbox
from search.columns import write_columns
from search.models import OutboxEntry, SearchEntry
from search.outbox import Claim
from tests.factories import a_business, a_promotion, an_event

pytestmark = pytest.mark.django_db


def waiting() -> dict[str, tuple[str, int]]:
    rows = OutboxEntry.objects.values_list("public_id", "kind", "wanted_version")
    return {str(public_id): (kind, version) for public_id, kind, version in rows}


def retitle(event: Event, title: str) -> None:
    event.title_ru = title
    save_draft(event, by=None)
    publish(event, by=None, authorisation="test")


def test_every_kind_is_enqueued_with_the_version_of_its_listing() -> None:
    event, promotion = an_event(), a_promotion()
    business = promotion.business

    assert waiting() == {
        str(event.public_id): ("event", event.listing.version),
        str(business.public_id): ("business", business.listing.version),
        str(promotion.public_id): ("promotion", promotion.listing.version),
    }


def test_drafts_are_not_enqueued() -> None:
    an_event(live=False)

    assert (waiting(), SearchEntry.objects.count()) == ({}, 0)


def test_changes_of_one_entry_are_one_row_with_the_newest_version() -> None:
    event = an_event("Концерт")
    first = event.listing.version
    OutboxEntry.objects.update(attempts=5, last_error="broken", next_try_at=timezone.now() + timedelta(days=1))

    retitle(event, "Большой концерт")

    row = OutboxEntry.objects.get()
    listing = EventListing.objects.get()
    assert (row.wanted_version, row.attempts, row.last_error) == (listing.version, 0, "")
    assert listing.version > first
    assert [claim.public_id for claim in outbox.claim(limit=10)] == [event.public_id]


def test_what_search_does_not_show_enqueues_nothing() -> None:
    event = an_event()
    OutboxEntry.objects.all().delete()

    EventListing.objects.update(card_ru="{}", projected_at=timezone.now())
    save_draft(event, by=None)

    assert waiting() == {}


def test_a_rolled_back_change_leaves_nothing() -> None:
    event = an_event("Концерт")
    before, columns = waiting(), SearchEntry.objects.values().get()

    with transaction.atomic():
        retitle(event, "Отменённый концерт")
        a_business()
        assert waiting() != before
        transaction.set_rollback(True)

    assert waiting() == before
    assert SearchEntry.objects.values().get() == columns


def test_unpublishing_enqueues_the_removal_and_drops_the_search_columns() -> None:
    event = an_event()
    version = event.listing.version
    OutboxEntry.objects.all().delete()

    unpublish(event, by=None)

    assert list(waiting()) == [str(event.public_id)]
    assert OutboxEntry.objects.get().wanted_version > version
    assert SearchEntry.objects.count() == 0


def test_confirming_clears_only_what_is_not_newer() -> None:
    events = [an_event(f"Событие {number}") for number in range(3)]
    versions = {event.public_id: event.listing.version for event in events}
    older, same, newer = (event.public_id for event in events)

    cleared = outbox.confirm({older: versions[older] - 1, same: versions[same], newer: versions[newer] + 1})

    assert (cleared, list(waiting())) == (2, [str(older)])


def test_a_failure_puts_a_row_off_and_the_eighth_parks_it() -> None:
    an_event()
    row = OutboxEntry.objects.get()
    claim = Claim(public_id=row.public_id, kind=row.kind, version=row.wanted_version)

    assert outbox.note_failure(claim, error="no\n" * 1000) == 1
    assert outbox.claim(limit=10) == []
    assert len(OutboxEntry.objects.get().last_error) == 500

    assert [outbox.note_failure(claim, error="no") for _ in range(7)] == [2, 3, 4, 5, 6, 7, 8]
    OutboxEntry.objects.update(next_try_at=timezone.now() - timedelta(days=1))
    assert (outbox.claim(limit=10), outbox.state().parked) == ([], 1)

    assert outbox.retry_all() == 1
    assert outbox.claim(limit=10) == [claim]


def test_a_failure_of_an_older_version_is_not_held_against_a_newer_one() -> None:
    an_event()
    row = OutboxEntry.objects.get()
    older = Claim(public_id=row.public_id, kind=row.kind, version=row.wanted_version - 1)

    assert outbox.note_failure(older, error="no") == 0
    assert OutboxEntry.objects.get().attempts == 0


def test_enqueueing_by_hand_respects_what_is_newer() -> None:
    event = an_event()
    version = event.listing.version
    OutboxEntry.objects.update(attempts=8)

    outbox.enqueue([(event.public_id, "event", version)])
    assert OutboxEntry.objects.get().attempts == 8

    outbox.enqueue([(event.public_id, "event", version + 1)])
    row = OutboxEntry.objects.get()
    assert (row.attempts, row.wanted_version) == (0, version + 1)


@pytest.mark.django_db(transaction=True)
def test_rows_that_somebody_is_writing_are_neither_claimed_nor_cleared() -> None:
    events = [an_event(f"Событие {number}") for number in range(2)]
    versions = {event.public_id: event.listing.version for event in events}
    busy, free = versions

    with psycopg.connect(**_same_database()) as other:
        other.execute("SELECT 1 FROM search_outbox WHERE public_id = %s FOR UPDATE", [busy])
        assert [claim.public_id for claim in outbox.claim(limit=10)] == [free]
        assert outbox.confirm(versions) == 1

    assert list(waiting()) == [str(busy)]


def test_the_hook_costs_one_statement_whatever_the_number(
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    for number in range(5):
        an_event(f"Событие {number}")
    listings = list(EventListing.objects.select_related("city"))

    with django_assert_max_num_queries(1):
        write_columns("event", listings)


def _same_database() -> dict[str, object]:
    parameters = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    return {name: parameters[name] for name in names if parameters.get(name)}
