"""Routes of the API, without trailing slashes."""

from django.urls import include, path

from api.documents import docs, openapi_json
from api.reads.businesses import BusinessesView, BusinessView
from api.reads.categories import CategoriesView
from api.reads.changes import ChangesView
from api.reads.cities import CitiesView, CityPhotosView, CityView
from api.reads.event_files import (
    EventIcsView,
    EventLinkedDataView,
    EventsIcsView,
    EventsLinkedDataView,
    EventsRssView,
    EventsTableView,
)
from api.reads.events import EventCalendarView, EventCountsView, EventFacetsView, EventsView, EventView
from api.reads.promotions import PromotionsView, PromotionView
from api.reads.search import SearchView
from api.reads.similar_events import SimilarEventsView
from api.reads.sitemap import SitemapView
from api.reads.suggest import SuggestView

_EVENTS = [
    path("categories", EventCountsView.as_view(), name="api_event_counts"),
    path("facets", EventFacetsView.as_view(), name="api_event_facets"),
    path("calendar", EventCalendarView.as_view(), name="api_event_calendar"),
    path("<str:id>.ics", EventIcsView.as_view(), name="api_event_ics"),
    path("<str:id>.jsonld", EventLinkedDataView.as_view(), name="api_event_jsonld"),
    path("<str:id>", EventView.as_view(), name="api_event"),
    path("<str:id>/similar", SimilarEventsView.as_view(), name="api_similar_events"),
]
urlpatterns = [
    path("cities", CitiesView.as_view(), name="api_cities"),
    path("cities/<str:slug>", CityView.as_view(), name="api_city"),
    path("cities/<str:slug>/photos", CityPhotosView.as_view(), name="api_city_photos"),
    path("events", EventsView.as_view(), name="api_events"),
    path("events.ics", EventsIcsView.as_view(), name="api_events_ics"),
    path("events.rss", EventsRssView.as_view(), name="api_events_rss"),
    path("events.csv", EventsTableView.as_view(), name="api_events_csv"),
    path("events.jsonld", EventsLinkedDataView.as_view(), name="api_events_jsonld"),
    path("events/", include(_EVENTS)),
    path("businesses", BusinessesView.as_view(), name="api_businesses"),
    path("businesses/<str:id>", BusinessView.as_view(), name="api_business"),
    path("promotions", PromotionsView.as_view(), name="api_promotions"),
    path("promotions/<str:id>", PromotionView.as_view(), name="api_promotion"),
    path("categories", CategoriesView.as_view(), name="api_categories"),
    path("changes", ChangesView.as_view(), name="api_changes"),
    path("search", SearchView.as_view(), name="api_search"),
    path("search/suggest", SuggestView.as_view(), name="api_suggest"),
    path("sitemap", SitemapView.as_view(), name="api_sitemap"),
    path("openapi.json", openapi_json, name="api_openapi"),
    path("docs", docs, name="api_docs"),
]
