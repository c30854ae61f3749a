"""The admin of what entries refer to: cities and their pictures, categories, tags, assigned staff."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import DeleteView, EditView, HistoryView, IndexView, UsageView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from content.assignment_views import AssignmentCreateView, AssignmentDeleteView, AssignmentEditView
from content.city_access import assigned_city_ids, cities_for
from content.columns import localised_label, localised_name
from content.kinds import all_kinds
from content.models import Category, City, CityAssignment, CityPhoto, Tag

_CITY: Final = Column("city", label=gettext_lazy("Город"), accessor=localised_name("city"), sort_key="city__name_ru")
_SHOWN: Final = BooleanColumn("is_active", label=gettext_lazy("На сайте"), sort_key="is_active")


class FixedRowsPolicy(ModelPermissionPolicy):
    """For tables whose rows are part of the program: they can be renamed, not added or removed."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse adding and deleting to everyone."""
        return action not in {"add", "delete"} and super().user_has_permission(user, action)


class CityDeleteView(DeleteView):
    """A city is deleted only while nothing belongs to it."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Refuse with a message where the database would fail at the end of the request."""
        city = self.object
        # A draft may be on its way to another city than that of its entry.
        here = Q(city=city) | Q(latest_revision__in_city__city=city)
        if any(kind.model._default_manager.filter(here).exists() for kind in all_kinds()):
            text = _("В городе «%(city)s» есть записи. Вместо удаления снимите отметку «показывать на сайте».")
            messages.error(self.request, text % {"city": city})
            return redirect(self.edit_url_name, city.pk)
        return super().form_valid(form)


class ReferenceViewSet(ModelViewSet):
    """What the viewsets below share."""

    # Copying opens a half-filled form of something that must be unique.
    copy_view_enabled = False
    add_to_reference_index = False


class CityViewSet(ReferenceViewSet):
    """Cities."""

    model = City
    icon = "globe"
    menu_label = gettext_lazy("Города")
    name = "cities"
    list_display = ["name_ru", "name_kk", "slug", "time_zone", _SHOWN]
    ordering = ("name_ru", "pk")
    delete_view_class = CityDeleteView
    panels = [
        FieldRowPanel([FieldPanel("name_ru"), FieldPanel("name_kk")]),
        FieldRowPanel([FieldPanel("region_ru"), FieldPanel("region_kk")]),
        FieldPanel("slug"),
        FieldPanel("is_active"),
        MultiFieldPanel(
            [
                FieldPanel("population"),
                FieldPanel("time_zone"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=gettext_lazy("Сведения"),
        ),
    ]


class CityPhotoForm(WagtailAdminModelForm):
    """Staff who are assigned to cities choose among these."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = City.objects.all() if self.for_user is None else cities_for(self.for_user)
        self.fields["city"].queryset = own.order_by("name_ru", "pk")
        self.fields["city"].label_from_instance = localised_label


class OwnCityPhotosMixin:
    """Shows and finds the pictures of the person's cities only."""

    request: Any

    def get_base_queryset(self) -> QuerySet[CityPhoto]:
        """Return the pictures to list."""
        photos: QuerySet[CityPhoto] = super().get_base_queryset()  # type: ignore[misc]  # a mixin for Wagtail's views
        return photos.filter(city__in=cities_for(self.request.user))


class CityPhotoIndexView(OwnCityPhotosMixin, IndexView):
    """The list."""


class OwnCityPhotoMixin:
    """Refuses a picture of other cities."""

    request: Any

    def get_object(self, *args: Any, **kwargs: Any) -> CityPhoto:
        """Return the picture; raises ``PermissionDenied``."""
        photo: CityPhoto = super().get_object(*args, **kwargs)  # type: ignore[misc]  # a mixin for Wagtail's views
        assigned = assigned_city_ids(self.request.user)
        if assigned and photo.city_id not in assigned:
            raise PermissionDenied
        return photo


class CityPhotoEditView(OwnCityPhotoMixin, EditView):
    """The editor."""


class CityPhotoDeleteView(OwnCityPhotoMixin, DeleteView):
    """The question before deleting."""


class CityPhotoHistoryView(OwnCityPhotoMixin, HistoryView):
    """The history."""


class CityPhotoUsageView(OwnCityPhotoMixin, UsageView):
    """What uses a picture."""


class CityPhotoViewSet(ReferenceViewSet):
    """Pictures of cities."""

    model = CityPhoto
    icon = "image"
    menu_label = gettext_lazy("Фотографии городов")
    name = "city_photos"
    list_display = ["__str__", _CITY, "position", _SHOWN]
    list_filter = ["city"]
    ordering = ("city", "position", "pk")
    index_view_class = CityPhotoIndexView
    edit_view_class = CityPhotoEditView
    delete_view_class = CityPhotoDeleteView
    history_view_class = CityPhotoHistoryView
    usage_view_class = CityPhotoUsageView
    edit_handler = ObjectList(
        [
            FieldPanel("city"),
            FieldPanel("image"),
            FieldRowPanel([FieldPanel("title_ru"), FieldPanel("title_kk")]),
            FieldRowPanel([FieldPanel("position"), FieldPanel("is_active")]),
        ],
        base_form_class=CityPhotoForm,
    )


class CategoryViewSet(ReferenceViewSet):
    """Categories: the frontend knows their codes, the team may change names, icons and order."""

    model = Category
    icon = "list-ul"
    menu_label = gettext_lazy("Категории")
    name = "categories"
    list_display = ["name_ru", "name_kk", "kind", "slug", "icon", "position"]
    list_filter = ["kind"]
    ordering = ("kind", "position", "pk")
    panels = [
        FieldPanel("kind", read_only=True),
        FieldPanel("slug", read_only=True),
        FieldRowPanel([FieldPanel("name_ru"), FieldPanel("name_kk"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("icon"), FieldPanel("position")]),
    ]


class TagViewSet(ReferenceViewSet):
    """Tags."""

    model = Tag
    icon = "tag"
    menu_label = gettext_lazy("Теги")
    name = "tags"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    search_backend_name = None
    ordering = ("name", "pk")
    panels = [FieldPanel("name"), FieldPanel("slug")]


class CityAssignmentViewSet(ReferenceViewSet):
    """Which staff works with which cities only."""

    model = CityAssignment
    icon = "user"
    menu_label = gettext_lazy("Сотрудники городов")
    name = "city_assignments"
    list_display = ["user", _CITY]
    list_filter = ["city"]
    ordering = ("user", "city")
    add_view_class = AssignmentCreateView
    edit_view_class = AssignmentEditView
    delete_view_class = AssignmentDeleteView
    panels = [FieldPanel("user"), FieldPanel("city")]


class ReferenceGroup(ModelViewSetGroup):
    """The menu of everything above."""

    menu_label = gettext_lazy("Справочники")
    menu_icon = "list-ul"
    menu_order = 400
    items = (CityViewSet, CityPhotoViewSet, CategoryViewSet, TagViewSet, CityAssignmentViewSet)
