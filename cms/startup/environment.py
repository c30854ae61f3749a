"""Environment variables of a start: the process's own, ``.env``, what running services announced."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cms.startup.failure import StartupFailure

_SERVICES: Final = "services.json"
# Variables of PostgreSQL's client library would redirect the connections that DATABASE_URL describes.
_CLIENT_PREFIX: Final = "PG"
_ROOT: Final = Path(__file__).resolve().parent.parent.parent


def read(*, root: Path, environment: Mapping[str, str], with_file: bool = True) -> dict[str, str]:
    """Return ``environment`` on top of ``.env``. Raises ``StartupFailure`` for a line that is no assignment.

    ``with_file=False`` leaves the file out: tests must not touch the database it may name.
    """
    path = root / ".env"
    try:
        text = path.read_text() if with_file else ""
    except FileNotFoundError:
        text = ""
    except UnicodeDecodeError as error:
        raise StartupFailure(f"{path} is not a UTF-8 text file") from error
    return {**parse(text=text, name=str(path)), **environment}


def parse(*, text: str, name: str) -> dict[str, str]:
    """Return the assignments of a ``.env`` text: ``NAME=value``, exported or quoted if you like, ``#`` comments."""
    found = {}
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip().removeprefix("export ").strip()
        if not line or line.startswith("#"):
            continue
        variable, equals, value = (part.strip() for part in line.partition("="))
        if not equals or not variable.isidentifier():
            raise StartupFailure(f"{name}, line {number}: expected NAME=value, found: {raw.strip()}")
        found[variable] = _plain(value)
    return found


def _plain(value: str) -> str:
    for quote in ('"', "'"):
        if value.startswith(quote) and value.find(quote, 1) > 0:
            return value[1 : value.find(quote, 1)]
    return "" if value.startswith("#") else value.partition(" #")[0].rstrip()


def without_client_variables(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without PostgreSQL's ``PG…`` variables, for users of our own server."""
    return {name: value for name, value in environment.items() if not name.startswith(_CLIENT_PREFIX)}


def announce(*, var: Path, variables: Mapping[str, str]) -> None:
    """Record how to reach the services that this process keeps running, readable for its user only."""
    from cms.startup.clone import replace_text  # noqa: PLC0415 - settings import this module and only read

    text = json.dumps({"pid": os.getpid(), "environment": dict(variables)})
    replace_text(path=var / _SERVICES, text=text, mode=0o600)


def withdraw(*, var: Path) -> None:
    """Remove the record of the services."""
    (var / _SERVICES).unlink(missing_ok=True)


def discover(root: Path = _ROOT) -> dict[str, str]:
    """Return the variables of the services that ``make run`` or ``make services`` keeps running here.

    Empty where none runs, so that ``manage.py`` and ``pytest`` work by hand beside a running site without any
    setting.
    """
    try:
        found = json.loads((root / "var" / _SERVICES).read_text())
        os.kill(int(found["pid"]), 0)
        return {str(name): str(value) for name, value in found["environment"].items()}
    except PermissionError:
        # Either the record or the process belongs to another user: their services are not ours to use.
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
