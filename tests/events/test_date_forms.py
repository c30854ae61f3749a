"""The form of a row of the schedule."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from content.models import CityAssignment
from directory.models import Venue
from events.date_forms import MomentsInput
from events.models import Event, EventDate
from events.viewsets import EVENT_FORM
from tests.factories import a_business, a_category, a_city, a_user, an_event
from tests.factories.admin import open_form, press, signed_in, url_of

pytestmark = pytest.mark.django_db
START = "2027-03-06 19:00"


@pytest.fixture(autouse=True)
def _in_russian() -> Any:
    with override("ru"):
        yield


def row_form(row: EventDate | None = None, **data: Any) -> Any:
    form_class = EVENT_FORM.bind_to_model(Event).get_form_class().formsets["dates"].form
    posted = {"kind": "date", "starts_at": START, "status": "scheduled", "repeat": "weekly", **data}
    return form_class(posted, instance=row or EventDate(), for_user=None)


def saved(**data: Any) -> EventDate:
    form = row_form(**data)
    assert form.is_valid(), form.errors
    return form.save(commit=False)


@pytest.mark.parametrize(
    ("chosen", "rule"),
    [
        ({"weekdays": ["SA", "SU"], "count": "6"}, "FREQ=WEEKLY;BYDAY=SA,SU;COUNT=6"),
        ({"until_on": "2027-05-29"}, "FREQ=WEEKLY;UNTIL=20270529"),
        ({"repeat": "daily", "interval": "2", "count": "5"}, "FREQ=DAILY;INTERVAL=2;COUNT=5"),
        ({"repeat": "monthly_day", "count": "5"}, "FREQ=MONTHLY;COUNT=5"),
        ({"repeat": "monthly_weekday", "is_open_ended": "on"}, "FREQ=MONTHLY;BYDAY=1SA"),
        ({"repeat": "rule", "recurrence_rule": "FREQ=YEARLY;COUNT=3"}, "FREQ=YEARLY;COUNT=3"),
        # Typed by somebody who knows RRULE, whatever the builder shows.
        ({"recurrence_rule": "FREQ=YEARLY;COUNT=3", "repeat": "weekly"}, "FREQ=YEARLY;COUNT=3"),
    ],
)
def test_a_repetition_is_chosen_without_knowing_rrule(chosen: dict[str, Any], rule: str) -> None:
    row = saved(kind="rule", **chosen)
    assert (row.kind, row.recurrence_rule) == ("rule", rule)


def test_a_rule_without_an_end_is_refused_at_the_field_that_is_shown() -> None:
    chosen = row_form(kind="rule", weekdays=["SA"])
    assert list(chosen.errors) == ["until_on"]
    assert chosen.errors["until_on"][0].startswith("Правило не имеет конца.")
    written = row_form(kind="rule", repeat="rule", recurrence_rule="FREQ=WEEKLY")
    assert list(written.errors) == ["recurrence_rule"]


def test_a_stored_rule_is_shown_in_the_builder_and_left_alone() -> None:
    stored = EventDate(
        kind="rule",
        starts_at=datetime(2027, 3, 6, 14, tzinfo=UTC),
        recurrence_rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;UNTIL=20270529T140000Z",
    )
    shown = row_form(stored).initial
    assert [shown[name] for name in ("repeat", "interval", "weekdays", "until_on", "count")] == [
        "weekly",
        2,
        ["SA", "SU"],
        date(2027, 5, 29),
        None,
    ]
    kept = row_form(
        stored,
        kind="rule",
        interval="2",
        weekdays=["SA", "SU"],
        until_on="2027-05-29",
        recurrence_rule=stored.recurrence_rule,
    )
    assert kept.is_valid(), kept.errors
    assert kept.save(commit=False).recurrence_rule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;UNTIL=20270529T140000Z"


def test_an_exhibition_has_days_hours_and_nothing_else() -> None:
    row = saved(
        kind="exhibition",
        starts_at="",
        first_on="2027-03-06",
        last_on="2027-03-30",
        closed_on="2027-03-08",
        ends_at="2027-03-06 21:00",
        recurrence_rule="FREQ=DAILY;COUNT=3",
        **{"weekly_hours-sat-mode": "", "weekly_hours-sat-0-opens": "10:00", "weekly_hours-sat-0-closes": "18:00"},
    )
    assert row.starts_at == datetime(2027, 3, 5, 19, tzinfo=UTC)
    assert (row.kind, row.last_on, row.closed_on, row.ends_at, row.recurrence_rule) == (
        "exhibition",
        date(2027, 3, 30),
        [date(2027, 3, 8)],
        None,
        "",
    )


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({"starts_at": ""}, ["starts_at"]),
        ({"ends_at": "2027-03-06 18:00"}, ["ends_at"]),
        ({"starts_at": "2019-03-06 19:00"}, ["starts_at"]),
        ({"price_min": "500"}, ["price_kind"]),
        ({"price_kind": "fixed"}, ["price_min"]),
        ({"price_kind": "free", "price_min": "500"}, ["price_min"]),
        ({"kind": "exhibition", "starts_at": "", "first_on": ""}, ["first_on"]),
        ({"kind": "exhibition", "first_on": "2027-03-06"}, ["last_on"]),
        ({"kind": "exhibition", "first_on": "2027-03-06", "last_on": "2027-03-01"}, ["last_on"]),
        (
            {"kind": "exhibition", "first_on": "2027-03-06", "last_on": "2027-03-30", "closed_on": "2027-04-01"},
            ["closed_on"],
        ),
        (
            {"kind": "exhibition", "first_on": "2027-03-06", "last_on": "2027-03-30", "is_open_ended": "on"},
            ["is_open_ended"],
        ),
        ({"kind": "rule", "count": "5", "until_on": "2027-05-01"}, ["count"]),
        ({"kind": "rule", "repeat": "rule"}, ["recurrence_rule"]),
    ],
)
def test_contradictions_are_told_at_their_fields(data: dict[str, Any], fields: list[str]) -> None:
    assert list(row_form(**data).errors) == fields


def test_a_date_of_long_ago_that_is_stored_already_may_stay() -> None:
    stored = EventDate(starts_at=datetime(2019, 3, 6, 14, tzinfo=UTC))
    assert row_form(stored, starts_at="2019-03-06 20:00").is_valid()


def test_a_row_in_a_venue_of_another_city_and_in_two_venues_is_refused() -> None:
    event = an_event(live=False)
    elsewhere = a_business("Далеко", city=a_city("satpayev", name_ru="Сатпаев"))
    client = signed_in(a_user(is_superuser=True))
    data = open_form(client, url_of(event, "edit"))
    response = client.post(url_of(event, "edit"), {**data, "dates-0-venue_business": str(elsewhere.pk)})
    assert "Это место в другом городе." in response.content.decode()
    assert Event.objects.get().get_latest_revision_as_object().dates.get().venue_business_id is None


def test_a_category_of_businesses_is_refused_in_form_and_model() -> None:
    event = an_event(live=False)
    client = signed_in(a_user(is_superuser=True))
    wrong = a_category("cafes", "business")
    data = {**open_form(client, url_of(event, "edit")), "category": str(wrong.pk)}
    assert "Это категория заведений." in client.post(url_of(event, "edit"), data).content.decode()
    event.category = wrong
    assert list(_errors(event)) == ["category"]


def _errors(event: Event) -> dict[str, Any]:
    try:
        event.clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_a_telephone_is_stored_as_e164_and_nonsense_refused() -> None:
    event = an_event(live=False, contact_phone="8 (7102) 12-34-56")
    event.clean()
    assert event.contact_phone == "+77102123456"
    event.contact_phone = "позвоните"
    assert list(_errors(event)) == ["contact_phone"]


def test_no_row_costs_a_query_of_ours() -> None:
    client = signed_in(a_user(is_superuser=True))
    start = timezone.now() + timedelta(days=3)
    counts = {}
    for number in (1, 3, 12):
        event = an_event(live=False, dates=[EventDate(starts_at=start + timedelta(days=day)) for day in range(number)])
        client.get(url_of(event, "edit"))
        with CaptureQueriesContext(connection) as queries:
            client.get(url_of(event, "edit"))
        counts[number] = len(queries)
    assert counts == dict.fromkeys(counts, counts[1])


def test_the_dates_of_a_row_are_told_while_it_is_typed() -> None:
    client = signed_in(a_user("Editors"))
    address = "/admin/events/next-dates/"
    posted = {"prefix": "dates-0", "dates-0-kind": "rule", "dates-0-starts_at": START, "dates-0-status": "scheduled"}
    told = client.post(address, {**posted, "dates-0-repeat": "weekly", "dates-0-count": "2"}).json()
    assert told == {"lines": ["суббота, 6 марта 2027 г., 19:00", "суббота, 13 марта 2027 г., 19:00"], "problems": []}
    refused = client.post(address, {**posted, "dates-0-repeat": "weekly"}).json()
    assert refused["lines"] == []
    assert refused["problems"][0].startswith("Правило не имеет конца.")
    assert Event.objects.count() == 0


def test_what_is_pressed_is_saved_with_its_schedule() -> None:
    event = an_event(live=False)
    client = signed_in(a_user(is_superuser=True))
    data = open_form(client, url_of(event, "edit"))
    changes = {"dates-0-kind": "rule", "dates-0-starts_at": START, "dates-0-count": "3"}
    response = press(client, url_of(event, "edit"), {**data, **changes}, "")
    assert response.status_code == 302, response.content.decode()[:2000]
    stored = Event.objects.get().get_latest_revision_as_object().dates.get()
    assert (stored.kind, stored.recurrence_rule) == ("rule", "FREQ=WEEKLY;COUNT=3")


def test_lists_of_moments_are_shown_as_the_help_text_writes_them() -> None:
    shown = MomentsInput().format_value
    assert shown("2026-12-15 18:30:00,2026-12-29 18:30:00") == "2026-12-15 18:30, 2026-12-29 18:30"
    assert shown("2026-03-08") == "2026-03-08"
    assert shown("") is None


def test_rows_offer_venues_of_the_persons_cities_only() -> None:
    event = an_event(live=False)
    Venue.objects.create(city=event.city, name_ru="Городской стадион")
    Venue.objects.create(city=a_city("satpayev", name_ru="Сатпаев"), name_ru="Чужой дворец")
    editor = a_user("Editors")
    CityAssignment.objects.create(user=editor, city=event.city)
    page = signed_in(editor).get(url_of(event, "edit")).content.decode()
    # The event itself, its one row, and the empty row that the script copies.
    assert (page.count("Городской стадион"), page.count("Чужой дворец")) == (3, 0)
