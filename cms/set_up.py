"""Rows without which the site does not work: categories, roles with permissions, the moderation workflow.

Runs after every ``migrate`` and after every flush of a test database, which empties all of these. The permissions of
the roles are made exactly what ``cms.roles`` says (ADR 0014); of everything else it adds what is missing and leaves
alone what the team has changed. It may run any number of times.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    Locale,
    Workflow,
    WorkflowContentType,
    WorkflowTask,
)

from accounts.roles import ADMINISTRATORS, MODERATORS
from cms.roles import ADMINISTRATED_APPS, COLLECTION_PERMISSIONS, ENTRY_MODELS, ROLE_PERMISSIONS
from content.taxonomy import ensure_categories
from moderation.models import ModerationTask

COLLECTION_NAME: Final = "Общая"
WORKFLOW_NAME: Final = "Модерация"
TASK_NAME: Final = "Проверка модератором"


def set_up() -> None:
    """Add everything that is missing and make the roles what they are; needs fully migrated tables."""
    with transaction.atomic():
        ensure_categories()
        root = Collection.get_first_root_node() or Collection.add_root(name=COLLECTION_NAME)
        if root.name == "Root":
            # Wagtail's first migrations create it under an English name.
            root.name = COLLECTION_NAME
            root.save(update_fields=["name"])
        Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
        groups = _ensure_groups()
        _grant(groups)
        _grant_on_collection(groups, root)
        _ensure_workflow(groups[MODERATORS])


def is_fully_migrated() -> bool:
    """Tell whether the tables of every model exist, so that a partial migration sets nothing up."""
    present = set(connection.introspection.table_names())
    return all(model._meta.db_table in present for model in apps.get_models() if model._meta.managed)


def _ensure_groups() -> Mapping[str, Group]:
    return {name: Group.objects.get_or_create(name=name)[0] for name in ROLE_PERMISSIONS}


def _grant(groups: Mapping[str, Group]) -> None:
    theirs = Permission.objects.filter(content_type__app_label__in=ADMINISTRATED_APPS)
    for role, names in ROLE_PERMISSIONS.items():
        wanted = _permissions(names)
        # ``set`` also takes away, and writes nothing where nothing differs.
        groups[role].permissions.set([*wanted, *theirs] if role == ADMINISTRATORS else wanted)


def _grant_on_collection(groups: Mapping[str, Group], root: Collection) -> None:
    wanted = [
        GroupCollectionPermission(group=groups[role], collection=root, permission=permission)
        for role, names in COLLECTION_PERMISSIONS.items()
        for permission in _permissions(names)
    ]
    GroupCollectionPermission.objects.bulk_create(wanted, ignore_conflicts=True)
    kept = {(row.group_id, row.collection_id, row.permission_id) for row in wanted}
    present = GroupCollectionPermission.objects.filter(group__in=groups.values())
    extra = [
        pk
        for pk, *key in present.values_list("pk", "group_id", "collection_id", "permission_id")
        if tuple(key) not in kept
    ]
    GroupCollectionPermission.objects.filter(pk__in=extra).delete()


def _permissions(names: Iterable[str]) -> list[Permission]:
    """Return permissions by name; raises ``LookupError`` naming those that do not exist."""
    wanted = set(names)
    if not wanted:
        # An empty condition would select every permission there is.
        return []
    chosen = Q()
    for name in wanted:
        app, codename = name.split(".")
        chosen |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(chosen).select_related("content_type"))
    missing = wanted - {f"{permission.content_type.app_label}.{permission.codename}" for permission in found}
    if missing:
        raise LookupError(f"No such permissions: {', '.join(sorted(missing))}")
    return found


def _ensure_workflow(moderators: Group) -> None:
    task = ModerationTask.objects.order_by("pk").first()
    if task is None:
        task = ModerationTask.objects.create(name=TASK_NAME)
        task.groups.add(moderators)
    # Found by its task, so that a renamed workflow is not created again under its first name.
    workflow = Workflow.objects.filter(workflow_tasks__task=task).order_by("pk").first()
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW_NAME)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for label in ENTRY_MODELS:
        content_type = ContentType.objects.get_for_model(apps.get_model(label), for_concrete_model=False)
        WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})
