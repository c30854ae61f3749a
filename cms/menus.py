"""Which of Wagtail's menus this site has: it has no pages, no documents and one site."""

from typing import Any, Final

from django.http import HttpRequest
from wagtail import hooks

_NOT_OURS: Final = {
    "construct_main_menu": {"explorer", "documents", "snippets"},
    "construct_settings_menu": {"sites", "redirects"},
    "construct_reports_menu": {"locked-pages", "aging-pages", "page-types-usage", "workflow-tasks"},
    "construct_help_menu": {"editor-guide"},
    "construct_search": {"pages", "documents"},
}


def _without(hidden: set[str]) -> Any:
    def leave_out(request: HttpRequest, items: list[Any]) -> None:
        items[:] = [item for item in items if item.name not in hidden and not item.name.startswith("whats-new")]

    return leave_out


def hide_what_is_not_ours() -> None:
    """Leave menu items out that lead nowhere here."""
    for hook_name, hidden in _NOT_OURS.items():
        hooks.register(hook_name, _without(hidden))
