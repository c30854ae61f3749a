"""Production refuses to start with unsafe settings; each refusal names the variable."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tools.example import PORT

SAFE = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "k7Zq2-Vw9xP4tR8mB1nC6sD3fG5hJ0lQ-aSdFgHjKlZxCvBnM-123",
    "ALLOWED_HOSTS": "api.example.kz",
    "DATABASE_URL": "postgres://connect@db/connect",
    "PUBLIC_BASE_URL": "https://api.example.kz",
    "CORS_ALLOWED_ORIGINS": "https://example.kz",
    "MAIL_TRANSPORT": "django.core.mail.backends.smtp.EmailBackend",
    "DEFAULT_FROM_EMAIL": "Jezkazgan Connect <noreply@example.kz>",
}


PRINTS_DEBUG = "from django.conf import settings; print(settings.DEBUG)"
LOGS = """
import logging, django
django.setup()
logging.getLogger("city").warning("Город %s", "Жезказган")
"""
TAKES_SECRET = """
import sys, pathlib
from cms.settings.dev import _local_secret
print(_local_secret(pathlib.Path(sys.argv[1])))
"""


def start(program: str = PRINTS_DEBUG, **changes: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), **SAFE, **changes}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_safe_settings_start() -> None:
    assert start().stdout == "False\n"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "x" * 60),
        ("DEBUG", "true"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("DATABASE_URL", ""),
        ("PUBLIC_BASE_URL", "http://api.example.kz"),
        ("CORS_ALLOWED_ORIGINS", "*"),
        ("MAIL_TRANSPORT", ""),
        ("MAIL_TRANSPORT", "django.core.mail.backends.console.EmailBackend"),
        ("MAIL_TRANSPORT", "django.core.mail.backends.locmem.EmailBackend"),
        ("MAIL_TRANSPORT", "delivery.mail.QueuedEmailBackend"),
        ("DEFAULT_FROM_EMAIL", ""),
        ("DEFAULT_FROM_EMAIL", "noreply"),
        ("DEFAULT_FROM_EMAIL", "Jezkazgan Connect <noreply@localhost>"),
    ],
)
def test_unsafe_settings_are_refused_by_name(variable: str, value: str) -> None:
    refused = start(**{variable: value})
    assert refused.returncode == 1
    assert f"ImproperlyConfigured: {variable}:" in refused.stderr
    assert refused.stdout == ""


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_production_logs_json_whatever_is_asked(log_format: str) -> None:
    line = json.loads(start(LOGS, LOG_FORMAT=log_format).stderr)
    assert (line["event"], line["level"], line["logger"]) == ("Город Жезказган", "warning", "city")


def test_the_log_level_is_kept_in_production() -> None:
    assert start(LOGS, LOG_LEVEL="ERROR").stderr == ""


def test_processes_that_start_together_share_one_secret_that_only_the_owner_reads(tmp_path: Path) -> None:
    secret = tmp_path / "var" / "secret_key"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), "SECRET_KEY": "x" * 50}

    def take(_number: int) -> str:
        command = [sys.executable, "-c", TAKES_SECRET, str(secret)]
        done = subprocess.run(  # noqa: S603 - our own program
            command, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(take, range(4)))
    assert taken == [secret.read_text()] * 4
    assert len(taken[0]) > 50
    assert secret.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in secret.parent.iterdir()] == ["secret_key"]


def test_the_example_page_may_call_a_developers_site():
    program = "from cms.settings.dev import _LOCAL_PORTS; print(*_LOCAL_PORTS)"
    assert str(PORT) in start(program, DJANGO_SETTINGS_MODULE="cms.settings.dev").stdout.split()
