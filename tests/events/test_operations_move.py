"""Moving a single date: ``events.operations.move_date``."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.models import User
from accounts.roles import CITY_MANAGERS, EDITORS, MODERATORS, SENIOR_EDITORS, SUPPORT
from content.errors import IncompleteEntry
from content.models import CityAssignment
from content.operations import save_draft, submit
from events.models import Event, EventDate, EventOccurrence, PlannedDate
from events.moving import PastDate, StaleDate
from events.operations import move_date, move_of
from tests.factories import a_city, a_user, an_event

pytestmark = pytest.mark.django_db

ALMATY = ZoneInfo("Asia/Almaty")
# Far enough ahead for every date of these tests, within the window of listings.
DAY = (timezone.now().astimezone(ALMATY) + timedelta(days=30)).replace(hour=19, minute=0, second=0, microsecond=0)
LATER = DAY + timedelta(days=2, hours=1)


def dates(event: Event) -> list[tuple[str, str, datetime | None]]:
    """Return start, status and first start of the rows of the newest draft."""
    rows = sorted(event.get_latest_revision_as_object().dates.all(), key=lambda row: row.starts_at)
    return [(text(row.starts_at), row.status, row.previous_starts_at) for row in rows]


def text(moment: datetime) -> str:
    return f"{moment.astimezone(ALMATY):%Y-%m-%d %H:%M}"


def everything(event: Event) -> tuple[object, ...]:
    """Return whatever moving could change."""
    row = Event.objects.get(pk=event.pk)
    return (
        row.latest_revision_id,
        row.has_unpublished_changes,
        row.live,
        dates(row),
        list(EventDate.objects.filter(event=row.pk).values_list("starts_at", "status", "excluded")),
        list(EventOccurrence.objects.filter(listing=row.pk).values_list("starts_at", "status")),
        list(PlannedDate.objects.filter(planned=row.pk).order_by("pk").values_list("pk", "starts_at")),
    )


def move(event: Event, to: datetime = LATER, *, by: User, starts_at: datetime = DAY, **more: object) -> object:
    key = more.pop("key", None) or event.get_latest_revision_as_object().dates.all()[0].key
    more.setdefault("now", timezone.now())
    return move_date(event, key=key, starts_at=starts_at, to=to, by=by, **more)


@pytest.fixture
def editor() -> User:
    return a_user(EDITORS)


@pytest.fixture
def senior() -> User:
    return a_user(SENIOR_EDITORS)


def test_the_date_of_a_draft_simply_changes(editor: User) -> None:
    event = an_event(live=False, starts_at=DAY, ends_at=DAY + timedelta(hours=3))
    done = move(event, by=editor)
    assert dates(event) == [(text(LATER), "scheduled", None)]
    (row,) = event.get_latest_revision_as_object().dates.all()
    assert row.ends_at == LATER + timedelta(hours=3)
    assert (done.is_live, done.is_announced, done.goes_live) == (False, False, False)
    assert list(PlannedDate.objects.values_list("starts_at", flat=True)) == [LATER]


def test_a_live_date_is_rescheduled_and_readers_see_it(senior: User) -> None:
    event = an_event(starts_at=DAY, ends_at=DAY + timedelta(hours=2))
    done = move(event, by=senior)
    assert (done.is_announced, done.goes_live) == (True, True)
    assert list(event.dates.values_list("starts_at", "ends_at", "status", "previous_starts_at")) == [
        (LATER, LATER + timedelta(hours=2), "rescheduled", DAY)
    ]
    assert list(EventOccurrence.objects.values_list("starts_at", "status")) == [(LATER, "rescheduled")]
    assert not Event.objects.get().has_unpublished_changes


def test_moved_twice_it_says_where_it_was_announced_first(senior: User) -> None:
    event = an_event(starts_at=DAY)
    move(event, by=senior)
    move(event, LATER + timedelta(days=1), starts_at=LATER, by=senior)
    assert dates(event) == [(text(LATER + timedelta(days=1)), "rescheduled", DAY.astimezone(UTC))]


def test_moved_back_it_is_as_announced(senior: User) -> None:
    event = an_event(starts_at=DAY)
    move(event, by=senior)
    done = move(event, DAY, starts_at=LATER, by=senior)
    assert done.is_back
    assert dates(event) == [(text(DAY), "scheduled", None)]


def test_a_date_of_a_rule_becomes_a_row_of_its_own(senior: User) -> None:
    rule = EventDate(starts_at=DAY, ends_at=DAY + timedelta(hours=2), recurrence_rule="FREQ=DAILY;COUNT=3")
    event = an_event(dates=[rule])
    second = DAY + timedelta(days=1)
    to = DAY + timedelta(days=5, hours=-2)
    move(event, to, starts_at=second, by=senior)
    whole, own = event.dates.order_by("starts_at")
    assert (whole.key, whole.starts_at, whole.excluded, whole.status) == (rule.key, DAY, [second], "scheduled")
    assert own.key != rule.key
    assert (own.starts_at, own.ends_at, own.recurrence_rule, own.excluded) == (to, to + timedelta(hours=2), "", [])
    assert (own.status, own.previous_starts_at) == ("rescheduled", second)
    occurrences = EventOccurrence.objects.order_by("starts_at").values_list("starts_at", flat=True)
    assert list(occurrences) == [DAY, DAY + timedelta(days=2), to]


def test_the_first_date_of_a_rule_can_move_too(editor: User) -> None:
    event = an_event(live=False, dates=[EventDate(starts_at=DAY, recurrence_rule="FREQ=DAILY;COUNT=2")])
    move(event, by=editor)
    starts = PlannedDate.objects.order_by("starts_at").values_list("starts_at", flat=True)
    assert list(starts) == [DAY + timedelta(days=1), LATER]


def test_a_whole_day_moves_to_midnight_of_the_city(editor: User) -> None:
    midnight = DAY.replace(hour=0)
    row = EventDate(starts_at=midnight, ends_at=midnight + timedelta(days=3), is_all_day=True)
    event = an_event(live=False, dates=[row])
    move(event, LATER, starts_at=midnight, by=editor)
    (moved,) = event.get_latest_revision_as_object().dates.all()
    assert moved.starts_at == LATER.replace(hour=0)
    assert moved.ends_at == LATER.replace(hour=0) + timedelta(days=3)


def test_days_stay_days_when_the_offset_changes(editor: User) -> None:
    # Almaty went from UTC+6 to UTC+5 on 1 March 2024: one of these days has 25 hours.
    begin, to = datetime(2024, 3, 5, tzinfo=ALMATY), datetime(2024, 2, 29, tzinfo=ALMATY)
    row = EventDate(starts_at=begin, ends_at=datetime(2024, 3, 7, tzinfo=ALMATY), is_all_day=True)
    event = an_event(live=False, dates=[row])
    move(event, to, starts_at=begin, by=editor, is_past_confirmed=True)
    (moved,) = event.get_latest_revision_as_object().dates.all()
    assert (text(moved.starts_at), text(moved.ends_at)) == ("2024-02-29 00:00", "2024-03-02 00:00")


def test_a_concert_keeps_its_hour_when_the_offset_changes(editor: User) -> None:
    begin = datetime(2024, 3, 5, 19, tzinfo=ALMATY)
    event = an_event(live=False, starts_at=begin, ends_at=begin + timedelta(hours=2))
    move(event, datetime(2024, 2, 28, 19, tzinfo=ALMATY), starts_at=begin, by=editor, is_past_confirmed=True)
    (moved,) = event.get_latest_revision_as_object().dates.all()
    assert moved.starts_at == datetime(2024, 2, 28, 13, tzinfo=UTC)
    assert moved.ends_at == datetime(2024, 2, 28, 15, tzinfo=UTC)


def test_a_postponed_date_gets_its_new_day(senior: User) -> None:
    event = an_event(dates=[EventDate(starts_at=DAY, status="postponed")])
    move(event, by=senior)
    assert dates(event) == [(text(LATER), "rescheduled", DAY.astimezone(UTC))]


def test_without_the_right_to_publish_it_waits_in_the_draft(editor: User) -> None:
    event = an_event(starts_at=DAY)
    public = list(EventOccurrence.objects.values_list("starts_at", "status"))
    done = move(event, by=editor)
    assert (done.is_live, done.goes_live, done.has_other_changes) == (True, False, False)
    assert list(EventOccurrence.objects.values_list("starts_at", "status")) == public
    assert dates(event) == [(text(LATER), "rescheduled", DAY.astimezone(UTC))]
    assert Event.objects.get().has_unpublished_changes


def test_unpublished_changes_of_others_are_not_published(senior: User) -> None:
    event = an_event(starts_at=DAY)
    draft = event.get_latest_revision_as_object()
    draft.title_ru = "Ещё не проверено"
    save_draft(draft, by=a_user(EDITORS))
    done = move(event, by=senior)
    assert (done.goes_live, done.has_other_changes) == (False, True)
    row = Event.objects.get()
    assert (row.title_ru, row.has_unpublished_changes) == ("Концерт у фонтана", True)
    assert row.get_latest_revision_as_object().title_ru == "Ещё не проверено"
    assert list(EventOccurrence.objects.values_list("starts_at", flat=True)) == [DAY]
    assert dates(event) == [(text(LATER), "rescheduled", DAY.astimezone(UTC))]


def test_a_date_that_only_the_draft_has_was_never_announced(senior: User) -> None:
    event = an_event(starts_at=DAY)
    draft = event.get_latest_revision_as_object()
    extra = EventDate(starts_at=DAY + timedelta(days=9))
    draft.dates = [*draft.dates.all(), extra]
    save_draft(draft, by=senior)
    done = move(event, LATER, key=extra.key, starts_at=extra.starts_at, by=senior)
    assert (done.is_announced, done.goes_live) == (False, False)
    assert dates(event) == [(text(DAY), "scheduled", None), (text(LATER), "scheduled", None)]


def test_looking_changes_nothing(senior: User) -> None:
    event = an_event(starts_at=DAY)
    before = everything(event)
    key = event.dates.get().key
    found = move_of(event, key=key, starts_at=DAY, to=LATER, by=senior, now=timezone.now())
    assert (found.to, found.goes_live) == (LATER, True)
    assert everything(event) == before


def test_what_is_past_needs_a_confirmation(editor: User) -> None:
    past = DAY - timedelta(days=60)
    for start, to in ((past, LATER), (DAY, past)):
        event = an_event(live=False, starts_at=start)
        before = everything(event)
        with pytest.raises(PastDate):
            move(event, to, starts_at=start, by=editor)
        assert everything(event) == before
        move(event, to, starts_at=start, by=editor, is_past_confirmed=True)
        assert dates(event) == [(text(to), "scheduled", None)]


@pytest.mark.parametrize("status", ["cancelled", "moved_online"])
def test_what_does_not_take_place_there_is_not_moved(senior: User, status: str) -> None:
    event = an_event(dates=[EventDate(starts_at=DAY, status=status)])
    before = everything(event)
    with pytest.raises(ValidationError, match="в форме события"):
        move(event, by=senior)
    assert everything(event) == before


def test_a_stale_page_changes_nothing(senior: User) -> None:
    event = an_event(starts_at=DAY)
    move(event, by=senior)
    before = everything(event)
    with pytest.raises(StaleDate):
        move(event, DAY + timedelta(days=7), starts_at=DAY, by=senior)
    with pytest.raises(StaleDate):
        move(event, DAY + timedelta(days=7), key=uuid4(), starts_at=LATER, by=senior)
    assert everything(event) == before


def test_a_taken_or_the_same_time_is_refused(editor: User) -> None:
    event = an_event(live=False, dates=[EventDate(starts_at=DAY), EventDate(starts_at=LATER)])
    before = everything(event)
    key = next(row.key for row in event.get_latest_revision_as_object().dates.all() if row.starts_at == DAY)
    for to in (DAY, LATER):
        with pytest.raises(ValidationError):
            move(event, to, key=key, by=editor)
    assert everything(event) == before


def test_an_event_under_review_stays(editor: User) -> None:
    event = an_event(live=False, starts_at=DAY)
    submit(event, by=editor)
    before = everything(event)
    with pytest.raises(ValidationError, match="на проверке"):
        move(event, by=editor)
    assert everything(event) == before


def test_a_locked_event_stays_for_all_but_who_locked_it(editor: User, senior: User) -> None:
    event = an_event(live=False, starts_at=DAY)
    Event.objects.filter(pk=event.pk).update(locked=True, locked_by=senior, locked_at=timezone.now())
    before = everything(event)
    with pytest.raises(ValidationError, match="заблокировано"):
        move(event, by=editor)
    assert everything(event) == before
    move(event, by=senior)
    assert dates(event) == [(text(LATER), "scheduled", None)]


def test_a_live_event_that_lacks_something_is_not_half_moved(senior: User) -> None:
    event = an_event(starts_at=DAY)
    Event.objects.filter(pk=event.pk).update(category=None)
    before = everything(event)
    with pytest.raises(IncompleteEntry):
        move(event, by=senior)
    assert everything(event) == before


@pytest.mark.parametrize("role", [SUPPORT])
def test_support_only_looks(role: str) -> None:
    event = an_event(starts_at=DAY)
    before = everything(event)
    with pytest.raises(PermissionDenied):
        move(event, by=a_user(role))
    assert everything(event) == before


@pytest.mark.parametrize("role", [EDITORS, SENIOR_EDITORS, MODERATORS, CITY_MANAGERS])
def test_other_cities_are_not_touched(role: str) -> None:
    event = an_event(starts_at=DAY)
    person = a_user(role)
    CityAssignment.objects.create(user=person, city=a_city("satpayev"))
    before = everything(event)
    with pytest.raises(PermissionDenied):
        move(event, by=person)
    assert everything(event) == before


@pytest.mark.parametrize(
    ("role", "goes_live"), [(EDITORS, False), (MODERATORS, False), (SENIOR_EDITORS, True), (CITY_MANAGERS, True)]
)
def test_in_one_s_own_city_it_depends_on_the_role(role: str, goes_live: bool) -> None:
    event = an_event(starts_at=DAY)
    person = a_user(role)
    CityAssignment.objects.create(user=person, city=event.city)
    assert move(event, by=person).goes_live is goes_live


def test_the_history_says_who_moved_what(senior: User) -> None:
    event = an_event(starts_at=DAY)
    move(event, by=senior)
    entry = ModelLogEntry.objects.get(action="events.move_date")
    assert (entry.user, entry.data) == (senior, {"from": DAY.isoformat(), "to": LATER.isoformat()})
    assert entry.message == f"Дата перенесена: {text(DAY)} → {text(LATER)}"


def test_a_date_of_a_list_becomes_a_row_of_its_own(editor: User) -> None:
    second = DAY + timedelta(days=1)
    listed = EventDate(starts_at=DAY, added=[second], price_kind="fixed", price_min=2000)
    event = an_event(live=False, dates=[listed])
    move(event, LATER, key=listed.key, starts_at=second, by=editor)
    rows = sorted(event.get_latest_revision_as_object().dates.all(), key=lambda row: row.starts_at)
    assert [(row.starts_at, row.added, row.excluded, row.price_min) for row in rows] == [
        (DAY, [], [], 2000),
        (LATER, [], [], 2000),
    ]


def test_the_first_date_of_a_list_can_move_too(editor: User) -> None:
    listed = EventDate(starts_at=DAY, added=[DAY + timedelta(days=1)])
    event = an_event(live=False, dates=[listed])
    move(event, LATER, key=listed.key, by=editor)
    starts = PlannedDate.objects.order_by("starts_at").values_list("starts_at", flat=True)
    assert list(starts) == [DAY + timedelta(days=1), LATER]


def test_an_exhibition_is_moved_in_its_form(senior: User) -> None:
    midnight = DAY.replace(hour=0)
    run = EventDate(kind="exhibition", starts_at=midnight, last_on=(DAY + timedelta(days=20)).date())
    event = an_event(dates=[run])
    before = everything(event)
    with pytest.raises(ValidationError, match="выставка"):
        move(event, LATER, starts_at=midnight, by=senior)
    assert everything(event) == before


def test_the_reason_goes_with_what_readers_knew(senior: User) -> None:
    event = an_event(starts_at=DAY)
    move(event, by=senior, reason_ru="Болезнь артиста", reason_kk="Әртіс ауырып қалды")
    assert list(event.dates.values_list("reason_ru", "reason_kk")) == [("Болезнь артиста", "Әртіс ауырып қалды")]
    move(event, DAY, starts_at=LATER, by=senior)
    assert list(event.dates.values_list("reason_ru", "reason_kk")) == [("", "")]
