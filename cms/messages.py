"""Catalogues of translations without the gettext tools: Babel reads the sources and writes the catalogues.

Message ids in the code are Russian, so the Russian catalogue only corrects sentences of Wagtail; the Kazakh one
translates everything of ours. Compiled files are not kept in the repository.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

DOMAIN: Final = "django"
_KEYWORDS: Final = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_CYRILLIC: Final = re.compile("[а-яё]", re.IGNORECASE)
_NOT_SOURCES: Final = frozenset({"tests", "migrations"})


def compile_changed(locale_dir: Path) -> list[Path]:
    """Compile every catalogue below ``locale_dir`` that is newer than its compiled file; answers the written files."""
    written: list[Path] = []
    for source in sorted(locale_dir.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        compiled = BytesIO()
        write_mo(compiled, _read(source, language=source.parent.parent.name))
        # A process that starts meanwhile finds the old file or the new one, never half of one.
        scratch = target.with_suffix(".mo.new")
        scratch.write_bytes(compiled.getvalue())
        scratch.replace(target)
        written.append(target)
    return written


def source_messages(root: Path) -> Catalog:
    """Return every message of the packages and templates below ``root``, with the files that use it."""
    found = Catalog()
    packages = (path.parent for path in sorted(root.glob("*/__init__.py")) if path.parent.name not in _NOT_SOURCES)
    for package in packages:
        for path in sorted(package.rglob("*.py")):
            if not _NOT_SOURCES & set(path.relative_to(root).parts):
                _add(found, path.relative_to(root), path.read_text())
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            # Django blanks everything but the messages; the indentation of HTML would not be Python's.
            lines = templatize(path.read_text(), origin=str(path)).splitlines()
            _add(found, path.relative_to(root), "\n".join(line.lstrip() for line in lines))
    return found


def untranslated(root: Path, *, language: str) -> list[str]:
    """Return the messages of the sources that a language's catalogue lacks, in order of the sources."""
    path = catalogue_path(root, language=language)
    known = _translations(path) if path.exists() else {}
    return [text for text, context, _locations in _messages(source_messages(root)) if not known.get((text, context))]


def update_catalogue(root: Path, *, language: str, additions: Iterable[Path] = ()) -> list[str]:
    """Bring a catalogue in step with the sources and add translations from other files; answers what is still missing.

    Messages that no source uses are dropped, except those that are not Russian: they translate sentences of Wagtail.
    """
    path = catalogue_path(root, language=language)
    known = _translations(path) if path.exists() else {}
    for addition in additions:
        known |= {key: string for key, string in _translations(addition).items() if string}
    fresh = Catalog(locale=language, charset="utf-8")
    for text, context, locations in _messages(source_messages(root)):
        fresh.add(text, known.pop((text, context), ""), locations=locations, context=context)
    for (text, context), string in known.items():
        if string and not _CYRILLIC.search(text):
            fresh.add(text, string, context=context)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        # Babel's header is a form to fill in and a clock; what the compiled file needs of it is made when compiling.
        write_po(file, fresh, width=110, omit_header=True, sort_output=False, include_lineno=False)
    return untranslated(root, language=language)


def catalogue_path(root: Path, *, language: str) -> Path:
    """Return where the catalogue of a language is kept."""
    return root / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def _read(path: Path, *, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def _add(found: Catalog, path: Path, source: str) -> None:
    extracted = extract("python", BytesIO(source.encode()), keywords=_KEYWORDS, options={"encoding": "utf-8"})
    for line, message, _comments, context in extracted:
        if isinstance(message, str) and message:
            found.add(message, locations=[(path.as_posix(), line)], context=context)


def _messages(catalogue: Catalog) -> Iterator[tuple[str, str | None, list[tuple[str, int]]]]:
    """Give text, context and places of every message; plural ones, which this project avoids, are left out."""
    for message in catalogue:
        if isinstance(message.id, str) and message.id:
            yield message.id, message.context, list(message.locations)


def _translations(path: Path) -> dict[tuple[str, str | None], str]:
    """Return the finished translations of a file; a fuzzy one is none."""
    catalogue = _read(path)
    return {
        (message.id, message.context): str(message.string)
        for message in catalogue
        if isinstance(message.id, str) and message.id and not message.fuzzy
    }
