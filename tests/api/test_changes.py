"""The delta feed, and what is told of entries that were public once."""

from threading import Event as Signal
from threading import Thread
from time import sleep
from unittest.mock import ANY

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.lifecycle import archive, delete, restore
from content.merging import merge
from content.models import ListingChange
from content.operations import publish, publish_due, save_draft, unpublish
from content.projections import project
from delivery.models import AuditRecord
from events.models import Event, EventStanding
from tests.api.conftest import problem_of
from tests.factories import a_business, a_city, a_promotion, an_event

# What a transaction of its own has not committed is not served: these tests commit.
committed = pytest.mark.django_db(transaction=True)


def wait_for_others():
    """Wait until what is committed is served: transactions of other tests on this server hold it up too."""
    last = ListingChange.objects.aggregate(last=Max("xact"))["last"] or 0
    # Some of them ask hundreds of questions in one transaction.
    for _try in range(6000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint > %s", [last])
            if cursor.fetchone()[0]:
                return
        sleep(0.05)


def told(call, since=None, *, waits=True, **query):
    if waits:
        wait_for_others()
    answer = call.json("/changes", **({"since": since} if since else {}), **query)
    return [
        (change["kind"], change["slug"], change["action"], change["reason"]) for change in answer["changes"]
    ], answer


@committed
def test_first_everything_then_only_what_is_new(call, fits):
    business = a_business()
    event = an_event(organiser=business)
    promotion = a_promotion(business=business)
    an_event("Черновик", live=False)
    found, answer = told(call)
    assert sorted(found) == sorted(
        [
            ("business", business.slug, "upserted", None),
            ("event", event.slug, "upserted", None),
            ("promotion", promotion.slug, "upserted", None),
        ]
    )
    fits("Changes", answer)
    [card] = call.json("/events")
    assert card in [change["item"] for change in answer["changes"]]
    assert told(call, answer["cursor"]) == ([], {"changes": [], "cursor": answer["cursor"], "hasMore": False})
    unpublish(promotion, by=None)
    found, later = told(call, answer["cursor"])
    assert found == [("promotion", promotion.slug, "removed", "withdrawn")]
    assert later["changes"][0]["item"] is None
    publish(promotion, by=None, authorisation="test")
    assert told(call, later["cursor"])[0] == [("promotion", promotion.slug, "upserted", None)]


@committed
def test_pages_lead_through_everything_once(call):
    slugs = {an_event(f"Событие {number}").slug for number in range(5)}
    seen, since, pages = [], None, 0
    while True:
        found, answer = told(call, since, limit=2)
        seen += [slug for _kind, slug, _action, _reason in found]
        since, pages = answer["cursor"], pages + 1
        if not answer["hasMore"]:
            break
    assert (sorted(seen), pages) == (sorted(slugs), 3)


@committed
def test_by_kind_and_city_and_what_moved_away(call):
    event, there = an_event(), a_city("astana", name_ru="Астана")
    a_business(city=there)
    _found, answer = told(call, city="jezkazgan")
    assert [change["id"] for change in answer["changes"]] == [str(event.public_id)]
    assert [row[0] for row in told(call, kind="business")[0]] == ["business"]
    draft = event.get_latest_revision_as_object()
    draft.city = there
    save_draft(draft, by=None)
    publish(Event.objects.get(pk=event.pk), by=None, authorisation="test")
    assert told(call, answer["cursor"], city="jezkazgan")[0] == [("event", event.slug, "removed", "moved")]
    assert ("event", event.slug, "upserted", None) in told(call, answer["cursor"], city="astana")[0]
    assert told(call, city="nowhere")[0] == []


@committed
def test_counters_are_no_change(call):
    event = an_event()
    _found, answer = told(call)
    EventStanding.objects.update_or_create(event=event, defaults={"views_count": 77})
    project(event, now=timezone.now())
    assert told(call, answer["cursor"])[0] == []


@committed
def test_a_transaction_that_commits_late_is_not_skipped(call):
    first, second = an_event("Первое", live=False), an_event("Второе", live=False, city=a_city("astana"))
    begun, may_end = Signal(), Signal()

    def publish_slowly():
        try:
            with transaction.atomic():
                publish(first, by=None, authorisation="test")
                begun.set()
                may_end.wait(20)
        finally:
            connection.close()

    slow = Thread(target=publish_slowly)
    slow.start()
    assert begun.wait(20)
    publish(second, by=None, authorisation="test")
    # The second is committed, but the first, whose number is lower, is still to come.
    found, answer = told(call, waits=False)
    assert found == []
    may_end.set()
    slow.join()
    assert [slug for _kind, slug, _action, _reason in told(call, answer["cursor"])[0]] == [first.slug, second.slug]


@committed
def test_the_number_of_queries_does_not_grow(call):
    counts = []
    for number in (1, 3, 9):
        for each in range(number):
            an_event(f"Событие {number} {each}")
        call("/changes")
        with CaptureQueriesContext(connection) as queries:
            call("/changes")
        counts.append(len(queries))
    assert counts == [1, 1, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("since", ["x", "W10", "WzAsMSwyXQ", "1" * 3000])
def test_a_cursor_of_nobody_is_refused(call, since):
    assert problem_of(call("/changes", {"since": since}))["fields"] == {"since": ANY}


def gone(call, path):
    body = problem_of(call(path))
    return body["status"], body["code"]


@pytest.mark.django_db
def test_what_was_public_says_in_a_word_why_it_is_gone(call):
    event, now = an_event(), timezone.now()
    paths = [f"/events/{event.public_id}", f"/events/{event.slug}"]
    unpublish(event, by=None)
    assert [gone(call, path) for path in paths] == [(410, "entry.withdrawn")] * 2
    archive(event, by=None, reason="секрет", now=now)
    assert [gone(call, path) for path in paths] == [(410, "entry.archived")] * 2
    delete(event, by=None, reason="секрет", now=now)
    assert [gone(call, path) for path in paths] == [(410, "entry.deleted")] * 2
    assert "секрет" not in call(paths[0]).content.decode()
    restore(event, by=None, now=now)
    assert gone(call, paths[0]) == (410, "entry.withdrawn")
    publish(Event.objects.get(pk=event.pk), by=None, authorisation="test")
    assert call(paths[0]).status_code == 200
    Event.objects.get(pk=event.pk).delete()
    assert gone(call, paths[0]) == (410, "entry.deleted")


@pytest.mark.django_db
def test_what_expired_says_so_and_what_never_was_public_is_unknown(call):
    promotion, draft = a_promotion(), an_event(live=False)
    type(promotion).objects.filter(pk=promotion.pk).update(expire_at=timezone.now())
    publish_due(now=timezone.now())
    assert gone(call, f"/promotions/{promotion.public_id}") == (410, "entry.expired")
    assert gone(call, f"/events/{draft.public_id}") == (404, "event.not_found")
    assert gone(call, f"/events/{promotion.public_id}") == (404, "event.not_found")


@pytest.mark.django_db
def test_merged_ids_lead_to_the_survivor(call, settings):
    one, two, three = an_event("Один"), an_event("Два"), an_event("Три")
    merge(one, into=two, by=None, now=timezone.now())
    response = call(f"/events/{one.public_id}")
    assert (response.status_code, response.headers["Location"]) == (
        301,
        f"{settings.PUBLIC_BASE_URL}/api/v1/events/{two.public_id}",
    )
    assert response.headers["Cache-Control"] == "no-store"
    merge(two, into=three, by=None, now=timezone.now())
    assert {call(f"/events/{each.slug}").headers["Location"].rsplit("/", 1)[1] for each in (one, two)} == {
        str(three.public_id)
    }
    assert [record.object_id for record in AuditRecord.objects.filter(action="merge").order_by("pk")] == [
        str(two.public_id),
        str(three.public_id),
    ]
    unpublish(three, by=None)
    assert gone(call, f"/events/{one.public_id}") == (410, "entry.merged_away")


@pytest.mark.django_db
def test_only_two_public_entries_of_a_kind_are_merged(call):
    event, draft = an_event("Одно"), an_event("Другое", live=False)
    for other in (event, draft, a_business()):
        with pytest.raises(ValidationError):
            merge(event, into=other, by=None, now=timezone.now())
    assert call(f"/events/{event.public_id}").status_code == 200
    assert not ListingChange.objects.exclude(merged_into=None).exists()
