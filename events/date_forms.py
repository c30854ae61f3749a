"""The form of one row of the schedule: dates, a repetition chosen without knowing RRULE, or an exhibition."""

import re
from datetime import datetime, time
from typing import Any, Final

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from content.city_access import assigned_city_ids, of_own_cities
from content.columns import admin_language
from content.localised import text
from content.opening_hours.form import OpeningHoursField
from events.enums import DateKind, PriceKind
from events.models import EventDate
from events.rule_builder import WEEKDAYS, Repetition, compose, understand
from events.rules import LONG_AGO
from events.schedule import has_no_end
from language.dates import weekday_name

AS_WRITTEN: Final = "rule"
_REPEATS: Final = [
    ("weekly", _("по дням недели")),
    ("daily", _("каждый день")),
    ("monthly_day", _("каждый месяц того же числа")),
    ("monthly_weekday", _("каждый месяц в тот же день недели")),
    (AS_WRITTEN, _("как в правиле RFC 5545")),
]
_BUILDER: Final = ("repeat", "interval", "weekdays", "until_on", "count")
# What the other kinds of rows do not have.
_OF_KINDS: Final = {
    DateKind.DATE: ("ends_at", "is_all_day", "added"),
    DateKind.RULE: ("ends_at", "is_all_day", "added", "excluded", "recurrence_rule", "is_open_ended"),
    DateKind.EXHIBITION: ("last_on", "weekly_hours", "closed_on", "is_open_ended"),
}
# Whole minutes, as Python writes them.
_SECONDS: Final = re.compile(r"(?<=\d\d:\d\d):00$")
_ALL: Final = {name for names in _OF_KINDS.values() for name in names}


def _weekday_choices() -> list[tuple[str, str]]:
    return [(code, weekday_name(number, admin_language())) for number, code in enumerate(WEEKDAYS)]


class MomentsInput(forms.TextInput):
    """Shows a list of days or moments as its help text writes them: without seconds, a space behind each comma."""

    def format_value(self, value: Any) -> str | None:
        """Return what stands in the field."""
        shown = super().format_value(value)
        if shown is None:
            return None
        return ", ".join(_SECONDS.sub("", part.strip()) for part in shown.split(","))


