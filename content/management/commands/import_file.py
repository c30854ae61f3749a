"""Import events from a file or from every file of a folder."""

import json
import os
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from content.importing.encodings import MAX_BYTES
from content.importing.engine import ImportRequest, apply_import, preview_import
from content.importing.formats import has_suffix_of
from content.importing.outcomes import RunReport
from content.importing.summary import counts_text, summary_lines
from content.models import City
from content.models.importing import ImportKind

NOTHING_READ = 1
WRONG_ARGUMENTS = 2


class Command(BaseCommand):
    """``manage.py import_file PATH --kind ical|jsonld|csv --city SLUG``.

    Exit status: 0 done, also with warnings; 1 nothing could be read; 2 wrong arguments.
    """

    help = "Imports events from a file or a folder as drafts; a second run of the same file changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("path", type=Path, help="A file, or a folder whose files of the kind are all read.")
        parser.add_argument("--kind", required=True, choices=ImportKind.values, help="The format of the files.")
        parser.add_argument("--city", required=True, metavar="SLUG", help="The city of the events, e.g. jezkazgan.")
        parser.add_argument("--source", default="", metavar="NAME", help="Default: the file's name.")
        parser.add_argument("--dry-run", action="store_true", help="Report what would happen and write nothing.")
        parser.add_argument("--publish", action="store_true", help="Publish what is complete.")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="Write the outcome of every record.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and print a summary."""
        _tolerate_narrow_terminals()
        city = _city(options["city"])
        path: Path = options["path"]
        if not path.exists():
            raise CommandError(_("Нет такого файла или папки: %s") % path, returncode=WRONG_ARGUMENTS)
        report_path: Path | None = options["report"]
        if report_path is not None and not report_path.absolute().parent.is_dir():
            raise CommandError(_("Нет папки для отчёта: %s") % report_path.parent, returncode=WRONG_ARGUMENTS)
        reports = [
            self._import_one(file, name=options["source"] or name, city=city, options=options)
            for file, name in self._files(path, options["kind"])
        ]
        if report_path is not None:
            _write_report(report_path, reports)
        if not any(report is not None and report.has_read_something for report in reports):
            raise CommandError(_("Ничего не удалось прочитать."), returncode=NOTHING_READ)
        if len(reports) > 1:
            counts = _total([report for report in reports if report is not None])
            unread = sum(1 for report in reports if report is None or not report.is_readable)
            self._say(
                _("Всего файлов: %(files)s, не прочитано: %(unread)s") % {"files": len(reports), "unread": unread}
            )
            self._say(counts_text(counts, is_preview=options["dry_run"]))

    def _files(self, path: Path, kind: str) -> Iterator[tuple[Path, str]]:
        """Yield the files to read with the default names of their sources."""
        if not path.is_dir():
            yield path, path.name
            return
        for file in sorted(found for found in path.rglob("*") if found.is_file()):
            name = file.relative_to(path).as_posix()
            if any(part.startswith(".") for part in Path(name).parts):
                continue
            if has_suffix_of(kind, name):
                yield file, name
            else:
                self._say(_("%(name)s: другой формат, пропущен") % {"name": name})

    def _import_one(self, file: Path, *, name: str, city: City, options: dict[str, Any]) -> RunReport | None:
        try:
            with file.open("rb") as stream:
                # One byte more than allowed is enough to tell that a file is too large.
                payload = stream.read(MAX_BYTES + 1)
        except OSError as error:
            self._say(_("%(name)s: файл не открывается (%(why)s)") % {"name": name, "why": error.strerror})
            return None
        request = ImportRequest(
            city=city,
            kind=options["kind"],
            source_name=name[:200],
            payload=payload,
            file_name=file.name,
            is_publishing=options["publish"],
        )
        now = timezone.now()
        report = preview_import(request, now=now) if options["dry_run"] else apply_import(request, by=None, now=now)
        for line in summary_lines(report):
            self._say(line)
        return report

    def _say(self, line: str) -> None:
        """Print a line; a reader that has gone away (``| head``) does not stop an import half-way."""
        try:
            self.stdout.write(line)
            self.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _city(slug: str) -> City:
    city = City.objects.filter(slug=slug).first()
    if city is None:
        known = ", ".join(City.objects.order_by("slug").values_list("slug", flat=True)) or _("ни одного")
        message = _("Город «%(slug)s» неизвестен. Известные города: %(known)s.") % {"slug": slug, "known": known}
        raise CommandError(message, returncode=WRONG_ARGUMENTS)
    return city


def _total(reports: list[RunReport]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for report in reports:
        total.update(report.counts)
    return dict(total)


def _write_report(path: Path, reports: list[RunReport | None]) -> None:
    made = [report for report in reports if report is not None]
    content = {"counts": _total(made), "files": [report.as_json() for report in made]}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _tolerate_narrow_terminals() -> None:
    """Print what a terminal without Cyrillic cannot show as escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
