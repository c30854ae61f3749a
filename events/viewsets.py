"""The admin of events."""

from functools import cached_property
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from content.columns import localised_name
from content.entry_filters import EntryFilterSet, category_filter
from content.forms import EntryForm
from content.models import CategoryKind
from content.panels import coordinates, kazakh_tab, publishing_panels, russian_tab
from content.views import EntryIndexView
from events.clash_panel import ClashHintsPanel
from events.columns import next_date_text, with_next_date
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
                ClashHintsPanel(),
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


class EventFilterSet(EntryFilterSet):
    """Filters of the list of events."""

    category = category_filter(CategoryKind.EVENT)

    class Meta:
        model = Event
        fields: list[str] = []


class EventIndexView(EntryIndexView):
    """The list of events; the same by day is the calendar."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Add the way to the calendar."""
        calendar = HeaderButton(_("Календарь"), url=reverse("events_calendar"), icon_name="calendar-alt", priority=20)
        return [*super().header_buttons, calendar]

    kind_columns = (
        Column("category", label=_("Категория"), accessor=localised_name("category")),
        Column("next_starts_at", label=_("Ближайшая дата"), accessor=next_date_text, sort_key="next_starts_at"),
    )


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
