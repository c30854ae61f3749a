"""Production: refuses to start with unsafe settings and says which one is wrong."""

from email.utils import parseaddr
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *  # noqa: F403 - the usual layering of Django settings
from cms.settings.base import (
    CORS_ALLOWED_ORIGINS,
    DATABASE_URL,
    DEFAULT_FROM_EMAIL,
    LOG_LEVEL,
    MAIL_TRANSPORT,
    PUBLIC_BASE_URL,
    STORAGES,
)
from cms.settings.environment import env
from cms.settings.logs import logging_config

_MINIMUM_SECRET_LENGTH: Final = 50
_MINIMUM_SECRET_VARIETY: Final = 10


# They print, store or drop messages; the first would put links that reset passwords into the worker's log. The last is
# the queue itself, which would only queue each message again.
_NO_TRANSPORTS: Final = (
    *(f"django.core.mail.backends.{name}." for name in ("console", "dummy", "filebased", "locmem")),
    "delivery.mail.",
)


def _refuse(variable: str, advice: str) -> None:
    raise ImproperlyConfigured(f"{variable}: {advice}")


def _is_public_address(sender: str) -> bool:
    _name, at, domain = parseaddr(sender)[1].rpartition("@")
    return bool(at) and "." in domain and not domain.endswith(".localhost")


SECRET_KEY = env.str("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])

if len(SECRET_KEY) < _MINIMUM_SECRET_LENGTH or len(set(SECRET_KEY)) < _MINIMUM_SECRET_VARIETY:
    _refuse("SECRET_KEY", f"set a random value of at least {_MINIMUM_SECRET_LENGTH} characters")
if env.bool("DEBUG", False):
    _refuse("DEBUG", "must not be on in production")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    _refuse("ALLOWED_HOSTS", "name the hosts this site answers for, separated by commas; * is not allowed")
if not DATABASE_URL:
    _refuse("DATABASE_URL", "set the address of PostgreSQL 15 or newer")
if urlsplit(PUBLIC_BASE_URL).scheme != "https":
    _refuse("PUBLIC_BASE_URL", "set the public https:// address of this site")
if "*" in CORS_ALLOWED_ORIGINS:
    _refuse("CORS_ALLOWED_ORIGINS", "name the origins of the frontend; * is not allowed")

if not MAIL_TRANSPORT or MAIL_TRANSPORT.startswith(_NO_TRANSPORTS):
    _refuse("MAIL_TRANSPORT", "set a transport that delivers, for example django.core.mail.backends.smtp.EmailBackend")
if not _is_public_address(DEFAULT_FROM_EMAIL):
    _refuse("DEFAULT_FROM_EMAIL", "set the sender of the site's mail, an address of your own domain")

TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 1)
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The proxy checks the process itself, over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^statusz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [PUBLIC_BASE_URL]
LOG_FORMAT = "json"
LOGGING = logging_config(log_format=LOG_FORMAT, level=LOG_LEVEL)

if bucket := env.str("S3_BUCKET", ""):
    STORAGES = {
        **STORAGES,
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": bucket,
                "endpoint_url": env.str("S3_ENDPOINT_URL", "") or None,
                "querystring_auth": False,
                "file_overwrite": False,
            },
        },
    }
