"""Several people publish at the same time what shows one another."""

from collections.abc import Callable
from threading import Event as Signal
from threading import Thread

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from content.models import PendingViews
from content.operations import publish, save_draft, unpublish
from content.view_counts import Viewed, fold, record
from events.models import Event, EventListing, EventStanding
from tests.factories import a_business, an_event

# Others see only what is really committed.
pytestmark = pytest.mark.django_db(transaction=True)
BLOCKED = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"


def renamed(entry, title):
    entry.title_ru = title
    save_draft(entry, by=None)
    publish(entry, by=None, authorisation="test")


def while_it_waits(work: Callable[[], object]) -> Callable[[], None]:
    """Do something on another connection until it waits for the caller's transaction; answers how to await its end."""
    errors: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised for the caller
            errors.append(error)
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    with connection.cursor() as cursor:
        for _time in range(100):
            cursor.execute(BLOCKED)
            if cursor.fetchone() != (0,) or not thread.is_alive():
                break
            Signal().wait(0.05)
        else:
            raise AssertionError("nobody waits")

    def finish() -> None:
        thread.join(timeout=30)
        assert (thread.is_alive(), errors) == (False, [])

    return finish


def test_an_event_and_its_organiser_do_not_wait_for_one_another():
    cafe = a_business("Кафе")
    event = an_event("Концерт", organiser=cafe)
    with transaction.atomic():
        Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        finish = while_it_waits(lambda: renamed(cafe, "Кофейня"))
        # Its row is written several times, each time PostgreSQL looks whether the organiser is still there.
        renamed(event, "Большой концерт")
    finish()
    card = EventListing.objects.get().card_ru
    assert ("Кофейня" in card, "Большой концерт" in card) == (True, True)


def test_an_event_that_goes_live_meanwhile_shows_the_new_name():
    cafe = a_business("Кафе")
    event = an_event("Концерт", organiser=cafe)
    unpublish(event, by=None)
    with transaction.atomic():
        publish(event, by=None, authorisation="test")
        finish = while_it_waits(lambda: renamed(cafe, "Кофейня"))
    finish()
    assert "Кофейня" in EventListing.objects.get().card_ru


def test_an_event_that_goes_live_after_the_new_name_shows_it():
    cafe = a_business("Кафе")
    event = an_event("Концерт", organiser=cafe)
    unpublish(event, by=None)
    with transaction.atomic():
        renamed(cafe, "Кофейня")
        finish = while_it_waits(lambda: publish(event, by=None, authorisation="test"))
    finish()
    assert "Кофейня" in EventListing.objects.get().card_ru


@pytest.mark.parametrize("is_publishing_first", [True, False])
def test_views_are_added_while_somebody_publishes(is_publishing_first):
    event = an_event("Концерт")
    record({Viewed("event", event.public_id): 3})

    def add() -> None:
        assert fold(now=timezone.now()) == 3

    first, second = (lambda: renamed(event, "Большой концерт"), add)[:: 1 if is_publishing_first else -1]
    with transaction.atomic():
        first()
        finish = while_it_waits(second)
    finish()
    card = EventListing.objects.get().card_ru
    assert ("Большой концерт" in card, '"viewsCount":3,' in card) == (True, True)
    assert (EventStanding.objects.get().views_count, PendingViews.objects.count()) == (3, 0)