class EventDateForm(WagtailAdminModelForm):
    """A row of the schedule. Fields that the chosen kind does not have are emptied."""

    first_on = forms.DateField(label=_("Первый день"), required=False, widget=AdminDateInput)
    repeat = forms.ChoiceField(label=_("Как повторяется"), choices=_REPEATS, required=False)
    interval = forms.IntegerField(
        label=_("Каждые"),
        min_value=1,
        max_value=99,
        required=False,
        help_text=_("2 — через раз: через день, через неделю."),
    )
    weekdays = forms.MultipleChoiceField(
        label=_("Дни недели"),
        choices=_weekday_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Если не отмечать, будет день недели первой даты."),
    )
    until_on = forms.DateField(
        label=_("Повторять до"), required=False, widget=AdminDateInput, help_text=_("Этот день входит.")
    )
    count = forms.IntegerField(label=_("Или всего раз"), min_value=1, max_value=999, required=False)
    weekly_hours = OpeningHoursField(help_text=_("Если не указывать, открыто весь день."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "starts_at" in self.fields:
            self.fields["starts_at"].required = False
        for name in ("added", "excluded", "closed_on"):
            if name in self.fields:
                self.fields[name].widget = MomentsInput()
        if "price_kind" in self.fields:
            self.fields["price_kind"].choices = [("", _("как у события")), *PriceKind.choices]
        self._show_stored()

    def _show_stored(self) -> None:
        """Fill the fields that the model does not have."""
        row: EventDate = self.instance
        self.initial.setdefault("repeat", "weekly")
        if row.starts_at is None:
            return
        zone = timezone.get_current_timezone()
        if row.is_exhibition:
            self.initial["first_on"] = row.starts_at.astimezone(zone).date()
        if not row.recurrence_rule:
            return
        found = understand(row.recurrence_rule, starts_at=row.starts_at, zone=zone)
        if found is None:
            self.initial["repeat"] = AS_WRITTEN
            return
        self.initial |= {
            "repeat": found.every,
            "interval": found.interval if found.interval > 1 else None,
            "weekdays": [WEEKDAYS[day] for day in found.weekdays],
            "until_on": found.until,
            "count": found.count,
        }

    def clean(self) -> dict[str, Any]:
        """Write the rule, empty what the kind does not have, and ask for what it needs."""
        cleaned: dict[str, Any] = super().clean()
        kind = cleaned.get("kind") or DateKind.DATE
        if kind == DateKind.DATE and "recurrence_rule" in self.changed_data and cleaned.get("recurrence_rule"):
            # Typed although the row was never called a rule.
            kind = cleaned["kind"] = DateKind.RULE
        if kind == DateKind.EXHIBITION:
            self._start_on_first_day(cleaned)
        elif cleaned.get("starts_at") is None and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Укажите, когда начало."))
        if kind == DateKind.RULE:
            self._write_rule(cleaned)
        unset = EventDate()
        for name in _ALL - set(_OF_KINDS[DateKind(kind)]):
            if name in cleaned:
                cleaned[name] = getattr(unset, name)
        self._refuse_long_ago(cleaned)
        return cleaned

    def _start_on_first_day(self, cleaned: dict[str, Any]) -> None:
        first = cleaned.get("first_on")
        if first is None and cleaned.get("starts_at") is not None:
            first = cleaned["first_on"] = timezone.localtime(cleaned["starts_at"]).date()
        if first is not None:
            self._errors.pop("starts_at", None)
            cleaned["starts_at"] = datetime.combine(first, time(), timezone.get_current_timezone())
        elif "first_on" not in self.errors:
            self.add_error("first_on", _("Укажите первый день выставки."))

    def _write_rule(self, cleaned: dict[str, Any]) -> None:
        """Compose the rule from what was chosen; a rule typed by hand counts when only it was changed."""
        changed = set(self.changed_data)
        if cleaned.get("until_on") and cleaned.get("count"):
            self.add_error("count", _("Выберите что-то одно: день или число раз."))
            return
        was_typed = "recurrence_rule" in changed and not changed & set(_BUILDER)
        was_left = bool(self.instance.recurrence_rule) and not changed & {*_BUILDER, "starts_at", "recurrence_rule"}
        if was_typed or was_left or cleaned.get("repeat") in (AS_WRITTEN, "", None):
            if not cleaned.get("recurrence_rule") and "recurrence_rule" not in self.errors:
                self.add_error("recurrence_rule", _("Напишите правило или выберите, как повторяется."))
            return
        if cleaned.get("starts_at") is None or changed & self.errors.keys():
            return
        repetition = Repetition(
            every=cleaned["repeat"],
            interval=cleaned.get("interval") or 1,
            weekdays=tuple(WEEKDAYS.index(code) for code in cleaned.get("weekdays", ())),
            until=cleaned.get("until_on"),
            count=cleaned.get("count"),
        )
        cleaned["recurrence_rule"] = compose(repetition, starts_at=timezone.localtime(cleaned["starts_at"]))

    def _refuse_long_ago(self, cleaned: dict[str, Any]) -> None:
        """Refuse a start typed now that is over a year ago: it is a slip of the pen."""
        starts_at, name = cleaned.get("starts_at"), "starts_at"
        if cleaned.get("kind") == DateKind.EXHIBITION:
            name = "first_on"
        if starts_at is None or name not in self.changed_data or name in self.errors:
            return
        last = cleaned.get("last_on")
        ends = [starts_at, *(cleaned.get("added") or ())]
        goes_on = bool(cleaned.get("recurrence_rule")) or cleaned.get("is_open_ended")
        is_over = max(ends) < timezone.now() - LONG_AGO and not goes_on
        if is_over and (last is None or last < (timezone.now() - LONG_AGO).date()):
            self.add_error(name, _("Это больше года назад. Проверьте год."))

    def _post_clean(self) -> None:
        super()._post_clean()
        # A message stands at a field that the chosen way of typing shows.
        moves = {}
        if self.cleaned_data.get("kind") == DateKind.EXHIBITION:
            moves["starts_at"] = "first_on"
        if self.cleaned_data.get("repeat") not in (AS_WRITTEN, "", None) and has_no_end(self.instance.recurrence_rule):
            moves["recurrence_rule"] = "until_on"
        for source, target in moves.items():
            if source in self._errors and target in self.fields and target not in self._errors:
                self._errors[target] = self._errors.pop(source)


class EventDateFormSet(BaseChildFormSet):
    """The rows of a schedule; what they offer is read once for all of them."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer venues and businesses of the person's cities in every row, the empty one included."""
        super().add_fields(form, index)
        if "venue" in form.fields:
            form.fields["venue"].choices = self._venue_choices(form)
        if form.for_user is not None and "venue_business" in form.fields:
            field = form.fields["venue_business"]
            own = of_own_cities(field.queryset, user=form.for_user).values("pk")
            field.queryset = field.queryset.filter(Q(pk__in=own) | Q(pk=form.instance.venue_business_id))

    def _venue_choices(self, form: Any) -> list[tuple[Any, str]]:
        if not hasattr(self, "_venues"):
            self._venues = venue_choices(form.fields["venue"].queryset, user=form.for_user)
        return self._venues


def venue_choices(venues: Any, *, user: Any) -> list[tuple[Any, str]]:
    """Return the venues of a person's cities, by city and name, in one query."""
    cities = assigned_city_ids(user) if user is not None else frozenset()
    rows = venues.select_related("city").order_by("city__name_ru", "name_ru", "pk")
    if cities:
        rows = rows.filter(city__in=cities)
    language = admin_language()
    return [
        ("", "—"),
        *((row.pk, f"{text(row, 'name', language)} · {text(row.city, 'name', language)}") for row in rows),
    ]
