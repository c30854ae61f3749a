"""The pages that put entries away, the bin, and everything that must not show or touch what lies there."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS, SENIOR_EDITORS
from content.lifecycle import archive, delete
from content.models import CityAssignment, Entry, EntryStanding
from content.whereabouts import is_archived, is_deleted
from delivery.models import AuditRecord
from events.models import Event
from tests.factories import a_business, a_city, a_promotion, a_user, an_event
from tests.factories.admin import open_form, press, signed_in, url_of

pytestmark = pytest.mark.django_db
MAKERS = [an_event, a_business, a_promotion]
PAGES = ["edit", "delete", "history", "usage", "inspect", "unpublish", "archive", "unarchive", "duplicate", "audit"]


def put_into_bin(entry: Entry, reason: str = "Дубликат") -> None:
    delete(entry, by=a_user(ADMINISTRATORS), reason=reason, now=timezone.now())


def listed(client: Any, **query: object) -> list[str]:
    return sorted(str(row) for row in client.get(url_of(Event, "list"), query).context["object_list"])


@pytest.mark.parametrize("make", MAKERS)
def test_the_page_of_deleting_asks_for_a_reason(make: Callable[..., Entry]) -> None:
    entry = make()
    client = signed_in(a_user(ADMINISTRATORS))
    page = client.get(url_of(entry, "delete"))
    assert (page.status_code, "Причина" in page.content.decode()) == (200, True)
    refused = client.post(url_of(entry, "delete"), {"reason": " "})
    assert list(refused.context["form"].errors) == ["reason"]
    assert not is_deleted(entry.public_id)
    done = client.post(url_of(entry, "delete"), {"reason": "Дубликат"})
    assert (done.status_code, done.url) == (302, url_of(type(entry), "list"))
    assert is_deleted(entry.public_id)


@pytest.mark.parametrize("make", MAKERS)
def test_archiving_and_bringing_back(make: Callable[..., Entry]) -> None:
    entry = make()
    client = signed_in(a_user(ADMINISTRATORS))
    assert client.get(url_of(entry, "archive")).status_code == 200
    assert client.post(url_of(entry, "archive"), {"reason": "Прошло"}).status_code == 302
    assert is_archived(entry.public_id)
    assert "Вернуть из архива" in client.get(url_of(entry, "edit")).content.decode()
    response = client.post(url_of(entry, "unarchive"))
    assert (response.url, is_archived(entry.public_id)) == (url_of(entry, "edit"), False)


@pytest.mark.parametrize("name", ["archive", "delete", "unarchive"])
@pytest.mark.parametrize("role", [EDITORS, MODERATORS, ""])
def test_what_was_on_the_site_is_not_theirs_to_put_away(role: str, name: str) -> None:
    event = an_event()
    if name == "unarchive":
        archive(event, by=None, reason="", now=timezone.now())
    client = signed_in(a_user(*([role] if role else [])))
    before = list(EntryStanding.objects.values())
    assert client.get(url_of(event, name)).status_code == 302
    assert client.post(url_of(event, name), {"reason": "Причина"}).status_code == 302
    assert list(EntryStanding.objects.values()) == before


def test_an_editor_deletes_the_own_draft_from_its_menu() -> None:
    editor = a_user(EDITORS)
    client = signed_in(editor)
    a_city()
    client.post(url_of(Event, "add"), {**open_form(client, url_of(Event, "add")), "title_ru": "Своё"})
    event = Event.objects.get()
    page = client.get(url_of(event, "edit")).content.decode()
    assert (url_of(event, "delete") in page, url_of(event, "archive") in page) == (True, True)
    client.post(url_of(event, "delete"), {"reason": "Передумал"})
    assert is_deleted(event.public_id)


def test_the_menus_offer_only_what_is_allowed() -> None:
    event = an_event()
    page = signed_in(a_user(EDITORS)).get(url_of(event, "edit")).content.decode()
    assert (url_of(event, "delete") in page, url_of(event, "archive") in page) == (False, False)
    row = signed_in(a_user(EDITORS)).get(url_of(Event, "list")).content.decode()
    assert (url_of(event, "delete") in row, url_of(event, "duplicate") in row) == (False, True)
    row = signed_in(a_user(ADMINISTRATORS)).get(url_of(Event, "list")).content.decode()
    assert (url_of(event, "delete") in row, url_of(event, "archive") in row) == (True, True)


@pytest.mark.parametrize("make", MAKERS)
def test_what_is_deleted_has_no_page(make: Callable[..., Entry]) -> None:
    entry = make()
    client = signed_in(a_user(is_superuser=True))
    data = open_form(client, url_of(entry, "edit"))
    revision = entry.latest_revision_id
    put_into_bin(entry)
    for name in PAGES:
        assert client.get(url_of(entry, name)).status_code == 404, name
    assert client.get(url_of(entry, "revisions_compare", "earliest", "latest")).status_code == 404
    before = AuditRecord.objects.count()
    for button in ("", "publish", "submit"):
        assert press(client, url_of(entry, "edit"), data, button).status_code == 404
    assert press(client, url_of(entry, "revisions_revert", revision), data, "").status_code == 404
    assert client.post(url_of(entry, "preview_on_edit"), data).status_code == 404
    entry.refresh_from_db()
    assert (entry.latest_revision_id, AuditRecord.objects.count()) == (revision, before)


def test_what_is_put_away_stands_in_no_list() -> None:
    kept, archived, deleted = an_event("В работе"), an_event("В архиве"), an_event("Удалено")
    archive(archived, by=None, reason="", now=timezone.now())
    put_into_bin(deleted)
    client = signed_in(a_user(is_superuser=True))
    assert listed(client) == ["В работе"]
    assert listed(client, editorial_state=["archived"]) == ["В архиве"]
    assert listed(client, editorial_state=["archived", "live"]) == ["В архиве", "В работе"]
    assert "Удалено" not in listed(client, editorial_state=["deleted"])
    chooser = reverse(Event.snippet_viewset.chooser_viewset.get_url_name("choose"))
    page = client.get(chooser).json()["html"]
    assert ("В работе" in page, "В архиве" in page, "Удалено" in page) == (True, False, False)
    chosen = Event.snippet_viewset.chooser_viewset.get_url_name("chosen")
    assert client.get(reverse(chosen, args=(deleted.pk,))).status_code == 404
    assert client.get(reverse(chosen, args=(kept.pk,))).status_code == 200


def test_the_first_page_counts_only_what_is_in_use() -> None:
    editor = a_user(EDITORS)
    client = signed_in(editor)
    a_city()
    for title in ("Первое", "Второе", "Третье"):
        client.post(url_of(Event, "add"), {**open_form(client, url_of(Event, "add")), "title_ru": title})
    first, second, _third = Event.objects.order_by("pk")
    archive(first, by=None, reason="", now=timezone.now())
    put_into_bin(second)
    page = client.get("/admin/").content.decode()
    assert ("Третье" in page, "Первое" in page, "Второе" in page) == (True, False, False)


def test_what_was_put_away_is_not_accepted_in_a_form() -> None:
    business, event = a_business(), an_event(live=False)
    client = signed_in(a_user(EDITORS))
    data = {**open_form(client, url_of(event, "edit")), "organiser": str(business.pk)}
    put_into_bin(business)
    response = client.post(url_of(event, "edit"), data)
    assert list(response.context["form"].errors) == ["organiser"]


def test_deleting_many_asks_for_one_reason_and_leaves_what_is_not_allowed() -> None:
    admin, editor = a_user(ADMINISTRATORS), a_user(EDITORS)
    first, second = an_event("Первое"), an_event("Второе")
    address = reverse("wagtail_bulk_action", args=("events", "event", "delete"))
    chosen = f"{address}?id={first.pk}&id={second.pk}"
    signed_in(editor).post(chosen, {"reason": "Причина"})
    client = signed_in(admin)
    assert "Причина" in client.get(chosen).content.decode()
    assert list(client.post(chosen, {"reason": ""}).context["form"].errors) == ["reason"]
    assert not EntryStanding.objects.filter(deleted_at__isnull=False).exists()
    client.post(chosen, {"reason": "Дубликаты"})
    assert sorted(EntryStanding.objects.filter(deleted_at__isnull=False).values_list("reason", flat=True)) == [
        "Дубликаты",
        "Дубликаты",
    ]
    assert Event.objects.count() == 2
    assert client.get(chosen).context["count"] == 0


def test_archiving_many_reports_on_each() -> None:
    first, second = an_event("Первое"), an_event("Второе")
    submitted = reverse("wagtail_bulk_action", args=("events", "event", "archive"))
    chosen = f"{submitted}?id={first.pk}&id={second.pk}"
    refused = signed_in(a_user(EDITORS)).post(chosen, {"reason": ""}).context["report"]
    assert ([line.is_done for line in refused.lines], is_archived(first.public_id)) == ([False, False], False)
    report = signed_in(a_user(ADMINISTRATORS)).post(chosen, {"reason": ""}).context["report"]
    assert [line.is_done for line in report.lines] == [True, True]
    assert (is_archived(first.public_id), is_archived(second.public_id)) == (True, True)


def test_the_bin_says_who_deleted_what_when_and_why() -> None:
    event = an_event("Концерт")
    admin = a_user(ADMINISTRATORS, email="admin@example.org")
    delete(event, by=admin, reason="Дубликат", now=timezone.now())
    page = signed_in(admin).get(reverse("content_bin"))
    (row,) = page.context["rows"]
    assert (row.title, row.kind, row.city, row.reason) == ("Концерт", "событие", "Жезказган", "Дубликат")
    assert (row.deleted_by, row.days_left, row.may_restore) == ("admin@example.org", 30, True)


def test_the_bin_brings_back() -> None:
    event = an_event()
    put_into_bin(event)
    client = signed_in(a_user(ADMINISTRATORS))
    address = reverse("content_bin_restore", args=(event.public_id,))
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert not is_deleted(event.public_id)
    assert client.post(address).status_code == 404
    assert client.get(url_of(event, "edit")).status_code == 200


def test_the_bin_is_of_ones_own_cities_and_kinds() -> None:
    event = an_event()
    put_into_bin(event)
    stranger = a_user(ADMINISTRATORS)
    CityAssignment.objects.create(user=stranger, city=a_city("astana", name_ru="Астана"))
    address = reverse("content_bin_restore", args=(event.public_id,))
    assert signed_in(stranger).get(reverse("content_bin")).context["rows"] == []
    assert signed_in(stranger).post(address).status_code == 404
    assert signed_in(a_user(EDITORS)).get(reverse("content_bin")).context["rows"][0].may_restore is False
    assert signed_in(a_user(EDITORS)).post(address).status_code == 302
    assert signed_in(a_user()).get(reverse("content_bin")).status_code == 302
    assert is_deleted(event.public_id)


def test_the_bin_asks_as_much_for_many_rows_as_for_one() -> None:
    client = signed_in(a_user(ADMINISTRATORS))
    counts, made = {}, 0
    for wanted in (1, 3, 20):
        for _number in range(wanted - made):
            for make in MAKERS:
                put_into_bin(make(f"Запись {made}"))
            made += 1
        client.get(reverse("content_bin"))
        with CaptureQueriesContext(connection) as captured:
            response = client.get(reverse("content_bin"))
        assert len(response.context["rows"]) >= wanted
        counts[wanted] = len(captured)
    assert len(set(counts.values())) == 1, counts


def test_the_form_of_an_archived_entry_says_since_when_by_whom_and_why() -> None:
    event = an_event("Концерт")
    senior, editor = a_user(SENIOR_EDITORS), a_user(EDITORS)
    at = datetime(2026, 3, 7, 9, 30, tzinfo=UTC)
    archive(event, by=senior, reason="Сезон закончился", now=at)
    page = signed_in(senior).get(url_of(event, "edit")).content.decode()
    assert "Запись в архиве" in page
    assert "07.03.2026 14:30" in page
    assert str(senior) in page
    assert "Причина: Сезон закончился" in page
    assert f'href="{url_of(event, "unarchive")}" class="button' in page
    # Who may not bring it back is told the same without the button.
    shown = signed_in(editor).get(url_of(event, "edit"))
    assert (shown.context["archived"].put_away_by, shown.context["unarchive_url"]) == (senior, "")
    signed_in(senior).post(url_of(event, "unarchive"))
    assert "Запись в архиве" not in signed_in(senior).get(url_of(event, "edit")).content.decode()
