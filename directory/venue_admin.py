"""The admin of venues."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, HistoryView, IndexView, UsageView
from wagtail.admin.viewsets.model import ModelViewSet

from content.city_access import assigned_city_ids, cities_for
from content.columns import localised_label, localised_name
from content.coordinate_fields import CoordinatesMixin
from content.panels import coordinates
from directory.models import Venue


def uses_of(venue: Venue) -> int:
    """Return how many rows of any model name a venue: events, their dates, whatever comes later."""
    relations: list[Any] = [field for field in Venue._meta.get_fields(include_hidden=True) if field.one_to_many]
    return sum(
        relation.related_model._default_manager.filter(**{relation.field.name: venue}).count() for relation in relations
    )


class VenueForm(CoordinatesMixin, WagtailAdminModelForm):
    """Staff who are assigned to cities choose among these."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = cities_for(self.for_user) if self.for_user is not None else None
        city = self.fields["city"]
        city.queryset = (city.queryset if own is None else own).order_by("name_ru", "pk")
        city.label_from_instance = localised_label


class _OwnCityVenue:
    """Refuses a venue of other cities."""

    request: Any

    def get_object(self, *args: Any, **kwargs: Any) -> Venue:
        """Return the venue; raises ``PermissionDenied``."""
        venue: Venue = super().get_object(*args, **kwargs)  # type: ignore[misc]  # a mixin for Wagtail's views
        assigned = assigned_city_ids(self.request.user)
        if assigned and venue.city_id not in assigned:
            raise PermissionDenied
        return venue


class VenueIndexView(IndexView):
    """The list: the venues of the person's cities."""

    add_item_label = gettext_lazy("Новая площадка")

    def _get_title_column(self, field_name: str, **options: Any) -> Column:
        """Keep the names wide enough to read on a telephone."""
        column: Column = super()._get_title_column(field_name, classname="entry-title", **options)
        return column

    def get_base_queryset(self) -> QuerySet[Model]:
        """Return the venues to list, with their cities."""
        venues: QuerySet[Model] = super().get_base_queryset().select_related("city")
        return venues.filter(city__in=cities_for(self.request.user))


class VenueCreateView(CreateView):
    """The empty form, titled in correct grammar."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """End with our words for a new venue."""
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {**items[-1], "label": _("Новая площадка")}]

    def get_page_subtitle(self) -> str:
        """Head the page with them too."""
        return _("Новая площадка")


class VenueEditView(_OwnCityVenue, EditView):
    """The editor; saving renews the events that show the venue."""


class VenueHistoryView(_OwnCityVenue, HistoryView):
    """The history."""


class VenueUsageView(_OwnCityVenue, UsageView):
    """What uses a venue."""


class VenueDeleteView(_OwnCityVenue, DeleteView):
    """A venue is deleted only while nothing takes place there."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Refuse with a message instead of leaving events without a place."""
        venue = self.object
        if count := uses_of(venue):
            text = _("Площадка «%(venue)s» указана в событиях (%(count)d). Сначала выберите в них другое место.")
            messages.error(self.request, text % {"venue": venue, "count": count})
            return redirect(self.edit_url_name, venue.pk)
        return super().form_valid(form)


class MapColumn(Column):
    """A link to the point on an external map."""

    cell_template_name = "directory/map_cell.html"

    def __init__(self) -> None:
        super().__init__("map", label=gettext_lazy("Карта"), accessor="latitude")


class VenueViewSet(ModelViewSet):
    """Venues: places that are no businesses."""

    model = Venue
    icon = "thumbtack"
    menu_label = gettext_lazy("Площадки")
    name = "venues"
    menu_order = 125
    add_to_admin_menu = True
    # Copying opens a half-filled form of something that must be unique.
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        "name_ru",
        "name_kk",
        Column("city", label=gettext_lazy("Город"), accessor=localised_name("city"), sort_key="city__name_ru"),
        "address_ru",
        Column("capacity", label=gettext_lazy("Мест"), classname="only-wide", sort_key="capacity"),
        MapColumn(),
    ]
    list_filter = ["city", "is_wheelchair_accessible"]
    list_per_page = 50
    search_fields = ["name_ru", "name_kk", "address_ru", "address_kk"]
    search_backend_name = None
    ordering = ("name_ru", "pk")
    index_view_class = VenueIndexView
    add_view_class = VenueCreateView
    edit_view_class = VenueEditView
    delete_view_class = VenueDeleteView
    history_view_class = VenueHistoryView
    usage_view_class = VenueUsageView
    edit_handler = ObjectList(
        [
            FieldPanel("city"),
            FieldRowPanel([FieldPanel("name_ru"), FieldPanel("name_kk")]),
            FieldRowPanel([FieldPanel("address_ru"), FieldPanel("address_kk")]),
            coordinates(),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("capacity"), FieldPanel("is_wheelchair_accessible")])],
                heading=gettext_lazy("Сведения"),
            ),
        ],
        base_form_class=VenueForm,
    )
