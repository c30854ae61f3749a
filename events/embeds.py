"""What the listing of an event shows of other rows, by model label."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Model, Q

from content.kinds import embedded_through
from events.models import EventDate, EventPicture, EventTag

Condition = Callable[[Sequence[int]], Q]


def embeds() -> Mapping[str, Condition]:
    """Return which events show a given row."""
    return {
        "content.City": embedded_through("city_id"),
        "content.Category": embedded_through("category_id"),
        "content.Tag": _either(_through_children(EventTag, "tag", parent="content_object")),
        "content.Image": _either(
            embedded_through("cover_id", "organiser__logo_id"), _through_children(EventPicture, "image")
        ),
        "directory.Business": _either(
            embedded_through("organiser_id", "venue_business_id"), _through_children(EventDate, "venue_business")
        ),
        "directory.BusinessStanding": embedded_through("organiser_id"),
        "directory.Venue": _either(embedded_through("venue_id"), _through_children(EventDate, "venue")),
        "events.EventStanding": embedded_through("pk"),
    }


def _through_children(model: type[Model], name: str, *, parent: str = "event") -> Condition:
    """Return the condition of events one of whose children leads to a given row.

    A subquery: a join would read every event with all of its children to find a few.
    """

    def condition(pks: Sequence[int]) -> Q:
        return Q(pk__in=model._default_manager.filter(**{f"{name}__in": pks}).values(f"{parent}_id"))

    return condition


def _either(*conditions: Condition) -> Condition:
    def condition(pks: Sequence[int]) -> Q:
        chosen = Q()
        for one in conditions:
            chosen |= one(pks)
        return chosen

    return condition
