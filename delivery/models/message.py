"""Messages on their way out."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """A mail that is still to be sent; removed once it is.

    The text stands here and not in the job: jobs are logged and kept, and a text may hold a link that lets its reader
    in. No page shows these rows, so there is no permission for them either.
    """

    subject = models.TextField()
    body = models.TextField()
    html = models.TextField(blank=True)
    sender = models.TextField()
    recipients: "models.JSONField[list[str], list[str]]" = models.JSONField()
    headers: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        db_table = "delivery_message"
        verbose_name = _("письмо")
        verbose_name_plural = _("письма")
        default_permissions = ()

    def __str__(self) -> str:
        """Name the row only: what is printed ends in logs."""
        return f"Message {self.pk}"

    def as_mail(self, *, connection: BaseEmailBackend) -> EmailMultiAlternatives:
        """Return the mail, ready to be sent through ``connection``."""
        fields: dict[str, Any] = {"from_email": self.sender, "to": self.recipients, "headers": self.headers}
        mail = EmailMultiAlternatives(subject=self.subject, body=self.body, connection=connection, **fields)
        if self.html:
            mail.attach_alternative(self.html, "text/html")
        return mail
