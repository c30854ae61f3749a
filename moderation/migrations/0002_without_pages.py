"""Takes away what Wagtail's first migrations set up for pages, which this site does not have."""

from django.db import migrations


def forget_pages(apps, schema_editor):
    """Remove the stock workflow and the stock groups' permissions on pages, documents and stock images."""
    get = lambda name: apps.get_model("wagtailcore", name)  # noqa: E731
    foreign = {"permission__content_type__app_label__in": ["wagtaildocs", "wagtailimages"]}
    get("GroupPagePermission").objects.all().delete()
    get("GroupCollectionPermission").objects.filter(**foreign).delete()
    apps.get_model("auth", "Group").permissions.through.objects.filter(**foreign).delete()
    stock = get("Workflow").objects.filter(name="Moderators approval", workflow_content_types__isnull=True)
    tasks = list(get("WorkflowTask").objects.filter(workflow__in=stock).values_list("task_id", flat=True))
    stock.delete()
    get("GroupApprovalTask").objects.filter(pk__in=tasks).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]
    operations = [migrations.RunPython(forget_pages, migrations.RunPython.noop)]
