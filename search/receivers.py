"""Receivers that keep the search columns of drafts in step with saved revisions and with the names in them."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Revision

from content.kinds import kind_of
from search.drafts import names_in_drafts, write_drafts
from search.tasks import order_rewriting


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


@receiver(pre_save)
def follow_names(
    sender: type[Model],
    instance: Model,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **_kwargs: Any,
) -> None:
    """Order the columns of the drafts that name a business or a venue which is being renamed."""
    columns = None if raw or instance.pk is None else names_in_drafts(sender)
    if columns is None or (update_fields is not None and not update_fields.intersection(columns)):
        return
    stored = sender._default_manager.filter(pk=instance.pk).values_list(*columns).first()
    if stored is not None and stored != tuple(getattr(instance, name) for name in columns):
        order_rewriting(sender._meta.label, instance.pk)
