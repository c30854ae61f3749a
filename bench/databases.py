"""Scratch databases on the server that ``DATABASE_URL`` names: made, filled by programs of their own, dropped."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import psycopg
from meilisearch import Client
from psycopg import sql

from bench.filling import arguments
from bench.guide import STEADY_HOURS, Guide, generate, moment

ROOT: Final = Path(__file__).resolve().parent.parent
# A run takes some of the hours in which nothing of a guide begins or ends.
_USABLE: Final = timedelta(hours=STEADY_HOURS / 2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Application:
    """One of the applications that are compared, and how it is run."""

    name: str
    filler: str
    wsgi: str
    environment: dict[str, str]


def server_url() -> str:
    """Return the address of the server's own database; ends the program where none is named."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        sys.exit("DATABASE_URL is empty: `make bench` starts a database and names it.")
    return url


def applications(*, search: str, size: int) -> tuple[Application, Application]:
    """Return the reference and our project, each with a database for so many events."""
    plain = {
        **os.environ,
        "DATABASE_URL": _url_of(f"bench_plain_{size}"),
        "DJANGO_SETTINGS_MODULE": "bench.reference.settings",
    }
    ours = {
        **os.environ,
        "DATABASE_URL": _url_of(f"bench_ours_{size}"),
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "ALLOWED_HOSTS": "127.0.0.1",
        "PUBLIC_BASE_URL": "https://city.example",
        "CORS_ALLOWED_ORIGINS": "https://app.example",
        "SECRET_KEY": "only-for-measuring-0123456789-abcdefghijklmnopqrstuvwxyz",
        "MAIL_TRANSPORT": "django.core.mail.backends.smtp.EmailBackend",
        "DEFAULT_FROM_EMAIL": "noreply@city.example",
        "SEARCH_ENGINE": search,
        "SEARCH_INDEX_PREFIX": index_prefix(size),
        "DEBUG": "0",
    }
    return (
        Application(name="plain", filler="bench.reference.load", wsgi="bench.reference.wsgi", environment=plain),
        Application(name="ours", filler="bench.ours", wsgi="cms.wsgi", environment=ours),
    )


def index_prefix(name: object) -> str:
    """Return how the search indexes of a guide, by its size, or of another run are called."""
    return f"bench{name}"


@contextmanager
def scratch(name: str, *, prefix: str) -> Iterator[str]:
    """Give the address of a new, empty database; it and the search indexes of ``prefix`` are dropped afterwards."""
    with psycopg.connect(server_url(), autocommit=True) as server:
        _make(server, name)
        try:
            yield _url_of(name)
        finally:
            _drop(server, name)
            _drop_indexes(prefix=prefix)


@contextmanager
def filled(both: tuple[Application, ...], *, size: int, keep: bool) -> Iterator[Guide]:
    """Give the guide that the databases of the applications hold; what is fresh enough is used again."""
    names = [urlsplit(one.environment["DATABASE_URL"]).path.lstrip("/") for one in both]
    with psycopg.connect(server_url(), autocommit=True) as server:
        now = _kept(server, names) if keep else None
        guide = generate(events=size, now=now or moment())
        try:
            if now is None:
                for one, name in zip(both, names, strict=True):
                    _make(server, name)
                    _fill(one, guide)
                    _note(server, name, guide.now)
            yield guide
        finally:
            if not keep:
                for name in names:
                    _drop(server, name)
                _drop_indexes(prefix=index_prefix(size))


def _url_of(database: str) -> str:
    parts = urlsplit(server_url())
    return urlunsplit((parts.scheme, parts.netloc, f"/{database}", parts.query, ""))


def _fill(application: Application, guide: Guide) -> None:
    command = [sys.executable, "-m", application.filler, *arguments(guide)]
    subprocess.run(  # noqa: S603 - our own program
        command,
        cwd=ROOT,
        env={**application.environment, "LOG_LEVEL": "WARNING"},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _kept(server: psycopg.Connection, names: list[str]) -> datetime | None:
    """Return the moment of the guide that an earlier run has left in all the databases, if it is still good."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = ANY(%s)"
    notes = [row[0] for row in server.execute(query, [names])]
    if len(notes) != len(names) or len(set(notes)) != 1 or not notes[0]:
        return None
    now = datetime.fromisoformat(notes[0])
    return now if moment() - now < _USABLE else None


def _make(server: psycopg.Connection, name: str) -> None:
    _drop(server, name)
    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _drop_indexes(*, prefix: str) -> None:
    if not (url := os.environ.get("MEILISEARCH_URL", "")):
        return
    client = Client(url, os.environ.get("MEILISEARCH_KEY") or None, timeout=20)
    for index in client.get_indexes({"limit": 1000})["results"]:
        if index.uid.rpartition("-")[0] == prefix:
            index.delete()


def _note(server: psycopg.Connection, name: str, now: datetime) -> None:
    server.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(now.isoformat())))
