"""Entries as a table: CSV for any program, XLSX for spreadsheets."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from tempfile import TemporaryFile
from typing import Any, Final, NamedTuple, Protocol

from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.fields import RichTextField

from content.columns import admin_language
from content.editorial_state import EditorialState
from content.localised import text
from content.models import Entry
from content.richtext import plain_text
from content.spreadsheets import safe_cell

MAX_SHEET_ROWS: Final = 20_000
"""Rows of an XLSX file, which is written whole before anything is sent; CSV has no limit."""

_CHUNK: Final = 500
_XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_EXPORTED: Final = frozenset(
    {
        "id",
        "public_id",
        "city",
        "category",
        "live",
        "has_unpublished_changes",
        "locked",
        "locked_at",
        "locked_by",
        "latest_revision",
        "live_revision",
        "expired",
        "created_at",
        "first_published_at",
        "last_published_at",
    }
)


class Listed(Protocol):
    """A list of one kind, which loads rows with everything that its columns show."""

    model: type[Entry]

    def loaded(self, pks: list[int]) -> list[Any]:
        """Return the rows of primary keys in their order."""


class ExportColumn(NamedTuple):
    """A heading and what stands below it."""

    heading: Any
    value: Callable[[Any], object]


@dataclass(frozen=True, kw_only=True)
class Export:
    """The entries of a list, by primary key and in its order, with the kind's own ``extra`` columns."""

    view: Listed
    pks: Sequence[int]
    extra: Sequence[ExportColumn] = ()

    @property
    def columns(self) -> list[ExportColumn]:
        """All columns: identifiers, state, place, the kind's own, every text and fact of the form, who and when."""
        fields = [field for field in self.view.model._meta.concrete_fields if field.name not in _NOT_EXPORTED]
        return [
            ExportColumn(_("Идентификатор"), lambda entry: str(entry.public_id)),
            ExportColumn(_("Номер"), lambda entry: entry.pk),
            ExportColumn(_("Состояние"), lambda entry: str(EditorialState(entry.editorial_state).label)),
            ExportColumn(_("Город"), lambda entry: text(entry.city, "name", admin_language())),
            *([ExportColumn(_("Категория"), _category)] if hasattr(self.view.model, "category") else []),
            *self.extra,
            *(ExportColumn(str(capfirst(field.verbose_name)), _value_of(field)) for field in fields),
            ExportColumn(_("Источник"), lambda entry: entry.facts.source or _("вручную")),
            ExportColumn(_("Ответственный"), lambda entry: entry.facts.owner),
            ExportColumn(_("На казахском нет"), lambda entry: ", ".join(entry.facts.translation.missing)),
            ExportColumn(_("Создано"), lambda entry: entry.created_at),
            ExportColumn(_("Изменено"), lambda entry: entry.facts.changed_at),
            ExportColumn(_("Впервые опубликовано"), lambda entry: entry.first_published_at),
        ]

    def rows(self) -> Iterator[list[object]]:
        """Yield the values of every entry; only a few hundred are held at a time."""
        columns = self.columns
        for start in range(0, len(self.pks), _CHUNK):
            for entry in self.view.loaded(list(self.pks[start : start + _CHUNK])):
                zone = entry.city.zone
                yield [_local(column.value(entry), zone) for column in columns]

    def response(self, form: str) -> HttpResponseBase:
        """Return the file; ``form`` is ``csv`` or ``xlsx``. Raises ``ValidationError`` for too many rows of XLSX."""
        return self._xlsx() if form == "xlsx" else self._csv()

    def _name(self, form: str) -> str:
        return f"{self.view.model._meta.model_name}s.{form}"

    def _csv(self) -> StreamingHttpResponse:
        writer = csv.writer(_Echo(), delimiter=";")
        rows = _with_headings(self.columns, self.rows())
        lines = (writer.writerow([_csv_cell(value) for value in row]) for row in rows)
        # The mark at the beginning tells spreadsheet programs that the text is UTF-8.
        content = (line.encode() for line in chain(["\ufeff"], lines))
        response = StreamingHttpResponse(content, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self._name("csv")}"'
        return response

    def _xlsx(self) -> FileResponse:
        if len(self.pks) > MAX_SHEET_ROWS:
            raise ValidationError(
                _("Записей слишком много для XLSX: %(count)s. Сузьте список или выгрузите CSV."),
                params={"count": len(self.pks)},
            )
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in _with_headings(self.columns, self.rows()):
            sheet.append([_xlsx_cell(sheet, value) for value in row])
        file = TemporaryFile()  # noqa: SIM115 - the response closes it
        book.save(file)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=self._name("xlsx"), content_type=_XLSX_TYPE)


class _Echo:
    """A file that answers with what is written to it."""

    def write(self, line: str) -> str:
        return line


def _with_headings(columns: Iterable[ExportColumn], rows: Iterable[list[object]]) -> Iterator[list[object]]:
    yield [str(column.heading) for column in columns]
    yield from rows


def _category(entry: Any) -> str:
    return "" if entry.category is None else text(entry.category, "name", admin_language())


def _value_of(field: Field[Any, Any]) -> Callable[[Entry], object]:
    """Return an accessor of a field in words."""
    if isinstance(field, ForeignKey):
        return lambda entry: "" if getattr(entry, field.attname) is None else str(getattr(entry, field.name))
    if isinstance(field, RichTextField):
        return lambda entry: plain_text(getattr(entry, field.name))
    if field.choices:
        return lambda entry: str(getattr(entry, f"get_{field.name}_display")())
    return lambda entry: getattr(entry, field.name)


def _local(value: object, zone: Any) -> object:
    """Return a value as a cell holds it: moments in city time, yes and no in words, lists joined."""
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(tzinfo=None, microsecond=0)
    if isinstance(value, bool):
        return _("да") if value else _("нет")
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    if isinstance(value, dict):
        return str(value)
    return "" if value is None else value


def _csv_cell(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return str(safe_cell(str(value).replace("\x00", "")))


def _xlsx_cell(sheet: Any, value: object) -> WriteOnlyCell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value if isinstance(value, int | float | datetime) else str(value))
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
    # Whatever it looks like, it is text and never a formula.
    cell.data_type = "s"
    return cell
