"""The form "move to" of a single date."""

from datetime import UTC, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.calendar_days import FIRST_YEAR, LAST_YEAR

MIDNIGHT: Final = time()


class MoveForm(forms.Form):
    """Day and time in the city's time; ``key`` and ``starts_at`` name the date, ``seen`` what was confirmed."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    starts_at = forms.CharField(widget=forms.HiddenInput, max_length=40)
    back = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)
    date = forms.DateField(
        label=gettext_lazy("Новая дата"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
    )
    time = forms.TimeField(
        label=gettext_lazy("Начало"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        required=False,
    )
    reason_ru = forms.CharField(
        label=gettext_lazy("Причина"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Читатели увидят её рядом с новой датой. Можно оставить пустой."),
    )
    reason_kk = forms.CharField(label=gettext_lazy("Причина на казахском"), max_length=300, required=False)

    def __init__(self, *args: Any, zone: ZoneInfo, is_all_day: bool, is_live: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        if not is_live:
            # Nobody was told the old date.
            del self.fields["reason_ru"], self.fields["reason_kk"]
        if is_all_day:
            del self.fields["time"]
        else:
            self.fields["time"].required = True
            self.fields["time"].help_text = _("По времени города. Продолжительность останется прежней.")

    def clean_starts_at(self) -> datetime:
        """Return the moment that the date starts at now."""
        moment = read_moment(self.cleaned_data["starts_at"])
        if moment is None:
            raise forms.ValidationError(_("Откройте форму переноса из календаря ещё раз."))
        return moment

    def clean_date(self) -> Any:
        """Refuse years that no event is in."""
        day = self.cleaned_data["date"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Проверьте год."))
        return day

    def reasons(self) -> dict[str, str]:
        """Return why the date is moved, in both languages."""
        return {name: self.cleaned_data.get(name, "") for name in ("reason_ru", "reason_kk")}

    def moment(self) -> datetime:
        """Return the new start in city time."""
        return datetime.combine(self.cleaned_data["date"], self.cleaned_data.get("time") or MIDNIGHT, self.zone)


def read_moment(text: str) -> datetime | None:
    """Return the aware moment of an ISO text, ``None`` for anything else."""
    try:
        moment = datetime.fromisoformat(text)
        is_possible = moment.tzinfo is not None and FIRST_YEAR - 1 <= moment.year <= LAST_YEAR + 1
        return moment.astimezone(UTC) if is_possible else None
    except (ValueError, OverflowError):
        return None
