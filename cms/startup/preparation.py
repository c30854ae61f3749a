"""What has to be ready before the site can serve: schema, translations, static files, the demo city.

``manage.py prepare`` makes it in a few seconds; a fingerprint of everything it depends on saves them when
nothing has changed since.
"""

import hashlib
import json
import os
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import psycopg

from cms.startup import process
from cms.startup.clone import Clone, replace_text
from cms.startup.console import Console
from cms.startup.failure import StartupFailure, explain_output
from cms.startup.log import last_lines, open_log

_STAMP: Final = "prepared.json"
_OUTSIDE: Final = frozenset({"var", "media", "static", "tests", "docs", "node_modules"})
_SOURCES: Final = frozenset({".py", ".po", ".css", ".js", ".svg", ".toml", ".lock"})
# What preparing depends on besides files.
_VARIABLES: Final = ("DEBUG", "DJANGO_SETTINGS_MODULE")
_LEAST_SERVER: Final = 150_000
_STATE: Final = (
    "SELECT concat_ws(' ', current_database(), count(*), max(id), max(applied)) FROM public.django_migrations"
)


def prepare(
    *, clone: Clone, console: Console, environment: Mapping[str, str], python: str, stop: threading.Event
) -> None:
    """Run ``manage.py prepare`` unless nothing has changed since the last time.

    Raises ``StartupFailure`` when the database does not answer or preparing fails, ``Interrupted`` when
    ``stop`` is set meanwhile.
    """
    stamp = clone.var / _STAMP
    files = fingerprint(root=clone.root, environment=environment)
    wanted = {"files": files, **_products(clone=clone, url=environment["DATABASE_URL"])}
    if wanted["database"] and wanted["translations"] and _read(stamp) == wanted:
        return
    stamp.unlink(missing_ok=True)
    _run(clone=clone, console=console, environment=environment, python=python, stop=stop)
    made = {"files": files, **_products(clone=clone, url=environment["DATABASE_URL"])}
    replace_text(path=stamp, text=json.dumps(made))


def _products(*, clone: Clone, url: str) -> dict[str, object]:
    """Return the state of what preparing makes: when any of it is lost, it is made again."""
    catalogues = (clone.root / "locale").glob("*/LC_MESSAGES/*.po")
    return {
        "database": database_state(url),
        "translations": all(path.with_suffix(".mo").exists() for path in catalogues),
        "accounts": (clone.var / "demo_accounts.json").exists(),
    }


def _run(*, clone: Clone, console: Console, environment: Mapping[str, str], python: str, stop: threading.Event) -> None:
    path = clone.log("prepare")
    with console.step("Schema, translations, demo city") as step, open_log(path) as log:

        def show(line: str) -> None:
            log.write(f"{line}\n".encode())
            # Log lines begin with colours or a time; only the steps themselves are news.
            if line[:1].isalpha() or line.startswith("  "):
                step.detail = line.strip()[:70] or step.detail

        done = process.call(
            [python, "manage.py", "prepare"],
            stop=stop,
            cwd=clone.root,
            environment={"LOG_LEVEL": "WARNING", **environment},
            on_line=show,
        )
        if done.status != 0:
            step.result = "failed"
    if done.status != 0:
        known = explain_output(output=done.output, folder=clone.var)
        end = last_lines(done.output, count=15)
        raise StartupFailure(known or f"preparing the site failed; the end of its log {path}:\n{end}")


def fingerprint(*, root: Path, environment: Mapping[str, str]) -> str:
    """Return a digest of all sources and variables that preparing depends on."""
    digest = hashlib.sha256()
    for name in _VARIABLES:
        digest.update(f"{name}={environment.get(name, '')}\n".encode())
    for path in sorted(_sources(root)):
        digest.update(f"{path.relative_to(root)}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        is_root = Path(folder) == root
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and name != "__pycache__" and not (is_root and name in _OUTSIDE)
        ]
        for name in files:
            if Path(name).suffix in _SOURCES:
                yield Path(folder) / name


def database_state(url: str) -> str:
    """Return a text that differs between databases and changes with every migration; empty for a new one.

    Raises ``StartupFailure`` when the server does not answer or is too old.
    """
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            if connection.info.server_version < _LEAST_SERVER:
                raise StartupFailure("the database of DATABASE_URL is older than PostgreSQL 15")
            if connection.execute("SELECT to_regclass('public.django_migrations')").fetchone() == (None,):
                return ""
            row = connection.execute(_STATE).fetchone()
            return str(row[0]) if row else ""
    except psycopg.ProgrammingError:
        # An address with options that only Django understands: prepare every time rather than refuse it.
        return ""
    except psycopg.OperationalError as error:
        raise StartupFailure(f"the database of DATABASE_URL does not answer: {error}") from error


def _read(stamp: Path) -> Any:
    try:
        return json.loads(stamp.read_text())
    except (OSError, ValueError):
        return None
