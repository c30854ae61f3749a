"""The admin of events."""

from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface

from content.forms import EntryForm
from content.list_views import EntryIndexView
from content.panels import coordinates, kazakh_tab, publishing_panels, russian_tab
from events.columns import dates_column, with_next_date
from events.list_filters import EventFilterSet
from events.models import Event
from events.previews import event_preview
from moderation.viewsets import ModeratedViewSet

_DATE_PANELS: Final = [
    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("is_all_day")]),
    FieldRowPanel([FieldPanel("status"), FieldPanel("previous_starts_at")]),
    FieldPanel("recurrence_rule"),
    FieldPanel("excluded"),
]

EVENT_FORM: Final = TabbedInterface(
    [
        russian_tab(FieldPanel("category")),
        kazakh_tab(FieldPanel("place_kk"), FieldPanel("address_kk")),
        ObjectList(
            [
                FieldPanel("city"),
                InlinePanel(
                    "dates",
                    panels=_DATE_PANELS,
                    heading=_("Даты"),
                    label=_("Дата"),
                    help_text=_("Время указывается по времени города. Без даты событие нельзя опубликовать."),
                ),
                FieldPanel("place_ru", help_text=_("Название площадки, например «Дворец культуры».")),
                FieldPanel("address_ru"),
                coordinates(),
            ],
            heading=_("Даты и место"),
        ),
        ObjectList(
            [FieldPanel("cover"), FieldPanel("website_url"), FieldPanel("ticket_url")],
            heading=_("Медиа"),
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldPanel("price_kind"),
                        FieldRowPanel([FieldPanel("price_min"), FieldPanel("price_max")]),
                        FieldPanel("age_limit"),
                    ],
                    heading=_("Цена и возраст"),
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("organiser"),
                        FieldPanel("organiser_name", help_text=_("Если организатора нет в каталоге.")),
                    ],
                    heading=_("Организатор"),
                ),
                FieldPanel("tags"),
                *publishing_panels(),
            ],
            heading=_("Публикация"),
        ),
    ],
    base_form_class=EntryForm,
)


class EventIndexView(EntryIndexView):
    """The list of events."""

    kind_columns = (dates_column(),)
    orders_without_index = frozenset({"next_starts_at"})


class EventViewSet(ModeratedViewSet):
    """Events."""

    model = Event
    icon = "date"
    menu_label = _("События")
    new_label = _("Новое событие")
    menu_order = 110
    base_url_path = "events"
    index_view_class = EventIndexView
    filterset_class = EventFilterSet
    search_fields = ("title_ru", "title_kk", "place_ru", "organiser_name")
    related = ("category", "listing")
    edit_handler = EVENT_FORM
    preview_content = staticmethod(event_preview)
    inspect_view_fields = [
        "title_ru",
        "title_kk",
        "city",
        "category",
        "description_ru",
        "description_kk",
        "place_ru",
        "address_ru",
        "price_kind",
        "cover",
        "live",
        "first_published_at",
        "public_id",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        """Add the date that the list shows."""
        return with_next_date(super().get_queryset(request))
