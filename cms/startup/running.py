"""``make run``: the whole site in the foreground, until Ctrl-C. ``make services``: only what it stands on."""

import json
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cms.startup import web
from cms.startup.backing import Backing
from cms.startup.clone import Clone
from cms.startup.console import Console
from cms.startup.environment import announce, withdraw
from cms.startup.failure import Interrupted, StartupFailure
from cms.startup.interruption import Interruption
from cms.startup.occupancy import occupy
from cms.startup.preparation import prepare
from cms.startup.supervisor import Program, Supervisor, end_leftovers, python_environment

_WATCH_SECONDS: Final = 0.25
_STOP_SECONDS: Final = 15.0
_HURRIED_SECONDS: Final = 1.0
_LEFTOVER_SECONDS: Final = 5.0
_WEB_WORKERS: Final = "2"
# Threads of one web process that may wait for the database at the same time; each keeps a connection.
_WEB_THREADS: Final = "4"
_ANNOUNCED: Final = ("DATABASE_URL", "MEILISEARCH_URL", "MEILISEARCH_KEY", "SEARCH_ENGINE", "PUBLIC_BASE_URL")
_SCHEMES: Final = frozenset({"postgres", "postgresql", "pgsql"})
# Jobs that succeeded are of no further use; what failed stays to be looked at.
_WORKER: Final = ("procrastinate", "worker", "--delete-jobs=successful")


def mark_of(clone: Clone) -> str:
    """Return the mark by which the site's programs of this clone are recognised."""
    return f"{clone.identity}:site"


def run_site(
    *, clone: Clone, console: Console, environment: Mapping[str, str], interruption: Interruption, python: str
) -> int:
    """Start everything, serve until the developer interrupts, stop everything; return the exit status.

    Raises ``StartupFailure`` after stopping what had been started.
    """
    started = time.monotonic()
    port = web.port_of(environment)
    url = f"http://{web.HOST}:{port}"
    _check_address(environment)
    with occupy(clone=clone, url=url):
        if count := end_leftovers(mark=mark_of(clone), seconds=_LEFTOVER_SECONDS):
            console.say(f"  Ended {count} process(es) that an earlier start of this clone left running")
        guard = web.reserve(port)
        site = {"DJANGO_SETTINGS_MODULE": "cms.settings.dev", "PUBLIC_BASE_URL": url, **environment}
        backing = Backing(clone=clone, console=console, environment=site)
        supervisor = Supervisor(console=console, cwd=clone.root, log_of=clone.log)
        try:
            backing.start_search()
            backing.start_database(stop=interruption.stop)
            variables = python_environment(backing.variables, mark=mark_of(clone))
            prepare(clone=clone, console=console, environment=variables, python=python, stop=interruption.stop)
            backing.finish_search(stop=interruption.stop)
            variables = python_environment(backing.variables, mark=mark_of(clone))
            supervisor.start(_web(environment=variables, port=port, python=python))
            web.wait_until_ready(port=port, check=supervisor.check, stop=interruption.stop)
            for program in _background(environment=variables, python=python):
                supervisor.start(program)
            announce(var=clone.var, variables={name: variables[name] for name in _ANNOUNCED if name in variables})
            console.say(_welcome(clone=clone, url=url, backing=backing, seconds=time.monotonic() - started))
            _watch(interruption=interruption, supervisor=supervisor, backing=backing)
        except Interrupted:
            pass
        finally:
            guard.close()
            withdraw(var=clone.var)
            _stop(console=console, interruption=interruption, supervisor=supervisor, backing=backing)
    return 0


def run_services(*, clone: Clone, console: Console, environment: Mapping[str, str], interruption: Interruption) -> int:
    """Keep PostgreSQL and Meilisearch up until the developer interrupts, for work by hand."""
    _check_address(environment)
    with occupy(clone=clone, url=""):
        backing = Backing(clone=clone, console=console, environment=environment)
        supervisor = Supervisor(console=console, cwd=clone.root, log_of=clone.log)
        try:
            backing.start_search()
            backing.start_database(stop=interruption.stop)
            backing.finish_search(stop=interruption.stop)
            known: dict[str, str] = {name: backing.variables[name] for name in _ANNOUNCED if name in backing.variables}
            announce(var=clone.var, variables=known)
            console.say("Ready: manage.py and pytest of this clone find the services by themselves. Stop with Ctrl-C.")
            for name, value in known.items():
                console.say(f"  {name}={value}")
            _watch(interruption=interruption, supervisor=supervisor, backing=backing)
        except Interrupted:
            pass
        finally:
            withdraw(var=clone.var)
            _stop(console=console, interruption=interruption, supervisor=supervisor, backing=backing)
    return 0


def _watch(*, interruption: Interruption, supervisor: Supervisor, backing: Backing) -> None:
    while not interruption.stop.wait(_WATCH_SECONDS):
        backing.check(stop=interruption.stop)
        supervisor.check()
        interruption.notice_make()


def _stop(*, console: Console, interruption: Interruption, supervisor: Supervisor, backing: Backing) -> None:
    """Stop in the order of dependence: the site's programs first, then what they work on."""
    if interruption.stop.is_set():
        console.say("Stopping (Ctrl-C again to hurry) …")
    interruption.stop.set()
    supervisor.stop(seconds=_STOP_SECONDS, hurried_seconds=_HURRIED_SECONDS, hurry=interruption.hurry)
    backing.stop(is_hurried=interruption.hurry.is_set())
    console.say("Stopped.")


def _web(*, environment: Mapping[str, str], port: int, python: str) -> Program:
    arguments = [
        *(python, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", web.HOST, "--port", str(port)),
        *("--workers", _WEB_WORKERS, "--blocking-threads", _WEB_THREADS, "--backpressure", "64"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "warning"),
        "cms.wsgi:application",
    ]
    return Program(name="web", arguments=arguments, environment=environment, is_essential=True)


def _background(*, environment: Mapping[str, str], python: str) -> list[Program]:
    manage = (python, "manage.py")
    return [
        Program(name="worker", arguments=(*manage, *_WORKER), environment=environment),
        # Without Meilisearch it brings the columns of the search in PostgreSQL up to date and waits.
        Program(name="search", arguments=(*manage, "search_sync", "--follow"), environment=environment),
    ]


def _check_address(environment: Mapping[str, str]) -> None:
    """Refuse a database that is not PostgreSQL before anything is started."""
    url = environment.get("DATABASE_URL", "")
    if url and urlsplit(url).scheme not in _SCHEMES:
        raise StartupFailure(
            "DATABASE_URL must be the address of a PostgreSQL database: postgresql://user:password@host/name"
        )


def _welcome(*, clone: Clone, url: str, backing: Backing, seconds: float) -> str:
    lines = [
        f"Ready: {url}",
        f"  Admin      {url}/admin/",
        f"  API docs   {url}/api/v1/docs",
        f"  Events     {url}/api/v1/events",
        f"  Search     {backing.search_engine}",
        *_accounts(clone.var / "demo_accounts.json"),
        f"Started in {seconds:.1f} s; logs are in {clone.var / 'log'}. Stop with Ctrl-C.",
    ]
    return "\n".join(lines)


def _accounts(path: Path) -> list[str]:
    """Return the lines with the demo accounts, none where there is no readable list of them."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        accounts = json.loads(path.read_text())
        rows = [f"    {one['email']:<22} {one['password']:<20} {one['role']}" for one in accounts]
        return [f"  Demo accounts ({path}):", *rows]
    return []
