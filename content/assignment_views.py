"""The admin of who works with which cities only; every change is in the audit log."""

from typing import Any

from django.utils import timezone
from wagtail.admin.views.generic import CreateView, DeleteView, EditView

from accounts.models import User
from accounts.staff_audit import record_account
from content.models import CityAssignment
from delivery.enums import AuditAction


def cities_of(account: User) -> list[str]:
    """Return the cities that an account is limited to."""
    return sorted(CityAssignment.objects.filter(user=account).values_list("city__slug", flat=True))


class _RecordsCities:
    """Compares the cities of everyone concerned before and after."""

    request: Any

    def recorded(self, accounts: set[User], change: Any) -> Any:
        """Do ``change`` and record whose cities are others now."""
        before = {account: cities_of(account) for account in accounts}
        done = change()
        concerned = accounts | ({done.user} if isinstance(done, CityAssignment) else set())
        for account in concerned:
            was, now = before.get(account), cities_of(account)
            if was is None and isinstance(done, CityAssignment):
                was = [slug for slug in now if slug != done.city.slug]
            if was != now:
                record_account(
                    account,
                    action=AuditAction.CITIES,
                    by=self.request.user,
                    now=timezone.now(),
                    before={"cities": was},
                    after={"cities": now},
                )
        return done


class AssignmentCreateView(_RecordsCities, CreateView):
    """A new assignment."""

    def save_instance(self) -> Any:
        """Store it and record it."""
        return self.recorded(set(), super().save_instance)


class AssignmentEditView(_RecordsCities, EditView):
    """Another city, or another person."""

    def save_instance(self) -> Any:
        """Store it and record it, for both people where the person changed."""
        stored = CityAssignment.objects.select_related("user").get(pk=self.object.pk)
        return self.recorded({stored.user}, super().save_instance)


class AssignmentDeleteView(_RecordsCities, DeleteView):
    """The question before deleting."""

    def delete_action(self) -> None:
        """Remove it and record it."""
        self.recorded({self.object.user}, super().delete_action)
