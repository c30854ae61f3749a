"""The admin of promotions."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column

from content.columns import TwoLinesColumn
from content.forms import EntryForm
from content.list_views import EntryIndexView
from content.panels import kazakh_tab, publishing_panels, russian_tab
from moderation.viewsets import ModeratedViewSet
from promos.columns import business_name, listed_validity
from promos.list_filters import PromotionFilterSet
from promos.models import Promotion
from promos.previews import promotion_preview

PROMOTION_FORM: Final = TabbedInterface(
    [
        russian_tab(FieldPanel("conditions_ru")),
        kazakh_tab(FieldPanel("conditions_kk")),
        ObjectList(
            [
                FieldPanel("city", help_text=_("Город акции — всегда город её заведения.")),
                FieldPanel("business"),
                FieldPanel("discount"),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                FieldPanel("is_premium_only"),
            ],
            heading=_("Заведение и срок"),
        ),
        ObjectList([FieldPanel("cover")], heading=_("Медиа")),
        ObjectList(publishing_panels(), heading=_("Публикация")),
    ],
    base_form_class=EntryForm,
)


class PromotionIndexView(EntryIndexView):
    """The list of promotions."""

    orders_without_index = frozenset({"valid_until"})
    kind_columns = (
        TwoLinesColumn(
            "business", label=_("Заведение"), first=business_name, second=lambda promotion: promotion.discount
        ),
        Column("valid_until", label=_("Действует"), accessor=listed_validity, sort_key="valid_until"),
    )


class PromotionViewSet(ModeratedViewSet):
    """Promotions."""

    model = Promotion
    icon = "tag"
    menu_label = _("Акции")
    new_label = _("Новая акция")
    menu_order = 130
    base_url_path = "promotions"
    index_view_class = PromotionIndexView
    filterset_class = PromotionFilterSet
    search_fields = ("title_ru", "title_kk", "business__title_ru", "business__title_kk")
    related = ("business",)
    edit_handler = PROMOTION_FORM
    preview_content = staticmethod(promotion_preview)
    inspect_view_fields = [
        "title_ru",
        "title_kk",
        "city",
        "business",
        "discount",
        "description_ru",
        "description_kk",
        "conditions_ru",
        "valid_from",
        "valid_until",
        "cover",
        "live",
        "first_published_at",
        "public_id",
    ]
