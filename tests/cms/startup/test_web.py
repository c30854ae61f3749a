import socket
import threading

import pytest

from cms.startup import web
from cms.startup.failure import Interrupted, StartupFailure


def test_the_port() -> None:
    assert web.port_of({}) == 8000
    assert web.port_of({"PORT": " 8001 "}) == 8001
    assert web.port_of({"PORT": ""}) == 8000


@pytest.mark.parametrize("text", ["0", "65536", "-1", "80.5", "http", "８０００", "8000 8001"])
def test_nonsense_is_no_port(text: str) -> None:
    with pytest.raises(StartupFailure, match="PORT must be a number from 1 to 65535"):
        web.port_of({"PORT": text})


def test_a_taken_port_gets_a_sentence_that_says_what_to_do() -> None:
    with socket.socket() as other:
        other.bind((web.HOST, 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(StartupFailure) as refused:
            web.reserve(port)

    assert str(refused.value).startswith(f"port {port} is already in use by another program: choose another one")
    assert "make run`" in str(refused.value)


def test_a_reserved_port_is_kept_from_a_second_clone_but_not_from_our_own_server() -> None:
    with socket.socket() as probe:
        probe.bind((web.HOST, 0))
        port = probe.getsockname()[1]

    with web.reserve(port):
        with pytest.raises(StartupFailure):
            web.reserve(port)
        with socket.socket() as server:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            server.bind((web.HOST, port))
            server.listen()
    web.reserve(port).close()


def test_waiting_ends_with_what_the_check_finds_or_with_the_interruption() -> None:
    def give_up() -> None:
        raise StartupFailure("the web server ended")

    stopped = threading.Event()
    stopped.set()

    with pytest.raises(StartupFailure, match="the web server ended"):
        web.wait_until_ready(port=1, check=give_up, stop=threading.Event())
    with pytest.raises(Interrupted):
        web.wait_until_ready(port=1, check=lambda: None, stop=stopped)
