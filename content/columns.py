"""Columns of the lists of entries."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import get_language, gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn

from content.editorial_state import EditorialState
from content.localised import text
from content.models import Entry
from content.renditions import CARD
from language.codes import Language

_COLOURS: Final[Mapping[str, str]] = {
    EditorialState.DRAFT: "grey",
    EditorialState.IN_REVIEW: "blue",
    EditorialState.CHANGES_REQUESTED: "amber",
    EditorialState.SCHEDULED: "blue",
    EditorialState.LIVE: "green",
    EditorialState.LIVE_WITH_DRAFT: "green",
    EditorialState.EXPIRED: "grey",
    EditorialState.ARCHIVED: "grey",
    EditorialState.DELETED: "grey",
}


def admin_language() -> Language:
    """Return the language of the person who looks at the admin."""
    return "kk" if (get_language() or "").startswith("kk") else "ru"


def localised_label(row: Any) -> str:
    """Return the name of a row (a city, a category) in the admin's language, as choices show it."""
    return text(row, "name", admin_language())


def localised_name(path: str) -> Callable[[Entry], str]:
    """Return an accessor of the name of a related row (a city, a category) in the admin's language."""

    def name(entry: Entry) -> str:
        row = getattr(entry, path)
        return "" if row is None else localised_label(row)

    return name


class ThumbnailColumn(Column):
    """The cover, from the rendition that the public card uses: a list never scales pictures."""

    cell_template_name = "content/list/thumbnail_cell.html"

    def __init__(self) -> None:
        super().__init__("cover", label="", width="76px")

    def get_value(self, instance: Entry) -> str | None:
        """Return the address of the card rendition, ``None`` while there is none."""
        if instance.cover is None:
            return None
        made = (rendition for rendition in instance.cover.renditions.all() if rendition.filter_spec == CARD)
        return next((rendition.url for rendition in made), None)


class EntryTitleColumn(TitleColumn):
    """Both titles of an entry and the buttons of its row."""

    cell_template_name = "content/list/title_cell.html"

    def get_cell_context_data(self, instance: Entry, parent_context: Any) -> dict[str, Any]:
        """Add the second title and, where it is another one, the title of the newest draft."""
        context = super().get_cell_context_data(instance, parent_context)
        context["second_title"] = instance.title_kk if instance.title_ru else ""
        context["draft_title"] = instance.facts.draft_title
        return context


class StateColumn(Column):
    """The editorial state as a coloured word; the list is annotated with it."""

    cell_template_name = "content/list/state_cell.html"

    def __init__(self) -> None:
        super().__init__("editorial_state", label=gettext_lazy("Состояние"))

    def get_cell_context_data(self, instance: Entry, parent_context: Any) -> dict[str, Any]:
        """Add the word and its colour."""
        context = super().get_cell_context_data(instance, parent_context)
        state = EditorialState(context["raw_value"])
        context.update(label=state.label, colour=_COLOURS[state])
        return context


class TranslationColumn(Column):
    """How many of an entry's texts are said in Kazakh, in its newest draft; what is missing is in the tooltip."""

    cell_template_name = "content/list/translation_cell.html"

    def __init__(self) -> None:
        super().__init__("translation", label=gettext_lazy("Қаз"), accessor="facts.translation", width="72px")


class TwoLinesColumn(Column):
    """Two short texts, one below the other; the second is quieter."""

    cell_template_name = "content/list/two_lines_cell.html"

    def __init__(
        self, name: str, *, first: Callable[[Entry], str], second: Callable[[Entry], str], **options: Any
    ) -> None:
        super().__init__(name, accessor=first, **options)
        self._second = second

    def get_cell_context_data(self, instance: Entry, parent_context: Any) -> dict[str, Any]:
        """Add the second line."""
        return {**super().get_cell_context_data(instance, parent_context), "second": self._second(instance)}


def category_name(entry: Entry) -> str:
    """Return the name of an entry's category, empty for kinds and entries without one."""
    return localised_name("category")(entry) if getattr(entry, "category", None) is not None else ""


def city_column() -> Column:
    """Return the column of city and category."""
    return TwoLinesColumn(
        "city",
        label=gettext_lazy("Город"),
        first=localised_name("city"),
        second=category_name,
        sort_key="city",
    )


def origin_column() -> Column:
    """Return the column of where an entry came from and who looks after it."""
    return TwoLinesColumn(
        "origin",
        label=gettext_lazy("Откуда"),
        first=lambda entry: entry.facts.source or str(gettext_lazy("вручную")),
        second=lambda entry: entry.facts.owner,
    )
