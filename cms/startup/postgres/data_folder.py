"""The data directory of a cluster: created complete or not at all, cleared of what a killed server left."""

import os
import shutil
import threading
import time
from pathlib import Path
from typing import Final

from cms.startup import process
from cms.startup.failure import Interrupted, StartupFailure, explain_output
from cms.startup.postgres import configuration, pidfile
from cms.startup.postgres.place import Place, is_private

_ORPHAN_SECONDS: Final = 5.0
_POLL_SECONDS: Final = 0.02


def initialise(*, place: Place, is_durable: bool, stop: threading.Event) -> bool:
    """Create the data directory where there is none; return whether it was created.

    Raises ``StartupFailure`` when it holds something else or data of another PostgreSQL version.
    """
    version = place.data / "PG_VERSION"
    if version.exists():
        found = version.read_text().strip()
        if found != place.binaries.major:
            raise StartupFailure(
                f"the database in {place.data} was written by PostgreSQL {found}, "
                f"this is {place.binaries.major}: run `make reset` to begin with empty data"
            )
        return False
    if place.data.exists() and any(place.data.iterdir()):
        raise StartupFailure(f"{place.data} is not a PostgreSQL database: move it away and start again")
    unfinished = place.home / "initialising"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    try:
        if not place.user.is_current:
            os.chown(unfinished, place.user.uid, place.user.gid, follow_symlinks=False)
        _initdb(place=place, folder=unfinished, is_durable=is_durable, stop=stop)
        if place.data.exists():
            place.data.rmdir()
        unfinished.rename(place.data)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return True


def _initdb(*, place: Place, folder: Path, is_durable: bool, stop: threading.Event) -> None:
    options = configuration.initdb_options() + (() if is_durable else ("--no-sync",))
    done = process.call(
        [place.binaries.program("initdb"), "-D", folder, *options],
        stop=stop,
        cwd=place.home,
        environment=configuration.server_environment(),
        identity=place.user.popen_identity,
    )
    if done.status != 0:
        known = explain_output(output=done.output, folder=place.home)
        raise StartupFailure(
            known or f"PostgreSQL could not initialise its data in {place.home}:\n{done.output.strip()}"
        )


def clear_remains(*, place: Place, socket_folder: Path, stop: threading.Event) -> None:
    """Remove what a killed server left: its sessions, and lock files with process ids that may be reused.

    The caller has made sure that no server runs on the data. Sessions end by themselves once they notice;
    those that do not within a few seconds are made to.
    """
    deadline = time.monotonic() + _ORPHAN_SECONDS
    while orphans := process.running_in(place.data):
        if time.monotonic() > deadline:
            process.end(orphans, seconds=_ORPHAN_SECONDS)
            break
        if stop.wait(_POLL_SECONDS):
            raise Interrupted
    stale = pidfile.read(place.data)
    (place.data / pidfile.NAME).unlink(missing_ok=True)
    for folder in {socket_folder, stale.socket_folder if stale else None}:
        if folder is not None and is_private(folder=folder, uid=place.user.uid):
            for remnant in folder.glob(".s.PGSQL.*"):
                remnant.unlink(missing_ok=True)
