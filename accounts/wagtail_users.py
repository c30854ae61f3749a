"""Wagtail's app of accounts with our views."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Stands in ``INSTALLED_APPS`` in the place of ``wagtail.users``."""

    user_viewset = "accounts.user_views.UserViewSet"
    group_viewset = "accounts.group_views.GroupViewSet"
