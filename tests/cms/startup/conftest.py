"""Clones in temporary folders. Every server that a test starts is stopped and every folder removed, failed or not."""

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cms.startup.clone import Clone
from cms.startup.meilisearch import Server
from cms.startup.postgres import Cluster
from cms.startup.postgres.place import recorded_refuge


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


@pytest.fixture
def make_clone() -> Iterator[Callable[..., Clone]]:
    """Make clones: in a folder that every user can reach, or in one that only its owner can."""
    parents: list[Path] = []
    clones: list[Clone] = []

    def make(*, is_reachable: bool = True) -> Clone:
        parent = Path(tempfile.mkdtemp(prefix="clone of connect "))
        parents.append(parent)
        parent.chmod(0o755 if is_reachable else 0o700)
        (parent / "project").mkdir()
        clone = Clone.open(parent / "project")
        clones.append(clone)
        return clone

    yield make
    for clone in clones:
        Server(clone=clone).stop()
        Cluster(clone=clone).stop()
        refuge = recorded_refuge(clone=clone)
        if refuge is not None:
            shutil.rmtree(refuge)
    for parent in parents:
        shutil.rmtree(parent)


@pytest.fixture
def clone(make_clone: Callable[..., Clone]) -> Clone:
    return make_clone()
