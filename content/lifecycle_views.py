"""Admin views that put an entry away, bring it back, or make a copy of it; and the buttons that lead there."""

from abc import abstractmethod
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from content.city_access import may_archive, may_delete
from content.duplication import duplicate, may_duplicate
from content.lifecycle import archive, delete, unarchive
from content.lifecycle_forms import ArchiveForm, DeletionForm
from content.models import Entry, EntryStanding
from content.whereabouts import archive_of


class LifecycleView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]  # generic to the type checker only
    """A question before something is done with an entry; its city was asked before (``OwnCityMixin``)."""

    model: Any = None
    index_url_name: Any = None
    edit_url_name: Any = None
    view_name: ClassVar[str]
    template_name = "content/lifecycle/confirm.html"
    form_class: Any = forms.Form
    explanation: Any = ""
    button_label: Any = ""
    success_text: Any = ""
    is_serious = False

    @cached_property
    def entry(self) -> Entry:
        """Return the entry in question."""
        entry: Entry = get_object_or_404(self.model, pk=unquote(str(self.kwargs["pk"])))
        return entry

    @abstractmethod
    def is_allowed(self) -> bool:
        """Tell whether this person may do it with this entry."""

    @abstractmethod
    def act(self, form: Any) -> str:
        """Do it, and answer the address to go on at."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse people who may not."""
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it and say so, or say why not."""
        title = str(self.entry)
        try:
            address = self.act(form)
        except ValidationError as refusal:
            messages.error(self.request, " ".join(refusal.messages))
            return redirect(self.list_url)
        messages.success(self.request, self.success_text % {"title": title})
        return redirect(address)

    @property
    def list_url(self) -> str:
        """The list of the kind."""
        return reverse(self.index_url_name)

    @property
    def edit_url(self) -> str:
        """The editor of the entry."""
        return reverse(self.edit_url_name, args=(self.entry.pk,))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path to the page."""
        return [
            *self.breadcrumbs_items,
            {"url": self.list_url, "label": str(self.model.snippet_viewset.menu_label)},
            {"url": self.edit_url, "label": str(self.entry)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the page asks."""
        return super().get_context_data(
            entry=self.entry,
            explanation=self.explanation,
            button_label=self.button_label,
            is_serious=self.is_serious,
            edit_url=self.edit_url,
            **kwargs,
        )


class ArchiveView(LifecycleView):
    """Into the archive."""

    view_name = "archive"
    form_class = ArchiveForm
    page_title = gettext_lazy("В архив")
    explanation = gettext_lazy(
        "Запись уйдёт с сайта и из списков, но останется целой: её видно с фильтром «в архиве», и её можно вернуть."
    )
    button_label = gettext_lazy("Убрать в архив")
    success_text = gettext_lazy("«%(title)s» в архиве.")

    def is_allowed(self) -> bool:
        """Tell whether this person may archive the entry."""
        return may_archive(self.request.user, self.entry)

    def act(self, form: Any) -> str:
        """Archive it."""
        archive(self.entry, by=self.request.user, reason=form.cleaned_data["reason"], now=timezone.now())  # type: ignore[arg-type]  # signed in
        return self.list_url


class UnarchiveView(LifecycleView):
    """Back from the archive."""

    view_name = "unarchive"
    page_title = gettext_lazy("Вернуть из архива")
    explanation = gettext_lazy("Запись снова станет черновиком. На сайт она сама не вернётся.")
    button_label = gettext_lazy("Вернуть из архива")
    success_text = gettext_lazy("«%(title)s» снова в работе: это черновик.")

    def is_allowed(self) -> bool:
        """Tell whether this person may take the entry out of the archive."""
        return may_archive(self.request.user, self.entry)

    def act(self, form: Any) -> str:
        """Bring it back."""
        unarchive(self.entry, by=self.request.user, now=timezone.now())  # type: ignore[arg-type]  # signed in
        return self.edit_url


class EntryDeleteView(LifecycleView):
    """Into the bin; the only road by which the admin deletes an entry."""

    view_name = "delete"
    form_class = DeletionForm
    page_title = gettext_lazy("Удалить")
    explanation = gettext_lazy(
        "Запись уйдёт с сайта и из всех списков. 30 дней её можно восстановить из корзины, потом она исчезнет навсегда."
    )
    button_label = gettext_lazy("Удалить")
    success_text = gettext_lazy("«%(title)s» в корзине. Восстановить можно в течение 30 дней.")
    is_serious = True

    def is_allowed(self) -> bool:
        """Tell whether this person may delete the entry."""
        return may_delete(self.request.user, self.entry)

    def act(self, form: Any) -> str:
        """Delete it."""
        delete(self.entry, by=self.request.user, reason=form.cleaned_data["reason"], now=timezone.now())  # type: ignore[arg-type]  # signed in
        return self.list_url


class DuplicateView(LifecycleView):
    """A copy of an entry as a new draft; the buttons post straight to it."""

    view_name = "duplicate"
    page_title = gettext_lazy("Создать копию")
    explanation = gettext_lazy("Появится новый черновик с тем же содержанием. С исходной записью ничего не случится.")
    button_label = gettext_lazy("Создать копию")
    success_text = gettext_lazy("Создана копия записи «%(title)s». Это черновик: измените название и даты.")

    def is_allowed(self) -> bool:
        """Tell whether this person may copy the entry."""
        return may_duplicate(self.request.user, self.entry)

    def act(self, form: Any) -> str:
        """Copy it and open the copy."""
        copy = duplicate(self.entry, by=self.request.user, now=timezone.now())  # type: ignore[arg-type]  # signed in
        return reverse(self.edit_url_name, args=(copy.pk,))


def lifecycle_buttons(entry: Entry, *, user: Any, is_in_archive: bool) -> list[Button]:
    """Return the buttons of the menus of an entry, in its row of the list and in its editor."""

    def url(name: str) -> str:
        return reverse(type(entry).snippet_viewset.get_url_name(name), args=(entry.pk,))

    buttons = []
    if may_duplicate(user, entry):
        posts = {
            "data-controller": "w-action",
            "data-action": "w-action#post",
            "data-w-action-url-value": url("duplicate"),
        }
        buttons.append(Button(_("Создать копию"), icon_name="copy", priority=22, attrs=posts))
    if may_archive(user, entry):
        if is_in_archive:
            buttons.append(Button(_("Вернуть из архива"), url=url("unarchive"), icon_name="undo", priority=24))
        else:
            buttons.append(Button(_("В архив"), url=url("archive"), icon_name="folder", priority=24))
    buttons.append(Button(_("Журнал изменений"), url=url("audit"), icon_name="history", priority=26))
    return buttons


class LifecycleRowsMixin:
    """The buttons of the rows of a list; asks the database nothing for a row."""

    request: Any

    def get_list_more_buttons(self, instance: Entry) -> list[Any]:
        """Add ours to Wagtail's."""
        is_in_archive = getattr(instance, "editorial_state", "") == "archived"
        own = lifecycle_buttons(instance, user=self.request.user, is_in_archive=is_in_archive)
        return [*super().get_list_more_buttons(instance), *own]  # type: ignore[misc]  # a mixin for Wagtail's views

    def get_delete_url(self, instance: Entry) -> str | None:
        """Return the address of deleting, for those who may delete this very entry."""
        if not may_delete(self.request.user, instance):
            return None
        return reverse(type(instance).snippet_viewset.get_url_name("delete"), args=(instance.pk,))


class LifecycleEditorMixin:
    """The buttons of the editor's menu, and what stands above the form of an entry in the archive."""

    request: Any
    object: Any

    @cached_property
    def archived(self) -> EntryStanding | None:
        """Who put the entry into the archive, when and why."""
        return archive_of(self.object.public_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the way back for those who may."""
        may_bring_back = self.archived is not None and may_archive(self.request.user, self.object)
        address = reverse(type(self.object).snippet_viewset.get_url_name("unarchive"), args=(self.object.pk,))
        return {
            **super().get_context_data(**kwargs),  # type: ignore[misc]  # a mixin for Wagtail's views
            "archived": self.archived,
            "unarchive_url": address if may_bring_back else "",
        }

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Add ours to Wagtail's."""
        is_in_archive = self.archived is not None
        own = lifecycle_buttons(self.object, user=self.request.user, is_in_archive=is_in_archive)
        return [*super().header_more_buttons, *own]  # type: ignore[misc]  # a mixin for Wagtail's views
