import ssl
import subprocess
import time
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path

import pytest

from delivery.enums import SendingFailure
from delivery.outgoing.addresses import Address, networks_from
from delivery.outgoing.errors import NotSent
from delivery.outgoing.posting import ANSWER_BYTES, Answer, post
from delivery.outgoing.target import parse_target
from tests.factories.receivers import a_receiver

HERE = networks_from(["127.0.0.0/8"])


class Names:
    """A DNS whose answers are given, one after the other; the last one stays."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, seconds: float) -> list[Address]:
        self.asked.append(host)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [ip_address(text) for text in answer]


def send(url: str, **options: object) -> Answer:
    options.setdefault("networks", HERE)
    return post(parse_target(url, may_be_plain=True), body=b"{}", headers={"X-Own": "1"}, **options)


def why(url: str, **options: object) -> str:
    with pytest.raises(NotSent) as refusal:
        send(url, **options)
    return str(refusal.value.failure)


def test_a_body_arrives_with_its_headers() -> None:
    with a_receiver(code=202, body=b"accepted", headers={"Retry-After": "7"}) as receiver:
        assert send(receiver.url) == Answer(code=202, start="accepted", retry_after=7)
    request = receiver.requests[0]
    assert (request.path, request.body, request.headers["X-Own"]) == ("/hook?key=1", b"{}", "1")
    assert request.headers["Host"] == f"127.0.0.1:{receiver.port}"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "0", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_refused_under_any_of_its_names_and_hears_nothing(host: str) -> None:
    with a_receiver() as receiver:
        assert why(f"http://{host}:{receiver.port}/", networks=()) == SendingFailure.PRIVATE_ADDRESS
    assert receiver.requests == []


def test_a_name_that_leads_to_a_private_address_is_refused_by_the_answer_of_the_dns() -> None:
    for answer in (["10.0.0.1"], ["169.254.169.254"], ["93.184.216.34", "127.0.0.1"], ["::ffff:10.0.0.1"]):
        assert why("https://hooks.example/", networks=(), resolve=Names(answer)) == SendingFailure.PRIVATE_ADDRESS


def test_the_connection_goes_to_the_address_that_was_checked_and_the_name_is_not_looked_up_again() -> None:
    names = Names(["127.0.0.1"], ["10.0.0.1"])
    with a_receiver() as receiver:
        assert send(f"http://hooks.example:{receiver.port}/", resolve=names).code == 200
    assert names.asked == ["hooks.example"]
    assert receiver.requests[0].headers["Host"] == f"hooks.example:{receiver.port}"


def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    with a_receiver() as receiver:
        # Nobody listens at the second address of this machine.
        assert send(f"http://hooks.example:{receiver.port}/", resolve=Names(["127.0.0.2", "127.0.0.1"])).code == 200


def test_redirects_are_not_followed() -> None:
    with a_receiver() as other, a_receiver(code=302, headers={"Location": other.url}) as receiver:
        assert send(receiver.url).code == 302
    assert (len(receiver.requests), other.requests) == (1, [])


def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_receiver() as proxy, a_receiver() as receiver:
        monkeypatch.setenv("http_proxy", proxy.url)
        assert send(receiver.url).code == 200
    assert proxy.requests == []


def test_only_the_beginning_of_an_answer_is_read() -> None:
    def flood(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _portion in range(10_000):
            handler.wfile.write(b"\x00\xff" + b"x" * 10_000)

    with a_receiver(respond=flood) as receiver:
        answer = send(receiver.url)
    assert (answer.code, len(answer.start), answer.start[:3]) == (200, ANSWER_BYTES - 1, "�xx")


@pytest.mark.parametrize("part", ["status", "headers", "body"])
def test_a_server_that_drips_is_left(part: str) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        begun = {"status": b"", "headers": b"HTTP/1.1 200 OK\r\n", "body": b"HTTP/1.1 200 OK\r\n\r\n"}[part]
        handler.wfile.write(begun)
        for _second in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    with a_receiver(respond=drip) as receiver:
        started = time.monotonic()
        assert why(receiver.url, total_seconds=0.5) == SendingFailure.TIME_IS_UP
        # The server would have gone on for ten seconds.
        assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "answer", [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200]
)
def test_what_is_no_http_is_no_answer(answer: bytes) -> None:
    with a_receiver(respond=lambda handler: handler.wfile.write(answer)) as receiver:
        assert why(receiver.url) == SendingFailure.BAD_ANSWER


def test_nobody_there() -> None:
    with a_receiver() as receiver:
        pass
    assert why(receiver.url) == SendingFailure.NO_CONNECTION


def test_a_name_that_does_not_exist() -> None:
    assert why("https://nowhere.invalid/") in {SendingFailure.UNKNOWN_NAME, SendingFailure.TIME_IS_UP}


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate of hooks.example that this machine trusts."""
    key, found = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(  # noqa: S603 - the arguments are literals
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
            ),
            *("-subj", "/CN=hooks.example", "-addext", "subjectAltName=DNS:hooks.example"),
            *("-keyout", str(key), "-out", str(found)),
        ],
        check=True,
        capture_output=True,
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(found))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(found, key)
    return context


def test_the_certificate_is_verified_for_the_name_and_not_for_the_address(certificate: ssl.SSLContext) -> None:
    asked: list[str | None] = []
    certificate.sni_callback = lambda _socket, name, _context: asked.append(name)
    with a_receiver(context=certificate) as receiver:
        here = Names(["127.0.0.1"])
        assert send(f"https://hooks.example:{receiver.port}/", resolve=here).code == 200
        assert why(f"https://other.example:{receiver.port}/", resolve=here) == SendingFailure.BAD_CERTIFICATE
        assert why(f"https://127.0.0.1:{receiver.port}/") == SendingFailure.BAD_CERTIFICATE
    assert (asked[:2], len(receiver.requests)) == (["hooks.example", "other.example"], 1)


def test_an_unknown_certificate_is_refused(certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with a_receiver(context=certificate) as receiver:
        address = f"https://hooks.example:{receiver.port}/"
        assert why(address, resolve=Names(["127.0.0.1"])) == SendingFailure.BAD_CERTIFICATE
    assert receiver.requests == []
