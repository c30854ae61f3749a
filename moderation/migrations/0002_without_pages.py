"""Takes away what Wagtail's first migrations set up for pages, which this site does not have."""

from django.db import migrations


def forget_pages(apps, schema_editor):
    """Remove the stock workflow and the stock groups' permissions on pages, documents and stock images."""
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    Permission = apps.get_model("auth", "Permission")
    labels = ["wagtaildocs", "wagtailimages"]
    GroupPagePermission.objects.all().delete()
    GroupCollectionPermission.objects.filter(permission__content_type__app_label__in=labels).delete()
    for permission in Permission.objects.filter(content_type__app_label__in=labels, group__isnull=False).distinct():
        permission.group_set.clear()
    stock = Workflow.objects.filter(name="Moderators approval", workflow_content_types__isnull=True)
    tasks = list(WorkflowTask.objects.filter(workflow__in=stock).values_list("task_id", flat=True))
    stock.delete()
    GroupApprovalTask.objects.filter(pk__in=tasks).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]
    operations = [migrations.RunPython(forget_pages, migrations.RunPython.noop)]
