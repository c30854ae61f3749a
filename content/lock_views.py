"""Closing an entry to everyone else and opening it again: Wagtail's own views, recorded in the audit log."""

from django.utils import timezone
from wagtail.snippets.views import snippets as wagtail_views

from content.entry_audit import record_entry
from delivery.enums import AuditAction


class EntryLockView(wagtail_views.LockView):
    """Closes an entry to the others."""

    def perform_operation(self) -> None:
        """Lock it, and record that where it was not locked before."""
        was_locked = self.object.locked
        super().perform_operation()
        if not was_locked:
            record_entry(self.object, action=AuditAction.LOCK, by=self.request.user, now=timezone.now())


class EntryUnlockView(wagtail_views.UnlockView):
    """Opens it again."""

    def perform_operation(self) -> None:
        """Unlock it, and record that where it was locked."""
        was_locked = self.object.locked
        super().perform_operation()
        if was_locked:
            record_entry(self.object, action=AuditAction.UNLOCK, by=self.request.user, now=timezone.now())
