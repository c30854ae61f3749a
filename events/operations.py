"""Changes of events that are more than a form: featuring, the window of dates, moving a single date."""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log as write_log

from accounts.models import User
from content.city_access import EntryPolicy
from content.entry_audit import record_entry
from content.kinds import get_kind
from content.operations import publish, save_draft
from content.projections import project, project_many
from delivery.enums import AuditAction
from events.models import Event, EventListing, EventOccurrence, EventStanding
from events.moving import (
    Move,
    PastDate,
    StaleDate,
    apply_move,
    beginning,
    ending,
    occurrence_at,
    over,
    require_movable,
)
from events.projections import WINDOW_AHEAD, WINDOW_STEP


def feature(event: Event, *, until: datetime | None, by: User | None, now: datetime) -> None:
    """Show an event on the front page until a moment; ``None`` ends it at once.

    Raises ``ValidationError`` for a moment that is over, and ``PermissionDenied`` for a user who may not publish it.
    """
    if by is not None and not EntryPolicy(Event).user_has_permission_for_instance(by, "publish", event):
        raise PermissionDenied
    if until is not None and until <= now:
        raise ValidationError(_("Это время уже прошло: укажите, до какого дня показывать на главной."))
    with transaction.atomic():
        before = EventStanding.objects.filter(event=event).values_list("featured_until", flat=True).first()
        # Without the signal of saving: the listing is renewed once, below.
        EventStanding.objects.bulk_create(
            [EventStanding(event=event, featured_until=until)],
            update_conflicts=True,
            unique_fields=["event"],
            update_fields=["featured_until"],
        )
        data = {"until": until.isoformat() if until is not None else None}
        write_log(instance=event, action="events.feature", user=by, data=data)
        record_entry(
            event,
            action=AuditAction.STANDING,
            by=by,
            now=now,
            before={"featured_until": before},
            after={"featured_until": until},
        )
        project(event, now=now)


def move_window(*, now: datetime, limit: int = 20_000) -> int:
    """Compute the dates that time has brought into the window; answers how many events were renewed.

    Only events whose rules or exhibitions go on behind the window are looked at, each about once a month.
    """
    behind = EventListing.objects.filter(window_until__lt=now + WINDOW_AHEAD - WINDOW_STEP)
    due = list(behind.order_by("window_until", "pk").values_list("pk", flat=True)[:limit])
    return project_many(get_kind("event"), due, now=now).written


def move_of(event: Event, *, key: uuid.UUID, starts_at: datetime, to: datetime, by: User, now: datetime) -> Move:
    """Return what moving a date would do, changing nothing; raises what :func:`move_date` refuses with."""
    return _prepared(event, key=key, starts_at=starts_at, to=to, by=by, now=now)[1]


def move_date(
    event: Event,
    *,
    key: uuid.UUID,
    starts_at: datetime,
    to: datetime,
    by: User,
    now: datetime,
    reason_ru: str = "",
    reason_kk: str = "",
    is_past_confirmed: bool = False,
) -> Move:
    """Move the date of an event that starts at ``starts_at`` to ``to``, keeping how long it lasts.

    ``key`` names its row of the schedule. A date of a rule becomes a row of its own (ADR 0007). What readers know
    becomes "rescheduled" and keeps the start that was announced first; a date moved back there is as before. The new
    date goes live with the event, unless its draft holds other changes or ``by`` may not publish: then it is saved
    into the draft, and the answer says so (ADR 0016).

    Raises ``PermissionDenied`` for people without this event, ``StaleDate``, ``PastDate`` unless
    ``is_past_confirmed``, ``ValidationError`` for an event under review or locked, for a date that is cancelled, held
    online, part of an exhibition or taken, and ``IncompleteEntry`` when a live event could not be published. Nothing
    is changed then.
    """
    with transaction.atomic():
        row = Event.objects.select_for_update(no_key=True, of=("self",)).get(pk=event.pk)
        draft, move = _prepared(row, key=key, starts_at=starts_at, to=to, by=by, now=now)
        if move.is_past and not is_past_confirmed:
            raise PastDate
        apply_move(draft, move, key=key, reason_ru=reason_ru, reason_kk=reason_kk)
        revision = save_draft(draft, by=by)
        moments = {"from": move.starts_at.isoformat(), "to": move.to.isoformat()}
        write_log(instance=row, action="events.move_date", user=by, revision=revision, data=moments)
        if move.goes_live:
            publish(row, by=by, authorisation="role", revision=revision)
    event.refresh_from_db()
    return move


def _prepared(
    row: Event, *, key: uuid.UUID, starts_at: datetime, to: datetime, by: User, now: datetime
) -> tuple[Event, Move]:
    policy = EntryPolicy(Event)
    if not policy.user_has_permission_for_instance(by, "change", row):
        raise PermissionDenied
    _require_unlocked(row, by=by)
    draft: Event = row.get_latest_revision_as_object()
    found = occurrence_at(draft, key=key, starts_at=starts_at)
    if found is None:
        raise StaleDate
    zone = draft.city.zone
    start = beginning(found, to, zone=zone)
    require_movable(draft, found, to=start)
    ends_at = ending(found, start, zone=zone)
    over_at = over(found, start, ends_at)
    is_announced = row.live and _is_public(row, found.starts_at)
    has_other_changes = row.live and row.has_unpublished_changes
    may_publish = policy.user_has_permission_for_instance(by, "publish", row)
    return draft, Move(
        starts_at=found.starts_at.astimezone(zone),
        to=start,
        ends_at=ends_at,
        over_at=over_at,
        is_all_day=found.is_all_day,
        is_live=row.live,
        is_announced=is_announced,
        goes_live=row.live and may_publish and not has_other_changes,
        has_other_changes=has_other_changes,
        is_past=found.over_at <= now or over_at <= now,
        first_starts_at=(found.previous_starts_at or found.starts_at).astimezone(zone),
    )


def _is_public(row: Event, starts_at: datetime) -> bool:
    """Tell whether readers know that an event takes place at a moment."""
    return EventOccurrence.objects.filter(listing_id=row.pk, starts_at=starts_at).exists()


def _require_unlocked(row: Event, *, by: User) -> None:
    if row.workflow_in_progress:
        raise ValidationError(_("Событие на проверке: дату можно будет перенести после решения модератора."))
    lock = row.get_lock()
    if lock is not None and lock.for_user(by):
        raise ValidationError(_("Событие заблокировано: снимите блокировку или обратитесь к тому, кто её поставил."))
