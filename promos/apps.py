"""Promotions."""

from django.apps import AppConfig
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PromosConfig(AppConfig):
    """Promotions of businesses."""

    name = "promos"
    verbose_name = _("Акции")

    def ready(self) -> None:
        """Register the kind."""
        from content.kinds import Kind, embedded_through, register  # noqa: PLC0415 - models must be loaded first
        from promos.aspects import ASPECTS  # noqa: PLC0415
        from promos.models import Promotion, PromotionListing, PromotionStanding  # noqa: PLC0415
        from promos.projections import build_listings, draft_detail  # noqa: PLC0415
        from promos.rules import missing_for_publication  # noqa: PLC0415
        from promos.search import register_search  # noqa: PLC0415

        register(
            Kind(
                name="promotion",
                model=Promotion,
                listing=PromotionListing,
                standing=PromotionStanding,
                shows_views=True,
                build=build_listings,
                missing=missing_for_publication,
                aspects=ASPECTS,
                draft_detail=draft_detail,
                api_path="promotions",
                has_ended=lambda now: Q(valid_until__lte=now),
                embeds={
                    "content.City": embedded_through("city_id"),
                    "content.Image": embedded_through("cover_id", "business__logo_id"),
                    "directory.Business": embedded_through("business_id"),
                    "directory.BusinessStanding": embedded_through("business_id"),
                    "promos.PromotionStanding": embedded_through("pk"),
                },
            )
        )
        register_search()
