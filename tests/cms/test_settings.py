"""Production refuses to start with unsafe settings; each refusal names the variable."""

import os
import subprocess
import sys

import pytest

SAFE = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "k7Zq2-Vw9xP4tR8mB1nC6sD3fG5hJ0lQ-aSdFgHjKlZxCvBnM-123",
    "ALLOWED_HOSTS": "api.example.kz",
    "DATABASE_URL": "postgres://connect@db/connect",
    "PUBLIC_BASE_URL": "https://api.example.kz",
    "CORS_ALLOWED_ORIGINS": "https://example.kz",
}


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), **SAFE, **changes}
    return subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; print(settings.DEBUG)"],
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
    ],
)
def test_unsafe_settings_are_refused_by_name(variable: str, value: str) -> None:
    refused = start(**{variable: value})
    assert refused.returncode == 1
    assert f"ImproperlyConfigured: {variable}:" in refused.stderr
    assert refused.stdout == ""
