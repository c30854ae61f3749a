"""The panel of opening hours, whose changes are compared in words."""

from typing import Any, Final

from django.utils.timezone import localdate
from wagtail.admin.panels import FieldPanel

from content.columns import admin_language
from content.comparison import WordedComparison
from content.opening_hours.cards import exceptional_hours
from content.opening_hours.hours import HoursError, from_json
from language.opening_hours import day_hours_text, week_lines

_HOLIDAYS: Final = {"ru": "праздничные дни", "kk": "мереке күндері"}


class HoursComparison(WordedComparison):
    """Two versions of opening hours as lines: "пн–пт: 09:00–18:00"."""

    val_a: Any
    val_b: Any

    def __init__(self, field: Any, before: Any, after: Any) -> None:
        super().__init__(field, before, after)
        self.val_a, self.val_b = hours_in_words(self.val_a), hours_in_words(self.val_b)


class OpeningHoursPanel(FieldPanel):
    """A field of opening hours."""

    def get_comparison_class(self) -> type[HoursComparison]:
        """Return what compares two versions."""
        return HoursComparison


def hours_in_words(stored: Any) -> list[str]:
    """Return the week, holidays that differ from it, and the exceptions that are not over, a line each."""
    language = admin_language()
    try:
        hours = from_json(stored)
    except HoursError:
        return [str(stored)]
    if hours is None:
        return []
    lines = week_lines(hours.week, language)
    if not hours.are_holidays_usual:
        lines.append(f"{_HOLIDAYS[language]}: {day_hours_text(hours.holidays, language)}")
    rows = exceptional_hours(hours, today=localdate(), language=language)
    return [*lines, *(f"{row.text} ({row.note})" if row.note else row.text for row in rows)]
