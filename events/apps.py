"""Events."""

from django.apps import AppConfig
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    """Events of the city."""

    name = "events"
    verbose_name = _("События")

    def ready(self) -> None:
        """Register the kind and connect the calendar to what editors save."""
        import events.receivers  # noqa: F401, PLC0415 - receivers need the loaded models
        from content.kinds import Kind, register  # noqa: PLC0415 - models must be loaded first
        from events.aspects import ASPECTS  # noqa: PLC0415
        from events.embeds import embeds  # noqa: PLC0415
        from events.importers import register_import  # noqa: PLC0415
        from events.models import Event, EventListing, EventStanding  # noqa: PLC0415
        from events.previews import draft_detail  # noqa: PLC0415
        from events.projections import build_listings, write_occurrences  # noqa: PLC0415
        from events.publication import missing  # noqa: PLC0415
        from events.search import register_search  # noqa: PLC0415

        register(
            Kind(
                name="event",
                model=Event,
                listing=EventListing,
                standing=EventStanding,
                shows_views=True,
                build=build_listings,
                after_write=write_occurrences,
                missing=missing,
                aspects=ASPECTS,
                draft_detail=draft_detail,
                api_path="events",
                has_ended=lambda now: Q(listing__ended_at__lte=now),
                embeds=embeds(),
            )
        )
        register_search()
        register_import()
