"""Forms of promotions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from content.columns import admin_language
from content.forms import EntryForm
from language.dates import weekday_name


def _weekdays() -> list[tuple[int, str]]:
    """Return the days of the week by name, Monday first."""
    return [(number, weekday_name(number, admin_language())) for number in range(7)]


class WeekdaysInput(forms.CheckboxSelectMultiple):
    """The days of a week side by side."""

    class Media:
        css = {"all": ("promos/weekdays.css",)}


class PromotionForm(EntryForm):
    """The form of a promotion."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Дни недели"),
        choices=_weekdays,
        coerce=int,
        empty_value=[],
        required=False,
        widget=WeekdaysInput(attrs={"class": "weekdays"}),
        help_text=_("Если не отмечены, акция действует каждый день."),
    )

    def clean_code(self) -> str:
        """Keep promo codes as they are printed: without spaces around, in capitals."""
        code: Any = self.cleaned_data["code"]
        return str(code or "").strip().upper()
