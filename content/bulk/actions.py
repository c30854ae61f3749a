"""The bulk actions that every kind of entries has."""

from abc import abstractmethod
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import classproperty
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.models import get_snippet_models

from content.bulk.action import BulkForm, ChosenEntriesAction, EntryBulkAction
from content.bulk.operations import Amended, amend, require_unlocked
from content.city_access import EntryPolicy, cities_for
from content.models import Category, City, Entry
from content.operations import publish, submit, unpublish


class PublishAction(EntryBulkAction):
    """Publishes the newest drafts."""

    display_name = gettext_lazy("Опубликовать")
    aria_label = gettext_lazy("Опубликовать выбранные записи")
    action_type = "publish"
    action_priority = 10
    permission = "publish"
    limit = 200
    question = gettext_lazy("Опубликовать эти записи?")
    explanation = gettext_lazy(
        "На сайте появятся их последние черновики. Записи, в которых чего-то не хватает, останутся черновиками, "
        "и вы увидите, чего именно."
    )
    button = gettext_lazy("Опубликовать")

    def step(self, entry: Entry) -> str:
        """Publish the newest draft, or schedule it."""
        require_unlocked(entry, by=self.request.user)
        if entry.live and not entry.has_unpublished_changes:
            raise ValidationError(_("Уже опубликовано, правок нет."))
        publish(entry, by=self.request.user, authorisation="role")
        return _("Опубликовано.") if entry.live else _("Запланировано.")


class SubmitAction(EntryBulkAction):
    """Hands drafts to the moderators."""

    display_name = gettext_lazy("На проверку")
    aria_label = gettext_lazy("Отправить выбранные записи на проверку")
    action_type = "submit"
    action_priority = 20
    limit = 200
    question = gettext_lazy("Отправить эти записи на проверку?")
    explanation = gettext_lazy("Модераторы увидят последние черновики. Неполные записи останутся у вас.")
    button = gettext_lazy("Отправить на проверку")

    def step(self, entry: Entry) -> str:
        """Submit the newest draft."""
        if not EntryPolicy(self.model).user_has_permission_for_instance(self.request.user, "change", entry):
            raise ValidationError(_("У вас нет права менять эту запись."))
        require_unlocked(entry, by=self.request.user)
        if entry.live and not entry.has_unpublished_changes:
            raise ValidationError(_("Уже опубликовано, правок нет."))
        submit(entry, by=self.request.user)
        return _("Отправлено на проверку.")


class UnpublishAction(EntryBulkAction):
    """Takes entries off the site."""

    display_name = gettext_lazy("Снять с сайта")
    aria_label = gettext_lazy("Снять выбранные записи с сайта")
    action_type = "unpublish"
    action_priority = 30
    permission = "publish"
    is_serious = True
    question = gettext_lazy("Снять эти записи с сайта?")
    explanation = gettext_lazy("Читатели перестанут их видеть. Черновики и история останутся.")
    button = gettext_lazy("Снять с сайта")

    def step(self, entry: Entry) -> str:
        """Unpublish what is on the site."""
        if not entry.live:
            raise ValidationError(_("Записи и так нет на сайте."))
        unpublish(entry, by=self.request.user)
        return _("Снято с сайта.")


_AMENDED_EXPLANATION = gettext_lazy(
    "Изменение попадёт в черновик. Там, где запись на сайте, других правок в ней нет и вы можете публиковать, "
    "оно сразу появится и на сайте."
)


class AmendingAction(EntryBulkAction):
    """Changes one field of the newest drafts."""

    explanation = _AMENDED_EXPLANATION
    limit = 200
    button = gettext_lazy("Изменить")

    @abstractmethod
    def change(self, draft: Any) -> None:
        """Change a draft by what the form says; raises ``ValidationError``."""

    def step(self, entry: Entry) -> str:
        """Save the change as a draft, or publish it."""
        amended = amend(entry, by=self.request.user, change=self.change)
        if amended is Amended.UNCHANGED:
            raise ValidationError(_("Так и было, ничего не изменено."))
        return _("Изменено и опубликовано.") if amended is Amended.PUBLISHED else _("Изменено в черновике.")


