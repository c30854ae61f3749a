"""The admin of businesses."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column

from content.entry_filters import EntryFilterSet, category_filter
from content.forms import EntryForm
from content.list_views import EntryIndexView
from content.models import CategoryKind
from content.panels import coordinates, kazakh_tab, publishing_panels, russian_tab
from directory.models import Business
from directory.previews import business_preview
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
                        FieldRowPanel([FieldPanel("whatsapp")]),
                        FieldRowPanel([FieldPanel("instagram"), FieldPanel("website_url")]),
                    ],
                    heading=_("Связь"),
                ),
            ],
            heading=_("Адрес и связь"),
        ),
        ObjectList([FieldPanel("logo"), FieldPanel("cover")], heading=_("Медиа")),
        ObjectList(publishing_panels(), heading=_("Публикация")),
    ],
    base_form_class=EntryForm,
)


class BusinessFilterSet(EntryFilterSet):
    """Filters of the list of businesses."""

    category = category_filter(CategoryKind.BUSINESS)

    class Meta:
        model = Business
        fields: list[str] = []


class BusinessIndexView(EntryIndexView):
    """The list of businesses."""

    kind_columns = (Column("phone", label=_("Телефон")),)


class BusinessViewSet(ModeratedViewSet):
    """Businesses."""

    model = Business
    icon = "home"
    menu_label = _("Заведения")
    new_label = _("Новое заведение")
    menu_order = 120
    base_url_path = "businesses"
    index_view_class = BusinessIndexView
    filterset_class = BusinessFilterSet
    search_fields = ("title_ru", "title_kk", "address_ru", "phones")
    related = ("category",)
    edit_handler = BUSINESS_FORM
    preview_content = staticmethod(business_preview)
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
