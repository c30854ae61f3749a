"""Registers the admin of businesses."""

from wagtail.snippets.models import register_snippet

from directory.viewsets import BusinessViewSet

register_snippet(BusinessViewSet)
