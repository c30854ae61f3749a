import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from cms.startup import process
from cms.startup.failure import Interrupted

WAIT = [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"]


def waiting(*, cwd: Path | None = None, mark: str = "") -> "subprocess.Popen[bytes]":
    """Start a program that waits until its input is closed, and wait until it runs."""
    environment = {**os.environ, process.MARK_VARIABLE: mark}
    child = subprocess.Popen(  # noqa: S603 - a constant
        WAIT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=cwd, env=environment
    )
    assert child.stdout is not None
    child.stdout.readline()
    return child


def test_a_zombie_counts_as_ended() -> None:
    child = waiting()
    assert process.is_alive(child.pid)

    child.kill()
    assert process.wait_until_gone([child.pid], seconds=10) == []
    # Nobody has reaped it yet: the system still knows the process id.
    os.kill(child.pid, 0)
    assert not process.is_alive(child.pid)
    child.communicate()


def test_a_server_is_recognised_by_the_folder_it_works_in(tmp_path: Path) -> None:
    child = waiting(cwd=tmp_path)

    assert process.serves(pid=child.pid, folder=tmp_path)
    assert not process.serves(pid=child.pid, folder=tmp_path.parent)
    assert not process.serves(pid=os.getpid(), folder=tmp_path)
    child.communicate()
    assert not process.serves(pid=child.pid, folder=tmp_path)


def test_only_processes_with_the_mark_are_found() -> None:
    mine, others = waiting(mark="clone-a:site"), waiting(mark="clone-a:site-and-more")

    assert process.marked("clone-a:site") == [mine.pid]
    mine.communicate()
    others.communicate()


def test_a_process_that_ignores_the_request_is_made_to_end() -> None:
    stubborn = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)",
        ],
        stdout=subprocess.PIPE,
    )
    assert stubborn.stdout is not None
    stubborn.stdout.readline()

    process.end([stubborn.pid], seconds=0.2)

    assert stubborn.wait() == -signal.SIGKILL
    stubborn.stdout.close()


def test_call_returns_status_and_output(tmp_path: Path) -> None:
    lines: list[str] = []

    done = process.call(
        [sys.executable, "-c", "import os; print(os.getcwd()); print('second'); raise SystemExit(3)"],
        stop=threading.Event(),
        cwd=tmp_path,
        environment={},
        on_line=lines.append,
    )

    assert done == process.Outcome(status=3, output=f"{tmp_path}\nsecond\n")
    assert lines == [str(tmp_path), "second"]


def test_an_interrupted_call_ends_the_whole_group(tmp_path: Path) -> None:
    stop = threading.Event()
    code = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']).wait()"
    threading.Thread(target=lambda: (wait_for_two(tmp_path), stop.set())).start()

    with pytest.raises(Interrupted):
        process.call([sys.executable, "-c", code], stop=stop, cwd=tmp_path, environment={})

    assert process.wait_until_gone(process.running_in(tmp_path), seconds=5) == []


def wait_for_two(folder: Path) -> None:
    deadline = time.monotonic() + 10
    while len(process.running_in(folder)) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
