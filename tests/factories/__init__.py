"""Small functions that build what a test needs, through the same operations as everyone."""

from tests.factories.content import a_category, a_city, a_venue, an_image
from tests.factories.entries import a_business, a_promotion, an_event
from tests.factories.people import a_user

__all__ = ["a_business", "a_category", "a_city", "a_promotion", "a_user", "a_venue", "an_event", "an_image"]
