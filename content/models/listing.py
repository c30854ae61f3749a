"""The abstract listing: a published entry as the public sees it."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from content.generation_triggers import generation_triggers

VERSION_SEQUENCE = "content_listing_version"


def unlist_trigger(*, listing_table: str) -> pgtrigger.Trigger:
    """Return the trigger of an entry table that deletes the listing when ``live`` turns false by any road."""
    return pgtrigger.Trigger(
        name="unlist",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__live=True, new__live=False),
        func=f"DELETE FROM {listing_table} WHERE entry_id = NEW.id; RETURN NULL;",  # noqa: S608 - a literal name
    )


class Listing(models.Model):
    """A row exists exactly while its entry is public; everything public starts from such rows.

    Filter columns are typed; ``card_*`` and ``detail_*`` hold the finished JSON per language, in which addresses of
    media files begin with ``media://``. ``titles``, ``keywords`` and ``body`` are what search finds it by;
    ``document_hash`` covers everything a search document is made of. ``version`` comes from one sequence and moves
    exactly when ``document_hash`` does. ``stale_at`` is the moment from which the JSON is out of date without any edit.
    """

    public_id = models.UUIDField(unique=True)
    slug = models.SlugField(max_length=120)
    city = models.ForeignKey("content.City", models.CASCADE, related_name="+")
    category = models.CharField(max_length=30, blank=True)
    titles = ArrayField(models.TextField())
    keywords = ArrayField(models.TextField())
    body = models.TextField(blank=True)
    card_ru = models.TextField()
    card_kk = models.TextField()
    detail_ru = models.TextField()
    detail_kk = models.TextField()
    document_hash = models.CharField(max_length=64)
    version = models.BigIntegerField(default=0, editable=False)
    stale_at = models.DateTimeField(null=True, db_index=True)
    published_at = models.DateTimeField()
    projected_at = models.DateTimeField()

    class Meta:
        abstract = True
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *generation_triggers(has_city=True),
            pgtrigger.Trigger(
                name="stamp_version",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[],
                func=(
                    "IF TG_OP = 'INSERT' OR NEW.document_hash IS DISTINCT FROM OLD.document_hash THEN "
                    f"NEW.version = nextval('{VERSION_SEQUENCE}'); "
                    "ELSE NEW.version = OLD.version; END IF; RETURN NEW;"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.titles[0] if self.titles else str(self.public_id)
