"""The admin as a whole: its first page, its menus, its looks."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.search import SearchArea
from wagtail_modeladmin.options import modeladmin_register

from accounts.models import User
from cms.dashboard import panels
from cms.logs import JournalsGroup
from cms.menus import hide_what_is_not_ours

hide_what_is_not_ours()
modeladmin_register(JournalsGroup)


@hooks.register("construct_homepage_panels")
def show_our_panels(request: HttpRequest, shown: list[Any]) -> None:
    """Put our panels in the place of Wagtail's, which ask the database once per item."""
    if isinstance(request.user, User):
        shown[:] = panels(request.user)


@hooks.register("construct_homepage_summary_items")
def show_no_summary(request: HttpRequest, items: list[Any]) -> None:
    """Leave out the counts of pages and documents."""
    items.clear()


@hooks.register("register_admin_search_area")
def search_events() -> SearchArea:
    """Let the search box of the side bar look for events."""
    return SearchArea(
        _("События"), reverse("wagtailsnippets_events_event:list"), name="events", icon_name="date", order=10
    )


@hooks.register("insert_global_admin_css")
def our_looks() -> str:
    """Add our style sheet to every page of the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))
