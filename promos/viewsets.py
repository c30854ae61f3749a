"""The admin of promotions."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column

from content.columns import TwoLinesColumn
from content.list_views import EntryIndexView
from content.panels import kazakh_tab, publishing_panels, russian_tab
from moderation.viewsets import ModeratedViewSet
from promos.columns import business_name, listed_discount, listed_validity
from promos.forms import PromotionForm
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
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("discount_kind"), FieldPanel("discount_value")]),
                        FieldPanel("discount"),
                        FieldRowPanel([FieldPanel("code"), FieldPanel("usage_limit")]),
                        FieldPanel("is_premium_only"),
                    ],
                    heading=_("Что даёт акция"),
                ),
            ],
            heading=_("Заведение и скидка"),
        ),
        ObjectList(
            [
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")], heading=_("Срок")),
                MultiFieldPanel(
                    [FieldPanel("weekdays"), FieldRowPanel([FieldPanel("time_from"), FieldPanel("time_until")])],
                    heading=_("Дни и часы"),
                ),
            ],
            heading=_("Когда действует"),
        ),
        ObjectList([FieldPanel("cover")], heading=_("Медиа")),
        ObjectList(publishing_panels(), heading=_("Публикация")),
    ],
    base_form_class=PromotionForm,
)


class PromotionIndexView(EntryIndexView):
    """The list of promotions."""

    orders_without_index = frozenset({"valid_until"})
    kind_columns = (
        TwoLinesColumn("business", label=_("Заведение"), first=business_name, second=listed_discount),
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
        "discount_kind",
        "discount_value",
        "discount",
        "code",
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
