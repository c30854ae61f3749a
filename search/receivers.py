"""Receivers that keep the search columns of drafts in step with the revisions that editors and importers save."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Revision

from content.kinds import kind_of
from search.drafts import write_drafts


@receiver(post_save, sender=Revision)
def write_draft(
    sender: type[Revision],
    instance: Revision,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **_kwargs: Any,
) -> None:
    """Write the columns of the entry whose draft was saved; every new or continued revision passes here."""
    if raw or (update_fields is not None and "content" not in update_fields):
        return
    model = ContentType.objects.get_for_id(instance.content_type_id).model_class()
    kind = kind_of(model) if model is not None else None
    if kind is not None:
        write_drafts(kind, [instance])
