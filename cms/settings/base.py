"""Settings shared by every environment."""

import os
import sys
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from cms.settings.environment import BASE_DIR, env, networks
from cms.settings.logs import logging_config

# -- addresses -----------------------------------------------------------------------------------
# The React frontend, and its pages of single entries; a kind without a page is previewed as the answer of the API.
FRONTEND_BASE_URL = env.str("FRONTEND_BASE_URL", "").rstrip("/")
FRONTEND_PATHS: dict[str, str] = env.dict("FRONTEND_PATHS", {"event": "/events/{id}"})
# How long a link to a draft stays open, in seconds.
PREVIEW_TOKEN_AGE = env.int("PREVIEW_TOKEN_AGE", 24 * 3600)
PUBLIC_BASE_URL = env.str("PUBLIC_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
WAGTAILADMIN_BASE_URL = PUBLIC_BASE_URL
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
# Slashless API routes never redirect; the admin needs the redirect.
APPEND_SLASH = True

# -- applications --------------------------------------------------------------------------------
INSTALLED_APPS = [
    "cms",
    "demo",
    "api",
    "events",
    "directory",
    "promos",
    "moderation",
    "search",
    "content",
    "accounts",
    "delivery",
    "wagtail_modeladmin",
    "accounts.wagtail_users.UsersConfig",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    # Wagtail's admin reverses names of these two, so they stay although their menus are hidden.
    "wagtail.documents",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "pgtrigger",
    "procrastinate.contrib.django",
    "django_structlog",
    "corsheaders",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "django_migration_linter",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    # Wagtail says "3 minutes ago" with its tags, whose translations come with the app.
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First, so that it sees every refusal of an API request, whoever made it.
    "api.middleware.ApiMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "cms.middleware.RequestIdMiddleware",
]

# What public reads of the API pass instead (api/short_road.py): no session, no user, no messages.
PUBLIC_MIDDLEWARE = [
    "api.middleware.ApiMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# -- database ------------------------------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", "")
# Off behind a pooler that gives each transaction another connection. Statements are prepared only where the code asks
# for it (content.prepared), never because they were seen often: hence a number that is never reached.
DATABASE_PREPARES = env.bool("DATABASE_PREPARES", default=True)
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **(dj_database_url.parse(DATABASE_URL) if DATABASE_URL else {"ENGINE": "django.db.backends.postgresql"}),
        # Threads of the web server keep their connection: a new one costs more than a public read.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # A change and everything that follows from it commit together; public reads are exempt.
        "ATOMIC_REQUESTS": True,
        "OPTIONS": {"prepare_threshold": sys.maxsize if DATABASE_PREPARES else None},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- cache ---------------------------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", "")
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    ),
}

# -- people --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# The audit log names people by keyed pseudonym (delivery/pseudonyms.py); without a key of its own, by SECRET_KEY. Keys
# that were used before stand in the second setting, so that old records can still be matched with people.
AUDIT_PSEUDONYM_KEY = env.str("AUDIT_PSEUDONYM_KEY", "")
AUDIT_PSEUDONYM_KEY_FALLBACKS: list[str] = env.list("AUDIT_PSEUDONYM_KEY_FALLBACKS", [])
# Proxies of our own in front of the site: the last so many addresses of X-Forwarded-For were written by them. Wrong
# passwords are counted by the address of the client (accounts/login_limit.py).
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
LOGIN_URL = "wagtailadmin_login"
WAGTAILADMIN_USER_LOGIN_FORM = "accounts.forms.LoginForm"

# -- languages and time --------------------------------------------------------------------------
# Message ids in the code are Russian, so Russian is complete by construction (ADR 0006).
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Русский")), ("kk", _("Қазақша"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
# The admin shows times in the zone of the first city; stored times are UTC, public ones city time.
TIME_ZONE = "Asia/Almaty"
FORMAT_MODULE_PATH = ["cms.formats"]

# -- files ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "cms" / "assets"]
MEDIA_URL = "/media/"
# In production nginx or object storage serves the pictures.
SERVE_MEDIA = False
MEDIA_ROOT = env.str("MEDIA_ROOT", str(BASE_DIR / "media"))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o644
# No form accepts a larger file (imports take 20 MB, pictures less); the first handler keeps nothing beyond it.
UPLOAD_MAX_FILE_SIZE = 20 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "content.uploads.CappedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# -- Wagtail -------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Jezkazgan Connect"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский"), ("kk", "Қазақша")]
WAGTAIL_CONTENT_LANGUAGES = [("ru", "Русский"), ("kk", "Қазақша")]
WAGTAIL_I18N_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "content.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "content.image_forms.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 24_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "content.rich_text_area.GuardedRichTextArea"}}
WAGTAIL_MODERATION_ENABLED = True
# It reopens the task on every approval from the editor and does not see autosave; `decide` binds a
# decision to the revision that was seen instead.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
# Wagtail's own action publishes the latest revision; ours publishes what the decision names.
WAGTAIL_FINISH_WORKFLOW_ACTION = "moderation.finishing.finish"
# Moderators are written to, not everyone who may do everything.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# Dates are typed in city time; a zone of one's own would shift them.
WAGTAIL_USER_TIME_ZONES = ["Asia/Almaty"]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 0
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}}
TAGGIT_CASE_INSENSITIVE = True

