"""Receivers of events: every saved draft goes into the calendar in the transaction that saves it."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Revision

from events.models import Event
from events.planning import plan_revision


@receiver(post_save, sender=Revision)
def plan_draft(
    sender: type[Revision],
    instance: Revision,
    created: bool,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **_kwargs: Any,
) -> None:
    """Store the dates of a draft: a revision is what every road to a draft writes, autosave and imports included."""
    if raw or (update_fields is not None and "content" not in update_fields):
        return
    if instance.base_content_type_id == ContentType.objects.get_for_model(Event).pk:
        # A new revision was made from the draft that it still holds; loading it again would cost a query per relation.
        plan_revision(instance, draft=instance.content_object if created else None, now=timezone.now())
