"""The operating system user that PostgreSQL runs as: PostgreSQL refuses root, and no user is ever created."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cms.startup.failure import StartupFailure

CANDIDATES: Final = ("postgres", "nobody", "daemon")


@dataclass(frozen=True, kw_only=True)
class ServerUser:
    """A user by ids; ``name`` is empty where the system knows none."""

    name: str
    uid: int
    gid: int

    @property
    def is_current(self) -> bool:
        """Whether this process already runs as the user."""
        return self.uid == os.geteuid()

    @property
    def popen_identity(self) -> dict[str, Any]:
        """Arguments of ``subprocess`` that start a program as this user, without the groups of the caller."""
        if self.is_current:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def succeeds(self, *arguments: str | Path) -> bool:
        """Return whether a short program, run as this user, ends with status 0."""
        try:
            done = subprocess.run(
                [str(argument) for argument in arguments],
                cwd="/",
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                **self.popen_identity,
            )
        except OSError:
            return False
        return done.returncode == 0


def name_of(uid: int) -> str:
    """Return the name of a user id, empty where the system knows none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return ""


def choose(*, data_owner: int | None) -> ServerUser:
    """Return the user to run the server as.

    ``data_owner`` is the owner of existing data: root continues with it, so that data made as an ordinary
    user stays usable. Raises ``StartupFailure`` when the data belong to another ordinary user or root finds
    nobody to run as.
    """
    current = ServerUser(name=name_of(os.geteuid()), uid=os.geteuid(), gid=os.getegid())
    if current.uid != 0:
        if data_owner not in {None, current.uid}:
            owner = name_of(data_owner or 0) or f"user id {data_owner}"
            raise StartupFailure(
                f"the database of this clone belongs to {owner}: start as root or as that user, "
                "or run `make reset` as root to begin with empty data"
            )
        return current
    if data_owner:
        return _existing_owner(data_owner)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        user = ServerUser(name=name, uid=entry.pw_uid, gid=entry.pw_gid)
        # Inside some containers the id exists on paper only and cannot be taken on.
        if user.uid != 0 and user.succeeds("/bin/sh", "-c", ":"):
            return user
    raise StartupFailure(
        f"PostgreSQL refuses to run as root, and none of the users {', '.join(CANDIDATES)} exists here: "
        "start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own"
    )


def _existing_owner(uid: int) -> ServerUser:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        return ServerUser(name="", uid=uid, gid=uid)
    return ServerUser(name=entry.pw_name, uid=uid, gid=entry.pw_gid)
