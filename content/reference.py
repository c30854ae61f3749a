"""The admin of what entries refer to: cities and their pictures, categories, tags, assigned staff."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from content.kinds import all_kinds
from content.models import Category, City, CityAssignment, CityPhoto, Tag

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
        if any(kind.model._default_manager.filter(city=city).exists() for kind in all_kinds()):
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


class CityPhotoViewSet(ReferenceViewSet):
    """Pictures of cities."""

    model = CityPhoto
    icon = "image"
    menu_label = gettext_lazy("Фотографии городов")
    name = "city_photos"
    list_display = ["__str__", "city", "position", _SHOWN]
    list_filter = ["city"]
    ordering = ("city", "position", "pk")
    panels = [
        FieldPanel("city"),
        FieldPanel("image"),
        FieldRowPanel([FieldPanel("title_ru"), FieldPanel("title_kk")]),
        FieldRowPanel([FieldPanel("position"), FieldPanel("is_active")]),
    ]


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
    list_display = ["user", "city"]
    list_filter = ["city"]
    ordering = ("user", "city")
    panels = [FieldPanel("user"), FieldPanel("city")]


class ReferenceGroup(ModelViewSetGroup):
    """The menu of everything above."""

    menu_label = gettext_lazy("Справочники")
    menu_icon = "list-ul"
    menu_order = 400
    items = (CityViewSet, CityPhotoViewSet, CategoryViewSet, TagViewSet, CityAssignmentViewSet)
