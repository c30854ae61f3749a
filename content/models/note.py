"""Notes on an entry for colleagues."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryNote(models.Model):
    """What one member of staff tells the others about an entry; never shown to the public.

    It stands beside the entry, named by ``public_id`` whatever the kind, so that no draft rolls it back.
    """

    entry_public_id = models.UUIDField(_("запись"), editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("автор")
    )
    text = models.TextField(_("заметка"), max_length=2000)
    created_at = models.DateTimeField(_("написана"))
    resolved_at = models.DateTimeField(_("решена"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("кто решил")
    )

    class Meta:
        verbose_name = _("заметка")
        verbose_name_plural = _("заметки")
        # Whoever may see an entry reads its notes, whoever may change it writes them: no permissions of their own.
        default_permissions = ()
        indexes = [models.Index(fields=["entry_public_id", "created_at"], name="content_note_of_entry")]

    def __str__(self) -> str:
        return self.text[:80]
