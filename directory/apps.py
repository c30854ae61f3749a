"""Directory."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Businesses of the city."""

    name = "directory"
    verbose_name = _("Каталог")

    def ready(self) -> None:
        """Register the kind."""
        from content.kinds import Kind, embedded_through, register  # noqa: PLC0415 - models must be loaded first
        from directory.aspects import ASPECTS  # noqa: PLC0415
        from directory.models import Business, BusinessListing, BusinessStanding  # noqa: PLC0415
        from directory.projections import build_listings, draft_detail  # noqa: PLC0415
        from directory.rules import missing_for_publication  # noqa: PLC0415
        from directory.search import register_search  # noqa: PLC0415

        register(
            Kind(
                name="business",
                model=Business,
                listing=BusinessListing,
                standing=BusinessStanding,
                build=build_listings,
                missing=missing_for_publication,
                aspects=ASPECTS,
                draft_detail=draft_detail,
                api_path="businesses",
                embeds={
                    "content.City": embedded_through("city_id"),
                    "content.Category": embedded_through("category_id"),
                    "content.Image": embedded_through("cover_id", "logo_id", "gallery__image_id"),
                    "directory.BusinessStanding": embedded_through("pk"),
                },
            )
        )
        register_search()
