"""Receivers that keep listings in step with what editors publish and with what listings embed."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import published, unpublished

from content import renditions
from content.generations import signal_after_commit
from content.kinds import all_kinds, get_kind
from content.models import Category, City, CityPhoto, Entry, Image, Rendition
from content.projections import dependants, project, project_dependants, project_many
from content.tasks import order_renditions

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


@receiver([post_save, post_delete], sender=Category)
@receiver([post_save, post_delete], sender=City)
@receiver([post_save, post_delete], sender=CityPhoto)
def tell_of_reference_data(sender: type[models.Model], **_kwargs: Any) -> None:
    """Let answers made of a row that just changed show it at once; a trigger has noted the change itself."""
    signal_after_commit()


def connect_deletions() -> None:
    """Watch deletions of what listings embed. Only of those: a receiver for all models would slow every deletion."""
    for label in {label for kind in all_kinds() for label in kind.embeds}:
        pre_delete.connect(remember_what_embeds, sender=label, dispatch_uid=f"content.embeds.{label}")
        post_delete.connect(project_what_embedded, sender=label, dispatch_uid=f"content.embedded.{label}")


def remember_what_embeds(sender: type[models.Model], instance: Any, **_kwargs: Any) -> None:
    """Note which entries show a row, before its deletion sets their foreign keys to null without a signal."""
    instance.embedding_entries = dependants(sender._meta.label, [instance.pk])


def project_what_embedded(sender: type[models.Model], instance: Any, **_kwargs: Any) -> None:
    """Renew the listings that showed a row which is gone."""
    for kind, pks in instance.embedding_entries.items():
        project_many(get_kind(kind), pks, now=timezone.now())


@receiver(post_delete, sender=Rendition)
def replace_rendition(sender: type[Rendition], instance: Rendition, **_kwargs: Any) -> None:
    """Show the original while a deleted copy (of a replaced file) is made again by the worker."""
    if instance.filter_spec not in renditions.SPECS or not Image.objects.filter(pk=instance.image_id).exists():
        return
    if instance.filter_spec in renditions.PUBLIC_SPECS:
        project_dependants(Image._meta.label, [instance.image_id], now=timezone.now())
    order_renditions(instance.image_id)


@receiver(post_save, sender=Image)
def scale_picture(sender: type[Image], instance: Image, raw: bool = False, **_kwargs: Any) -> None:
    """Let the worker scale a new or changed picture, so that no read ever does."""
    if not raw and not renditions.are_complete(instance):
        order_renditions(instance.pk)
