"""Structured logs: one event per line with its request id, for people (console) or machines (json)."""

import sys
from typing import Any

import structlog

_PROBES = ("GET /healthz", "GET /readyz", "HEAD /healthz", "HEAD /readyz")


def _without_noise(_logger: Any, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Drop the line at the start of a request, which the one at its end repeats, and those of health checks."""
    if event.get("event") == "request_started" or event.get("request") in _PROBES:
        raise structlog.DropEvent
    return event


def logging_config(*, log_format: str, level: str) -> dict[str, Any]:
    """Return a ``LOGGING`` dictionary and configure structlog to feed it.

    ``log_format`` is ``console`` or ``json``; ``level`` a standard level name.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            _without_noise,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.processors.StackInfoRenderer(),
            structlog.processors.format_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: structlog.typing.Processor = structlog.processors.JSONRenderer()
    if log_format == "console":
        # Plain tracebacks: the coloured ones print local variables, and with them passwords.
        renderer = structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processor": renderer,
                "foreign_pre_chain": shared,
            },
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Each request is logged once, by the structured middleware.
            "django.server": {"level": "WARNING"},
            "procrastinate": {"level": "WARNING"},
            # Wagtail tells every edit, which the audit log keeps, and each of its small follow-up tasks.
            "django_tasks": {"level": "WARNING"},
            "wagtail": {"level": "WARNING"},
        },
    }
