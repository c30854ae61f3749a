from typing import Any

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

from accounts.roles import ADMINISTRATORS, CITY_MANAGERS, EDITORS, MODERATORS, ROLES, SENIOR_EDITORS, SUPPORT
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
    own.permissions.add(Permission.objects.get(codename="change_city"))
    GroupCollectionPermission.objects.create(
        group=own,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="delete_image", content_type__app_label="content"),
    )
    Category.objects.filter(slug="concerts").update(name_ru="Концерты и джемы")
    before = rows()
    set_up()
    assert rows() == before
    assert (own.permissions.count(), Category.objects.get(slug="concerts").name_ru) == (1, "Концерты и джемы")


@pytest.mark.django_db
def test_a_role_loses_what_is_no_longer_its_own() -> None:
    before = rows()
    editors, root = Group.objects.get(name=EDITORS), Collection.get_first_root_node()
    editors.permissions.add(Permission.objects.get(codename="publish_event"))
    GroupCollectionPermission.objects.create(
        group=editors,
        collection=root.add_child(name="Афиши"),
        permission=Permission.objects.get(codename="delete_image", content_type__app_label="content"),
    )
    set_up()
    Collection.objects.filter(name="Афиши").delete()
    assert rows() == before


@pytest.mark.django_db
def test_setting_up_again_writes_nothing(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(200) as queries:
        set_up()
    written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    # What is there already is left alone by the database itself.
    assert [sql for sql in written if "ON CONFLICT DO NOTHING" not in sql] == []


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
            SENIOR_EDITORS,
            ["events.publish_event", "events.lock_event", "directory.change_venue", "content.change_tag"],
            [
                "events.delete_event",
                "content.change_cityphoto",
                "accounts.view_user",
                "procrastinate.view_procrastinatejob",
            ],
        ),
        (
            CITY_MANAGERS,
            ["events.publish_event", "events.delete_event", "directory.delete_venue", "content.delete_cityphoto"],
            ["content.add_cityassignment", "content.change_city", "content.change_category", "accounts.view_user"],
        ),
        (
            SUPPORT,
            ["events.view_event", "content.view_importrun", "search.view_outboxentry", "wagtailadmin.access_admin"],
            ["accounts.view_user", "content.add_image", "content.choose_image"],
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
def test_support_may_only_look() -> None:
    names = Group.objects.get(name=SUPPORT).permissions.values_list("codename", flat=True)
    assert sorted(name for name in names if not name.startswith("view_")) == ["access_admin"]


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
