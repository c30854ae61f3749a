"""The test suite: real PostgreSQL and Meilisearch, cheap passwords, files under var/."""

from cms.settings.base import *  # noqa: F403 - the usual layering of Django settings
from cms.settings.base import DATABASES, STORAGES, VAR_DIR
from cms.settings.logs import logging_config

SECRET_KEY = "only-for-tests-" + "x" * 50
DEBUG = False
DEMO_ALLOWED = True
SERVE_MEDIA = True
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = str(VAR_DIR / "test-media")
STATIC_ROOT = VAR_DIR / "test-static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Tests roll back what they do: nothing learnt of the database outlives a moment.
GENERATION_TRUST = 0.0
# Tests of the cache, and of counting, turn it on.
API_RESPONSE_CACHE = False
COUNT_VIEWS = False
CORS_ALLOWED_ORIGINS = ["http://localhost:5173"]
SEARCH_INDEX_PREFIX = "test"
# The receivers of the tests are on this machine.
WEBHOOK_ALLOW_HTTP = True
WEBHOOK_ALLOWED_NETWORKS = ["127.0.0.0/8"]
LOG_LEVEL = "WARNING"
LOGGING = logging_config(log_format="console", level=LOG_LEVEL)
# Tests that really commit empty every table afterwards, also the audit log, which refuses that everywhere else.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c audit.truncation=allowed"
