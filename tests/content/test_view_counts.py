"""Counted views reach the counters and what listings say, and are nobody's news."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content import view_counts
from content.generations import generations
from content.models import ListingChange, PendingViews
from content.operations import reconcile_listings, save_draft, unpublish
from content.tasks import add_views
from content.view_counts import Viewed, fold, record
from delivery.models import AuditRecord, Change
from directory.models import BusinessListing, BusinessStanding
from events.models import EventListing, EventStanding
from promos.models import PromotionListing, PromotionStanding
from search.models import OutboxEntry
from tests.factories import a_business, a_city, a_promotion, an_event

pytestmark = pytest.mark.django_db


def shown(listing, entry):
    row = listing.objects.get(pk=entry.pk)
    return {text.split('"viewsCount":')[1].split(",")[0] for text in (row.card_ru, row.card_kk, row.detail_ru)}


def test_views_reach_counters_and_cards():
    event, business = an_event(), a_business()
    promotion = a_promotion(business=business)
    EventStanding.objects.create(event=event, views_count=5, saves_count=2)
    everything = {Viewed("event", event.public_id): 3, Viewed("promotion", promotion.public_id): 4}
    record(everything)
    record({**everything, Viewed("business", business.public_id): 1})
    assert fold(now=timezone.now()) == 15
    assert EventStanding.objects.values_list("views_count", "saves_count").get() == (11, 2)
    assert PromotionStanding.objects.get().views_count == 8
    assert BusinessStanding.objects.get().views_count == 1
    assert (shown(EventListing, event), shown(PromotionListing, promotion)) == ({"11"}, {"8"})
    assert not PendingViews.objects.exists()
    assert fold(now=timezone.now()) == 0
    assert EventStanding.objects.get().views_count == 11


def test_nobody_hears_of_views():
    event, business = an_event(), a_business()
    promotion = a_promotion(business=business)
    Change.objects.all().delete()
    OutboxEntry.objects.all().delete()
    before = (
        list(ListingChange.objects.order_by("pk").values()),
        AuditRecord.objects.count(),
        EventListing.objects.get().version,
    )
    record({Viewed(kind, each.public_id): 1 for kind, each in (("event", event), ("promotion", promotion))})
    record({Viewed("business", business.public_id): 1})
    fold(now=timezone.now())
    after = (
        list(ListingChange.objects.order_by("pk").values()),
        AuditRecord.objects.count(),
        EventListing.objects.get().version,
    )
    assert after == before
    assert (Change.objects.count(), OutboxEntry.objects.count()) == (0, 0)


def test_counting_moves_no_generation_and_adding_up_moves_one_of_each_city():
    events = [an_event(f"Концерт {number}") for number in range(5)]
    a_business()
    # Of another city, whose answers stay as they are.
    an_event("Там", city=a_city("satpayev", name_ru="Сатпаев"))
    known = generations()
    for _time in range(3):
        record({Viewed("event", event.public_id): 1 for event in events})
    assert generations().numbers == known.numbers
    fold(now=timezone.now())
    moved = {each: number - known.numbers[each][0] for each, (number, _at) in generations().numbers.items()}
    assert {(each.source, each.city): steps for each, steps in moved.items() if steps} == {
        ("events_eventlisting", None): 1,
        ("events_eventlisting", events[0].city_id): 1,
    }


def test_a_business_shows_no_views_and_is_not_written():
    business = a_business()
    before = BusinessListing.objects.values().get()
    record({Viewed("business", business.public_id): 9})
    fold(now=timezone.now() + timedelta(minutes=1))
    assert BusinessListing.objects.values().get() == before


def test_what_is_gone_or_hidden_disturbs_nothing():
    event, gone, hidden = an_event("Концерт"), an_event("Удалено"), an_event("Снято")
    record({Viewed("event", each.public_id): 2 for each in (event, gone, hidden)} | {Viewed("event", uuid4()): 1})
    gone.delete()
    unpublish(hidden, by=None)
    assert fold(now=timezone.now()) == 7
    assert dict(EventStanding.objects.values_list("event_id", "views_count")) == {event.pk: 2, hidden.pk: 2}
    assert list(EventListing.objects.values_list("entry_id", flat=True)) == [event.pk]


def test_a_draft_stays_a_draft():
    event = an_event("Концерт")
    event.title_ru = "Черновик"
    save_draft(event, by=None)
    record({Viewed("event", event.public_id): 1})
    fold(now=timezone.now())
    assert EventListing.objects.get().titles == ["Концерт"]


def test_many_are_added_in_chunks_with_a_fixed_number_of_queries(monkeypatch):
    monkeypatch.setattr(view_counts, "_CHUNK", 4)
    events = [an_event(f"Концерт {number}") for number in range(6)]
    counts = []
    for some in (events[:1], events[:3]):
        record({Viewed("event", event.public_id): 1 for event in some})
        with CaptureQueriesContext(connection) as queries:
            assert fold(now=timezone.now()) == len(some)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    record({Viewed("event", event.public_id): 1 for event in events})
    assert fold(now=timezone.now()) == 6
    assert sorted(EventStanding.objects.values_list("views_count", flat=True)) == [1, 1, 1, 2, 2, 3]


def test_the_job_adds_them():
    event = an_event()
    record({Viewed("event", event.public_id): 3})
    add_views(timestamp=0)
    assert EventStanding.objects.get().views_count == 3


def test_the_nightly_comparison_finds_nothing_amiss():
    event = an_event()
    record({Viewed("event", event.public_id): 3})
    fold(now=timezone.now())
    repair = reconcile_listings(now=timezone.now())
    assert (repair.missing, repair.extra, repair.outdated) == (0, 0, 0)
