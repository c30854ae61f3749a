"""What stands beside the rows of all kinds of entries: drafts never roll it back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.listing_change_triggers import put_away_trigger


class EntryStanding(models.Model):
    """Who looks after an entry and whether it was put away; named by ``public_id``, whatever the kind.

    ``owner`` is the member of staff who created the entry or took it over. An archived entry is off the site and out
    of the default lists. A deleted one is hidden everywhere but in the bin, until it is restored or, after 30 days,
    really deleted. An entry without a row has no owner and is neither.
    """

    entry_public_id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(_("вид записи"), max_length=30)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ответственный"),
    )
    archived_at = models.DateTimeField(_("в архиве с"), null=True, blank=True)
    deleted_at = models.DateTimeField(_("удалено"), null=True, blank=True)
    reason = models.CharField(_("причина"), max_length=500, blank=True)
    put_away_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("кто убрал")
    )

    class Meta:
        verbose_name = _("положение записи")
        verbose_name_plural = _("положения записей")
        triggers = [put_away_trigger()]
        indexes = [
            models.Index(fields=["kind", "archived_at"], name="content_standing_archived"),
            models.Index(fields=["kind", "deleted_at"], name="content_standing_deleted"),
            models.Index(fields=["owner", "kind"], name="content_standing_owner"),
        ]

    def __str__(self) -> str:
        return str(self.entry_public_id)
