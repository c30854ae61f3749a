"""App of the package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """Api."""

    name = "api"
    verbose_name = _("Программный интерфейс")
