"""Panels of the event's form: the schedule, its rows and the dates that they give."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.admin.panels.base import get_form_for_model

from events.date_forms import EventDateForm, EventDateFormSet
from events.next_dates import next_date_words


class NextDatesPanel(Panel):
    """Says in words which dates a row gives; with JavaScript while it is being typed."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one row."""

        template_name = "events/next_dates_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the dates of the stored row."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "lines": next_date_words(self.instance), "url": reverse("events_next_dates")}


class SchedulePanel(InlinePanel):
    """The rows of the schedule with a form of their own."""

    def get_form_options(self) -> dict[str, Any]:
        """Name the form and the set of forms."""
        options: dict[str, Any] = super().get_form_options()
        child = self.child_edit_handler.get_form_options()
        options["formsets"][self.relation_name] |= {
            "form": get_form_for_model(
                self.db_field.related_model,
                form_class=EventDateForm,
                fields=child.get("fields", []),
                widgets=child.get("widgets", {}),
                defer_required_on_fields=child.get("defer_required_on_fields", []),
            ),
            "formset": EventDateFormSet,
            # Whose form it is decides which cities' venues its rows offer; Wagtail tells only the parent.
            "inherit_kwargs": ["for_user"],
        }
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        """Brings the script that shows of each row what its kind has."""

        @property
        def media(self) -> Any:
            """Add our own script and styles."""
            return super().media + forms.Media(js=["events/schedule.js"], css={"all": ["events/schedule.css"]})


def _for(*kinds: str) -> str:
    """Return the class by which the script shows a panel for some kinds of rows only."""
    return " ".join(f"schedule-for-{kind}" for kind in kinds)


def date_panels() -> list[Panel]:
    """Return the panels of one row of the schedule."""
    return [
        FieldPanel("kind"),
        FieldRowPanel(
            [FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("is_all_day")], classname=_for("date", "rule")
        ),
        FieldRowPanel([FieldPanel("first_on"), FieldPanel("last_on")], classname=_for("exhibition")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("repeat"), FieldPanel("interval", classname="schedule-built")]),
                FieldPanel("weekdays", classname="schedule-weekdays"),
                FieldRowPanel([FieldPanel("until_on"), FieldPanel("count")], classname="schedule-built"),
                FieldPanel("recurrence_rule", classname="schedule-written"),
            ],
            heading=_("Повторение"),
            classname=_for("rule"),
        ),
        FieldPanel("is_open_ended", classname=_for("rule", "exhibition")),
        FieldPanel("weekly_hours", classname=_for("exhibition")),
        FieldPanel("closed_on", classname=_for("exhibition")),
        FieldPanel("added", classname=_for("date", "rule")),
        FieldPanel("excluded", classname=_for("rule")),
        NextDatesPanel(),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("status"), FieldPanel("previous_starts_at", classname="schedule-moved")]),
                FieldPanel("online_url"),
                FieldRowPanel([FieldPanel("reason_ru"), FieldPanel("reason_kk")], classname="schedule-changed"),
            ],
            heading=_("Состоится ли"),
            help_text=_("Одну дату из повторяющихся отменяют так: внесите её в «кроме» и добавьте отдельной строкой."),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("price_kind"), FieldPanel("price_min"), FieldPanel("price_max")]),
                FieldRowPanel([FieldPanel("venue"), FieldPanel("venue_business")]),
                FieldRowPanel([FieldPanel("place_ru"), FieldPanel("place_kk")]),
                FieldRowPanel([FieldPanel("address_ru"), FieldPanel("address_kk")]),
            ],
            heading=_("Другая цена или другое место"),
            help_text=_("Заполняйте, только если в эту дату не так, как у всего события."),
            classname="collapsed",
        ),
    ]
