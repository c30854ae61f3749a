"""What a CDN is told when something public changes."""

from collections.abc import Iterator

import orjson
import pytest
from django.conf import LazySettings

from content.operations import publish, save_draft, unpublish
from delivery.purging import PurgeRefusedError, purge
from tests.api.roads import Road
from tests.factories import a_city, a_promotion, an_event
from tests.factories.receivers import Receiver, a_receiver, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cdn(settings: LazySettings) -> Iterator[Receiver]:
    with a_receiver() as receiver:
        settings.CDN_PURGE_URL = receiver.url
        settings.CDN_PURGE_HEADERS = {"Fastly-Key": "secret"}
        settings.API_RESPONSE_CACHE = True
        yield receiver


def told(receiver: Receiver) -> list[set[str]]:
    work("changes", "purge")
    return [set(request.headers["Surrogate-Key"].split()) for request in receiver.requests]


def test_a_publish_purges_the_answers_that_it_changes(cdn: Receiver) -> None:
    event = an_event(live=False)
    assert told(cdn) == []
    publish(event, by=None, authorisation="test")
    city = event.city_id
    assert told(cdn) == [{"event", f"event-{city}"}]
    assert cdn.requests[0].headers["Fastly-Key"] == "secret"

    elsewhere = a_city("satbayev")
    event.city = elsewhere
    save_draft(event, by=None)
    publish(event, by=None, authorisation="test")
    assert told(cdn)[-1] == {"event", f"event-{city}", f"event-{elsewhere.pk}"}

    unpublish(event, by=None)
    assert told(cdn)[-1] == {"event", f"event-{elsewhere.pk}"}


def test_answers_carry_the_keys_that_are_purged(cdn: Receiver) -> None:
    event, promotion = an_event(), a_promotion()
    purged = set().union(*told(cdn))
    road = Road()
    for path, query in (
        ("/events", {}),
        ("/events", {"city": "jezkazgan"}),
        (f"/events/{event.public_id}", {}),
        (f"/promotions/{promotion.public_id}", {}),
        ("/events/facets", {}),
    ):
        keys = set(road(path, query).headers["Surrogate-Key"].split())
        assert keys, path
        assert keys <= purged, path


def test_other_services_are_told_in_their_way(cdn: Receiver, settings: LazySettings) -> None:
    settings.CDN_PURGE_FORMAT = "json"
    purge(["event", "event-1"])
    assert orjson.loads(cdn.requests[0].body) == {"tags": ["event", "event-1"]}
    cdn.code = 403
    with pytest.raises(PurgeRefusedError, match="403"):
        purge(["event"])


def test_without_a_cdn_nobody_is_told(settings: LazySettings) -> None:
    settings.API_RESPONSE_CACHE = True
    with a_receiver() as receiver:
        event = an_event()
        assert told(receiver) == []
        assert "Surrogate-Key" not in Road()(f"/events/{event.public_id}").headers
