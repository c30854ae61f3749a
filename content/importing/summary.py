"""A report as lines for the command line."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from content.importing.candidates import Level, Problem
from content.importing.outcomes import Outcome, RecordOutcome, RunReport

_MAX_LINES = 20


def outcome_names(*, is_preview: bool = False) -> dict[str, str]:
    """Return what people call the numbers of a report, and the outcome of one record."""
    return {
        "found": _("найдено"),
        Outcome.CREATED.value: _("будет создано") if is_preview else _("создано"),
        Outcome.UPDATED.value: _("будет обновлено") if is_preview else _("обновлено"),
        Outcome.UNCHANGED.value: _("без изменений"),
        Outcome.SKIPPED.value: _("пропущено"),
        Outcome.CONFLICT.value: _("оставлено как в правке редактора"),
        Outcome.ERROR.value: _("с ошибкой"),
        "published": _("будет опубликовано") if is_preview else _("опубликовано"),
    }


def counts_text(counts: dict[str, int], *, is_preview: bool = False) -> str:
    """Return the numbers of a report in one line, zeros left out."""
    names = outcome_names(is_preview=is_preview)
    return ", ".join(f"{names[name]}: {number}" for name, number in counts.items() if number or name == "found")


def summary_lines(report: RunReport) -> Iterator[str]:
    """Yield the result of one file, its problems by line, and the records that need a person."""
    state = _(" (проверка, ничего не записано)") if report.is_dry_run else ""
    if not report.is_readable:
        yield _("%(name)s: не прочитан") % {"name": report.source}
    else:
        yield f"{report.source}{state}: {counts_text(report.counts, is_preview=report.is_dry_run)}"
    shown = [*(_problem_line(problem) for problem in report.parsed.problems)]
    shown += [line for record in report.records if (line := _record_line(record))]
    for line in shown[:_MAX_LINES]:
        yield f"  {line}"
    if len(shown) > _MAX_LINES:
        yield "  " + _("…и ещё сообщений: %(count)s (все — в отчёте, --report)") % {"count": len(shown) - _MAX_LINES}


def _problem_line(problem: Problem) -> str:
    level = _("ошибка") if problem.level == Level.ERROR else _("внимание")
    where = _("строка %(line)s") % {"line": problem.line} if problem.line else _("файл")
    shown = problem.value or problem.record
    details = ": ".join(part for part in (problem.field, f"«{shown}»" if shown else "") if part)
    return f"{level}, {where}: {problem.message}" + (f" [{details}]" if details else "")


def _record_line(record: RecordOutcome) -> str:
    """Say what a person has to know of a record; records that simply went well say nothing."""
    title = f"«{record.title}»"
    if record.conflicts:
        fields = ", ".join(str(conflict["label"]) for conflict in record.conflicts)
        return _("%(title)s: оставлены правки редактора в полях: %(fields)s") % {"title": title, "fields": fields}
    if record.reason and record.outcome != Outcome.ERROR:
        return f"{title}: {record.reason}"
    if record.outcome == Outcome.ERROR and record.external_id:
        return f"{title}: {record.reason}"
    return ""
