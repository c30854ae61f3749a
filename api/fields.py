"""How single query parameters are read.

A field's ``clean`` takes the text of a parameter (all of its texts where ``takes_many``) and returns its value. It
raises ``NothingMatchesError`` for a filter value that no entry can have, which gives an empty list, and
``ValidationError`` for a text that cannot be read, which gives 400. What the existing frontend sends is never refused.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils.translation import gettext_lazy as _

from api.languages import language_of
from language.codes import Language

MAX_QUERY_LENGTH: Final = 200
MAX_OFFSET: Final = 10_000_000
_MAX_VALUES: Final = 40
_YEARS: Final = range(1900, 2201)

_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
_SLUG: Final = re.compile(r"[a-z0-9_-]{1,120}", re.IGNORECASE | re.ASCII)
_CURSOR: Final = re.compile(r"[A-Za-z0-9_-]{1,2000}", re.ASCII)
_NUMBER: Final = re.compile(r"[0-9]{1,12}", re.ASCII)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
# "+" in a query string means a space, so an unescaped offset arrives with one, after a whole date and time.
_LOST_PLUS: Final = re.compile(r"(?<=.{16}) (?=[0-9]{2}:?[0-9]{2}\Z)", re.ASCII)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]+")
_FLAGS: Final = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


class NothingMatchesError(Exception):
    """A filter has a value that no entry can have: the answer is an empty list."""


def slug_or_id(text: str) -> UUID | str:
    """Return the id or the slug that a text is; raises ``NothingMatchesError`` when it can be neither."""
    if _UUID.fullmatch(text):
        return UUID(text)
    if _SLUG.fullmatch(text):
        return text
    raise NothingMatchesError


class SlugOrIdField(Field):
    """A slug or a public id."""

    def clean(self, value: str) -> UUID | str:
        """Return the id or the slug."""
        return slug_or_id(value)


class IdField(Field):
    """A public id."""

    def clean(self, value: str) -> UUID:
        """Return the id; raises ``ValidationError`` for anything else."""
        if not _UUID.fullmatch(value):
            raise ValidationError(_("Нужен идентификатор вида 123e4567-e89b-12d3-a456-426614174000."))
        return UUID(value)


class CategoriesField(Field):
    """Category slugs, any of which may match; those that begin with ``!`` must not."""

    takes_many: ClassVar[bool] = True

    def __init__(self, *, known: Sequence[str], **options: Any) -> None:
        super().__init__(**options)
        self.known = tuple(known)

    def clean(self, value: Sequence[str]) -> tuple[str, ...]:
        """Return the slugs that may match, in the order of the taxonomy."""
        texts = [text.strip().lower() for text in value[:_MAX_VALUES]]
        refused = {text.removeprefix("!") for text in texts if text.startswith("!")}
        wanted = {text for text in texts if not text.startswith("!")} or set(self.known)
        found = tuple(slug for slug in self.known if slug in wanted and slug not in refused)
        if not found:
            raise NothingMatchesError
        return found


class FlagField(Field):
    """True or false; anything else is refused."""

    def clean(self, value: str) -> bool:
        """Return the flag."""
        flag = _FLAGS.get(value.lower())
        if flag is None:
            raise ValidationError(_("Нужно true или false."))
        return flag


class ForgivingFlagField(Field):
    """True or false; for anything else nothing matches."""

    def clean(self, value: str) -> bool:
        """Return the flag."""
        flag = _FLAGS.get(value.lower())
        if flag is None:
            raise NothingMatchesError
        return flag


class LimitField(Field):
    """How many items to answer; too many become the most allowed, nonsense becomes the default."""

    def __init__(self, *, default: int, maximum: int, **options: Any) -> None:
        super().__init__(**options)
        self.default, self.maximum = default, maximum

    def clean(self, value: str) -> int:
        """Return a number from 1 to the maximum."""
        asked = int(value) if _NUMBER.fullmatch(value) else 0
        return min(asked, self.maximum) or self.default


class OffsetField(Field):
    """How many items to skip; nonsense skips none."""

    def clean(self, value: str) -> int:
        """Return a number that PostgreSQL accepts: one with too many digits is merely far beyond the end."""
        if value.isascii() and value.isdigit() and len(value) > len(str(MAX_OFFSET)):
            return MAX_OFFSET
        return min(int(value), MAX_OFFSET) if _NUMBER.fullmatch(value) else 0


class CursorField(Field):
    """A place in a list; what it means, the list knows (``api.cursors``)."""

    def clean(self, value: str) -> str:
        """Return the text."""
        if not _CURSOR.fullmatch(value):
            raise ValidationError(
                _("Такого места в списке нет. Адреса страниц берите из заголовка Link, начиная с первой.")
            )
        return value


class MomentField(Field):
    """An ISO 8601 date, or date and time with or without an offset."""

    def clean(self, value: str) -> date | datetime:
        """Return a ``date`` for a bare date, otherwise a ``datetime``, naive where no offset was given."""
        text = _LOST_PLUS.sub("+", value)
        try:
            moment = date.fromisoformat(text) if _DATE.fullmatch(text) else _date_and_time(text)
        except ValueError as error:
            raise ValidationError(
                _("Нужна дата 2026-11-25 или дата и время 2026-11-25T19:00, можно с поясом: 2026-11-25T19:00+05:00.")
            ) from error
        if moment.year not in _YEARS:
            raise ValidationError(
                _("Год должен быть от %(first)s до %(last)s."), params={"first": _YEARS[0], "last": _YEARS[-1]}
            )
        return moment


def _date_and_time(text: str) -> datetime:
    if not _DATE.match(text) or text[10:11] not in {"T", "t", " "}:
        raise ValueError("not a date and time")
    return datetime.fromisoformat(text)


class QueryField(Field):
    """Words to search for."""

    def clean(self, value: str) -> str:
        """Return the words without control characters."""
        if len(value) > MAX_QUERY_LENGTH:
            raise ValidationError(
                _("Запрос длиннее допустимого: знаков %(length)s, можно %(most)s."),
                params={"length": len(value), "most": MAX_QUERY_LENGTH},
            )
        return _CONTROL.sub(" ", value).strip()


class LanguageField(Field):
    """``ru`` or ``kk``."""

    def clean(self, value: str) -> Language:
        """Return the language."""
        language = language_of(value)
        if language is None:
            raise ValidationError(_("Есть тексты на русском (ru) и на казахском (kk)."))
        return language


class KindsField(Field):
    """Kinds of entries, any of which may match."""

    takes_many: ClassVar[bool] = True

    def __init__(self, *, known: Sequence[str], **options: Any) -> None:
        super().__init__(**options)
        self.known = tuple(known)

    def clean(self, value: Sequence[str]) -> tuple[str, ...]:
        """Return the kinds asked for, in their usual order."""
        asked = {text.strip() for text in value[:_MAX_VALUES]}
        if not asked <= set(self.known):
            raise ValidationError(_("Возможные значения: %(values)s."), params={"values": ", ".join(self.known)})
        return tuple(kind for kind in self.known if kind in asked)