class CategoryForm(BulkForm):
    """Asks for a category."""

    category = forms.ModelChoiceField(label=gettext_lazy("Категория"), queryset=Category.objects.none())

    def offer(self, *, user: Any, model: type[Entry]) -> None:
        """Offer the categories of the kind."""
        limits = model._meta.get_field("category").get_limit_choices_to()
        self.choices_of("category", Category.objects.filter(**limits).order_by("position", "pk"))


class CategoryAction(AmendingAction):
    """Sets the category."""

    display_name = gettext_lazy("Сменить категорию")
    aria_label = gettext_lazy("Сменить категорию выбранных записей")
    action_type = "category"
    action_priority = 40
    question = gettext_lazy("Какой должна быть категория этих записей?")
    form_class = CategoryForm

    @classmethod
    def is_for(cls, model: type[Entry]) -> bool:
        """Only what has a category of its own."""
        return _has_field(model, "category")

    def change(self, draft: Any) -> None:
        """Set the category."""
        draft.category = self.cleaned_form.cleaned_data["category"]


class CityForm(BulkForm):
    """Asks for a city."""

    city = forms.ModelChoiceField(label=gettext_lazy("Город"), queryset=City.objects.none())

    def offer(self, *, user: Any, model: type[Entry]) -> None:
        """Offer the person's cities."""
        self.choices_of("city", cities_for(user).order_by("name_ru", "pk"))


class CityAction(AmendingAction):
    """Moves entries to another city."""

    display_name = gettext_lazy("Сменить город")
    aria_label = gettext_lazy("Сменить город выбранных записей")
    action_type = "city"
    action_priority = 50
    question = gettext_lazy("В какой город перенести эти записи?")
    form_class = CityForm

    @classmethod
    def is_for(cls, model: type[Entry]) -> bool:
        """Not what is always in the city of its business."""
        return not _has_field(model, "business")

    def change(self, draft: Any) -> None:
        """Set the city."""
        draft.city = self.cleaned_form.cleaned_data["city"]


class ExportAction(ChosenEntriesAction):
    """Sends what is ticked as a file, without a question: nothing changes."""

    is_for_archived = True
    file_format = ""
    icon_name = "download"

    @classmethod
    def is_offered(cls, user: Any, model: type[Entry]) -> bool:
        """Everybody who sees the list may take it along."""
        meta = model._meta
        names = (f"{meta.app_label}.{action}_{meta.model_name}" for action in ("view", "change", "add", "delete"))
        return any(user.has_perm(name) for name in names)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send the file."""
        pks = self.chosen_pks
        return self.view.exported(pks, self.file_format)

    post = get


class ExportSheetAction(ExportAction):
    """Sends an XLSX file."""

    display_name = gettext_lazy("Выгрузить XLSX")
    aria_label = gettext_lazy("Выгрузить выбранные записи в XLSX")
    action_type = "export-xlsx"
    action_priority = 90
    file_format = "xlsx"


class ExportTextAction(ExportAction):
    """Sends a CSV file."""

    display_name = gettext_lazy("Выгрузить CSV")
    aria_label = gettext_lazy("Выгрузить выбранные записи в CSV")
    action_type = "export-csv"
    action_priority = 91
    file_format = "csv"


ACTIONS: tuple[type[ChosenEntriesAction], ...] = (
    PublishAction,
    SubmitAction,
    UnpublishAction,
    CategoryAction,
    CityAction,
    ExportSheetAction,
    ExportTextAction,
)


def keep_deletion_to_its_operation() -> None:
    """Take entries out of Wagtail's own bulk deletion: it asks for no reason and leaves nothing to restore."""

    def not_entries(cls: type[DeleteBulkAction]) -> list[type[Any]]:
        return [model for model in get_snippet_models() if not issubclass(model, Entry)]

    DeleteBulkAction.models = classproperty(not_entries)


def _has_field(model: type[Entry], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
