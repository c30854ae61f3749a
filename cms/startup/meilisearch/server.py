"""The manager of one Meilisearch server: start, adopt, replace data of another version, stop."""

import http.client
import json
import os
import secrets
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path
from typing import Final

from cms.startup import process
from cms.startup.clone import Clone, replace_text
from cms.startup.failure import Interrupted, StartupFailure, explain_output
from cms.startup.lock import FileLock
from cms.startup.log import last_lines, new_output, open_log, size
from cms.startup.meilisearch.binary import Binary

_HOST: Final = "127.0.0.1"
_POLL_SECONDS: Final = 0.02
_START_SECONDS: Final = 60.0
_STOP_SECONDS: Final = 15.0
# Found good on two cores: a third of the time and an eighth of the memory of the defaults.
_LIMITS: Final = ("--max-indexing-memory", "512MiB", "--max-indexing-threads", "1")
_ATTEMPTS: Final = 3


class Server:
    """The Meilisearch server called ``name`` of a clone; one that is not durable starts empty (tests).

    Meilisearch itself lets two servers use one data directory and spoil it. A file lock prevents that: the
    server inherits it, so it is held as long as the server lives, even when whoever started it was killed.
    """

    def __init__(self, *, clone: Clone, name: str = "meilisearch", is_durable: bool = True) -> None:
        self._clone = clone
        self._name = name
        self._is_durable = is_durable
        self._home = clone.var / name
        self._record = self._home / "server.json"
        self._lock = FileLock(path=self._home / "server.lock")
        self._process: subprocess.Popen[bytes] | None = None
        self._pid = 0
        self._port = 0
        self.was_adopted = False
        self.has_lost_data = False

    @property
    def url(self) -> str:
        """Address for ``MEILISEARCH_URL``."""
        return f"http://{_HOST}:{self._port}"

    @property
    def pid(self) -> int:
        """Process id of the server that was started or adopted, otherwise 0."""
        return self._pid

    @property
    def key(self) -> str:
        """The master key, generated on first use and readable for its owner only."""
        path = self._home / "key"
        if not path.exists():
            self._home.mkdir(parents=True, exist_ok=True)
            replace_text(path=path, text=secrets.token_urlsafe(32), mode=0o600)
        return path.read_text().strip()

    @property
    def log(self) -> Path:
        """The server's log."""
        return self._clone.log(self._name)

    def start(self, *, binary: Binary, stop: threading.Event) -> None:
        """Start the server or adopt the one that runs.

        Data of another version (or spoilt data) are removed, ``has_lost_data`` tells; the index is made again
        from the database. Raises ``StartupFailure`` when it does not start and ``Interrupted`` when ``stop``
        is set meanwhile.
        """
        self.was_adopted = self.has_lost_data = False
        self._home.mkdir(parents=True, exist_ok=True)
        if not self._lock.acquire():
            self._adopt(binary=binary, stop=stop)
            return
        try:
            self._drop_useless_data(binary=binary)
            self._launch_somewhere(binary=binary, stop=stop)
        except BaseException:
            self._lock.release()
            raise

    def is_running(self) -> bool:
        """Return whether the server that was started or adopted still runs."""
        if self._process is not None:
            return self._process.poll() is None
        return self._pid != 0 and process.is_alive(self._pid)

    def stop(self) -> bool:
        """Stop the server of this data directory, adopted or not; return whether one was running."""
        found = self._pid if self.is_running() else self._recorded_pid()
        if found:
            process.end([found], seconds=_STOP_SECONDS)
        if self._process is not None:
            self._process.wait()
        self._process, self._pid = None, 0
        self._record.unlink(missing_ok=True)
        self._lock.release()
        return bool(found)

    # -- adopting ---------------------------------------------------------------------------------

    def _adopt(self, *, binary: Binary, stop: threading.Event) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            pid = self._recorded_pid()
            if pid and self._is_healthy():
                self._pid, self.was_adopted = pid, True
                return
            if stop.wait(_POLL_SECONDS):
                raise Interrupted
            if self._lock.acquire():
                # Whoever held the lock has ended meanwhile.
                self._lock.release()
                self.start(binary=binary, stop=stop)
                return
        raise StartupFailure(
            f"another Meilisearch uses {self._home} and does not answer: run `make stop` and start again"
        )

    def _recorded_pid(self) -> int:
        """Return the process id of the running server by its record, 0 when there is none."""
        try:
            found = json.loads(self._record.read_text())
            pid, port = int(found["pid"]), int(found["port"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0
        # The process id may have been given to another program meanwhile.
        if not process.serves(pid=pid, folder=self._home / "data"):
            return 0
        self._port = port
        return pid

    def _is_healthy(self) -> bool:
        connection = http.client.HTTPConnection(_HOST, self._port, timeout=2)
        try:
            connection.request("GET", "/version", headers={"Authorization": f"Bearer {self.key}"})
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    # -- starting ---------------------------------------------------------------------------------

    def _launch_somewhere(self, *, binary: Binary, stop: threading.Event) -> None:
        """Launch the server, on another port or with new data where the first attempt fails for that reason."""
        output = ""
        for attempt in range(_ATTEMPTS):
            failed = self._launch(binary=binary, is_first=attempt == 0, stop=stop)
            if failed is None:
                return
            output = failed
            if "Address already in use" in output:
                continue
            # Unreadable data are worth less than a start, because the index is made again from the database; a
            # full disk is another matter.
            if explain_output(output=output, folder=self._home) or not self._drop_data():
                break
        known = explain_output(output=output, folder=self._home)
        end = last_lines(output)
        raise StartupFailure(known or f"Meilisearch did not start; the end of its log {self.log}:\n{end}")

    def _launch(self, *, binary: Binary, is_first: bool, stop: threading.Event) -> str | None:
        """Start the process and wait until it answers; return its output when it ended instead."""
        self._port = self._choose_port(is_first=is_first)
        (self._home / "data").mkdir(mode=0o700, exist_ok=True)
        with open_log(self.log) as log:
            log_start = size(self.log)
            self._process = subprocess.Popen(
                self._arguments(binary),
                # The working folder is what an adopting start recognises the server by.
                cwd=self._home / "data",
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                umask=0o077,
                pass_fds=[] if self._lock.descriptor is None else [self._lock.descriptor],
            )
        self._pid = self._process.pid
        replace_text(path=self._record, text=json.dumps({"pid": self._pid, "port": self._port}))
        deadline = time.monotonic() + _START_SECONDS
        while self._process.poll() is None:
            if self._is_healthy():
                return None
            if stop.wait(_POLL_SECONDS) or time.monotonic() > deadline:
                self.stop()
                if stop.is_set():
                    raise Interrupted
                raise StartupFailure(f"Meilisearch did not answer in {_START_SECONDS:.0f} s; its log is {self.log}")
        self._process, self._pid = None, 0
        return new_output(path=self.log, start=log_start)

    def _arguments(self, binary: Binary) -> list[str | Path]:
        return [
            binary.path,
            *("--env", "production"),
            *("--http-addr", f"{_HOST}:{self._port}"),
            *("--db-path", self._home / "data"),
            *("--dump-dir", self._home / "dumps"),
            *("--snapshot-dir", self._home / "snapshots"),
            *("--log-level", "WARN"),
            "--no-analytics",
            *_LIMITS,
        ]

    def _environment(self) -> dict[str, str]:
        """Return a small environment; the key travels here, because everybody can read command lines."""
        return {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "MEILI_MASTER_KEY": self.key,
            process.MARK_VARIABLE: f"{self._clone.identity}:{self._name}",
        }

    def _choose_port(self, *, is_first: bool) -> int:
        """Return the port of the last time when it is free, else any free one."""
        path = self._home / "port"
        wanted = int(path.read_text()) if is_first and path.exists() and path.read_text().isdigit() else 0
        with socket.socket() as probe:
            try:
                probe.bind((_HOST, wanted))
            except (OSError, OverflowError):
                probe.bind((_HOST, 0))
            port = int(probe.getsockname()[1])
        replace_text(path=path, text=str(port))
        return port

    def _drop_useless_data(self, *, binary: Binary) -> None:
        """Remove data that this version cannot read, or that nobody wants to keep."""
        if not self._is_durable:
            self._drop_data()
            self.has_lost_data = False
        try:
            version = (self._home / "data" / "VERSION").read_text().strip()
        except FileNotFoundError:
            return
        if version != binary.version:
            self._drop_data()

    def _drop_data(self) -> bool:
        """Remove the data; return whether there were any."""
        data = self._home / "data"
        if not data.exists():
            return False
        shutil.rmtree(data)
        self.has_lost_data = True
        return True
