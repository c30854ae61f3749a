from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from content.operations import create_draft, publish, save_draft
from directory.models import Venue
from events.models import Event, EventDate, PlannedDate, PlannedEvent
from events.planning import plan_all, plan_outdated
from tests.factories import a_city, an_event

pytestmark = pytest.mark.django_db

ALMATY = ZoneInfo("Asia/Almaty")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ALMATY)


def planned(event: Event) -> list[str]:
    dates = PlannedDate.objects.filter(planned=event.pk).order_by("starts_at", "pk")
    return [f"{row.first_day}..{row.last_day}" if row.is_span else f"{row.first_day}" for row in dates]


def with_dates_at(event: Event, text: str) -> Event:
    """Return the newest draft of an event with its only date elsewhere; unsaved."""
    draft = event.get_latest_revision_as_object()
    (only,) = draft.dates.all()
    only.starts_at = at(text)
    draft.dates = [only]
    return draft


def everything() -> list[tuple[object, ...]]:
    names = [field.attname for field in PlannedDate._meta.concrete_fields if field.attname != "id"]
    return sorted(PlannedDate.objects.values_list(*names), key=repr)


def test_a_new_draft_is_in_the_calendar_at_once() -> None:
    event = an_event("Концерт", live=False, starts_at=at("2026-03-07 19:00"))
    row = PlannedEvent.objects.get()
    assert (row.event_id, row.city_id, row.category_id, row.title_ru) == (
        event.pk,
        event.city_id,
        event.category_id,
        "Концерт",
    )
    assert planned(event) == ["2026-03-07"]


def test_an_incomplete_draft_without_dates_breaks_nothing() -> None:
    event = an_event("Без дат", live=False, dates=[])
    broken = an_event("Нет такого правила", live=False, dates=[EventDate(starts_at=at("2026-03-07 19:00"))])
    draft = broken.get_latest_revision_as_object()
    draft.dates = [EventDate(starts_at=at("2026-03-07 19:00"), recurrence_rule="FREQ=SOMETIMES")]
    save_draft(draft, by=None)
    assert (planned(event), planned(broken)) == ([], [])


def test_the_newest_draft_counts_not_what_is_live() -> None:
    event = an_event(starts_at=at("2026-03-07 19:00"))
    draft = with_dates_at(event, "2026-03-09 19:00")
    draft.title_ru = "Новое имя"
    save_draft(draft, by=None)
    assert planned(event) == ["2026-03-09"]
    assert PlannedEvent.objects.get().title_ru == "Новое имя"


def test_saving_an_older_revision_again_changes_nothing() -> None:
    event = an_event(live=False, starts_at=at("2026-03-07 19:00"))
    first = event.get_latest_revision()
    draft = with_dates_at(event, "2026-03-09 19:00")
    save_draft(draft, by=None)
    first.object_str = "touched"
    first.save()
    assert planned(event) == ["2026-03-09"]


def test_autosave_changes_a_revision_in_place_and_the_calendar_follows() -> None:
    event = an_event(live=False, starts_at=at("2026-03-07 19:00"))
    revision = event.get_latest_revision()
    draft = with_dates_at(event, "2026-03-10 19:00")
    draft.save_revision(overwrite_revision=revision, clean=False)
    assert Revision.objects.count() == 1
    assert planned(event) == ["2026-03-10"]


def test_what_did_not_change_is_not_written_again() -> None:
    event = an_event(live=False, starts_at=at("2026-03-07 19:00"))
    before = list(PlannedDate.objects.values_list("pk"))
    save_draft(event.get_latest_revision_as_object(), by=None)
    assert list(PlannedDate.objects.values_list("pk")) == before


def test_publishing_leaves_the_calendar_as_it_is() -> None:
    event = an_event(live=False, starts_at=at("2026-03-07 19:00"))
    before = list(PlannedDate.objects.values_list("pk"))
    publish(event, by=None, authorisation="test")
    assert list(PlannedDate.objects.values_list("pk")) == before


def test_a_deleted_event_leaves_the_calendar() -> None:
    an_event().delete()
    assert (PlannedEvent.objects.count(), PlannedDate.objects.count()) == (0, 0)


def test_days_are_the_city_s_and_a_night_belongs_to_its_evening() -> None:
    event = an_event(
        dates=[
            EventDate(starts_at=at("2024-03-01 00:30"), ends_at=at("2024-03-01 03:00")),
            EventDate(starts_at=at("2024-02-29 22:00"), ends_at=at("2024-03-01 05:00")),
            EventDate(starts_at=at("2024-02-28 10:00"), ends_at=at("2024-03-02 18:00")),
            EventDate(starts_at=at("2026-03-07 00:00"), ends_at=at("2026-03-08 00:00"), is_all_day=True),
        ]
    )
    assert planned(event) == ["2024-02-28..2024-03-02", "2024-02-29", "2024-02-29", "2026-03-07"]


def test_the_same_moment_is_another_day_in_another_city() -> None:
    moment = datetime(2026, 3, 7, 1, 30, tzinfo=UTC)
    here = an_event("Здесь", starts_at=moment)
    there = an_event("Там", starts_at=moment, city=a_city("london", name_ru="Лондон", time_zone="Europe/London"))
    assert (planned(here), planned(there)) == (["2026-03-07"], ["2026-03-06"])


