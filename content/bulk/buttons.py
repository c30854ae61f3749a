"""The buttons of bulk actions below a list."""

from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.widgets.button import BaseButton, Button, ButtonWithDropdown

from content.models import Entry

_BESIDE: Final = 3


def bulk_buttons(request: HttpRequest, model: type[Entry]) -> list[BaseButton]:
    """Return the actions that a person is offered for a kind: the first ones as buttons, the others behind one."""
    meta = model._meta
    known = bulk_action_registry.get_bulk_actions_for_model(meta.app_label, meta.model_name)
    offered = sorted(
        (action for action in known if action.is_offered(request.user, model) and action.suits(request)),
        key=lambda action: action.action_priority,
    )
    buttons = [
        Button(
            action.display_name,
            url=reverse("wagtail_bulk_action", args=(meta.app_label, meta.model_name, action.action_type)),
            classname="button button-secondary button-small bulk-action-btn" if place < _BESIDE else "",
            icon_name=None if place < _BESIDE else action.icon_name,
            attrs={"aria-label": action.aria_label, "data-bulk-action-button": ""},
            priority=action.action_priority,
        )
        for place, action in enumerate(offered)
    ]
    shown: list[BaseButton] = list(buttons[:_BESIDE])
    if len(buttons) > _BESIDE:
        shown.append(
            ButtonWithDropdown(
                label=_("Ещё"),
                attrs={"title": _("Другие действия")},
                classname="button button-secondary button-small",
                buttons=buttons[_BESIDE:],
            )
        )
    return shown
