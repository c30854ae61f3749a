"""Latitude and longitude in forms: either field takes a pair, degrees or the link of a map."""

from typing import Any, Final

from django.forms import TextInput
from django.forms.widgets import Script
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.columns import admin_language
from content.coordinates import Point, Problem, UnreadableCoordinatesError, parse_number, parse_point, remark_on
from content.localised import text as localised_text
from content.models import City

AXES: Final = ("latitude", "longitude")
_REFUSALS: Final = {
    Problem.UNREADABLE: gettext_lazy(
        "Координаты не разобрать. Вставьте, например, «47.799, 67.714» или ссылку из 2ГИС, Google, Яндекса или "
        "OpenStreetMap."
    ),
    Problem.SHORT_LINK: gettext_lazy(
        "В короткой ссылке нет координат. Откройте её и скопируйте адрес открывшейся страницы."
    ),
    Problem.OUT_OF_RANGE: gettext_lazy("Широта бывает от −90 до 90, долгота — от −180 до 180."),
}


class CoordinatesMixin:
    """Reads what was pasted into the fields ``latitude`` and ``longitude`` of an admin form."""

    class Media:
        js = [Script("content/forms/coordinates.js", type="module")]
        css = {"all": ["content/forms/forms.css"]}

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self._unread: dict[str, Problem] = {}
        numbers = self._with_numbers(data, prefix=kwargs.get("prefix"))
        super().__init__(numbers, *args, **kwargs)  # type: ignore[call-arg]  # a mixin for Django's forms
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]
        for axis in AXES:
            if axis in fields:
                fields[axis].widget = TextInput(
                    attrs={"inputmode": "decimal", "autocomplete": "off", "data-coordinate": axis}
                )
                fields[axis].error_messages["invalid"] = self._refusal(axis)
        if fields.keys() >= set(AXES):
            fields["latitude"].widget.attrs["data-coordinates-url"] = reverse_lazy("content_coordinates")

    def _with_numbers(self, data: Any, *, prefix: str | None) -> Any:
        """Return the posted data with whatever was pasted turned into the two numbers."""
        names = {axis: f"{prefix}-{axis}" if prefix else axis for axis in AXES}
        if data is None or not any(data.get(name) for name in names.values()):
            return data
        data = data.copy()
        for axis, name in names.items():
            text = data.get(name) or ""
            number = parse_number(text)
            if number is not None:
                data[name] = str(number)
            elif text.strip():
                try:
                    point = parse_point(text)
                except UnreadableCoordinatesError as refusal:
                    self._unread[axis] = refusal.problem
                else:
                    data[names["latitude"]], data[names["longitude"]] = str(point.latitude), str(point.longitude)
                    break
        return data

    def _refusal(self, axis: str) -> str:
        return str(_REFUSALS[self._unread.get(axis, Problem.UNREADABLE)])


def point_of(latitude: Any, longitude: Any) -> Point | None:
    """Return the point of two stored numbers, ``None`` while one of them is missing."""
    return Point(latitude, longitude) if latitude is not None and longitude is not None else None


def refusal_text(problem: Problem) -> str:
    """Return what to tell a person whose text gives no point."""
    return str(_REFUSALS[problem])


def remark_text(point: Point, *, city: City | None) -> tuple[str, bool]:
    """Return a sentence about a point in a city, and whether it is a warning; empty where there is nothing to say."""
    centre = point_of(city.latitude, city.longitude) if city else None
    if city is None or centre is None:
        return "", False
    remark = remark_on(point, centre=centre)
    words = {"distance": _kilometres(remark.distance_km), "city": localised_text(city, "name", admin_language())}
    if remark.is_swapped:
        sentence = _("Похоже, широта и долгота перепутаны: до центра (%(city)s) %(distance)s км.")
    elif remark.is_far:
        sentence = _("Точка далеко: до центра (%(city)s) %(distance)s км. Проверьте координаты и город.")
    else:
        sentence = _("До центра (%(city)s) %(distance)s км.")
    return sentence % words, remark.is_far


def _kilometres(distance: float) -> str:
    if distance < 10:  # noqa: PLR2004 - below ten kilometres a tenth matters
        return f"{distance:.1f}".replace(".", ",")
    return f"{distance:,.0f}".replace(",", "\N{NO-BREAK SPACE}")
