"""The bulk actions that only events have."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from content.bulk.action import BulkForm, EntryBulkAction
from content.bulk.actions import AmendingAction
from content.models import Entry
from events.models import Event
from events.operations import feature


class TagsForm(BulkForm):
    """Asks for tags to add and to remove."""

    added = forms.CharField(
        label=gettext_lazy("Добавить теги"), required=False, help_text=gettext_lazy("Через запятую.")
    )
    removed = forms.CharField(
        label=gettext_lazy("Убрать теги"), required=False, help_text=gettext_lazy("Через запятую.")
    )

    def clean(self) -> dict[str, Any]:
        """Split the words; refuse a form without any."""
        data = super().clean() or {}
        for name in ("added", "removed"):
            words = (" ".join(word.split()) for word in data.get(name, "").split(","))
            data[name] = [word[:100] for word in dict.fromkeys(words) if word]
        if not data["added"] and not data["removed"]:
            raise ValidationError(_("Назовите хотя бы один тег."))
        return data


class TagsAction(AmendingAction):
    """Adds and removes tags."""

    display_name = gettext_lazy("Изменить теги")
    aria_label = gettext_lazy("Добавить или убрать теги выбранных событий")
    action_type = "tags"
    action_priority = 60
    question = gettext_lazy("Какие теги добавить этим событиям и какие убрать?")
    form_class = TagsForm
    icon_name = "tag"

    @classmethod
    def is_for(cls, model: type[Entry]) -> bool:
        """Only events have tags."""
        return model is Event

    def change(self, draft: Any) -> None:
        """Change the tags by their names, whatever their case."""
        has = {name.casefold(): name for name in draft.tags.names()}
        said = self.cleaned_form.cleaned_data
        if gone := [has[word.casefold()] for word in said["removed"] if word.casefold() in has]:
            draft.tags.remove(*gone)
        if new := [word for word in said["added"] if word.casefold() not in has]:
            draft.tags.add(*new)


class FeatureForm(BulkForm):
    """Asks for the last day on the front page."""

    until = forms.DateField(label=gettext_lazy("Последний день на главной"), widget=AdminDateInput())

    def clean_until(self) -> datetime:
        """Return the end of the day; a day that is over is refused."""
        day = self.cleaned_data["until"]
        try:
            end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
        except OverflowError:
            raise ValidationError(_("Этот день уже прошёл.")) from None
        if end <= timezone.now():
            raise ValidationError(_("Этот день уже прошёл."))
        return end


class FeatureAction(EntryBulkAction):
    """Shows events on the front page."""

    display_name = gettext_lazy("Показать на главной")
    aria_label = gettext_lazy("Показать выбранные события на главной")
    action_type = "feature"
    action_priority = 70
    permission = "publish"
    question = gettext_lazy("До какого дня показывать эти события на главной?")
    button = gettext_lazy("Показать на главной")
    form_class = FeatureForm
    icon_name = "pick"

    @classmethod
    def is_for(cls, model: type[Entry]) -> bool:
        """Only events are on the front page."""
        return model is Event

    def step(self, entry: Event) -> str:
        """Feature an event."""
        until = self.cleaned_form.cleaned_data["until"]
        feature(entry, until=until, by=self.request.user, now=timezone.now())
        return _("Теперь на главной.") if entry.live else _("Будет на главной, когда событие опубликуют.")


class UnfeatureAction(EntryBulkAction):
    """Takes events off the front page."""

    display_name = gettext_lazy("Убрать с главной")
    aria_label = gettext_lazy("Убрать выбранные события с главной")
    action_type = "unfeature"
    action_priority = 71
    permission = "publish"
    question = gettext_lazy("Убрать эти события с главной?")
    button = gettext_lazy("Убрать с главной")

    @classmethod
    def is_for(cls, model: type[Entry]) -> bool:
        """Only events are on the front page."""
        return model is Event

    def step(self, entry: Event) -> str:
        """End the featured period of an event."""
        feature(entry, until=None, by=self.request.user, now=timezone.now())
        return _("Убрано с главной.")


ACTIONS: tuple[type[EntryBulkAction], ...] = (TagsAction, FeatureAction, UnfeatureAction)
