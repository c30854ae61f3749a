"""What a bulk action did to each entry."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from content.models import Entry

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One entry of a report: done or refused, and in words how or why."""

    entry: Entry
    is_done: bool
    text: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """Every entry that a bulk action was asked to change, in the order of the list."""

    lines: tuple[Line, ...]

    @property
    def done(self) -> tuple[Line, ...]:
        """What was changed."""
        return tuple(line for line in self.lines if line.is_done)

    @property
    def refused(self) -> tuple[Line, ...]:
        """What was left as it is."""
        return tuple(line for line in self.lines if not line.is_done)


def run(entries: Iterable[Entry], step: Callable[[Any], str]) -> Report:
    """Do ``step`` with every entry, each in a transaction of its own; it answers in words what it did.

    A refusal undoes its own entry only.
    """
    return Report(lines=tuple(_line(entry, step) for entry in entries))


def _line(entry: Entry, step: Callable[[Any], str]) -> Line:
    try:
        with transaction.atomic():
            return Line(entry=entry, is_done=True, text=step(entry))
    except ValidationError as refusal:
        return Line(entry=entry, is_done=False, text=" ".join(refusal.messages))
    except PermissionDenied:
        return Line(entry=entry, is_done=False, text=_("У вас нет права на это."))
    except Exception:  # the other entries must not suffer from one that is broken
        log.exception("a bulk action failed", entry=str(entry.public_id))
        return Line(
            entry=entry, is_done=False, text=_("Не получилось из-за ошибки на сайте. Попробуйте ещё раз позже.")
        )
