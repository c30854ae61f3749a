"""The manager of one embedded PostgreSQL cluster: initialise, start, adopt, recover, stop."""

import enum
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Final, Self

import psycopg

from cms.startup import process
from cms.startup.clone import Clone
from cms.startup.failure import Interrupted, StartupFailure, explain_output
from cms.startup.lock import FileLock
from cms.startup.log import last_lines, new_output, open_log, size
from cms.startup.postgres import configuration, data_folder, database, pidfile
from cms.startup.postgres.place import Place, find, homes, is_private, socket_folder

_POLL_SECONDS: Final = 0.02
# Starting includes replaying the log after a crash, which may take minutes on a slow disk.
_START_SECONDS: Final = 600.0
_ADOPT_SECONDS: Final = 30.0
_STOP_STEPS: Final = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0))
_HURRIED_STOP_STEPS: Final = ((signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
# Sessions of a killed server hold its shared memory until they notice; where the system hides them, trying
# again helps.
_STILL_IN_USE: Final = "pre-existing shared memory block"
_ATTEMPTS: Final = 10
_ATTEMPT_PAUSE_SECONDS: Final = 0.5


class Start(enum.Enum):
    """What starting found."""

    INITIALISED = "initialised and started"
    STARTED = "started"
    RECOVERED = "recovered after a crash and started"
    ADOPTED = "was already running"


class Cluster:
    """The cluster called ``name`` of a clone; ``is_durable=False`` trades safety for speed (tests)."""

    def __init__(self, *, clone: Clone, name: str = "postgres", is_durable: bool = True) -> None:
        self._clone = clone
        self._name = name
        self._is_durable = is_durable
        self._place: Place | None = None
        self._socket_folder: Path | None = None
        self._pid = 0
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start(stop=threading.Event())
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def place(self) -> Place:
        """Where the cluster lives; found on first use."""
        if self._place is None:
            self._place = find(clone=self._clone, name=self._name)
        return self._place

    @property
    def pid(self) -> int:
        """Process id of the server that was started or adopted, otherwise 0."""
        return self._pid

    @property
    def log(self) -> Path:
        """The server's log."""
        return self._clone.log(self._name)

    def url(self, *, name: str = configuration.DATABASE) -> str:
        """Return a database's address for ``DATABASE_URL``. Raises ``StartupFailure`` when not started."""
        if self._socket_folder is None:
            raise StartupFailure("PostgreSQL has not been started")
        return database.address(socket_folder=self._socket_folder, database=name)

    def start(self, *, stop: threading.Event) -> Start:
        """Start the server or adopt the one that runs; return what was found.

        Raises ``StartupFailure`` with a sentence for the developer, ``Interrupted`` when ``stop`` is set
        meanwhile.
        """
        lock = FileLock(path=self._clone.var / f"{self._name}.lock")
        lock.acquire(wait=True)
        try:
            found = self._adopt(stop=stop) or self._start_anew(stop=stop)
            self._ensure_database()
        finally:
            lock.release()
        return found

    def is_running(self) -> bool:
        """Return whether the server that was started or adopted still runs."""
        if self._process is not None:
            return self._process.poll() is None
        return self._pid != 0 and process.is_alive(self._pid)

    def stop(self, *, is_hurried: bool = False) -> bool:
        """Stop the server of this cluster, adopted or not, even when this object did not start it.

        Return whether one was running. Sessions are ended and data are written; ``is_hurried`` leaves writing
        to the recovery at the next start.
        """
        count = 0
        for home in homes(clone=self._clone, name=self._name):
            found = pidfile.live_server(home / "data")
            if found is None:
                continue
            count += 1
            for number, seconds in _HURRIED_STOP_STEPS if is_hurried else _STOP_STEPS:
                process.send(found.pid, number)
                if self._is_gone(pid=found.pid, seconds=seconds):
                    break
            folder = self._socket_folder or found.socket_folder
            if folder is not None and is_private(folder=folder, uid=(home / "data").stat().st_uid):
                shutil.rmtree(folder, ignore_errors=True)
        if self._process is not None and self._process.poll() is None:
            # Interrupted so early that the server had not recorded itself yet.
            self._process.kill()
            self._process.wait()
            count += 1
        self._process, self._pid, self._socket_folder = None, 0, None
        return count > 0

    def _is_gone(self, *, pid: int, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self._process is not None:
                self._process.poll()
            if not process.is_alive(pid):
                return True
            time.sleep(_POLL_SECONDS)
        return False

    def _adopt(self, *, stop: threading.Event) -> Start | None:
        """Take over a server that runs on our data already; wait for one that is starting or stopping."""
        deadline = time.monotonic() + _ADOPT_SECONDS
        while (found := pidfile.live_server(self.place.data)) is not None:
            folder = found.socket_folder
            if found.status == "ready" and folder is not None and database.answers(socket_folder=folder):
                self._pid, self._socket_folder = found.pid, folder
                return Start.ADOPTED
            if time.monotonic() > deadline:
                raise StartupFailure(
                    f"PostgreSQL of this clone (process {found.pid}) runs but does not answer: end it with "
                    f"`kill -QUIT {found.pid}` and start again; its log is {self.log}"
                )
            if stop.wait(_POLL_SECONDS):
                raise Interrupted
        return None

    def _start_anew(self, *, stop: threading.Event) -> Start:
        is_new = data_folder.initialise(place=self.place, is_durable=self._is_durable, stop=stop)
        has_crashed = (self.place.data / pidfile.NAME).exists()
        folder = socket_folder(clone=self._clone, name=self._name, user=self.place.user)
        configuration.write_access_files(home=self.place.home, user=self.place.user)
        for _ in range(_ATTEMPTS):
            data_folder.clear_remains(place=self.place, socket_folder=folder, stop=stop)
            output = self._launch(folder=folder, stop=stop)
            if output is None:
                self._socket_folder = folder
                if is_new:
                    return Start.INITIALISED
                return Start.RECOVERED if has_crashed else Start.STARTED
            if _STILL_IN_USE not in output:
                break
            if stop.wait(_ATTEMPT_PAUSE_SECONDS):
                raise Interrupted
        shutil.rmtree(folder, ignore_errors=True)
        known = explain_output(output=output or "", folder=self.place.home)
        raise StartupFailure(
            known or f"PostgreSQL did not start; the end of its log {self.log}:\n{last_lines(output or '')}"
        )

    def _launch(self, *, folder: Path, stop: threading.Event) -> str | None:
        """Start the server process and wait until it is ready; return its output when it ended instead."""
        spot = self.place
        arguments = configuration.server_arguments(
            data=spot.data, home=spot.home, socket_folder=folder, is_durable=self._is_durable
        )
        with open_log(self.log) as log:
            log_start = size(self.log)
            self._process = subprocess.Popen(
                [spot.binaries.program("postgres"), *arguments],
                # The server's user may not be allowed to look at the caller's working folder.
                cwd="/",
                env=configuration.server_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C in the terminal must reach the supervisor only, which stops things in order.
                start_new_session=True,
                umask=0o077,
                **spot.user.popen_identity,
            )
        self._pid = self._process.pid
        deadline = time.monotonic() + _START_SECONDS
        while self._process.poll() is None:
            found = pidfile.read(spot.data)
            if found is not None and found.pid == self._pid and found.status == "ready":
                return None
            if stop.wait(_POLL_SECONDS) or time.monotonic() > deadline:
                self.stop(is_hurried=True)
                if stop.is_set():
                    raise Interrupted
                raise StartupFailure(
                    f"PostgreSQL did not become ready in {_START_SECONDS:.0f} s; its log is {self.log}"
                )
        self._process, self._pid = None, 0
        return new_output(path=self.log, start=log_start)

    def _ensure_database(self) -> None:
        if self._socket_folder is None:
            return
        try:
            database.ensure(socket_folder=self._socket_folder)
        except psycopg.Error as error:
            known = explain_output(output=str(error), folder=self.place.home)
            raise StartupFailure(known or f"PostgreSQL runs but refuses: {error}; its log is {self.log}") from error
