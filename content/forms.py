"""Forms of the admin."""

from typing import Any, Final

from django.db.models import Q
from django.forms.widgets import Script
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from content.city_access import cities_for, of_own_cities
from content.columns import localised_label
from content.coordinate_fields import CoordinatesMixin, point_of, remark_text
from content.inline_rows import share_lookups
from content.models import City, Entry
from content.pasted import Loss, losses
from content.rich_text_area import GuardedRichTextArea
from content.whereabouts import without_put_away

_SCRIPTS: Final = ("jumps", "lengths", "coordinates", "pasting", "translation")


class EntryForm(CoordinatesMixin, WagtailAdminModelForm):
    """The form of every kind of entry: staff who are assigned to cities choose among these."""

    class Media:
        js = [Script(f"content/forms/{name}.js", type="module") for name in _SCRIPTS]
        css = {"all": ["content/forms/forms.css"]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "city" in self.fields:
            self._limit_cities()
        for name, field in self.fields.items():
            rows = getattr(field, "queryset", None)
            if rows is not None and issubclass(rows.model, Entry):
                self._limit_entries(name, field)
        if "category" in self.fields:
            category = self.fields["category"]
            category.queryset = category.queryset.order_by("position", "pk")
            category.label_from_instance = localised_label
        share_lookups(self)

    def remarks(self) -> list[str]:
        """Return what an editor should know of the saved form although it is no error."""
        return [*self._remarks_on_texts(), *self._remarks_on_the_point()]

    def _remarks_on_texts(self) -> list[str]:
        sentences = {
            Loss.TABLE: _("%(field)s: таблица сохранена обычным текстом, таблиц на сайте нет."),
            Loss.IMAGE: _("%(field)s: картинки внутри текста не сохранены. Добавьте их на вкладке с обложкой."),
        }
        found: list[str] = []
        for name, field in self.fields.items():
            posted = self.data.get(self.add_prefix(name))
            if isinstance(field.widget, GuardedRichTextArea) and posted:
                lost = losses(posted)
                words = {"field": capfirst(str(field.label))}
                found += [sentence % words for loss, sentence in sentences.items() if loss in lost]
        return found

    def _remarks_on_the_point(self) -> list[str]:
        cleaned = self.cleaned_data
        point = point_of(cleaned.get("latitude"), cleaned.get("longitude"))
        sentence, is_warning = remark_text(point, city=cleaned.get("city")) if point else ("", False)
        return [sentence] if is_warning else []

    def _limit_cities(self) -> None:
        own = City.objects.all() if self.for_user is None else cities_for(self.for_user)
        # An entry keeps its hidden city, but nobody chooses a city of others: an older version may name one.
        city = self.fields["city"]
        city.queryset = own.filter(Q(is_active=True) | Q(pk=self.instance.city_id)).order_by("name_ru", "pk")
        city.label_from_instance = localised_label

    def _limit_entries(self, name: str, field: Any) -> None:
        """Accept what the dialog offers, and what is chosen already."""
        if self.for_user is not None:
            own = of_own_cities(without_put_away(field.queryset), user=self.for_user).values("pk")
            current = getattr(self.instance, f"{name}_id", None)
            field.queryset = field.queryset.filter(Q(pk__in=own) | Q(pk=current))
