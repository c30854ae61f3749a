"""The audit log."""

from typing import Any, Final

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from delivery.enums import AuditAction
from delivery.pseudonyms import LENGTH

# A test database is emptied between tests; its connections, and no others, say so in their settings.
_REFUSE_TRUNCATION: Final = """
    IF current_setting('audit.truncation', true) IS DISTINCT FROM 'allowed' THEN
        RAISE EXCEPTION 'the audit log is append-only';
    END IF;
    RETURN NULL;
"""


class AuditRecord(models.Model):
    """What somebody did, for ever: the database refuses to change or remove a row.

    Only ``delivery.audit.record`` writes here. Nothing here is a foreign key, because records outlive what they are
    about, and people stand here by pseudonym.
    """

    at = models.DateTimeField(_("когда"))
    action = models.CharField(_("действие"), max_length=30, choices=AuditAction)
    actor = models.CharField(_("кто"), max_length=LENGTH, blank=True, db_index=True)
    kind = models.CharField(_("вид"), max_length=30)
    object_id = models.CharField(_("номер"), max_length=64)
    title = models.CharField(_("название"), max_length=200, blank=True)
    city = models.CharField(_("город"), max_length=60, blank=True)
    before: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        _("было"), default=dict, encoder=DjangoJSONEncoder
    )
    after: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        _("стало"), default=dict, encoder=DjangoJSONEncoder
    )
    reason = models.TextField(_("причина"), blank=True)
    revision_id = models.BigIntegerField(_("версия"), null=True)

    class Meta:
        db_table = "delivery_audit_record"
        verbose_name = _("запись журнала изменений")
        verbose_name_plural = _("журнал изменений")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["kind", "object_id", "-at"], name="delivery_audit_object"),
            models.Index(fields=["-at", "-id"], name="delivery_audit_recent"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncation",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func=_REFUSE_TRUNCATION,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()} — {self.title or self.object_id}"
