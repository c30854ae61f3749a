"""The demo city as a Django app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Brings the command ``load_demo``; holds no models."""

    name = "demo"
    verbose_name = "Демо"
