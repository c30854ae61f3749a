"""Panels that the forms of all kinds share."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel, PublishingPanel

from language.codes import Language


def russian_tab(*more: Panel) -> ObjectList:
    """Return the tab of the Russian texts."""
    title = FieldPanel("title_ru", help_text=_("Как в афише, без даты и места."))
    return ObjectList([title, FieldPanel("description_ru"), *more, search_engine_panel("ru")], heading=_("Русский"))


def kazakh_tab(*more: Panel) -> ObjectList:
    """Return the tab of the Kazakh texts."""
    return ObjectList(
        [
            FieldPanel("title_kk", help_text=_("Пока пусто, казахские читатели видят русский текст.")),
            FieldPanel("description_kk"),
            *more,
            search_engine_panel("kk"),
        ],
        heading=_("Қазақша"),
    )


def search_engine_panel(language: Language) -> MultiFieldPanel:
    """Return what search engines show of an entry, folded: the site composes it where nothing is typed."""
    return MultiFieldPanel(
        [FieldPanel(f"seo_title_{language}"), FieldPanel(f"seo_description_{language}")],
        heading=_("Для поисковиков"),
        help_text=_("Так запись выглядит в Google и Яндексе. Пустые поля сайт заполнит сам из названия и описания."),
        classname="collapsed",
    )


def publishing_panels() -> list[Panel]:
    """Return the address and the schedule of publication."""
    return [FieldPanel("slug"), PublishingPanel()]


def coordinates() -> FieldRowPanel:
    """Return latitude and longitude side by side."""
    return FieldRowPanel(
        [FieldPanel("latitude"), FieldPanel("longitude")],
        heading=_("Точка на карте"),
        help_text=_(
            "Вставьте в любое из двух полей «47.799, 67.714» или ссылку на точку из 2ГИС, Google, Яндекса или "
            "OpenStreetMap: заполнятся оба."
        ),
    )
