"""Composition of the site."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Settings, start-up and set-up of groups and workflows."""

    name = "cms"
    verbose_name = "Jezkazgan Connect"
