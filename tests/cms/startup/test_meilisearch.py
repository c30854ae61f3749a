"""The manager against the real server, where this machine has one."""

import http.client
import json
import os
import signal
import socket
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cms.startup import process
from cms.startup.clone import Clone
from cms.startup.console import Console
from cms.startup.failure import Interrupted
from cms.startup.meilisearch import Binary, Server, Unavailable, locate

PROJECT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def binary() -> Binary:
    """The program that `make test` has found or downloaded."""
    try:
        return locate(clone=Clone.open(PROJECT), console=Console(), stop=threading.Event(), environment={**os.environ})
    except Unavailable as reason:
        pytest.skip(f"no Meilisearch here: {reason}")


def ask(server: Server, method: str, path: str, body: object = None, *, key: str | None = None) -> tuple[int, object]:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    headers = {"Authorization": f"Bearer {server.key if key is None else key}", "Content-Type": "application/json"}
    connection.request(method, path, body=None if body is None else json.dumps(body), headers=headers)
    response = connection.getresponse()
    answer = json.loads(response.read() or "null")
    connection.close()
    return response.status, answer


def index_names(server: Server) -> list[str]:
    status, answer = ask(server, "GET", "/indexes")
    assert status == 200
    assert isinstance(answer, dict)
    return [one["uid"] for one in answer["results"]]


def make_index(server: Server, name: str) -> None:
    status, answer = ask(server, "POST", "/indexes", {"uid": name})
    assert status == 202
    assert isinstance(answer, dict)
    for _ in range(500):
        status, task = ask(server, "GET", f"/tasks/{answer['taskUid']}")
        assert isinstance(task, dict)
        if task["status"] == "succeeded":
            return
    pytest.fail(f"the index was not made: {task}")


def test_started_stopped_and_started_with_its_data_key_and_port(
    clone: Clone, binary: Binary, stop: threading.Event
) -> None:
    server = Server(clone=clone)
    server.start(binary=binary, stop=stop)
    make_index(server, "kept")
    before = (server.url, server.key)

    assert server.stop() is True
    assert not server.is_running()
    assert server.stop() is False
    server.start(binary=binary, stop=stop)

    assert (server.url, server.key) == before
    assert index_names(server) == ["kept"]
    assert (clone.var / "meilisearch" / "key").stat().st_mode & 0o777 == 0o600
    assert ask(server, "GET", "/indexes", key="wrong")[0] == 403


def test_one_server_per_data_directory_the_second_start_adopts(
    clone: Clone, binary: Binary, stop: threading.Event
) -> None:
    first, second = Server(clone=clone), Server(clone=clone)
    first.start(binary=binary, stop=stop)
    second.start(binary=binary, stop=stop)

    assert (second.was_adopted, second.pid, second.url) == (True, first.pid, first.url)
    assert second.stop() is True
    assert not first.is_running()


def test_a_server_whose_starter_let_go_is_adopted(clone: Clone, binary: Binary, stop: threading.Event) -> None:
    first = Server(clone=clone)
    first.start(binary=binary, stop=stop)
    # What the end of the starting process does: its own hold of the lock vanishes, the server's stays.
    first._lock.release()

    second = Server(clone=clone)
    second.start(binary=binary, stop=stop)

    assert (second.was_adopted, second.pid) == (True, first.pid)
    assert second.stop() is True


def test_a_killed_server_starts_again_with_its_data(clone: Clone, binary: Binary, stop: threading.Event) -> None:
    server = Server(clone=clone)
    server.start(binary=binary, stop=stop)
    make_index(server, "kept")
    os.kill(server.pid, signal.SIGKILL)
    assert process.wait_until_gone([server.pid], seconds=10) == []
    assert not server.is_running()

    again = Server(clone=clone)
    server._lock.release()
    again.start(binary=binary, stop=stop)

    assert (again.was_adopted, again.has_lost_data) == (False, False)
    assert index_names(again) == ["kept"]


@pytest.mark.parametrize("damage", ["1.12.3", "nonsense"])
def test_data_that_cannot_be_read_are_given_up(
    clone: Clone, binary: Binary, stop: threading.Event, damage: str
) -> None:
    server = Server(clone=clone)
    server.start(binary=binary, stop=stop)
    make_index(server, "lost")
    server.stop()
    (clone.var / "meilisearch" / "data" / "VERSION").write_text(damage)

    server.start(binary=binary, stop=stop)

    assert server.has_lost_data
    assert index_names(server) == []


def test_spoilt_data_are_given_up(clone: Clone, binary: Binary, stop: threading.Event) -> None:
    server = Server(clone=clone)
    server.start(binary=binary, stop=stop)
    server.stop()
    for path in (clone.var / "meilisearch" / "data").rglob("*.mdb"):
        path.write_bytes(b"not a database" * 1000)

    server.start(binary=binary, stop=stop)

    assert server.has_lost_data
    assert index_names(server) == []


def test_a_taken_port_is_changed(clone: Clone, binary: Binary, stop: threading.Event) -> None:
    server = Server(clone=clone)
    server.start(binary=binary, stop=stop)
    old = urlsplit(server.url).port
    server.stop()

    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", old))
        other.listen()
        server.start(binary=binary, stop=stop)

        assert urlsplit(server.url).port != old
        assert index_names(server) == []


def test_the_set_of_the_tests_starts_empty(clone: Clone, binary: Binary, stop: threading.Event) -> None:
    server = Server(clone=clone, is_durable=False)
    server.start(binary=binary, stop=stop)
    make_index(server, "old")
    server.stop()

    server.start(binary=binary, stop=stop)

    assert index_names(server) == []
    assert not server.has_lost_data


def test_an_interrupted_start_leaves_no_server(clone: Clone, binary: Binary, stop: threading.Event) -> None:
    stop.set()
    server = Server(clone=clone)
    with pytest.raises(Interrupted):
        server.start(binary=binary, stop=stop)

    assert process.running_in(clone.var / "meilisearch" / "data") == []
    server.start(binary=binary, stop=threading.Event())
    assert index_names(server) == []
