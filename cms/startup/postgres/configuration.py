"""How the embedded server is configured: on its command line, its own files stay untouched."""

import locale
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from cms.startup.clone import replace_text
from cms.startup.postgres.server_user import ServerUser, name_of

ADMINISTRATOR: Final = "postgres"
# The site's role owns its database and may create others (for tests), but is no superuser: as in production.
ROLE: Final = "jezkazgan"
DATABASE: Final = "jezkazgan"
PORT: Final = 5432
_UTF8_LOCALES: Final = ("C.UTF-8", "C.utf8", "en_US.UTF-8", "ru_RU.UTF-8", "kk_KZ.UTF-8")
_SETTINGS: Final = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "max_connections": "100",
    "shared_buffers": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "1GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "log_line_prefix": "%m [%p] ",
    "log_checkpoints": "off",
    "logging_collector": "off",
}
# Data that a test run makes again are not worth waiting for the disk.
_THROWAWAY: Final = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "on",
}


def initdb_options() -> tuple[str, ...]:
    """Return the options of ``initdb``.

    The built-in provider sorts and folds case, but pg_trgm asks the system's character types which signs are letters:
    under plain ``C`` no Cyrillic one is, and a misspelt word would never be found.
    """
    return (
        f"--username={ADMINISTRATOR}",
        "--encoding=UTF8",
        "--locale=C",
        f"--lc-ctype={_character_types()}",
        "--locale-provider=builtin",
        "--builtin-locale=PG_UNICODE_FAST",
        "--auth=reject",
        "--no-instructions",
    )


def _character_types() -> str:
    """Return the first UTF-8 locale that this system has, ``C`` without any (musl, minimal containers)."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in _UTF8_LOCALES:
            with suppress(locale.Error):
                return locale.setlocale(locale.LC_CTYPE, name)
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def server_arguments(*, data: Path, home: Path, socket_folder: Path, is_durable: bool) -> list[str]:
    """Return the arguments of the ``postgres`` program."""
    settings = {
        **_SETTINGS,
        "unix_socket_directories": f'"{socket_folder}"',
        "hba_file": str(home / "pg_hba.conf"),
        "ident_file": str(home / "pg_ident.conf"),
        **({} if is_durable else _THROWAWAY),
    }
    return ["-D", str(data), *(part for key, value in settings.items() for part in ("-c", f"{key}={value}"))]


def write_access_files(*, home: Path, user: ServerUser) -> None:
    """Write who may connect, over the socket only: whoever started the clone, root, the server's user.

    The kernel tells PostgreSQL who connects (peer authentication), so no password has to be kept anywhere.
    """
    people = sorted({"root", user.name, name_of(os.geteuid())} - {""})
    maps = "".join(f'clone "{name}" all\n' for name in people)
    replace_text(path=home / "pg_hba.conf", text="local all all peer map=clone\n", mode=0o644)
    replace_text(path=home / "pg_ident.conf", text=maps, mode=0o644)


def server_environment() -> dict[str, str]:
    """Return a small environment for the server: the caller's may hold secrets and PG* variables."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
