"""What waits for moderators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wagtail.models import TaskState, WorkflowState

from accounts.models import User
from content.kinds import all_kinds
from content.localised import text
from content.models import City, Entry
from language.codes import Language
from moderation.models import ModerationTask
from moderation.seen import Seen, content_hash


def seen_version(entry: Entry) -> Seen:
    """Return the latest revision of an entry as the database has it now; without any revision its id is ``None``."""
    rows = type(entry)._default_manager.filter(pk=entry.pk)
    row = rows.values_list("latest_revision_id", "latest_revision__content").first()
    if row is None or row[0] is None:
        return Seen(revision_id=None, content_hash="")
    return Seen(revision_id=row[0], content_hash=content_hash(row[1]))


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestedChanges:
    """What a moderator wants changed before an entry can be published."""

    comment: str
    by: str
    at: datetime | None


def requested_changes(entry: Entry) -> RequestedChanges | None:
    """Return the open request for changes of an entry, ``None`` without one."""
    open_requests = TaskState.objects.filter(
        workflow_state__in=entry.workflow_states.filter(status=WorkflowState.STATUS_NEEDS_CHANGES),
        status=TaskState.STATUS_REJECTED,
    )
    found = open_requests.select_related("finished_by").order_by("-finished_at", "-pk").first()
    if found is None:
        return None
    by = str(found.finished_by) if found.finished_by else ""
    return RequestedChanges(comment=found.comment, by=by, at=found.finished_at)


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingItem:
    """An entry that waits for a decision, oldest first; ``kind`` is the name of its kind."""

    entry_id: int
    kind: str
    title: str
    city: str
    submitted_at: datetime
    submitted_by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """The first items that wait for a moderator and how many there are."""

    items: Sequence[WaitingItem]
    total: int


def waiting_for(user: User, *, language: Language = "ru", limit: int = 10) -> Waiting:
    """Return what waits for a moderator's decision, in a number of queries that does not grow with the items.

    ``language`` is that of the names of cities.
    """
    kinds = {kind.model._meta.label_lower: kind.name for kind in all_kinds()}
    chosen = TaskState.objects.none()
    for task in ModerationTask.objects.filter(active=True):
        chosen = chosen | task.get_task_states_user_can_moderate(user)
    rows = chosen.order_by("started_at", "pk").values_list(
        "workflow_state__object_id",
        "workflow_state__base_content_type__app_label",
        "workflow_state__base_content_type__model",
        "revision__object_str",
        "revision__in_city__city_id",
        "started_at",
        "workflow_state__requested_by",
    )
    shown = list(rows[:limit])
    cities = {city.pk: text(city, "name", language) for city in City.objects.filter(pk__in={row[4] for row in shown})}
    people = {person.pk: str(person) for person in User.objects.filter(pk__in={row[6] for row in shown})}
    items = [
        WaitingItem(
            entry_id=int(object_id),
            kind=kinds.get(f"{app_label}.{model}", model),
            title=title,
            city=cities.get(city, ""),
            submitted_at=submitted_at,
            submitted_by=people.get(person, ""),
        )
        for object_id, app_label, model, title, city, submitted_at, person in shown
    ]
    return Waiting(items=items, total=chosen.count())


def is_moderator(user: User) -> bool:
    """Tell whether a person decides at all: superusers do, and members of the groups of a moderation task."""
    return user.is_superuser or ModerationTask.objects.filter(active=True, groups__in=user.groups.all()).exists()
