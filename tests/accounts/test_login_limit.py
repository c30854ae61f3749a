"""Wrong passwords have to wait; nobody learns from that which accounts exist."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.login_limit import (
    MOST_FAILURES,
    WINDOW,
    attempt_key,
    forget_failures,
    record_failure,
    time_to_wait,
)
from accounts.models import FailedLogin
from accounts.roles import EDITORS
from tests.factories import a_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 7, 9, 0, tzinfo=UTC)
PASSWORD = "длинный пароль"


def log_in(email: str, password: str, **extra: Any) -> str:
    """Return where the site sends who signs in, or what it says."""
    response = Client().post("/admin/login/", {"username": email, "password": password}, **extra)
    return response["Location"] if response.status_code == 302 else response.content.decode()


@pytest.mark.parametrize("email", ["dana@example.org", "nobody@example.org"])
def test_after_ten_failures_even_the_right_password_waits_whether_or_not_the_account_exists(email: str) -> None:
    a_user(EDITORS, email="dana@example.org", password=PASSWORD)
    answers = [log_in(email.upper() if number % 2 else email, f"нет {number}") for number in range(MOST_FAILURES)]
    assert all("Почта или пароль не подходят." in answer for answer in answers)
    for password in (PASSWORD, "нет"):
        answer = log_in(email, password)
        assert "Слишком много неудачных попыток. Попробуйте снова через 15 мин." in answer
    # Waiting costs nothing: refused attempts do not count.
    assert FailedLogin.objects.count() == MOST_FAILURES


def test_others_and_other_networks_are_not_concerned() -> None:
    for email in ("dana@example.org", "aset@example.org"):
        a_user(EDITORS, email=email, password=PASSWORD)
    for _number in range(MOST_FAILURES):
        log_in("dana@example.org", "нет")
    assert log_in("aset@example.org", PASSWORD) == "/admin/"
    assert log_in("dana@example.org", PASSWORD, REMOTE_ADDR="192.0.2.7") == "/admin/"
    assert "Слишком много" in log_in("dana@example.org", PASSWORD)


def test_a_success_begins_anew_and_an_empty_password_is_none() -> None:
    a_user(EDITORS, email="dana@example.org", password=PASSWORD)
    for _number in range(MOST_FAILURES - 1):
        log_in("dana@example.org", "нет")
    log_in("dana@example.org", "")
    assert FailedLogin.objects.count() == MOST_FAILURES - 1
    assert log_in("dana@example.org", PASSWORD) == "/admin/"
    assert FailedLogin.objects.count() == 0


def test_the_answer_is_in_the_language_of_the_browser() -> None:
    for _number in range(MOST_FAILURES):
        log_in("dana@example.org", "нет")
    assert "15 мин" in log_in("dana@example.org", "нет", HTTP_ACCEPT_LANGUAGE="kk")
    assert "Слишком" not in log_in("dana@example.org", "нет", HTTP_ACCEPT_LANGUAGE="kk")


def test_failures_count_for_a_quarter_of_an_hour() -> None:
    for minute in range(MOST_FAILURES):
        assert time_to_wait("key", now=NOW + timedelta(minutes=minute)) == timedelta()
        record_failure("key", now=NOW + timedelta(minutes=minute))
    assert time_to_wait("key", now=NOW + timedelta(minutes=10)) == timedelta(minutes=5)
    assert time_to_wait("key", now=NOW + WINDOW) == timedelta()
    record_failure("key", now=NOW + WINDOW)
    assert time_to_wait("key", now=NOW + WINDOW) == timedelta(minutes=1)
    # What counts no more is gone.
    assert FailedLogin.objects.filter(at__lte=NOW).count() == 0
    forget_failures("key")
    assert time_to_wait("key", now=NOW + WINDOW) == timedelta()


def test_nothing_of_what_was_typed_is_kept() -> None:
    log_in("dana@example.org", "нет")
    row = FailedLogin.objects.get()
    assert (len(row.key), row.key.isalnum(), row.at <= timezone.now()) == (64, True, True)


def test_a_network_of_ipv6_is_one_client() -> None:
    def key(address: str) -> str:
        return attempt_key("dana@example.org", RequestFactory().get("/", REMOTE_ADDR=address))

    assert key("2001:db8:1:2::5") == key("2001:db8:1:2:ffff::7")
    assert key("2001:db8:1:2::5") != key("2001:db8:1:3::5")
    assert key("192.0.2.1") != key("192.0.2.2")
    assert key("not an address") != key("192.0.2.2")
