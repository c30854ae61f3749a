import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cms.startup import process, supervisor
from cms.startup.console import Console
from cms.startup.failure import StartupFailure
from cms.startup.supervisor import Program, Supervisor, end_leftovers, python_environment


class Stage:
    """A supervisor with everything that a test wants to see of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = io.StringIO()
        self.supervisor = Supervisor(
            console=Console(stream=self.said), cwd=folder, log_of=lambda name: folder / f"{name}.log"
        )

    def start(self, code: str, *, name: str = "worker", is_essential: bool = False) -> None:
        program = Program(
            name=name,
            arguments=[sys.executable, "-c", code],
            environment={"PYTHONUNBUFFERED": "1"},
            is_essential=is_essential,
        )
        self.supervisor.start(program)

    def stop(self, *, seconds: float = 10, hurry: bool = False) -> None:
        event = threading.Event()
        if hurry:
            event.set()
        self.supervisor.stop(seconds=seconds, hurried_seconds=0.1, hurry=event)

    def wait(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 20
        while not condition():
            assert time.monotonic() < deadline, self.said.getvalue()
            self.supervisor.check()
            time.sleep(0.01)

    def log(self, name: str = "worker") -> str:
        path = self.folder / f"{name}.log"
        return path.read_text() if path.exists() else ""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    stage.stop(seconds=0.1)


def test_output_is_shown_with_the_name_and_kept_in_the_log(stage: Stage) -> None:
    stage.start("import time; print('Привет'); print('two'); time.sleep(600)")

    stage.wait(lambda: stage.log() == "Привет\ntwo\n")
    stage.stop()

    assert stage.said.getvalue() == "worker | Привет\nworker | two\n"


def test_what_ends_is_started_again_with_growing_pauses(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "_FIRST_PAUSE_SECONDS", 0.0)
    stage.start("print('started'); raise SystemExit(7)")

    stage.wait(lambda: stage.said.getvalue().count("starts again in 1 s") == 1)

    assert "worker ended with status 7 and starts again in 1 s; its log is " in stage.said.getvalue()
    stage.wait(lambda: stage.said.getvalue().count("starts again in 2 s") == 1)
    assert stage.log() == "started\nstarted\n"


def test_the_end_of_an_essential_program_is_the_end(stage: Stage) -> None:
    stage.start("print('before'); raise RuntimeError('no database')", name="web", is_essential=True)

    with pytest.raises(StartupFailure) as ended:
        stage.wait(lambda: False)

    assert str(ended.value).startswith(
        f"web ended with status 1; the end of its log {stage.folder / 'web.log'}:\nbefore"
    )
    assert str(ended.value).endswith("RuntimeError: no database")


def test_a_program_ended_by_a_signal_is_named_with_it(stage: Stage) -> None:
    stage.start("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", name="web", is_essential=True)

    with pytest.raises(StartupFailure, match="web was ended by SIGKILL"):
        stage.wait(lambda: False)


def test_stopping_lets_programs_finish_what_they_do(stage: Stage) -> None:
    stage.start(
        "import signal, time\n"
        "def finish(*_): print('finished'); raise SystemExit\n"
        "signal.signal(signal.SIGTERM, finish); print('ready'); time.sleep(600)"
    )
    stage.wait(lambda: stage.log() == "ready\n")

    stage.stop()

    assert stage.log() == "ready\nfinished\n"
    assert process.running_in(stage.folder) == []


@pytest.mark.parametrize(("seconds", "hurry"), [(0.2, False), (600, True)])
def test_a_program_that_will_not_end_is_ended_with_its_children(stage: Stage, seconds: float, hurry: bool) -> None:
    stage.start(
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); print('ready')\n"
        "time.sleep(600)"
    )
    stage.wait(lambda: stage.log() == "ready\n")
    assert len(process.running_in(stage.folder)) == 2

    stage.stop(seconds=seconds, hurry=hurry)

    assert process.wait_until_gone(process.running_in(stage.folder), seconds=5) == []
    assert stage.said.getvalue().endswith("  worker did not stop in time and was ended\n")


def test_leftovers_of_this_clone_are_ended_and_nothing_else(tmp_path: Path) -> None:
    code = [sys.executable, "-c", "import time; print(flush=True); time.sleep(600)"]
    started = []
    for mark in ("one:site", "two:site"):
        child = subprocess.Popen(  # noqa: S603 - a constant
            code, cwd=tmp_path, stdout=subprocess.PIPE, env=python_environment({**os.environ}, mark=mark)
        )
        assert child.stdout is not None
        child.stdout.readline()
        started.append(child)

    assert end_leftovers(mark="one:site", seconds=5) == 1

    assert started[0].wait() == -signal.SIGTERM
    assert started[1].poll() is None
    assert end_leftovers(mark="one:site", seconds=5) == 0
    started[1].kill()
    for child in started:
        child.communicate()
