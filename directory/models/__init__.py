"""Models of the directory."""

from directory.models.business import Business, BusinessPicture
from directory.models.listing import BusinessListing
from directory.models.standing import BusinessStanding
from directory.models.venue import Venue

__all__ = ["Business", "BusinessListing", "BusinessPicture", "BusinessStanding", "Venue"]
