"""How a start is ended from outside, with a real `make` between the signal and the program."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cms.startup import process

PROGRAM = """
import time
from cms.startup.interruption import Interruption
interruption = Interruption()
interruption.listen()
print("ready", flush=True)
while not interruption.stop.wait(0.05):
    interruption.notice_make()
print("stopped, hurry:", interruption.hurry.is_set(), flush=True)
"""


def start_under_make(folder: Path) -> "subprocess.Popen[str]":
    make = shutil.which("make")
    if make is None:
        pytest.skip("no make here")
    (folder / "program.py").write_text(PROGRAM)
    (folder / "Makefile").write_text(f"run:\n\t@exec {sys.executable} program.py\n")
    started = subprocess.Popen(  # noqa: S603 - the make of the PATH
        [make, "--no-print-directory", "run"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"
    return started


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_signal_to_make_alone_stops_the_program(tmp_path: Path, number: signal.Signals) -> None:
    make = start_under_make(tmp_path)

    os.kill(make.pid, number)

    assert make.communicate(timeout=20)[0] == "stopped, hurry: False\n"
    assert process.wait_until_gone(process.running_in(tmp_path), seconds=5) == []


def test_ctrl_c_in_a_terminal_reaches_everybody_and_counts_once(tmp_path: Path) -> None:
    make = start_under_make(tmp_path)

    os.killpg(make.pid, signal.SIGINT)

    assert make.communicate(timeout=20)[0] == "stopped, hurry: False\n"
