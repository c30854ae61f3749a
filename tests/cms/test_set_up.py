import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Task,
    Workflow,
    WorkflowContentType,
)

from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS, ROLES
from cms.apps import set_up_at_the_end
from cms.set_up import is_fully_migrated, set_up
from content.models import Category
from moderation.models import ModerationTask
from tests.factories import a_business, a_promotion, a_user, an_event


def rows() -> tuple[object, ...]:
    return (
        list(
            Group.objects.order_by("name").values_list("name", "permissions__codename").order_by("name", "permissions")
        ),
        sorted(GroupCollectionPermission.objects.values_list("group__name", "permission__codename")),
        list(Task.objects.values_list("name")),
        list(Workflow.objects.values_list("name", "workflow_tasks__task")),
        sorted(WorkflowContentType.objects.values_list("content_type__model", "workflow__name")),
        Category.objects.count(),
        Collection.objects.count(),
        list(Locale.objects.values_list("language_code")),
    )


@pytest.mark.django_db
def test_the_site_is_set_up_by_migrating_and_again_changes_nothing() -> None:
    before = rows()
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(ROLES)
    assert before[3] == [("Модерация", ModerationTask.objects.get().pk)]
    assert [row[0] for row in before[4]] == ["business", "event", "promotion"]
    assert list(ModerationTask.objects.values_list("groups__name")) == [(MODERATORS,)]
    set_up()
    assert rows() == before


@pytest.mark.django_db(transaction=True)
def test_a_flush_brings_everything_back() -> None:
    before = rows()
    call_command("flush", interactive=False, verbosity=0)
    after = rows()
    # The names of groups and permissions, not their numbers, are what counts.
    assert (after[1], after[2], after[4], after[5], after[6]) == (before[1], before[2], before[4], before[5], before[6])
    assert {name for name, _codename in after[0]} == set(ROLES)
    assert set(after[0]) == set(before[0])


@pytest.mark.django_db
def test_what_the_team_changed_stays() -> None:
    Workflow.objects.update(name="Проверка перед выходом")
    ModerationTask.objects.get().groups.add(Group.objects.get(name=ADMINISTRATORS))
    own = Group.objects.create(name="Фотографы")
    Category.objects.filter(slug="concerts").update(name_ru="Концерты и джемы")
    before = rows()
    set_up()
    assert rows() == before
    assert (own.permissions.count(), Category.objects.get(slug="concerts").name_ru) == (0, "Концерты и джемы")


@pytest.mark.django_db
def test_wagtails_own_groups_and_workflow_for_pages_are_gone() -> None:
    assert GroupPagePermission.objects.count() == 0
    assert Permission.objects.filter(group__name=EDITORS, content_type__app_label="wagtaildocs").count() == 0
    assert Workflow.objects.filter(name="Moderators approval").count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "can", "cannot"),
    [
        (
            EDITORS,
            ["events.add_event", "events.change_event", "content.add_importrun", "wagtailadmin.access_admin"],
            [
                "events.publish_event",
                "events.delete_event",
                "accounts.change_user",
                "content.change_city",
                "content.add_cityphoto",
                "content.change_cityphoto",
                "content.delete_cityphoto",
                "content.change_tag",
            ],
        ),
        (
            MODERATORS,
            ["events.change_event", "events.lock_event", "wagtailadmin.access_admin"],
            ["events.publish_event", "events.add_event", "events.delete_event", "accounts.change_user"],
        ),
        (
            ADMINISTRATORS,
            [
                "events.publish_event",
                "promos.delete_promotion",
                "accounts.add_user",
                "wagtailcore.add_workflow",
                "content.change_cityphoto",
                "content.change_tag",
            ],
            ["sessions.delete_session", "search.change_outboxentry"],
        ),
    ],
)
def test_what_the_roles_may(role: str, can: list[str], cannot: list[str]) -> None:
    user = a_user(role)
    assert [name for name in can if not user.has_perm(name)] == []
    assert [name for name in cannot if user.has_perm(name)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("make", [an_event, a_business, a_promotion])
def test_every_kind_has_the_workflow(make: object) -> None:
    assert make(live=False).get_workflow().name == "Модерация"


@pytest.mark.django_db
def test_it_runs_after_the_last_app_only_and_never_backwards() -> None:
    Workflow.objects.all().delete()
    first, last = apps.get_app_config("cms"), [c for c in apps.get_app_configs() if c.models_module][-1]
    set_up_at_the_end(first, plan=[])
    set_up_at_the_end(last, plan=[("migration", True)])
    assert Workflow.objects.count() == 0
    set_up_at_the_end(last, plan=[("migration", False)])
    assert Workflow.objects.count() == 1


@pytest.mark.django_db
def test_a_half_migrated_database_is_recognised() -> None:
    assert is_fully_migrated() is True
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE content_cityassignment RENAME TO not_there_yet")
    assert is_fully_migrated() is False
