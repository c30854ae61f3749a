"""Nothing that is not published can be reached, by any road."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from content.operations import publish, save_draft, unpublish
from events.models import Event
from tests.api.conftest import problem_of
from tests.factories import a_business, a_city, a_promotion, an_event

pytestmark = pytest.mark.django_db

FACTORIES: dict[str, Callable[..., object]] = {
    "events": an_event,
    "businesses": a_business,
    "promotions": a_promotion,
}


def assert_hidden(call, kind, entry):
    """No address of the entry answers, and no list, count or search names it."""
    for key in (str(entry.public_id), entry.slug):
        body = problem_of(call(f"/{kind}/{key}"))
        # What never was public is unknown; of what was, only the class of the reason is told.
        unknown = (404, f"{type(entry).__name__.lower()}.not_found")
        assert (body["status"], body["code"]) in (unknown, (410, "entry.withdrawn"), (410, "entry.expired"))
    told = b"".join(
        call(path, query).content
        for path, query in (
            (f"/{kind}", {}),
            (f"/{kind}", {"q": "секретная"}),
            (f"/{kind}", {"from": "2020-01-01", "active": "false", "count": "true"}),
            ("/search", {"q": "секретная"}),
        )
    )
    assert str(entry.public_id).encode() not in told
    assert call.json("/events/categories") == {}


@pytest.fixture(autouse=True)
def _postgres(settings):
    settings.SEARCH_ENGINE = "postgres"


@pytest.mark.parametrize("kind", FACTORIES)
def test_a_draft(call, kind):
    assert_hidden(call, kind, FACTORIES[kind]("Секретная запись", live=False))


@pytest.mark.parametrize("kind", FACTORIES)
def test_what_was_withdrawn(call, kind):
    entry = FACTORIES[kind]("Секретная запись")
    assert call(f"/{kind}/{entry.public_id}").status_code == 200
    unpublish(entry, by=None)
    assert_hidden(call, kind, entry)


@pytest.mark.parametrize("kind", FACTORIES)
def test_a_hidden_city(call, kind):
    city = a_city("satpayev", name_ru="Сатпаев")
    fields = {"business": a_business("Дом", city=city)} if kind == "promotions" else {"city": city}
    entry = FACTORIES[kind]("Секретная запись", **fields)
    assert call(f"/{kind}/{entry.public_id}").status_code == 200
    city.is_active = False
    city.save()
    assert_hidden(call, kind, entry)
    for path in ("/cities/satpayev", f"/cities/{city.public_id}", "/cities/satpayev/photos"):
        assert problem_of(call(path))["code"] == "city.not_found"
    assert [shown["slug"] for shown in call.json("/cities")] == ["jezkazgan"]
    assert call.json(f"/{kind}", city="satpayev") == []


def test_a_scheduled_event(call):
    event = an_event("Секретная запись", live=False)
    draft = event.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=2)
    save_draft(draft, by=None)
    publish(event, by=None, authorisation="test")
    assert_hidden(call, "events", Event.objects.get(pk=event.pk))


def test_changes_of_a_published_event_that_are_still_a_draft(call):
    event = an_event("Концерт")
    draft = event.get_latest_revision_as_object()
    draft.title_ru, draft.slug = "Секретный концерт", "secret"
    save_draft(draft, by=None)
    assert call.json(f"/events/{event.public_id}")["title"] == "Концерт"
    assert call("/events/secret").status_code == 404


def test_a_business_that_is_not_public_is_not_named_by_its_event(call):
    business = a_business("Секретное кафе", live=False)
    event = an_event("Концерт", organiser=business)
    assert call.json(f"/events/{event.public_id}")["business"] is None
    assert call.json(f"/events/{event.public_id}")["businessId"] is None
    told = call("/events").content + call(f"/events/{event.public_id}").content
    assert str(business.public_id).encode() not in told
    assert "Секретное".encode() not in told


def test_withdrawn_promotions_follow_their_business(call):
    business = a_business("Кафе")
    promotion = a_promotion("Секретная запись", business=business)
    unpublish(business, by=None)
    assert_hidden(call, "promotions", promotion)
