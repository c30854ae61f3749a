"""Receivers that keep listings in step with what editors publish and with what listings embed."""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import published, unpublished

from content import renditions
from content.kinds import all_kinds
from content.models import Entry, Image
from content.projections import project, project_dependants
from content.tasks import make_renditions

# Saving a draft touches only these columns of the row; nothing that the public sees.
_BOOKKEEPING = frozenset({"latest_revision", "has_unpublished_changes", "locked", "locked_at", "locked_by"})


@receiver(published)
@receiver(unpublished)
def project_entry(sender: type[models.Model], instance: models.Model, **_kwargs: Any) -> None:
    """Copy an entry to its listing, or remove it, after Wagtail changed whether it is live."""
    if isinstance(instance, Entry):
        project(instance, now=timezone.now())


@receiver(post_save)
def project_what_embeds(
    sender: type[models.Model],
    instance: models.Model,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **_kwargs: Any,
) -> None:
    """Renew the listings that show a row which just changed (a renamed business, a hidden city)."""
    label = sender._meta.label
    if raw or not any(label in kind.embeds for kind in all_kinds()):
        return
    if update_fields is not None and set(update_fields) <= _BOOKKEEPING:
        return
    project_dependants(label, [instance.pk], now=timezone.now())


@receiver(post_save, sender=Image)
def order_renditions(sender: type[Image], instance: Image, raw: bool = False, **_kwargs: Any) -> None:
    """Let the worker scale a new or changed picture, so that no read ever does."""
    if not raw and not renditions.are_complete(instance):
        with transaction.atomic():
            make_renditions.defer(image_id=instance.pk)
