"""Models of events."""

from events.models.date import EventDate
from events.models.event import Event, EventPicture, EventTag
from events.models.listing import EventListing, EventOccurrence
from events.models.planning import PlannedDate, PlannedEvent
from events.models.standing import EventStanding

__all__ = [
    "Event",
    "EventDate",
    "EventListing",
    "EventOccurrence",
    "EventPicture",
    "EventStanding",
    "EventTag",
    "PlannedDate",
    "PlannedEvent",
]
