"""What is wrong with opening hours, in words that name the day."""

from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.columns import admin_language
from content.opening_hours.hours import MAX_EXCEPTIONS, MAX_INTERVALS, MAX_NOTE, HoursError, from_json
from language.dates import weekday_name

_PROBLEMS: Final = {
    "shape": gettext_lazy("Часы работы записаны в неизвестном виде."),
    "time": gettext_lazy("Время пишут так: 09:00."),
    "half": gettext_lazy("Укажите и начало, и конец."),
    "both": gettext_lazy("Выберите что-то одно: часы или отметку «выходной» либо «круглосуточно»."),
    "empty": gettext_lazy("Начало и конец совпадают. Для работы без перерыва выберите «круглосуточно»."),
    "overlap": gettext_lazy("Часы перекрываются."),
    "overlap_next": gettext_lazy("Часы после полуночи заходят на часы следующего дня."),
    "dates": gettext_lazy("Последний день раньше первого."),
    "date": gettext_lazy("Укажите дату, например 31.12.2026."),
    "twice": gettext_lazy("На этот день уже есть другое исключение."),
    "hours": gettext_lazy("Укажите часы или выберите «закрыто»."),
}


def problem_text(error: HoursError) -> str:
    """Return what is wrong, after the day it is wrong on: "Пятница: часы перекрываются."."""
    problem = _problem(error.problem)
    if (place := _place(error.where)) == "":
        return problem
    return f"{place}: {problem[:1].lower()}{problem[1:]}"


def validate_opening_hours(value: Any) -> None:
    """Accept stored opening hours in the documented form; raises ``ValidationError`` naming the day."""
    try:
        from_json(value)
    except HoursError as error:
        raise ValidationError(problem_text(error), code=error.problem) from error


def _problem(problem: str) -> str:
    if problem == "many":
        return _("Не больше %d промежутков в день.") % MAX_INTERVALS
    if problem == "exceptions":
        return _("Не больше %d исключений. Удалите прошедшие.") % MAX_EXCEPTIONS
    if problem == "note":
        return _("Пояснение длиннее %d знаков.") % MAX_NOTE
    return str(_PROBLEMS[problem])


def _place(where: int | date | str | None) -> str:
    match where:
        case None:
            return ""
        case int():
            return weekday_name(where, admin_language()).capitalize()
        case date():
            return where.strftime("%d.%m.%Y")
        case "holidays":
            return _("Праздничные дни")
    return _("Исключение %s") % where
