"""Panels that the forms of all kinds share."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, Panel, PublishingPanel


def russian_tab(*more: Panel) -> ObjectList:
    """Return the tab of the Russian texts."""
    title = FieldPanel("title_ru", help_text=_("Как в афише, без даты и места."))
    return ObjectList([title, FieldPanel("description_ru"), *more], heading=_("Русский"))


def kazakh_tab(*more: Panel) -> ObjectList:
    """Return the tab of the Kazakh texts."""
    return ObjectList(
        [
            FieldPanel("title_kk", help_text=_("Пока пусто, казахские читатели видят русский текст.")),
            FieldPanel("description_kk"),
            *more,
        ],
        heading=_("Қазақша"),
    )


def publishing_panels() -> list[Panel]:
    """Return the address and the schedule of publication."""
    return [FieldPanel("slug"), PublishingPanel()]


def coordinates() -> FieldRowPanel:
    """Return latitude and longitude side by side."""
    return FieldRowPanel(
        [FieldPanel("latitude"), FieldPanel("longitude")],
        heading=_("Точка на карте"),
        help_text=_("Например 47.799 и 67.714. Можно оставить пустым."),
    )
