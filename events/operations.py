"""Changes of what stands beside events."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log as write_log

from accounts.models import User
from content.city_access import EntryPolicy
from content.entry_audit import record_entry
from content.kinds import get_kind
from content.projections import project, project_many
from delivery.enums import AuditAction
from events.models import Event, EventListing, EventStanding
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
