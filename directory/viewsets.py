"""The admin of businesses."""

from typing import Any, Final

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from content.entry_filters import EntryFilterSet, category_filter
from content.list_views import EntryIndexView
from content.models import CategoryKind
from content.panels import coordinates, kazakh_tab, publishing_panels, russian_tab
from directory.forms import BusinessForm
from directory.models import Business
from directory.previews import business_preview
from directory.standing_views import CHANGE_STANDING, StandingPanel, StandingView
from language import phones
from moderation.views import ModeratedEditView
from moderation.viewsets import ModeratedViewSet

BUSINESS_FORM: Final = TabbedInterface(
    [
        russian_tab(FieldPanel("category")),
        kazakh_tab(FieldPanel("address_kk")),
        ObjectList(
            [
                FieldPanel("city"),
                FieldPanel("address_ru"),
                coordinates(),
                MultiFieldPanel(
                    [
                        FieldPanel("phones"),
                        FieldRowPanel([FieldPanel("whatsapp"), FieldPanel("telegram")]),
                        FieldRowPanel([FieldPanel("instagram"), FieldPanel("website_url")]),
                    ],
                    heading=_("Связь"),
                ),
            ],
            heading=_("Адрес и связь"),
        ),
        ObjectList([FieldPanel("opening_hours")], heading=_("Часы работы")),
        ObjectList(
            [
                FieldPanel("logo"),
                FieldPanel("cover"),
                InlinePanel(
                    "gallery",
                    heading=_("Галерея"),
                    label=_("фотография"),
                    panels=[
                        FieldPanel("image"),
                        FieldRowPanel([FieldPanel("caption_ru"), FieldPanel("caption_kk")]),
                    ],
                ),
            ],
            heading=_("Медиа"),
        ),
        ObjectList(
            [*publishing_panels(), StandingPanel(heading=_("Проверка, тариф, владелец"))], heading=_("Публикация")
        ),
    ],
    base_form_class=BusinessForm,
)


def listed_phone(business: Business) -> str:
    """Return the first telephone number as people read it."""
    return phones.shown(business.phone) if business.phone else ""


class BusinessFilterSet(EntryFilterSet):
    """Filters of the list of businesses."""

    category = category_filter(CategoryKind.BUSINESS)

    class Meta:
        model = Business
        fields: list[str] = []


class BusinessIndexView(EntryIndexView):
    """The list of businesses."""

    kind_columns = (Column("phone", label=_("Телефон"), accessor=listed_phone),)


class BusinessEditView(ModeratedEditView):
    """The editor of a business."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add the way to verification, tier and owner for those who may change them."""
        buttons: list[Button] = super().header_more_buttons
        if not self.request.user.has_perm(CHANGE_STANDING):
            return buttons
        address = reverse(BusinessViewSet().get_url_name("standing"), args=[self.object.pk])
        return [*buttons, Button(_("Проверка, тариф, владелец"), address, icon_name="tick", priority=60)]


class BusinessViewSet(ModeratedViewSet):
    """Businesses."""

    model = Business
    icon = "home"
    menu_label = _("Заведения")
    new_label = _("Новое заведение")
    menu_order = 120
    base_url_path = "businesses"
    index_view_class = BusinessIndexView
    edit_view_class = BusinessEditView
    filterset_class = BusinessFilterSet
    search_fields = ("title_ru", "title_kk", "address_ru", "phones")
    related = ("category",)
    edit_handler = BUSINESS_FORM
    preview_content = staticmethod(business_preview)

    @property
    def standing_view(self) -> Any:
        """The page of verification, tier and owner, guarded like the views of the draft."""
        return self.construct_view(StandingView)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add that page."""
        patterns: list[URLPattern] = super().get_urlpatterns()
        return [*patterns, path(f"standing/<{self.pk_path_converter}:pk>/", self.standing_view, name="standing")]

    inspect_view_fields = [
        "title_ru",
        "title_kk",
        "city",
        "category",
        "description_ru",
        "description_kk",
        "address_ru",
        "phones",
        "cover",
        "live",
        "first_published_at",
        "public_id",
    ]
