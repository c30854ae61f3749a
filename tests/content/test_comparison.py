from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from lxml import html

from accounts.roles import ADMINISTRATORS, EDITORS
from content.comparison import words
from content.models import CityAssignment
from content.operations import publish, save_draft
from events.models import EventDate
from tests.factories import a_city, a_user, an_event
from tests.factories.admin import signed_in, url_of

EVENING = datetime(2026, 3, 7, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("", ""),
        (True, "да"),
        (False, "нет"),
        (0, "0"),
        (EVENING, "07.03.2026 19:00"),
        (date(2026, 3, 7), "07.03.2026"),
        (Decimal("47.799000"), "47.799"),
        (Decimal(100), "100"),
        ([EVENING, EVENING + timedelta(days=1)], "07.03.2026 19:00, 08.03.2026 19:00"),
        ({"sat": ["10:00", "18:00"]}, "sat: 10:00, 18:00"),
    ],
)
def test_values_are_said_in_words(value: object, expected: str) -> None:
    with override("ru"):
        assert words(value) == expected


def differences(page: Any) -> dict[str, str]:
    rows = html.fromstring(page.content.decode()).xpath("//table[contains(@class, 'comparison-table')]/tbody/tr")
    return {row.find("th").text_content().strip(): " ".join(row.find("td").text_content().split()) for row in rows}


@pytest.mark.django_db
def test_two_versions_are_compared_field_by_field_with_the_schedule() -> None:
    first, second = EventDate(starts_at=EVENING), EventDate(starts_at=EVENING + timedelta(days=7))
    event = an_event("Концерт", dates=[first, second], price_kind="fixed", price_min=2000)
    older = event.latest_revision
    # Publishing gives the rows of the schedule other primary keys; what was moved is still the same date.
    draft = event.get_latest_revision_as_object()
    dates = list(draft.dates.all())
    dates[1].starts_at += timedelta(hours=2)
    draft.dates = [dates[0], dates[1], EventDate(starts_at=EVENING + timedelta(days=14))]
    draft.title_ru, draft.price_min = "Большой концерт", 2500
    newer = save_draft(draft, by=None)
    publish(event, by=None, authorisation="test")
    client = signed_in(a_user(ADMINISTRATORS))
    page = client.get(url_of(event, "revisions_compare", older.pk, newer.pk))
    found = differences(page)
    assert found["Название"] == "КонцертБольшой концерт"
    assert found["Цена (или самая низкая), ₸"] == "2000 2500"
    assert "14.03.2026 19:00 14.03.2026 21:00" in found["Даты"]
    assert "Добавлено" in found["Даты"]
    assert "21.03.2026 19:00" in found["Даты"]
    assert "Убрано" not in found["Даты"]
    # The date that stayed as it was is no difference.
    assert "07.03.2026" not in found["Даты"]
    assert set(found) == {"Название", "Цена (или самая низкая), ₸", "Даты"}


@pytest.mark.django_db
def test_the_version_on_the_site_is_compared_with_the_newest_draft_and_equal_ones_say_so() -> None:
    event = an_event("Концерт", place_ru="Парк")
    client = signed_in(a_user(EDITORS))
    nothing = client.get(url_of(event, "revisions_compare", "live", "latest"))
    assert "Эти версии не отличаются." in nothing.content.decode()
    draft = event.get_latest_revision_as_object()
    draft.place_ru = "Дворец"
    save_draft(draft, by=None)
    assert differences(client.get(url_of(event, "revisions_compare", "live", "latest"))) == {"Место": "ПаркДворец"}


@pytest.mark.django_db
def test_the_older_version_is_restored_from_the_comparison() -> None:
    event = an_event("Было", live=False)
    older = event.latest_revision
    draft = event.get_latest_revision_as_object()
    draft.title_ru = "Стало"
    save_draft(draft, by=None)
    client = signed_in(a_user(EDITORS))
    page = html.fromstring(client.get(url_of(event, "revisions_compare", older.pk, "latest")).content.decode())
    (link,) = page.xpath("//a[text()='Вернуть эту версию']")
    form = html.fromstring(client.get(link.get("href")).content.decode()).get_element_by_id("w-editor-form")
    data = {name: value or "" for name, value in form.form_values()}
    client.post(url_of(event, "edit"), {**data, "revision": str(older.pk)})
    event.refresh_from_db()
    assert event.get_latest_revision_as_object().title_ru == "Было"


@pytest.mark.django_db
def test_versions_that_do_not_exist_or_are_of_other_cities_are_refused() -> None:
    event = an_event(live=False)
    client = signed_in(a_user(EDITORS))
    for number in ("999999", "9" * 30):
        assert client.get(url_of(event, "revisions_compare", number, "latest")).status_code == 404
    other = an_event("Другое", live=False)
    foreign = client.get(url_of(event, "revisions_compare", other.latest_revision_id, "latest"))
    assert foreign.status_code == 404
    elsewhere = a_user(EDITORS)
    CityAssignment.objects.create(user=elsewhere, city=a_city("satpayev", name_ru="Сатпаев"))
    assert signed_in(elsewhere).get(url_of(event, "revisions_compare", "earliest", "latest")).status_code in {302, 403}
