"""The form field of opening hours. It works without JavaScript; with it, only what is in use is shown."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from content.columns import admin_language
from content.opening_hours.hours import MAX_EXCEPTIONS, MAX_NOTE, WEEKDAYS, HoursError, from_json, to_json
from content.opening_hours.typed import (
    AS_USUAL,
    BY_HOURS,
    CLOSED,
    ROUND,
    UNKNOWN,
    TypedDay,
    TypedException,
    TypedHours,
    from_form,
    to_form,
    understand,
)
from content.opening_hours.validation import problem_text
from language.dates import weekday_name

_WEEK_MODES: Final = ((BY_HOURS, _("по часам")), (CLOSED, _("выходной")), (ROUND, _("круглосуточно")))
_HOLIDAY_MODES: Final = (
    (AS_USUAL, _("как в обычный день")),
    (CLOSED, _("закрыто")),
    (BY_HOURS, _("по своим часам")),
    (ROUND, _("круглосуточно")),
    (UNKNOWN, _("пока неизвестно")),
)
_EXCEPTION_MODES: Final = (
    (CLOSED, _("закрыто")),
    (BY_HOURS, _("по своим часам")),
    (ROUND, _("круглосуточно")),
    (UNKNOWN, _("пока неизвестно")),
)
# Without JavaScript no row can be added, so one empty row is always there.
_EMPTY_ROWS: Final = (TypedException(),)


class OpeningHoursWidget(forms.Widget):
    """Seven rows of times, public holidays and exceptions; its value is ``TypedHours``."""

    use_fieldset = True

    class Media:
        css = {"all": ("content/opening_hours.css",)}
        js = ("content/opening_hours.js",)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> TypedHours:
        """Return what was typed."""
        return from_form(data, name)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Tell whether the form did not have the widget at all."""
        return f"{name}-{WEEKDAYS[0]}-mode" not in data

    def id_for_label(self, id_: str) -> str:
        """Return no id: the label names the whole group."""
        return ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the rows, with what was typed or what is stored."""
        typed = value if isinstance(value, TypedHours) else to_form(_readable(value))
        context = {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "described_by": (attrs or {}).get("aria-describedby", ""),
            "week": [
                _shown_day(day, f"{name}-{WEEKDAYS[number]}", _WEEK_MODES, title=_weekday(number))
                for number, day in enumerate(typed.week)
            ],
            "holidays": _shown_day(typed.holidays, f"{name}-holidays", _HOLIDAY_MODES, title=_("Праздничные дни")),
            "exceptions": list(_shown_exceptions(typed, name)),
            "blank": _shown_exception(TypedException(), f"{name}-exceptions-__row__", is_new=True),
            "max_exceptions": MAX_EXCEPTIONS,
            "max_note": MAX_NOTE,
        }
        return render_to_string("content/opening_hours/widget.html", context)


class OpeningHoursField(forms.Field):
    """Opening hours as they are stored, ``None`` while nothing is known."""

    widget = OpeningHoursWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "label": _("Часы работы"), **options})

    def clean(self, value: TypedHours | None) -> dict[str, Any] | None:
        """Return the stored form; raises ``ValidationError`` with a message per day."""
        hours, problems = understand(value or TypedHours())
        if problems:
            raise ValidationError([ValidationError(problem_text(error), code=error.problem) for error in problems])
        return to_json(hours)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether what was typed means other hours than the stored ones."""
        try:
            return self.clean(data) != to_json(_readable(initial))
        except ValidationError:
            return True


def _readable(stored: Any) -> Any:
    """Return stored hours as a value; what cannot be read is shown as nothing."""
    try:
        return from_json(stored)
    except HoursError:
        return None


def _weekday(number: int) -> str:
    return weekday_name(number, admin_language()).capitalize()


def _shown_day(day: TypedDay, prefix: str, modes: Any, *, title: Any) -> dict[str, Any]:
    return {
        "prefix": prefix,
        "title": title,
        "mode": day.mode,
        "modes": modes,
        "pairs": [
            {"opens": opens, "closes": closes, "number": number} for number, (opens, closes) in enumerate(day.pairs)
        ],
    }


def _shown_exception(row: TypedException, prefix: str, *, is_new: bool) -> dict[str, Any]:
    return {
        "prefix": prefix,
        "row": row,
        "is_new": is_new,
        "day": _shown_day(row.day, prefix, _EXCEPTION_MODES, title=_("Исключение")),
    }


def _shown_exceptions(typed: TypedHours, name: str) -> Iterator[dict[str, Any]]:
    typed_rows = tuple(row for row in typed.exceptions if not row.is_blank)
    for number, row in enumerate(typed_rows + _EMPTY_ROWS):
        yield _shown_exception(row, f"{name}-exceptions-{number}", is_new=number >= len(typed_rows))
