"""Models of the editorial base."""

from content.models.category import Category, CategoryKind
from content.models.city import City, CityAssignment, CityPhoto
from content.models.entry import Entry
from content.models.generation import Generation
from content.models.image import Image, Rendition
from content.models.importing import ImportRecord, ImportRun, ImportSource
from content.models.listing import Listing
from content.models.listing_change import AbsenceReason, ListingChange
from content.models.note import EntryNote
from content.models.pending_views import PendingViews
from content.models.picture import GalleryPicture
from content.models.revision_city import RevisionCity
from content.models.standing import EntryStanding
from content.models.tag import Tag

__all__ = [
    "AbsenceReason",
    "Category",
    "CategoryKind",
    "City",
    "CityAssignment",
    "CityPhoto",
    "Entry",
    "EntryNote",
    "EntryStanding",
    "GalleryPicture",
    "Generation",
    "Image",
    "ImportRecord",
    "ImportRun",
    "ImportSource",
    "Listing",
    "ListingChange",
    "PendingViews",
    "Rendition",
    "RevisionCity",
    "Tag",
]
