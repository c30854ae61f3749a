"""What the matrix of roles works on: one of everything in the own city and in another one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zlib import compress

from django.contrib.auth.models import Group
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import Collection, Page, Site, TaskState, Workflow

from accounts.models import User
from accounts.roles import EDITORS, ROLES
from content.kinds import all_kinds
from content.models import CityAssignment, CityPhoto, Entry, ImportRecord, ImportRun, ImportSource, Tag
from content.models.importing import ImportKind, ImportState
from content.operations import submit
from delivery import changes
from delivery.models import AuditRecord, WebhookDelivery
from directory.models import Venue
from events.models import Event
from moderation.models import ModerationTask
from search.models import OutboxEntry
from tests.factories import a_business, a_category, a_city, a_promotion, a_user, an_event, an_image
from tests.factories.receivers import a_subscription

SAMPLE: Final = Path("content/importing/samples/events.ics")
OWN: Final = "own"
OTHER: Final = "other"
SIDES: Final = (OWN, OTHER)
# In the titles of everything of the other city: it may not appear on any page of who does not work there.
FOREIGN: Final = "Чужестранка"
# Views of an entry that need one under review; the others get a published one.
OF_REVIEWS: Final = ("workflow_", "collect_workflow", "confirm_workflow")


@dataclass(frozen=True, kw_only=True)
class World:
    """Rows by name and side; ``people`` has one person of each role, assigned to the own city, and one who is not."""

    rows: Mapping[tuple[str, str], Any]
    assigned: Mapping[str, User]
    unassigned: Mapping[str, User]

    def get(self, name: str, side: str = OWN) -> Any:
        """Return a row; what belongs to no city is the same on both sides."""
        return self.rows.get((name, side)) or self.rows[name, OWN]


def routes(
    resolver: URLResolver | None = None, address: str = "", space: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Return (address, name with namespaces, pattern) of every route of the admin, as the URL configuration has it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        whole = f"{address}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern, whole, inner)
        elif whole.startswith("admin/"):
            yield whole, f"{space}{pattern.name or whole}", pattern


def build_world() -> World:
    """Create everything, through the operations."""
    if not Page.objects.exists():
        Page.add_root(title="Root")
    rows: dict[tuple[str, str], Any] = {("webhook", OWN): a_subscription()}
    writer = a_user(EDITORS, email="writer@example.org")
    cities = {OWN: a_city(), OTHER: a_city("astana", name_ru="Астана")}
    image = an_image(uploaded_by_user=writer)
    for side, city in cities.items():
        mark = "Своё" if side == OWN else FOREIGN
        business = a_business(f"{mark} кафе", city=city)
        live = [an_event(f"{mark} событие", city=city), business, a_promotion(f"{mark} акция", business=business)]
        waiting = [
            an_event(f"{mark} ждёт", city=city, live=False),
            a_business(f"{mark} ждёт", city=city, live=False),
            a_promotion(f"{mark} ждёт", business=business, live=False),
        ]
        for entry in waiting:
            submit(entry, by=writer)
        for kind, published, reviewed in zip(all_kinds(), sorted_by_kind(live), sorted_by_kind(waiting), strict=True):
            rows[kind.model._meta.label_lower, side] = published
            rows[f"{kind.model._meta.label_lower}:review", side] = reviewed
        rows["venue", side] = Venue.objects.create(city=city, name_ru=f"{mark} дворец")
        rows["city_photo", side] = CityPhoto.objects.create(city=city, image=image, title_ru=f"{mark} площадь")
        entry = rows[Event._meta.label_lower, side]
        rows["search-outbox", side] = OutboxEntry.objects.get(public_id=entry.public_id)
        rows["changes", side] = AuditRecord.objects.filter(object_id=str(entry.public_id)).earliest("pk")
        source = ImportSource.objects.create(name=f"{mark} источник", city=city, kind=ImportKind.ICAL)
        rows["import-records", side] = ImportRecord.objects.create(
            source=source, external_id=f"{mark}-1", kind="event", entry_public_id=entry.public_id, content_hash=""
        )
        rows["decisions", side] = task_state_of(rows[f"{Event._meta.label_lower}:review", side])
        rows["run", side] = ImportRun.objects.create(
            source_name=f"{mark} афиша",
            city=city,
            kind=ImportKind.ICAL,
            state=ImportState.PREVIEWED,
            payload=compress(SAMPLE.read_bytes()),
            started_at=timezone.now(),
        )
    changes.hand_on()
    for side in SIDES:
        entry = rows[Event._meta.label_lower, side]
        rows["webhooks", side] = WebhookDelivery.objects.get(object_id=entry.public_id)
    job = app.configure_task("content.nothing", allow_unknown=True).defer(image_id=1)
    rows |= {
        ("jobs", OWN): ProcrastinateJob.objects.get(pk=job),
        ("image", OWN): an_image("Ничья", uploaded_by_user=writer),
        ("city", OWN): a_city("empty", name_ru="Пустой"),
        ("category", OWN): a_category(),
        ("tag", OWN): Tag.objects.create(name="джаз", slug="jazz"),
        ("assignment", OWN): CityAssignment.objects.create(user=writer, city=cities[OWN]),
        ("user", OWN): a_user(EDITORS),
        ("user", OTHER): a_user(is_superuser=True),
        ("group", OWN): Group.objects.create(name="Фотографы"),
        ("collection", OWN): Collection.get_first_root_node().add_child(name="Афиши"),
        ("workflow", OWN): Workflow.objects.get(),
        ("task", OWN): ModerationTask.objects.get(),
        ("page", OWN): Page.get_first_root_node(),
        ("site", OWN): Site.objects.create(hostname="x", root_page=Page.get_first_root_node()),
    }
    assigned = {role: a_user(role) for role in ROLES}
    for person in assigned.values():
        CityAssignment.objects.create(user=person, city=cities[OWN])
    return World(rows=rows, assigned=assigned, unassigned={role: a_user(role) for role in ROLES})


def sorted_by_kind(entries: list[Entry]) -> list[Entry]:
    """Return entries in the order of the registry of kinds."""
    order = [kind.model for kind in all_kinds()]
    return sorted(entries, key=lambda entry: order.index(type(entry)))


def task_state_of(entry: Entry) -> TaskState:
    """Return what waits for a decision on an entry."""
    return TaskState.objects.get(workflow_state__object_id=str(entry.pk), revision=entry.latest_revision)