def test_a_rule_gives_its_dates_within_the_window() -> None:
    now = timezone.now()
    event = an_event(dates=[EventDate(starts_at=now - timedelta(days=800), recurrence_rule="FREQ=WEEKLY")])
    days = list(PlannedDate.objects.filter(planned=event.pk).values_list("first_day", flat=True).order_by("first_day"))
    assert (days[1] - days[0]).days == 7
    assert now.date() - timedelta(days=375) < days[0] < now.date() - timedelta(days=358)
    assert now.date() + timedelta(days=390) < days[-1] < now.date() + timedelta(days=402)
    assert PlannedEvent.objects.get().renew_at is not None


def test_rules_move_on_with_time() -> None:
    now = timezone.now()
    event = an_event(dates=[EventDate(starts_at=now, recurrence_rule="FREQ=WEEKLY")])
    once = an_event("Один раз")
    assert plan_outdated(now=now) == 0
    later = now + timedelta(days=30)
    assert plan_outdated(now=later) == 1
    last = PlannedDate.objects.filter(planned=event.pk).order_by("-first_day").first()
    assert last is not None
    assert last.first_day > later.date() + timedelta(days=390)
    assert PlannedDate.objects.filter(planned=once.pk).count() == 1


def test_what_no_signal_told_of_is_repaired() -> None:
    event = an_event(starts_at=at("2026-03-07 19:00"))
    expected = everything()
    PlannedEvent.objects.all().delete()
    assert plan_outdated(now=timezone.now()) == 1
    assert everything() == expected
    PlannedEvent.objects.update(revised_at=None)
    PlannedDate.objects.update(first_day=date(2020, 1, 1))
    assert plan_outdated(now=timezone.now()) == 1
    assert everything() == expected
    assert planned(event) == ["2026-03-07"]


def test_a_row_without_any_revision_counts_as_it_is() -> None:
    event = Event.objects.create(title_ru="Из базы", city=a_city())
    EventDate.objects.create(event=event, starts_at=at("2026-03-07 19:00"))
    assert plan_all(now=timezone.now()) == 1
    assert planned(event) == ["2026-03-07"]


def test_the_command_rebuilds_everything(capsys: pytest.CaptureFixture[str]) -> None:
    an_event("Первое")
    an_event("Второе", live=False)
    expected = everything()
    PlannedEvent.objects.all().delete()
    call_command("rebuild_calendar")
    assert capsys.readouterr().out == "events: 2\n"
    assert everything() == expected


def test_two_places_are_one_when_they_are_written_alike() -> None:
    one = an_event("Первое", place_ru="Дворец «Кеншілер»")
    other = an_event("Второе", place_ru="дворец Кеншилер", live=False)
    elsewhere = an_event("Третье", place_ru="Дворец «Кеншілер»", city=a_city("satpayev"))
    keys = dict(PlannedDate.objects.values_list("planned", "place_key"))
    assert keys[one.pk] == keys[other.pk] != keys[elsewhere.pk]


def test_a_failed_saving_takes_the_calendar_along() -> None:
    event = Event(title_ru="Не сохранится", city=a_city())
    event.dates = [EventDate(starts_at=at("2026-03-07 19:00"))]

    with transaction.atomic():
        create_draft(event, by=None)
        assert PlannedEvent.objects.count() == 1
        transaction.set_rollback(True)
    assert PlannedEvent.objects.count() == 0


def test_an_exhibition_is_one_span_however_often_it_is_open() -> None:
    run = EventDate(
        kind="exhibition",
        starts_at=at("2026-03-05 00:00"),
        last_on=date(2026, 4, 4),
        weekly_hours=[{"day": day, "from": "10:00", "to": "18:00"} for day in range(5)],
    )
    event = an_event("Выставка", live=False, dates=[run])
    row = PlannedDate.objects.get(planned=event.pk)
    assert planned(event) == ["2026-03-05..2026-04-04"]
    assert (row.is_movable, row.claims_place, row.is_all_day) == (False, False, True)


def test_an_exhibition_without_an_end_goes_on_to_the_end_of_the_window() -> None:
    now = timezone.now()
    run = EventDate(kind="exhibition", starts_at=now - timedelta(days=900), is_open_ended=True)
    event = an_event("Постоянная", live=False, dates=[run])
    row = PlannedDate.objects.get(planned=event.pk)
    assert row.last_day == (now + timedelta(days=400)).astimezone(ALMATY).date()
    assert PlannedEvent.objects.get().renew_at is not None


def test_every_date_of_a_list_is_there() -> None:
    row = EventDate(starts_at=at("2026-03-07 12:00"), added=[at("2026-03-07 17:00"), at("2026-03-08 12:00")])
    assert planned(an_event(live=False, dates=[row])) == ["2026-03-07", "2026-03-07", "2026-03-08"]


def test_a_venue_is_one_place_whatever_words_stand_beside_it() -> None:
    venue = Venue.objects.create(city=a_city(), name_ru="Дворец культуры")
    plain = an_event("Первое", live=False, venue=venue, place_ru="")
    worded = an_event("Второе", live=False, venue=venue, place_ru="Малый зал")
    own = an_event("Третье", live=False, dates=[EventDate(starts_at=at("2026-03-07 19:00"), venue=venue)])
    rows = dict(PlannedDate.objects.values_list("planned", "place_key"))
    assert rows == dict.fromkeys((plain.pk, worded.pk, own.pk), f"venue:{venue.pk}")
    names = dict(PlannedDate.objects.values_list("planned", "place_ru"))
    assert (names[plain.pk], names[worded.pk], names[own.pk]) == ("Дворец культуры", "Малый зал", "Дворец культуры")
