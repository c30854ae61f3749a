"""CSV tables to candidates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal

from django.utils.translation import gettext as _

from content.importing.assembly import assembled
from content.importing.building import RawEvent, RawText, build_event
from content.importing.candidates import CandidateDate, EventCandidate, ParseResult, PriceKind, ProblemLog
from content.importing.categories import category_slug
from content.importing.encodings import decode
from content.importing.moments import UnreadableMoment, inclusive_end, read_moment, settled_end
from content.importing.parsers.limits import MAX_RECORDS, too_large
from content.importing.parsers.table_rows import Row, find_delimiter, read_rows
from content.importing.prices import FREE, NO_PRICE, Price, price_between, read_price, with_free_mark
from language.prose import parse_age, parse_yes_no

COLUMNS = (
    "external_id", "title_ru", "title_kk", "description_ru", "description_kk", "category", "starts_at", "ends_at",
    "place", "address", "lat", "lon", "price_min", "price_max", "is_free", "age", "organiser", "url", "image_url",
    "tags",
)  # fmt: skip
_MAX_COLUMNS = 200
_SEPARATOR_HINT = re.compile(r"sep=([,;\t])[ \t]*(?:\r\n|\n|\r)", re.IGNORECASE)


def parse_csv(data: bytes, *, zone: tzinfo) -> ParseResult:
    """Read a table with a header row of our column names, separated by commas, semicolons or tabs.

    Times without an offset are in ``zone``. Rows with the same ``external_id`` and title are dates of one event. A row
    that cannot be used is reported and spoils no other.
    """
    notes = ProblemLog()
    if too_large(data, notes=notes):
        return ParseResult(problems=tuple(notes.problems), is_readable=False)
    decoded = decode(data)
    notes.extend(decoded.problems)
    # Excel writes the separator into a line of its own above the header.
    hint = _SEPARATOR_HINT.match(decoded.text)
    text = "\n" * hint[0].count("\n") + decoded.text[hint.end() :] if hint else decoded.text
    rows = read_rows(text, delimiter=hint[1] if hint else find_delimiter(text), notes=notes)
    header = next(rows, None)
    names = _header(header, text=text, notes=notes)
    if not names:
        return ParseResult(problems=tuple(notes.problems), is_readable=False, encoding=decoded.encoding)
    return _parsed(rows, names, zone=zone, notes=notes, encoding=decoded.encoding)


def _header(header: Row | None, *, text: str, notes: ProblemLog) -> list[str]:
    """Return the column names in order ("" for unknown ones), nothing when the table cannot be used."""
    if header is None:
        notes.error("file.empty", _("Файл пуст."))
        return []
    names = [cell.strip().strip("\ufeff").casefold() for cell in header.cells[:_MAX_COLUMNS]]
    known = [name if name in COLUMNS and name not in names[:index] else "" for index, name in enumerate(names)]
    if not any(known):
        start = text.lstrip()[:80]
        is_page = start.lower().startswith(("<!doctype", "<html", "<?xml"))
        reason = _("Это веб-страница, а не таблица.") if is_page else _("В первой строке нет ни одного имени столбца.")
        notes.error("table.no_header", reason, line=header.line, value=start)
        return []
    missing = [] if "starts_at" in known else ["starts_at"]
    missing += [] if {"title_ru", "title_kk"} & set(known) else ["title_ru"]
    if missing:
        notes.error(
            "table.missing_columns",
            _("Нет обязательных столбцов: %(names)s.") % {"names": ", ".join(missing)},
            line=header.line,
            value=_shown(header),
        )
        return []
    for name, used in zip(names, known, strict=True):
        if not used and name:
            notes.warning(
                "table.unknown_column",
                _("Такого столбца нет или он повторяется, его значения пропущены."),
                line=header.line,
                field=name[:40],
            )
    return known


def _shown(row: Row) -> str:
    return ", ".join(cell.strip() for cell in row.cells)


def _parsed(
    rows: Iterator[Row], names: Sequence[str], *, zone: tzinfo, notes: ProblemLog, encoding: str
) -> ParseResult:
    candidates: list[EventCandidate] = []
    found = refused = 0
    for row in rows:
        if not row.is_broken and not any(cell.strip() for cell in row.cells):
            continue
        found += 1
        if found > MAX_RECORDS:
            notes.error(
                "file.too_many",
                _("В файле больше %(limit)s событий, остальные пропущены.") % {"limit": MAX_RECORDS},
                line=row.line,
            )
            refused += 1
            break
        candidate = (
            None
            if row.is_broken
            else _RowReader(row, names, zone, notes).candidate(is_long=len(row.cells) > len(names))
        )
        if candidate is None:
            refused += 1
        else:
            candidates.append(candidate)
    return ParseResult(
        candidates=assembled(candidates, notes=notes),
        problems=tuple(notes.problems),
        found=found,
        refused=refused,
        encoding=encoding,
    )


@dataclass(slots=True)
class _RowReader:
    """Reads one row; cells are found by column name and are never anything but text."""

    row: Row
    names: Sequence[str]
    zone: tzinfo
    notes: ProblemLog

    def cell(self, name: str) -> str:
        """Return the text of a column, "" when the table or the row has none."""
        index = self.names.index(name) if name in self.names else len(self.row.cells)
        return self.row.cells[index].strip() if index < len(self.row.cells) else ""

    def candidate(self, *, is_long: bool) -> EventCandidate | None:
        """Return the candidate of the row, ``None`` with an error noted when it cannot be used."""
        if is_long and any(cell.strip() for cell in self.row.cells[len(self.names) :]):
            self._warn(
                "table.extra_cells",
                _("В строке больше значений, чем столбцов: возможно, разделитель внутри текста без кавычек."),
                "",
                self.row.cells[len(self.names)],
            )
        date = self._date()
        if date is None:
            return None
        raw = RawEvent(
            line=self.row.line,
            external_id=self.cell("external_id"),
            titles=self._texts("title"),
            descriptions=self._texts("description"),
            place=RawText(text=self.cell("place")),
            address=RawText(text=self.cell("address")),
            latitude=self.cell("lat"),
            longitude=self.cell("lon"),
            categories=self._categories(),
            tags=self.cell("tags").split(";"),
            price=self._price(),
            age=self._age(),
            organiser=self.cell("organiser"),
            url=self.cell("url"),
            image_url=self.cell("image_url"),
        )
        return build_event(raw, dates=[date], notes=self.notes)

    def _texts(self, name: str) -> list[RawText]:
        """Return a text in both languages: the column says the language, whatever letters are in it."""
        return [RawText(text=self.cell(f"{name}_{code}"), language=code, is_certain=True) for code in ("ru", "kk")]

    def _date(self) -> CandidateDate | None:
        text = self.cell("starts_at")
        if not text:
            self._error("date.missing", _("У события нет даты, запись пропущена."), "starts_at", "")
            return None
        try:
            start = read_moment(text, zone=self.zone)
        except UnreadableMoment as error:
            message = _("Дата не разобрана (%(why)s), %(consequence)s.")
            shown = message % {"why": error, "consequence": _("запись пропущена")}
            self._error("date.unreadable", shown, "starts_at", text)
            return None
        end_text = self.cell("ends_at")
        end = None
        if end_text:
            try:
                end = read_moment(end_text, zone=self.zone)
            except UnreadableMoment as error:
                message = _("Дата не разобрана (%(why)s), %(consequence)s.")
                shown = message % {"why": error, "consequence": _("значение пропущено")}
                self._warn("date.unreadable", shown, "ends_at", end_text)
        is_all_day = start.is_date and (end is None or end.is_date)
        starts_at, ends_at = settled_end(
            start.at,
            inclusive_end(start, end),
            is_all_day=is_all_day,
            notes=self.notes,
            line=self.row.line,
            field="starts_at, ends_at",
        )
        return CandidateDate(starts_at=starts_at, ends_at=ends_at, is_all_day=is_all_day)

    def _categories(self) -> list[str]:
        word = self.cell("category")
        if word and not category_slug([word]):
            self._warn(
                "category.unknown",
                _("Такой категории нет, выберите её в черновике."),
                "category",
                word,
            )
        return [word]

    def _price(self) -> Price:
        low_text, high_text = self.cell("price_min"), self.cell("price_max")
        is_free = parse_yes_no(self.cell("is_free"))
        if self.cell("is_free") and is_free is None:
            self._warn(
                "price.is_free", _("Ожидалось «да» или «нет», значение пропущено."), "is_free", self.cell("is_free")
            )
        low, high = self._amount("price_min", low_text), self._amount("price_max", high_text)
        if low.minimum is not None and high.minimum is not None and low.minimum > high.minimum:
            self._warn("price.swapped", _("Нижняя цена больше верхней, они поменяны местами."), "price_min", low_text)
        if is_free is None and "0" in {low_text, high_text} and not (low.minimum or high.minimum):
            self._warn(
                "price.zero",
                _("Ноль может значить и «бесплатно», и «не указана»: отметьте is_free. Цена оставлена неизвестной."),
                "price_min",
                "0",
            )
        return with_free_mark(_combined(low, high), is_free=is_free, line=self.row.line, notes=self.notes)

    def _amount(self, name: str, text: str) -> Price:
        if not text or not text.strip("0.,"):
            return NO_PRICE
        price, currency = read_price(text)
        if not currency:
            self._warn("price.unreadable", _("Цена не разобрана и оставлена неизвестной."), name, text)
        elif price == NO_PRICE:
            self._warn("price.currency", _("Цена не в тенге оставлена неизвестной."), name, text)
        return price

    def _age(self) -> int | None:
        text = self.cell("age")
        age = parse_age(text) if text else None
        if text and age is None:
            self._warn("age.unreadable", _("Возраст не разобран, значение пропущено."), "age", text)
        return age

    def _error(self, code: str, message: str, name: str, value: str) -> None:
        title = self.cell("title_ru") or self.cell("title_kk")
        self.notes.error(code, message, line=self.row.line, field=name, value=value, record=title)

    def _warn(self, code: str, message: str, name: str, value: str) -> None:
        self.notes.warning(code, message, line=self.row.line, field=name, value=value)


def _combined(low: Price, high: Price) -> Price:
    """Join the two columns: prose in one of them may already say everything."""
    if low.minimum is None and high.minimum is None:
        return FREE if FREE in {low, high} else (low if low != NO_PRICE else high)
    if high == NO_PRICE:
        # A lone lower price is where prices begin; one price stands in both columns.
        is_bare = low.kind == PriceKind.FIXED and low.minimum is not None
        return price_between(Decimal(low.minimum), None) if is_bare and low.minimum is not None else low
    bottom, top = low.minimum, high.maximum or high.minimum
    return price_between(None if bottom is None else Decimal(bottom), None if top is None else Decimal(top))
