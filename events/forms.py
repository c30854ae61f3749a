"""The form of an event."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from content.forms import EntryForm
from events.date_forms import venue_choices
from events.rules import venue_problems


class EventForm(EntryForm):
    """Offers the venues of the person's cities and checks the rows of the schedule against the event's city."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "venue" in self.fields:
            venue = self.fields["venue"]
            venue.choices = venue_choices(venue.queryset, user=self.for_user)
        if "category" in self.fields:
            self.fields["category"].error_messages["invalid_choice"] = _(
                "Это категория заведений. Выберите категорию событий."
            )

    def is_valid(self) -> bool:
        """Check also what a row cannot know: in which city the event is."""
        is_valid: bool = super().is_valid()
        city = self.cleaned_data.get("city") if hasattr(self, "cleaned_data") else None
        dates = self.formsets.get("dates")
        if city is None or dates is None or not self.is_bound:
            return is_valid
        for form in dates.forms:
            if form.errors or form in dates.deleted_forms:
                continue
            for name, message in venue_problems(form.instance, city_id=city.pk).items():
                form.add_error(name, message)
                is_valid = False
        return is_valid
