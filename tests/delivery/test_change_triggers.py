from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from content.kinds import get_kind
from content.models import City
from content.operations import publish, rebuild_listings, reconcile_listings, save_draft, unpublish
from content.projections import project, project_many, project_stale
from delivery.models import Change
from directory.models import Business
from events.models import Event, EventDate, EventListing, EventStanding
from tests.factories import a_business, a_city, a_promotion, an_event
from tests.factories.receivers import a_subscription

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str, str]]:
    """Return what was told since the last time, and forget it."""
    found = [(change.kind, change.action, change.slug) for change in Change.objects.order_by("pk")]
    Change.objects.all().delete()
    return found


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="delivery.hand_on_changes", queue_name="changes").count()


def edit(event: Event, **fields: object) -> None:
    draft = event.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    save_draft(draft, by=None)
    publish(Event.objects.get(pk=event.pk), by=None, authorisation="test")


@pytest.mark.parametrize(
    ("make", "kind"),
    [(an_event, "event"), (a_business, "business"), (a_promotion, "promotion")],
    ids=["event", "business", "promotion"],
)
def test_publishing_is_told_once_with_a_job(make: object, kind: str) -> None:
    entry = make()
    changes = [change for change in Change.objects.all() if change.kind == kind]
    assert [
        (change.action, change.public_id, change.slug, change.city_number, change.city, change.previous_city_number)
        for change in changes
    ] == [("published", entry.public_id, entry.slug, entry.city_id, "jezkazgan", None)]
    assert jobs() == Change.objects.count()


def test_a_draft_and_a_scheduled_entry_are_nobodys_news() -> None:
    event = an_event(live=False)
    draft = event.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=2)
    save_draft(draft, by=None)
    publish(event, by=None, authorisation="test")
    assert (told(), jobs()) == ([], 0)


def test_an_edit_is_told_when_it_is_published() -> None:
    event = an_event()
    told()
    draft = event.get_latest_revision_as_object()
    draft.title_ru = "Концерт перенесён в парк"
    save_draft(draft, by=None)
    assert told() == []
    publish(Event.objects.get(pk=event.pk), by=None, authorisation="test")
    assert told() == [("event", "updated", event.slug)]


def test_publishing_the_same_once_more_is_no_news() -> None:
    event = an_event()
    told()
    before = jobs()
    publish(Event.objects.get(pk=event.pk), by=None, authorisation="test")
    project(event, now=timezone.now())
    rebuild_listings(now=timezone.now())
    reconcile_listings(now=timezone.now())
    assert (told(), jobs()) == ([], before)


@pytest.mark.parametrize("how", ["operation", "update", "raw", "delete", "hidden city"])
def test_going_is_told_whatever_the_road(how: str) -> None:
    event = an_event()
    told()
    if how == "operation":
        unpublish(event, by=None)
    elif how == "update":
        Event.objects.filter(pk=event.pk).update(live=False)
    elif how == "raw":
        with connection.cursor() as cursor:
            cursor.execute("UPDATE events_event SET live = false WHERE id = %s", [event.pk])
    elif how == "delete":
        event.delete()
    else:
        city = City.objects.get(pk=event.city_id)
        city.is_active = False
        city.save()
    assert told() == [("event", "unpublished", event.slug)]


def test_what_an_entry_embeds_is_told_with_it() -> None:
    business = a_business()
    event = an_event(organiser=business)
    told()
    draft = business.get_latest_revision_as_object()
    draft.title_ru = "Новое имя"
    save_draft(draft, by=None)
    publish(Business.objects.get(pk=business.pk), by=None, authorisation="test")
    assert sorted(told()) == [("business", "updated", business.slug), ("event", "updated", event.slug)]


def test_the_clock_alone_is_no_news_and_an_edit_after_it_is() -> None:
    now = timezone.now().replace(microsecond=0)
    dates = [EventDate(starts_at=now + timedelta(hours=hours)) for hours in (1, 48)]
    event = an_event(dates=dates)
    told()
    before = EventListing.objects.get(pk=event.pk)
    project_stale(now=now + timedelta(hours=24))
    after = EventListing.objects.get(pk=event.pk)
    assert (before.card_ru != after.card_ru, before.document_hash != after.document_hash) == (True, True)
    assert told() == []
    edit(event, title_ru="Другое название")
    assert told() == [("event", "updated", event.slug)]


def test_counters_are_no_news() -> None:
    event = an_event()
    told()
    EventStanding.objects.update_or_create(event=event, defaults={"views_count": 1234})
    project(event, now=timezone.now())
    assert '"viewsCount":1234' in EventListing.objects.get(pk=event.pk).detail_ru
    assert told() == []


def test_publishing_asks_the_database_the_same_however_many_subscribed() -> None:
    counts = []
    for subscriptions in (0, 1, 3):
        for _number in range(subscriptions):
            a_subscription()
        event = an_event(f"Для {subscriptions}", live=False)
        with CaptureQueriesContext(connection) as asked:
            publish(event, by=None, authorisation="test")
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts


def test_moving_to_another_city_says_which_one_was_left() -> None:
    event = an_event()
    left = event.city_id
    told()
    edit(event, city=a_city("astana", name_ru="Астана"))
    change = Change.objects.get()
    assert (change.action, change.city, change.previous_city, change.previous_city_number) == (
        "updated",
        "astana",
        "jezkazgan",
        left,
    )


def test_a_rollback_leaves_neither_a_change_nor_a_job() -> None:
    event = an_event(live=False)
    with transaction.atomic():
        publish(event, by=None, authorisation="test")
        assert (Change.objects.count(), jobs()) == (1, 1)
        transaction.set_rollback(True)
    assert (Change.objects.count(), jobs()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_publication_that_is_not_committed_yet_holds_up_no_other() -> None:
    first, second = an_event("Первое", live=False), an_event("Второе", live=False, city=a_city("astana"))
    refused: list[Exception] = []

    def publish_second() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '3s'")
            publish(second, by=None, authorisation="test")
        except Exception as error:  # noqa: BLE001 - told to the test, which runs in another thread
            refused.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        publish(first, by=None, authorisation="test")
        other = Thread(target=publish_second)
        other.start()
        other.join()
        assert refused == []
    assert sorted(told()) == [("event", "published", first.slug), ("event", "published", second.slug)]


def test_hundreds_at_once_are_one_statement_and_one_job() -> None:
    events = [an_event(f"Событие {number}") for number in range(6)]
    EventListing.objects.all().delete()
    told()
    before = jobs()
    counts = []
    for size in (1, 3, 6):
        EventListing.objects.all().delete()
        told()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            project_many(get_kind("event"), [event.pk for event in events[:size]], now=timezone.now())
        counts.append(len(asked))
        assert [action for _kind, action, _slug in told()] == ["published"] * size
    assert len(set(counts)) == 1, counts
    # Of three deletions two removed something, and each writing of listings is one statement.
    assert jobs() - before == 2 + 3
