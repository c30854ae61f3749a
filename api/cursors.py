"""Places in a list, as the opaque text that the ``cursor`` parameter carries."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_YEARS: Final = range(1900, 2300)
_MAX_POSITION: Final = 10_000_000
_MAX_RANK: Final = 1000
_FARTHEST: Final = 30_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Cursor:
    """The columns of the order of the last item of a page, and how many items stand up to it."""

    after: tuple[Any, ...]
    position: int

    def __str__(self) -> str:
        return urlsafe_b64encode(orjson.dumps([self.position, *self.after])).decode().rstrip("=")


def moment(part: Any) -> datetime:
    """Read the start or publication of an item; raises ``ValueError``."""
    found = datetime.fromisoformat(part)
    if found.tzinfo is None or found.year not in _YEARS:
        raise ValueError("not a moment of an entry")
    return found


def identifier(part: Any) -> UUID:
    """Read a public id; raises ``ValueError``."""
    return UUID(part)


def flag(part: Any) -> bool:
    """Read true or false; raises ``ValueError``."""
    if part is True or part is False:
        return bool(part)
    raise ValueError("not a flag")


def rank(part: Any) -> int:
    """Read a small number; raises ``ValueError``."""
    return number(part, most=_MAX_RANK)


def number(part: Any, *, most: int) -> int:
    """Read a number from 0 to ``most``; raises ``ValueError``."""
    if type(part) is int and 0 <= part <= most:
        return part
    raise ValueError("not such a number")


def metres(part: Any) -> int:
    """Read a distance; raises ``ValueError``."""
    return number(part, most=_FARTHEST)


def words(part: Any) -> str:
    """Read a name; raises ``ValueError``."""
    if not isinstance(part, str) or "\0" in part:
        raise ValueError("not a name")
    return part


def sorted_by(name: str) -> Callable[[Any], str]:
    """Return a reader of the name of an order, which refuses places of other orders."""

    def read(part: Any) -> str:
        if part != name:
            raise ValueError("a place in another order")
        return name

    return read


def opened(text: str, *, parts: Sequence[Callable[[Any], Any]]) -> Cursor:
    """Return the cursor of a text that an answer gave out; raises ``ValidationError`` for any other text."""
    try:
        found = orjson.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        position, *after = found
        position = number(position, most=_MAX_POSITION)
        values = tuple(read(part) for read, part in zip(parts, after, strict=True))
    except (ValueError, TypeError, AttributeError, binascii.Error, OverflowError) as error:
        raise ValidationError(
            _("Такого места в списке нет. Адреса страниц берите из заголовка Link, начиная с первой.")
        ) from error
    return Cursor(after=values, position=position)
