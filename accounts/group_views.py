"""The admin of groups: the roles of the program are shown, groups of the team's own are edited."""

from collections.abc import Sequence
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.users.views import groups as wagtail_views

from accounts.models import User
from accounts.roles import ROLE_DESCRIPTIONS, in_order_of_roles, is_role
from accounts.staff_audit import group_rights, record_group, record_rights, rights_of

# Actions in the order in which people think of them.
_ACTIONS: Final = {
    "view": gettext_lazy("смотреть"),
    "add": gettext_lazy("добавлять"),
    "change": gettext_lazy("изменять"),
    "publish": gettext_lazy("публиковать"),
    "lock": gettext_lazy("блокировать"),
    "unlock": gettext_lazy("снимать блокировку"),
    "delete": gettext_lazy("удалять"),
    "choose": gettext_lazy("выбирать"),
}


def permission_rows(permissions: QuerySet[Permission]) -> Sequence[tuple[str, str]]:
    """Return (what, which actions) for the permissions of a role, in words."""
    found: dict[str, list[str]] = {}
    for permission in permissions.select_related("content_type").order_by("content_type__model", "pk"):
        model = permission.content_type.model_class()
        action = permission.codename.removesuffix(f"_{permission.content_type.model}")
        if model is None or action not in _ACTIONS:
            continue
        found.setdefault(str(model._meta.verbose_name_plural), []).append(action)
    order = list(_ACTIONS)
    return [
        (
            name[:1].upper() + name[1:],
            ", ".join(str(_ACTIONS[action]) for action in sorted(set(actions), key=order.index)),
        )
        for name, actions in sorted(found.items())
    ]


class IndexView(wagtail_views.IndexView):
    """Roles first, then the groups of the team."""

    columns = [
        TitleColumn("name", label=gettext_lazy("Название"), accessor=str, url_name="wagtailusers_groups:edit"),
        Column(
            "description",
            label=gettext_lazy("Что может"),
            accessor=lambda group: ROLE_DESCRIPTIONS.get(group.name, gettext_lazy("Своя группа")),
        ),
    ]

    def order_queryset(self, queryset: QuerySet[Group]) -> QuerySet[Group]:
        """Keep the order of the roles."""
        return queryset.order_by(in_order_of_roles(), "name", "pk")


class OwnGroupsMixin:
    """Refuses to change a role, saying what to do instead."""

    object: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change a group of the team's own."""
        group = self.get_object()  # type: ignore[attr-defined]  # a mixin for Wagtail's views
        if not is_role(group):
            return super().post(request, *args, **kwargs)  # type: ignore[misc]  # likewise
        text = _("Права роли «%(role)s» задаёт программа. Для других прав создайте свою группу.")
        messages.error(request, text % {"role": group})
        return redirect(reverse("wagtailusers_groups:edit", args=(group.pk,)))


class CreateView(wagtail_views.CreateView):
    """A new group."""

    def process_form(self) -> HttpResponse:
        """Store the group and record what it may do."""
        response: HttpResponse = super().process_form()
        if self.object.pk is not None:
            record_group(self.object, object_id=self.object.pk, before={}, by=self.request.user, now=timezone.now())
        return response


class EditView(OwnGroupsMixin, wagtail_views.EditView):
    """A group: a form, or for a role what it may do."""

    def process_form(self) -> HttpResponse:
        """Store the group and record what it may do now."""
        before = group_rights(self.object)
        response: HttpResponse = super().process_form()
        record_group(self.object, object_id=self.object.pk, before=before, by=self.request.user, now=timezone.now())
        return response

    def get_template_names(self) -> list[str]:
        """Show a role without a form."""
        return ["accounts/role.html"] if is_role(self.object) else super().get_template_names()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what a role may do."""
        if not is_role(self.object):
            return super().get_context_data(**kwargs)
        rows = permission_rows(self.object.permissions.all())
        images = Permission.objects.filter(groupcollectionpermission__group=self.object).distinct()
        return super().get_context_data(
            description=ROLE_DESCRIPTIONS[self.object.name], rows=[*rows, *permission_rows(images)], **kwargs
        )


class DeleteView(OwnGroupsMixin, wagtail_views.DeleteView):
    """The question before deleting a group; a role is not deleted."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, or say that a role stays."""
        return self.post(request) if is_role(self.get_object()) else super().get(request, *args, **kwargs)

    def delete_action(self) -> None:
        """Remove the group and record that, and who may less without it."""
        by, now, pk = self.request.user, timezone.now(), self.object.pk
        before = group_rights(self.object)
        members = [(member, rights_of(member)) for member in User.objects.filter(groups=self.object).order_by("pk")]
        super().delete_action()
        record_group(self.object, object_id=pk, before=before, by=by, now=now)
        for member, rights in members:
            record_rights(member, before=rights, by=by, now=now)


class GroupViewSet(wagtail_views.GroupViewSet):
    """Wagtail's views of groups; the roles are not changed with them."""

    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    menu_label = gettext_lazy("Роли и группы")
