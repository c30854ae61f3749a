"""Refusals of the editorial operations; their texts are for people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from content.models.entry import Entry


class IncompleteEntry(ValidationError):
    """An entry lacks something that the public needs; ``missing`` names each thing."""

    def __init__(self, entry: "Entry", missing: Sequence[str]) -> None:
        self.missing = list(missing)
        super().__init__(
            _("«%(title)s» ещё нельзя опубликовать. Заполните: %(missing)s."),
            code="content.incomplete",
            params={"title": str(entry), "missing": ", ".join(self.missing)},
        )


class PutAwayEntry(ValidationError):
    """An entry is in the archive or in the bin, where nothing else can be done with it."""

    def __init__(self, message: str, *, entry: "Entry") -> None:
        super().__init__(message, code="content.put_away", params={"title": str(entry)})


class ReasonRequired(ValidationError):
    """Whoever deletes says why."""

    def __init__(self) -> None:
        super().__init__(_("Напишите причину: её увидят коллеги в корзине."), code="content.reason_required")
