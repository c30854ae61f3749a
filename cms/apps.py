"""Composition of the site."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    """Settings, start-up and set-up of groups and workflows."""

    name = "cms"
    verbose_name = "Jezkazgan Connect"

    def ready(self) -> None:
        """Set the site up after migrations."""
        post_migrate.connect(set_up_at_the_end, dispatch_uid="cms.set_up")


def set_up_at_the_end(sender: AppConfig, **kwargs: Any) -> None:
    """Run the set-up once, after the last app: only then every permission exists."""
    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    is_backwards = any(backwards for _migration, backwards in kwargs.get("plan") or [])
    if sender.label != last.label or is_backwards:
        return
    from cms.set_up import is_fully_migrated, set_up  # noqa: PLC0415 - needs the loaded models

    if is_fully_migrated():
        set_up()
