"""Accounts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users and their roles."""

    name = "accounts"
    verbose_name = _("Учётные записи")

    def ready(self) -> None:
        """Show roles under their translated names wherever a group is shown."""
        from django.contrib.auth.models import Group  # noqa: PLC0415 - models are loaded by now, not before

        from accounts.roles import role_label  # noqa: PLC0415 - it imports the model

        # Forms, filters and choosers of Wagtail, of which there are a dozen, all ask the model for its name.
        Group.add_to_class("__str__", lambda group: str(role_label(group.name)))
