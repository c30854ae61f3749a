import subprocess
import sys
from pathlib import Path

from cms.startup.lock import FileLock


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    first, second = FileLock(path=tmp_path / "lock"), FileLock(path=tmp_path / "lock")

    assert first.acquire()
    assert not second.acquire()
    assert not second.acquire(shared=True)
    first.release()
    assert second.acquire()


def test_the_last_of_several_sharers_can_tell_that_it_is_the_last(tmp_path: Path) -> None:
    first, second = FileLock(path=tmp_path / "lock"), FileLock(path=tmp_path / "lock")
    assert first.acquire(shared=True)
    assert second.acquire(shared=True)

    assert not first.acquire()
    first.release()
    assert second.acquire()


def test_a_child_that_inherits_the_lock_holds_it_after_its_parent_let_go(tmp_path: Path) -> None:
    first, second = FileLock(path=tmp_path / "lock"), FileLock(path=tmp_path / "lock")
    assert first.acquire()
    assert first.descriptor is not None
    child = subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE, pass_fds=[first.descriptor]
    )
    first.release()

    assert not second.acquire()
    child.communicate()
    assert second.acquire()


def test_those_who_find_it_taken_can_read_the_note(tmp_path: Path) -> None:
    first, second = FileLock(path=tmp_path / "lock"), FileLock(path=tmp_path / "lock")
    assert first.acquire()
    first.note("a long note")
    first.note("short")

    assert not second.acquire()
    assert second.read_note() == "short"
