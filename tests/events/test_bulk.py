"""Bulk actions of events."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import ADMINISTRATORS, EDITORS
from events.models import Event, EventListing, EventStanding
from tests.content.bulk.test_actions import act, facts, outcome
from tests.factories import a_user, an_event
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return a_user(ADMINISTRATORS)


def tags(event: Event) -> list[str]:
    return sorted(Event.objects.get(pk=event.pk).tags.names())


def test_tags_are_added_and_removed_on_the_site_and_in_drafts(admin: User) -> None:
    public, draft = an_event("На сайте"), an_event("Черновик", live=False)
    client = signed_in(admin)
    response = act(client, "tags", public, draft, added="семья,  на улице ,", removed="")
    assert {title: text for title, (_done, text) in outcome(response).items()} == {
        "На сайте": "Изменено и опубликовано.",
        "Черновик": "Изменено в черновике.",
    }
    assert (tags(public), tags(draft)) == (["на улице", "семья"], ["на улице", "семья"])
    assert "семья" in EventListing.objects.get(entry=public).keywords
    act(client, "tags", public, added="музыка", removed="СЕМЬЯ, нет такого")
    assert tags(public) == ["музыка", "на улице"]


def test_a_form_without_tags_changes_nothing(admin: User) -> None:
    event = an_event()
    before = facts()
    response = act(signed_in(admin), "tags", event, added=" , ", removed="")
    assert "Назовите хотя бы один тег." in response.content.decode()
    assert facts() == before


def test_events_are_featured_until_the_end_of_a_day_and_taken_back(admin: User) -> None:
    event = an_event()
    client = signed_in(admin)
    day = timezone.localdate() + timedelta(days=3)
    response = act(client, "feature", event, until=day.isoformat())
    assert [line.text for line in response.context["report"].lines] == ["Теперь на главной."]
    until = EventListing.objects.get().featured_until
    assert until is not None
    assert timezone.localdate(until - timedelta(seconds=1)) == day
    act(client, "unfeature", event)
    assert EventListing.objects.get().featured_until is None


@pytest.mark.parametrize("day", ["2020-01-01", "9999-12-31", "чушь", ""])
def test_a_day_that_is_none_is_refused_at_the_field(admin: User, day: str) -> None:
    event = an_event()
    response = act(signed_in(admin), "feature", event, until=day)
    assert list(response.context["form"].errors) == ["until"]
    assert not EventStanding.objects.filter(event=event, featured_until__isnull=False).exists()


def test_editors_feature_nothing() -> None:
    event = an_event()
    response = act(signed_in(a_user(EDITORS)), "feature", event, until="2099-01-01")
    assert response.status_code in {302, 403}
    assert not EventStanding.objects.filter(event=event, featured_until__isnull=False).exists()
