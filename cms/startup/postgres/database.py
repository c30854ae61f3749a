"""Talking to the embedded server: does it answer, and do the site's role and database exist."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from cms.startup.postgres import configuration


def address(*, socket_folder: Path, database: str) -> str:
    """Return the address of a database in the form that ``DATABASE_URL`` has."""
    return f"postgresql://{configuration.ROLE}@{quote(str(socket_folder), safe='')}/{database}"


def answers(*, socket_folder: Path) -> bool:
    """Return whether a server answers queries on the socket in ``socket_folder``."""
    try:
        with _connect(socket_folder=socket_folder) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def ensure(*, socket_folder: Path) -> None:
    """Create the site's role and database where they are missing; an earlier start may have been cut short.

    Raises ``psycopg.Error`` when the server refuses.
    """
    with _connect(socket_folder=socket_folder) as connection:
        role = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [configuration.ROLE])
        if role.fetchone() is None:
            connection.execute(f"CREATE ROLE {configuration.ROLE} LOGIN CREATEDB")
        database = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [configuration.DATABASE])
        if database.fetchone() is None:
            connection.execute(f"CREATE DATABASE {configuration.DATABASE} OWNER {configuration.ROLE}")


def _connect(*, socket_folder: Path) -> "psycopg.Connection[tuple[Any, ...]]":
    return psycopg.connect(
        host=str(socket_folder),
        port=configuration.PORT,
        user=configuration.ADMINISTRATOR,
        dbname="postgres",
        connect_timeout=5,
        autocommit=True,
    )