# -- API -----------------------------------------------------------------------------------------
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    # Closed unless a view opens itself: a route without permissions of its own answers nobody.
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAdminUser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Jezkazgan Connect API",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "DESCRIPTION": (
        "Афиша, заведения и акции города. Чтение открыто всем: ключ не нужен. Ответы — JSON в UTF-8, ключи в "
        "camelCase, списки — обычные массивы, моменты времени — ISO 8601 в UTC, деньги — целые тенге."
    ),
    # Parameters and operations in the order of the code, which is the order to read them in.
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    # Enumerations stay where they are used: equal names of different kinds need no names of their own.
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "PREPROCESSING_HOOKS": ["api.schema.only_our_own"],
    "POSTPROCESSING_HOOKS": ["api.schema.without_marks"],
}
# Whether web processes keep answers (API_RESPONSE_CACHE=0 turns it off), and how much memory each of them may take.
API_RESPONSE_CACHE = env.bool("API_RESPONSE_CACHE", True)
API_RESPONSE_CACHE_MB = env.int("API_RESPONSE_CACHE_MB", 64)
# Whether reads of single items are counted as views of them (api/view_counts.py).
COUNT_VIEWS = env.bool("COUNT_VIEWS", True)
# For how many seconds a process relies on what it knows of changes made on other machines.
GENERATION_TRUST = env.float("GENERATION_TRUST", 1.0)
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOWED_ORIGINS: list[str] = env.list("CORS_ALLOWED_ORIGINS", [])
CORS_ALLOW_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "accept-language", "authorization", "content-type", "idempotency-key"]
CORS_EXPOSE_HEADERS = ["ETag", "Link", "X-Total-Count", "X-Search-Degraded", "X-Request-ID"]
CORS_PREFLIGHT_MAX_AGE = 86_400

# -- search --------------------------------------------------------------------------------------
MEILISEARCH_URL = env.str("MEILISEARCH_URL", "").rstrip("/")
MEILISEARCH_KEY = env.str("MEILISEARCH_KEY", "")
# "meilisearch" where a server is configured, otherwise "postgres"; SEARCH_ENGINE=postgres forces the latter.
SEARCH_ENGINE = env.str("SEARCH_ENGINE", "meilisearch" if MEILISEARCH_URL else "postgres")
SEARCH_INDEX_PREFIX = env.str("SEARCH_INDEX_PREFIX", "connect")

# -- translating texts in the forms --------------------------------------------------------------
# Dotted path of a translator (see content.translator.adapter); empty: the forms copy texts instead.
TRANSLATOR = env.str("TRANSLATOR", "")
_TRANSLATOR_OPTIONS = {
    "base_url": env.str("TRANSLATOR_BASE_URL", ""),
    "model": env.str("TRANSLATOR_MODEL", ""),
    "api_key": env.str("TRANSLATOR_API_KEY", ""),
    "timeout": env.float("TRANSLATOR_TIMEOUT", 0.0),
}
TRANSLATOR_OPTIONS = {name: value for name, value in _TRANSLATOR_OPTIONS.items() if value}

# -- mail ----------------------------------------------------------------------------------------
# Messages become jobs in the same transaction; the worker hands them to MAIL_TRANSPORT.
EMAIL_BACKEND = "delivery.mail.QueuedEmailBackend"
MAIL_TRANSPORT = env.str("MAIL_TRANSPORT", "django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Jezkazgan Connect <noreply@localhost>")
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 20

# -- webhooks ------------------------------------------------------------------------------------
# Networks that subscriptions may lead to although they are not public, as 10.20.0.0/16; none by default.
WEBHOOK_ALLOWED_NETWORKS: list[str] = networks("WEBHOOK_ALLOWED_NETWORKS")
# Only a developer's machine and the tests send messages unencrypted.
WEBHOOK_ALLOW_HTTP = False
# Secrets of subscriptions are derived from this key, or from SECRET_KEY where it is empty. Messages are also signed
# under the keys of the second setting, so that a change of key goes unnoticed while receivers get new secrets.
WEBHOOK_SIGNING_KEY = env.str("WEBHOOK_SIGNING_KEY", "")
WEBHOOK_SIGNING_KEY_FALLBACKS: list[str] = env.list("WEBHOOK_SIGNING_KEY_FALLBACKS", [])

# -- monitoring ----------------------------------------------------------------------------------
# Who sends it as a bearer token is told by /statusz how far search and jobs are behind; empty: nobody is.
STATUS_TOKEN = env.str("STATUS_TOKEN", "")

# -- CDN -----------------------------------------------------------------------------------------
# Where the keys of changed answers are posted to; empty: there is no CDN that knows keys.
CDN_PURGE_URL = env.str("CDN_PURGE_URL", "")
# Headers of that request, as "Fastly-Key=secret" or "Authorization=Bearer secret".
CDN_PURGE_HEADERS: dict[str, str] = env.dict("CDN_PURGE_HEADERS", {})
# "header": keys in Surrogate-Key, as Fastly and Varnish have it; "json": in {"tags": […]}, as Cloudflare has it.
CDN_PURGE_FORMAT = env.str("CDN_PURGE_FORMAT", "header", validate=lambda value: value in {"header", "json"})

# -- start-up and logs ---------------------------------------------------------------------------
VAR_DIR = BASE_DIR / "var"
DEMO_ALLOWED = False
DJANGO_STRUCTLOG_COMMAND_LOGGING_ENABLED = False
LOG_FORMAT = env.str("LOG_FORMAT", "console", validate=lambda value: value in {"console", "json"})
LOG_LEVEL = env.str("LOG_LEVEL", "INFO")
LOGGING = logging_config(log_format=LOG_FORMAT, level=LOG_LEVEL)
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

MIGRATION_LINTER_OPTIONS = {
    # Before the first release migrations are squashed freely: first migrations create, they lock nothing.
    "exclude_apps": [],
    "ignore_name": ["0001_initial"],
}

os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
