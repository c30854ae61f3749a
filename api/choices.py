"""How parameters are read that choose out of a few words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final, NamedTuple

from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils.translation import gettext_lazy as _

_MAX_VALUES: Final = 40
_MAX_NAMES: Final = 100
_DAY_NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})", re.ASCII)
_KEY: Final = re.compile(r"[A-Za-z0-9_]{1,60}", re.ASCII)
_HOURS: Final = 24
_MINUTES: Final = 60
_CLOCK_HINT: Final = _("Нужно morning, day, evening, night или время от и до: 18:00-23:30.")


def _unknown(known: Sequence[str]) -> ValidationError:
    return ValidationError(_("Возможные значения: %(values)s."), params={"values": ", ".join(known)})


class WordField(Field):
    """One word out of a few."""

    def __init__(self, *, known: Sequence[str], **options: Any) -> None:
        super().__init__(**options)
        self.known = tuple(known)

    def clean(self, value: str) -> str:
        """Return the word; raises ``ValidationError`` naming those that are known."""
        if value not in self.known:
            raise _unknown(self.known)
        return value


class WordsField(Field):
    """Words out of a few, any of which may match; with ``!`` in front: which must not."""

    takes_many: ClassVar[bool] = True

    def __init__(self, *, known: Sequence[str], **options: Any) -> None:
        super().__init__(**options)
        self.known = tuple(known)

    def clean(self, value: Sequence[str]) -> tuple[str, ...]:
        """Return the words that may match, in their usual order; raises ``ValidationError`` for unknown ones."""
        texts = set(value[:_MAX_VALUES])
        refused = {text[1:] for text in texts if text.startswith("!")}
        wanted = {text for text in texts if not text.startswith("!")}
        if not refused | wanted <= set(self.known):
            raise _unknown(self.known)
        found = tuple(word for word in self.known if word in (wanted or self.known) and word not in refused)
        if not found:
            raise ValidationError(_("Исключено всё: не осталось ни одного значения."))
        return found


class AccessibleField(Field):
    """``true``, ``false``, or words that must all be true."""

    takes_many: ClassVar[bool] = True

    def __init__(self, *, known: Sequence[str], **options: Any) -> None:
        super().__init__(**options)
        self.known = tuple(known)

    def clean(self, value: Sequence[str]) -> bool | tuple[str, ...]:
        """Return whether anything is wanted, or what."""
        texts = set(value[:_MAX_VALUES])
        if texts <= {"true"} or texts <= {"false"}:
            return texts == {"true"}
        if not texts <= set(self.known):
            raise _unknown(("true", "false", *self.known))
        return tuple(word for word in self.known if word in texts)


class WeekdaysField(Field):
    """Days of the week: numbers from 1, Monday, or their English beginnings."""

    takes_many: ClassVar[bool] = True
    known: ClassVar[Mapping[str, int]] = {
        **{name: number for number, name in enumerate(_DAY_NAMES, 1)},
        **{str(number): number for number in range(1, 8)},
    }

    def clean(self, value: Sequence[str]) -> tuple[int, ...]:
        """Return the numbers, in order."""
        texts = [text.lower() for text in value[:_MAX_VALUES]]
        if not set(texts) <= set(self.known):
            raise _unknown((*_DAY_NAMES, "1–7"))
        return tuple(sorted({self.known[text] for text in texts}))


class Hours(NamedTuple):
    """Hours of a city's day in minutes from midnight, the end not included; they may hold midnight."""

    begin: int
    end: int

    @property
    def is_over_midnight(self) -> bool:
        """Tell whether midnight is between the ends."""
        return self.begin > self.end


class HoursField(Field):
    """A part of the day, by name or from one time to another."""

    known: ClassVar[Mapping[str, Hours]] = {
        "morning": Hours(6 * _MINUTES, 12 * _MINUTES),
        "day": Hours(12 * _MINUTES, 18 * _MINUTES),
        "evening": Hours(18 * _MINUTES, 23 * _MINUTES),
        "night": Hours(23 * _MINUTES, 6 * _MINUTES),
    }

    def clean(self, value: str) -> Hours:
        """Return the hours."""
        if value in self.known:
            return self.known[value]
        found = _SPAN.fullmatch(value)
        if found is None:
            raise ValidationError(_CLOCK_HINT)
        begin_hour, begin_minute, end_hour, end_minute = map(int, found.groups())
        begin, end = begin_hour * _MINUTES + begin_minute, end_hour * _MINUTES + end_minute
        is_real = max(begin_minute, end_minute) < _MINUTES and begin < _HOURS * _MINUTES >= end
        if not is_real or begin == end:
            raise ValidationError(_CLOCK_HINT)
        return Hours(begin, end)


class KeysField(Field):
    """Names of keys, separated by commas or repeated; whatever cannot be one is left out."""

    takes_many: ClassVar[bool] = True

    def clean(self, value: Sequence[str]) -> frozenset[str]:
        """Return the names."""
        names = [name.strip() for text in value[:_MAX_VALUES] for name in text[:4000].split(",")]
        return frozenset(name for name in names[:_MAX_NAMES] if _KEY.fullmatch(name))
