"""Candidates of one file that share an external id: the same event again, another date of it, or another event."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from content.importing.candidates import CandidateDate, EventCandidate, ProblemLog
from content.importing.recurrence import MAX_DATES
from content.importing.text import content_key, identifier


def assembled(candidates: Sequence[EventCandidate], *, notes: ProblemLog) -> tuple[EventCandidate, ...]:
    """Return candidates with unique external ids, in the order of the file.

    The same title under the same id is one event: its dates are united, so a show at 17:00 and at 20:00 is one event
    with two dates. Another title under the same id is another event (feeds that put the address of a whole page into
    every event); it gets an id of its own that stays the same from run to run.
    """
    merged: dict[str, EventCandidate] = {}
    for candidate in candidates:
        first = merged.get(candidate.external_id)
        if first is None:
            merged[candidate.external_id] = candidate
        elif _is_same_event(first, candidate):
            merged[candidate.external_id] = _united(first, candidate, notes)
        else:
            other = _renamed(candidate)
            notes.warning(
                "record.duplicate_id",
                _("Тот же идентификатор уже был у события с другим названием; записано как отдельное событие."),
                line=candidate.line,
                field="external_id",
                value=candidate.external_id,
            )
            known = merged.get(other.external_id)
            merged[other.external_id] = other if known is None else _united(known, other, notes)
    return tuple(merged.values())


def _is_same_event(first: EventCandidate, second: EventCandidate) -> bool:
    titles = {_folded(first.title_ru), _folded(first.title_kk)} - {""}
    return bool(titles & {_folded(second.title_ru), _folded(second.title_kk)})


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _renamed(candidate: EventCandidate) -> EventCandidate:
    suffix = content_key(candidate.title_ru, candidate.title_kk)[:16]
    return replace(candidate, external_id=identifier(f"{candidate.external_id[:200]}#{suffix}"))


def _united(first: EventCandidate, second: EventCandidate, notes: ProblemLog) -> EventCandidate:
    added = tuple(date for date in second.dates if not _holds(first.dates, date))
    if not added:
        notes.warning(
            "record.repeated",
            _("Это событие уже было в файле, повтор пропущен."),
            line=second.line,
            field="external_id",
            value=second.external_id,
        )
        return first
    return replace(first, dates=limited((*first.dates, *added), line=second.line, notes=notes))


def _holds(dates: Sequence[CandidateDate], wanted: CandidateDate) -> bool:
    return any(date.starts_at == wanted.starts_at and date.recurrence_rule == wanted.recurrence_rule for date in dates)


def limited(dates: tuple[CandidateDate, ...], *, line: int, notes: ProblemLog) -> tuple[CandidateDate, ...]:
    """Return at most 366 dates, the earliest; says so when some were left out."""
    if len(dates) <= MAX_DATES:
        return dates
    notes.warning(
        "date.too_many",
        _("У события больше %(limit)s дат, взяты самые ранние.") % {"limit": MAX_DATES},
        line=line,
        field="starts_at",
        value=len(dates),
    )
    return tuple(sorted(dates, key=lambda date: date.starts_at))[:MAX_DATES]
