"""What search adds to the admin."""

from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.status_views import status_menu_item, status_urls


@hooks.register("register_admin_urls")
def register_status_urls() -> list[URLPattern]:
    """Add the page of search."""
    return status_urls()


@hooks.register("register_settings_menu_item")
def register_status_menu_item() -> MenuItem:
    """Add it to the menu."""
    return status_menu_item()
