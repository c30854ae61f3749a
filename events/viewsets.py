"""The admin of events."""

from functools import cached_property
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.widgets.button import HeaderButton

from content.bulk.export import ExportColumn
from content.list_views import EntryIndexView
from content.panels import coordinates, kazakh_tab, publishing_panels, russian_tab
from events.clash_panel import ClashHintsPanel
from events.columns import dates_column, with_next_date
from events.forms import EventForm
from events.list_filters import EventFilterSet
from events.models import Event, EventTag
from events.panels import SchedulePanel, date_panels
from events.previews import event_preview
from moderation.viewsets import ModeratedViewSet

EVENT_FORM: Final = TabbedInterface(
    [
        russian_tab(FieldPanel("summary_ru"), FieldPanel("category")),
        kazakh_tab(FieldPanel("summary_kk")),
        ObjectList(
            [
                ClashHintsPanel(),
                SchedulePanel(
                    "dates",
                    panels=date_panels(),
                    heading=_("Даты"),
                    label=_("Дата"),
                    help_text=_("Время указывается по времени города. Без даты событие нельзя опубликовать."),
                ),
            ],
            heading=_("Расписание"),
        ),
        ObjectList(
            [
                FieldPanel("city"),
                MultiFieldPanel(
                    [
                        FieldPanel("venue", help_text=_("Парк, площадь, стадион из справочника площадок города.")),
                        FieldPanel("venue_business", help_text=_("Если событие проходит в заведении из каталога.")),
                    ],
                    heading=_("Площадка"),
                    help_text=_("Название, адрес и точка на карте возьмутся у площадки и обновятся вместе с ней."),
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("place_ru", help_text=_("Если площадки нет в списке или нужно уточнение.")),
                        FieldPanel("place_kk"),
                        FieldPanel("address_ru"),
                        FieldPanel("address_kk"),
                    ],
                    heading=_("Место словами"),
                ),
                coordinates(),
                FieldPanel("online_url", help_text=_("Если событие можно смотреть или посещать онлайн.")),
                FieldPanel("accessibility"),
            ],
            heading=_("Место"),
        ),
        ObjectList(
            [
                FieldPanel("cover"),
                InlinePanel(
                    "gallery",
                    panels=[FieldPanel("image"), FieldRowPanel([FieldPanel("caption_ru"), FieldPanel("caption_kk")])],
                    heading=_("Галерея"),
                    label=_("Фотография"),
                ),
                FieldPanel("video_url", help_text=_("Ссылка на YouTube, Vimeo или файл.")),
            ],
            heading=_("Медиа"),
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldPanel("price_kind"),
                        FieldRowPanel([FieldPanel("price_min"), FieldPanel("price_max")]),
                        FieldPanel("ticket_url"),
                        FieldRowPanel([FieldPanel("capacity"), FieldPanel("is_sold_out")]),
                    ],
                    heading=_("Цена и места"),
                ),
                MultiFieldPanel([FieldPanel("age_limit"), FieldPanel("languages")], heading=_("Для кого")),
                MultiFieldPanel(
                    [
                        FieldPanel("organiser"),
                        FieldPanel("organiser_name", help_text=_("Если организатора нет в каталоге.")),
                        FieldPanel("website_url"),
                    ],
                    heading=_("Организатор"),
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("contact_name"),
                        FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")]),
                    ],
                    heading=_("Контакт для вопросов"),
                    help_text=_("Виден всем читателям."),
                ),
                FieldPanel("tags"),
                *publishing_panels(),
            ],
            heading=_("Публикация"),
        ),
    ],
    base_form_class=EventForm,
)


class EventIndexView(EntryIndexView):
    """The list of events; the same by day is the calendar."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Add the way to the calendar."""
        calendar = HeaderButton(_("Календарь"), url=reverse("events_calendar"), icon_name="calendar-alt", priority=20)
        return [*super().header_buttons, calendar]

    kind_columns = (dates_column(),)
    export_columns = (
        ExportColumn(_("Ближайшая дата"), lambda event: event.next_starts_at),
        ExportColumn(_("Ещё дат"), lambda event: event.more_dates),
        ExportColumn(_("Теги"), lambda event: event.tag_names),
    )
    orders_without_index = frozenset({"next_starts_at"})

    def exported(self, pks: list[int], form: str) -> HttpResponseBase:
        """Read the tags too, which no column of the list shows."""
        self.has_tags = True
        return super().exported(pks, form)

    def get_base_queryset(self) -> QuerySet[Event]:
        """Add the names of the tags where they are exported."""
        events: QuerySet[Event] = super().get_base_queryset()
        if not self.has_tags:
            return events
        tags = EventTag.objects.filter(content_object=OuterRef("pk")).order_by("tag__name", "pk")
        return events.annotate(tag_names=ArraySubquery(tags.values("tag__name")))

    has_tags = False


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
        "venue",
        "venue_business",
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
