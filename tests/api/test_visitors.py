"""Who counts as a person, and who has been here before."""

from uuid import uuid4

import pytest

from api.visitors import WINDOW, Visitors, is_person
from content.shared_memory import shared_file

PHONE = "Mozilla/5.0 (Linux; Android 14; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile"
AT = 1_770_000_000.0


@pytest.fixture
def visitors():
    return Visitors(is_shared=False)


def asked(name=PHONE, address="192.0.2.1", **also):
    return {"REQUEST_METHOD": "GET", "HTTP_USER_AGENT": name, "REMOTE_ADDR": address, **also}


@pytest.mark.parametrize(
    "name",
    [
        PHONE,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile Safari/604.1",
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 YaBrowser/24.12 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 13; CUBOT NOTE 50) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36",
        "okhttp/4.12.0",
        "Dart/3.5 (dart:io)",
    ],
)
def test_people(name):
    assert is_person(asked(name))


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
        "TelegramBot (like TwitterBot)",
        "facebookexternalhit/1.1",
        "WhatsApp/2.23.20.0",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/131.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 11) Chrome-Lighthouse",
        "node",
        "Go-http-client/2.0",
        "Mozilla/5.0 (compatible; AhrefsBot/7.0)",
    ],
)
def test_programs(name):
    assert not is_person(asked(name))


@pytest.mark.parametrize(
    "also",
    [
        {"REQUEST_METHOD": "HEAD"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_MOZ": "prefetch"},
    ],
)
def test_what_nobody_sees(also):
    assert not is_person(asked(**also))


def test_nobody_is_no_person():
    assert not is_person({"REQUEST_METHOD": "GET"})


def test_the_same_visitor_is_back_until_the_half_hour_is_over(visitors):
    item, start = uuid4(), AT - AT % WINDOW
    assert not visitors.is_back(asked(), item, at=start)
    assert visitors.is_back(asked(), item, at=start)
    assert visitors.is_back(asked(), item, at=start + WINDOW - 1)
    assert not visitors.is_back(asked(), item, at=start + WINDOW)
    assert not visitors.is_back(asked(), uuid4(), at=start)


def test_others_are_others(visitors):
    item = uuid4()
    for visitor in (asked(), asked(address="192.0.2.2"), asked(PHONE + " Safari"), asked(address="2001:db8::1")):
        assert not visitors.is_back(visitor, item, at=AT)
    assert visitors.is_back(asked(address="2001:db8::2"), item, at=AT)


def test_every_day_has_another_salt(visitors):
    item = uuid4()
    visitors.is_back(asked(), item, at=AT)
    first = visitors._memory[:24]
    visitors.is_back(asked(), item, at=AT + 60)
    assert visitors._memory[:24] == first
    visitors.is_back(asked(), item, at=AT + 86_400)
    assert visitors._memory[8:24] != first[8:]


def test_nothing_but_digests_is_remembered(visitors):
    for number in range(200):
        visitors.is_back(asked(address=f"198.51.100.{number}"), uuid4(), at=AT)
    memory = bytes(visitors._memory)
    assert len(memory) == 24 + 2**18 * 8
    assert b"198.51" not in memory
    assert b"Mozilla" not in memory


def test_a_full_memory_forgets_and_goes_on():
    visitors = Visitors(slots=64, is_shared=False)
    items = [uuid4() for _number in range(1000)]
    known = [visitors.is_back(asked(), item, at=AT) for item in items]
    assert not any(known)
    assert visitors.is_back(asked(), items[-1], at=AT)


def test_processes_of_a_machine_share_it(settings, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    one, other, item = Visitors(slots=64), Visitors(slots=64), uuid4()
    assert not one.is_back(asked(), item, at=AT)
    assert other.is_back(asked(), item, at=AT)
    assert (shared_file("visitors").parent, shared_file("visitors").stat().st_mode & 0o777) == (tmp_path, 0o600)


def test_without_shared_memory_a_process_has_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    shared_file("visitors").symlink_to(tmp_path / "elsewhere")
    visitors, item = Visitors(slots=64), uuid4()
    assert [visitors.is_back(asked(), item, at=AT) for _time in range(2)] == [False, True]
    assert not (tmp_path / "elsewhere").exists()
