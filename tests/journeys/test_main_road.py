"""The whole road: a feed comes in, becomes drafts, is reviewed, published, read, found, edited and taken down."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS
from content.operations import publish_due
from events.models import Event
from tests.factories import a_city, a_user
from tests.journeys.admin import AdminForm

pytestmark = pytest.mark.django_db(transaction=True)

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//RU
BEGIN:VEVENT
UID:club-1@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=Asia/Almaty:{first}T190000
DTEND;TZID=Asia/Almaty:{first}T210000
RRULE:FREQ=WEEKLY;COUNT=6
EXDATE;TZID=Asia/Almaty:{third}T190000
SUMMARY:Концерт камерного оркестра
DESCRIPTION:Каждую неделю новая программа.
LOCATION:Дворец культуры
CATEGORIES:Концерты
END:VEVENT
END:VCALENDAR
"""

PAGE = """<!doctype html><html lang="kk"><head><title>Көрме</title>
<script type="application/ld+json">
{{"@context": "https://schema.org", "@type": "ExhibitionEvent", "@id": "https://example.org/events/7",
 "name": "Қолөнер көрмесі", "inLanguage": "kk", "startDate": "{first}T10:00:00+05:00",
 "endDate": "{first}T18:00:00+05:00", "location": {{"@type": "Place", "name": "Тарихи мұражай",
 "address": "Сәтбаев көшесі, 5"}}, "offers": {{"@type": "Offer", "price": "500", "priceCurrency": "KZT"}}}}
</script></head><body></body></html>
"""


@pytest.fixture
def feeds(tmp_path: Path) -> dict[str, Path]:
    """Two files as they come from the world, with dates to come."""
    first = timezone.now() + timedelta(days=3)
    days = {"first": f"{first:%Y%m%d}", "third": f"{first + timedelta(days=14):%Y%m%d}"}
    calendar, page = tmp_path / "palace.ics", tmp_path / "museum.html"
    calendar.write_text(CALENDAR.format(**days), encoding="utf-8")
    page.write_text(PAGE.format(first=f"{first:%Y-%m-%d}"), encoding="utf-8")
    return {"ical": calendar, "jsonld": page}


def signed_in(role: str) -> tuple[Client, User]:
    user = a_user(role)
    client = Client()
    client.force_login(user)
    return client, user


def edit_url(event: Event) -> str:
    return reverse("wagtailsnippets_events_event:edit", args=[event.pk])


def approve(client: Client, event: Event) -> None:
    AdminForm.open(client, edit_url(event)).send(
        "action-workflow-action", **{"workflow-action-name": "approve", "workflow-action-extra-data": "{}"}
    )


def listed(client: Client, **parameters: str) -> list[str]:
    return [item["title"] for item in client.get("/api/v1/events", parameters).json()]


def found(client: Client, query: str) -> list[str]:
    answer = client.get("/api/v1/search", {"q": query, "city": "jezkazgan"}).json()
    assert answer["degraded"] is False
    return [hit["item"]["title"] for hit in answer["hits"]]


def test_from_feeds_to_readers_and_back(
    feeds: dict[str, Path], administration: object, sync: Callable[[], object]
) -> None:
    a_city()
    reader = Client()
    for kind, path in feeds.items():
        call_command("import_file", str(path), kind=kind, city="jezkazgan")
    concert, exhibition = Event.objects.order_by("pk")
    assert (concert.title_ru, exhibition.title_kk) == ("Концерт камерного оркестра", "Қолөнер көрмесі")
    assert concert.dates.get().recurrence_rule.startswith("FREQ=WEEKLY")
    sync()
    assert (listed(reader), found(reader, "концерт")) == ([], [])

    editor, _editor_account = signed_in(EDITORS)
    answer = AdminForm.open(editor, edit_url(concert)).send("action-submit")
    assert answer.status_code == 200
    concert.refresh_from_db()
    assert (concert.live, concert.workflow_in_progress) == (False, True)
    assert listed(reader) == []

    # Kazakh alone is not enough for the site: the editor is told, nothing is lost, and adds Russian.
    refused = AdminForm.open(editor, edit_url(exhibition)).send("action-submit")
    assert "названи" in refused.content.decode().lower()
    assert not Event.objects.get(pk=exhibition.pk).workflow_in_progress
    AdminForm.open(editor, edit_url(exhibition)).send("action-submit", title_ru="Выставка ремёсел")
    assert Event.objects.get(pk=exhibition.pk).workflow_in_progress

    moderator, _moderator_account = signed_in(MODERATORS)
    approve(moderator, concert)
    approve(moderator, exhibition)
    assert listed(reader) == ["Выставка ремёсел", "Концерт камерного оркестра"]
    item = reader.get(f"/api/v1/events/{concert.public_id}").json()
    assert (item["location"], item["category"], len(item["dates"])) == ("Дворец культуры", "concerts", 5)
    kazakh = reader.get(f"/api/v1/events/{exhibition.public_id}", {"lang": "kk"}).json()
    assert (kazakh["title"], kazakh["price"]) == ("Қолөнер көрмесі", 500)

    sync()
    assert found(reader, "канцерт") == ["Концерт камерного оркестра"]  # misspelt
    assert found(reader, "колонер кормеси") == ["Выставка ремёсел"]  # Kazakh without Kazakh letters

    AdminForm.open(editor, edit_url(concert)).send("action-submit", title_ru="Концерт струнного квартета")
    assert listed(reader) == ["Выставка ремёсел", "Концерт камерного оркестра"]  # the change is not reviewed yet
    approve(moderator, concert)
    assert listed(reader) == ["Выставка ремёсел", "Концерт струнного квартета"]
    sync()
    assert found(reader, "струнного квартета") == ["Концерт струнного квартета"]

    unpublish_url = reverse("wagtailsnippets_events_event:unpublish", args=[concert.pk])
    administrator, _account = signed_in(ADMINISTRATORS)
    assert administrator.post(unpublish_url).status_code == 302
    assert listed(reader) == ["Выставка ремёсел"]
    assert reader.get(f"/api/v1/events/{concert.public_id}").status_code == 404
    assert found(reader, "струнного квартета") == []  # at once, whatever the engine still holds
    sync()
    assert found(reader, "струнного квартета") == []


def test_a_second_run_of_the_same_feed_changes_nothing(feeds: dict[str, Path]) -> None:
    a_city()
    for _run in range(2):
        call_command("import_file", str(feeds["ical"]), kind="ical", city="jezkazgan")
    event = Event.objects.get()
    assert event.revisions.count() == 1


def test_a_scheduled_entry_is_public_only_when_due(feeds: dict[str, Path]) -> None:
    a_city()
    reader = Client()
    call_command("import_file", str(feeds["ical"]), kind="ical", city="jezkazgan")
    event = Event.objects.get()
    go_live_at = timezone.localtime(timezone.now() + timedelta(hours=5))
    editor, _account = signed_in(EDITORS)
    AdminForm.open(editor, edit_url(event)).send("action-submit", go_live_at=f"{go_live_at:%Y-%m-%d %H:%M}")
    moderator, _account = signed_in(MODERATORS)
    approve(moderator, event)
    event.refresh_from_db()
    assert (event.live, event.approved_schedule) == (False, True)
    assert publish_due(now=timezone.now() + timedelta(hours=4)).published == 0
    assert listed(reader) == []
    assert publish_due(now=timezone.now() + timedelta(hours=6)).published == 1
    assert listed(reader) == ["Концерт камерного оркестра"]
