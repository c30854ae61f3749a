from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from accounts.roles import EDITORS, MODERATORS
from content.models import CityAssignment, EntryStanding
from content.operations import publish, save_draft
from tests.factories import a_business, a_city, a_promotion, a_user, an_event
from tests.factories.admin import signed_in, url_of

pytestmark = pytest.mark.django_db


def link(client: Client, entry: Any) -> str:
    response = client.get(url_of(entry, "frontend_preview"))
    assert response.status_code == 302, response.status_code
    assert "no-store" in response.headers["Cache-Control"]
    return urlsplit(response.headers["Location"]).path


def test_an_editor_sees_a_draft_of_each_kind_in_the_place_of_its_id(client: Client) -> None:
    editor = signed_in(a_user(EDITORS))
    for entry in (an_event("Тайна", live=False), a_business("Тайна", live=False), a_promotion("Тайна", live=False)):
        assert client.get(f"/api/v1/{entry._meta.model_name}s/{entry.public_id}").status_code == 404
        answer = client.get(link(editor, entry))
        detail = answer.json()
        assert (answer.status_code, detail["id"]) == (200, str(entry.public_id))
        assert (detail.get("title") or detail["name"]) == "Тайна"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "ETag" not in answer.headers


def test_the_link_follows_the_newest_draft_before_and_after_publishing(client: Client) -> None:
    event = an_event("Первый", live=False)
    address = link(signed_in(a_user(EDITORS)), event)
    draft = event.get_latest_revision_as_object()
    draft.title_ru, draft.title_kk = "Второй", "Екінші"
    save_draft(draft, by=None)
    assert client.get(address).json()["title"] == "Второй"
    assert client.get(f"{address}?lang=kk").json()["title"] == "Екінші"
    publish(event, by=None, authorisation="test")
    draft.title_ru = "Третий"
    save_draft(draft, by=None)
    assert client.get(address).json()["title"] == "Третий"
    assert client.get(f"/api/v1/events/{event.public_id}").json()["title"] == "Второй"


def test_the_frontend_is_opened_where_one_is_known(settings: Any) -> None:
    settings.FRONTEND_BASE_URL = "https://app.example"
    editor = signed_in(a_user(EDITORS))
    event, business = an_event(live=False), a_business(live=False)
    page = editor.get(url_of(event, "frontend_preview")).headers["Location"]
    assert page.startswith("https://app.example/events/")
    # It has no page of a business, so the API answers.
    answer = editor.get(url_of(business, "frontend_preview")).headers["Location"]
    assert answer.startswith(f"{settings.PUBLIC_BASE_URL}/api/v1/businesses/")


def test_a_token_ends_with_its_time_its_issuer_and_its_entry(client: Client, settings: Any) -> None:
    editor = a_user(EDITORS)
    event = an_event(live=False)
    address = link(signed_in(editor), event)

    def refused() -> bool:
        answer = client.get(address)
        assert answer.status_code in {200, 404}
        return answer.status_code == 404 and answer.json()["code"] == "preview.not_found"

    assert not refused()
    settings.PREVIEW_TOKEN_AGE = 0
    assert refused()
    settings.PREVIEW_TOKEN_AGE = 3600
    CityAssignment.objects.create(user=editor, city=a_city("satpayev", name_ru="Сатпаев"))
    assert refused()
    CityAssignment.objects.all().delete()
    EntryStanding.objects.filter(entry_public_id=event.public_id).update(deleted_at=timezone.now() - timedelta(days=1))
    assert refused()
    EntryStanding.objects.update(deleted_at=None)
    assert not refused()
    editor.is_active = False
    editor.save()
    assert refused()


@pytest.mark.parametrize("change", ["cut", "other_kind", "nonsense", "nul"])
def test_a_forged_token_leads_nowhere(client: Client, change: str) -> None:
    address = link(signed_in(a_user(EDITORS)), an_event(live=False))
    forged = {
        "cut": address[:-1],
        "other_kind": address.replace("/events/", "/businesses/"),
        "nonsense": "/api/v1/events/~~~",
        "nul": "/api/v1/events/a%00~b~c",
    }[change]
    answer = client.get(forged)
    assert (answer.status_code, answer.json()["code"]) == (404, "preview.not_found")


def test_only_staff_who_may_see_an_entry_get_a_link() -> None:
    event = an_event(live=False)
    elsewhere = a_user(MODERATORS)
    CityAssignment.objects.create(user=elsewhere, city=a_city("satpayev", name_ru="Сатпаев"))
    for client in (Client(), signed_in(a_user()), signed_in(elsewhere)):
        response = client.get(url_of(event, "frontend_preview"))
        assert "/api/v1/" not in response.headers.get("Location", "")
        assert response.status_code in {302, 403}


def test_an_event_without_dates_and_a_promotion_without_business_can_be_looked_at(client: Client) -> None:
    editor = signed_in(a_user(EDITORS))
    event = an_event(live=False, dates=[], category="concerts")
    promotion = a_promotion(live=False)
    draft = promotion.get_latest_revision_as_object()
    draft.business = None
    save_draft(draft, by=None)
    assert client.get(link(editor, event)).status_code == 200
    assert client.get(link(editor, promotion)).json()["businessName"] == "Заведение ещё не выбрано"
