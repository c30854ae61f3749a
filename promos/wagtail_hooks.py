"""Registers the admin of promotions."""

from wagtail.snippets.models import register_snippet

from promos.viewsets import PromotionViewSet

register_snippet(PromotionViewSet)
