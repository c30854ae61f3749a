"""Mail leaves through jobs that are deferred in the transaction which caused it."""

from collections.abc import Sequence
from email.utils import parseaddr

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage, EmailMultiAlternatives
from django.db import transaction

from delivery.models import Message
from delivery.tasks import send_mail


class QueuedEmailBackend(BaseEmailBackend):
    """Turns each message into a row and a job instead of talking to a mail server inside the transaction.

    A rollback takes both with it, and a dead mail server can neither slow down nor undo an edit.
    Attachments are not carried: nothing here sends any.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store each message and defer a job that knows only its number; answer how many."""
        for message in email_messages:
            html = ""
            if isinstance(message, EmailMultiAlternatives):
                html = next((str(part[0]) for part in message.alternatives if part[1] == "text/html"), "")
            with transaction.atomic():
                stored = Message.objects.create(
                    subject=str(message.subject),
                    body=str(message.body),
                    html=html,
                    sender=message.from_email,
                    recipients=[address for address in message.recipients() if parseaddr(address)[1]],
                    headers={name: str(value) for name, value in message.extra_headers.items()},
                )
                send_mail.defer(message_id=stored.pk)
        return len(email_messages)
