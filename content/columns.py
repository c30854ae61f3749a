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


def localised_name(path: str) -> Callable[[Entry], str]:
    """Return an accessor of the name of a related row (a city, a category) in the admin's language."""

    def name(entry: Entry) -> str:
        row = getattr(entry, path)
        return "" if row is None else text(row, "name", admin_language())

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
        """Add the second title, which is shown below the first."""
        context = super().get_cell_context_data(instance, parent_context)
        context["second_title"] = instance.title_kk if instance.title_ru else ""
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


class KazakhColumn(Column):
    """Whether an entry has a Kazakh text."""

    cell_template_name = "content/list/kazakh_cell.html"

    def __init__(self) -> None:
        super().__init__("title_kk", label=gettext_lazy("Қаз"), width="60px")
