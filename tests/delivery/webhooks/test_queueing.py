import json
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from delivery import changes
from delivery.models import Change, WebhookDelivery
from delivery.webhooks.queueing import coalesced
from tests.factories import a_city, an_event
from tests.factories.receivers import a_subscription

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 7, 12, 30, tzinfo=UTC)


def a_change(action: str = "published", public_id: UUID | None = None, **fields: object) -> Change:
    values = {"kind": "event", "slug": "kontsert", "city_number": 1, "city": "jezkazgan", "at": AT, **fields}
    return Change.objects.create(action=action, public_id=public_id or uuid4(), **values)


def queued() -> list[tuple[str, str, str]]:
    found = WebhookDelivery.objects.order_by("pk").select_related("subscription")
    return [(delivery.subscription.name, delivery.type, delivery.city) for delivery in found]


def test_a_message_holds_ids_and_addresses_and_nothing_else() -> None:
    subscription = a_subscription()
    event = an_event("Тайный концерт")
    changes.hand_on()
    delivery = WebhookDelivery.objects.get()
    sent = json.loads(delivery.payload)
    moment = datetime.fromisoformat(sent.pop("timestamp"))
    assert sent == {
        "type": "event.published",
        "data": {
            "kind": "event",
            "id": str(event.public_id),
            "slug": event.slug,
            "city": "jezkazgan",
            "url": f"http://127.0.0.1:8000/api/v1/events/{event.public_id}",
        },
    }
    assert moment.tzinfo is not None
    assert (delivery.subscription, delivery.state, delivery.attempts) == (subscription, "waiting", 0)
    assert Change.objects.count() == 0


def test_each_subscription_gets_what_it_asked_for() -> None:
    a_subscription(name="всё")
    a_subscription(name="снятые", actions=["unpublished"])
    a_subscription(name="заведения", kinds=["business"])
    a_subscription(name="другой город", city_number=2)
    a_subscription(name="выключена", is_active=False)
    a_change("published")
    a_change("unpublished")
    a_change("published", kind="unheard-of")
    changes.hand_on()
    assert queued() == [
        ("всё", "event.published", "jezkazgan"),
        ("всё", "event.unpublished", "jezkazgan"),
        ("снятые", "event.unpublished", "jezkazgan"),
    ]


def test_for_who_listens_to_one_city_a_move_is_a_going_or_a_coming() -> None:
    for name, city in (("все", None), ("прежний", 1), ("новый", 2), ("третий", 3)):
        a_subscription(name=name, city_number=city)
    a_change("updated", city_number=2, city="astana", previous_city_number=1, previous_city="jezkazgan")
    changes.hand_on()
    assert queued() == [
        ("все", "event.updated", "astana"),
        ("прежний", "event.unpublished", "jezkazgan"),
        ("новый", "event.published", "astana"),
    ]


@pytest.mark.parametrize(
    ("actions", "kept"),
    [
        ("published updated updated", "published"),
        ("updated updated", "updated"),
        ("published unpublished", "published unpublished"),
        ("unpublished published updated", "unpublished published"),
        ("updated unpublished", "updated unpublished"),
    ],
)
def test_what_the_next_change_says_anew_is_said_once(actions: str, kept: str) -> None:
    one = uuid4()
    rows = [a_change(action, one, slug=str(number)) for number, action in enumerate(actions.split())]
    other = a_change("updated")
    found = coalesced([*rows, other])
    assert [change.action for change in found] == [*kept.split(), "updated"]
    assert found[-2].slug == str(len(rows) - 1)


def test_one_job_per_subscription_however_much_is_queued() -> None:
    first, second = a_subscription(), a_subscription()
    for _number in range(3):
        a_change()
        changes.hand_on()
    jobs = ProcrastinateJob.objects.filter(task_name="delivery.send_webhooks")
    assert sorted(job.args["subscription_id"] for job in jobs) == [first.pk, second.pk]
    assert {job.lock for job in jobs} == {f"webhooks:{first.pk}", f"webhooks:{second.pk}"}


def test_queueing_asks_the_database_a_fixed_number_of_times() -> None:
    a_subscription()
    counts = []
    # The first order of a job is the only one that finds none waiting.
    a_change()
    changes.hand_on()
    for size in (1, 3, 100):
        for _number in range(size):
            a_change()
        with CaptureQueriesContext(connection) as asked:
            changes.hand_on()
        counts.append(len(asked))
    assert (len(set(counts)), WebhookDelivery.objects.count()) == (1, 105), counts


def test_nobody_subscribed_leaves_nothing_behind() -> None:
    an_event(city=a_city())
    changes.hand_on()
    assert (Change.objects.count(), WebhookDelivery.objects.count()) == (0, 0)


def test_a_consumer_that_fails_loses_nothing() -> None:
    a_change()

    def broken(_changes: object) -> None:
        raise ZeroDivisionError

    changes.register(broken)
    try:
        with pytest.raises(ZeroDivisionError):
            changes.hand_on()
    finally:
        changes._consumers.remove(broken)
    assert Change.objects.count() == 1
