"""The commands as a developer uses them, on a small stand-in for the site."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from cms.startup import process
from cms.startup.clone import Clone
from cms.startup.environment import discover
from cms.startup.running import mark_of

STARTUP = Path(__file__).parents[3] / "cms" / "startup"
MANAGE = """
import json, sys, time, pathlib
if sys.argv[1] == "prepare":
    account = {"email": "admin@demo.local", "password": "secret", "role": "administrator"}
    pathlib.Path("var/demo_accounts.json").write_text(json.dumps([account]))
else:
    print("runs", *sys.argv[1:], flush=True)
    time.sleep(600)
"""
WSGI = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"served"]
"""


class Site:
    """A clone with a stand-in for the site, and the programs started in it."""

    def __init__(self, clone: Clone) -> None:
        self.clone = clone
        root = clone.root
        shutil.copytree(STARTUP, root / "cms" / "startup", ignore=shutil.ignore_patterns("__pycache__"))
        (root / "cms" / "__init__.py").touch()
        (root / "cms" / "wsgi.py").write_text(WSGI)
        (root / "manage.py").write_text(MANAGE)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.started: list[subprocess.Popen[str]] = []

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
        return {**kept, "PORT": str(self.port), "SEARCH_ENGINE": "postgres"}

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "cms.startup", *arguments],
            cwd=self.clone.root,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def run(self) -> tuple["subprocess.Popen[str]", list[str]]:
        started = subprocess.Popen(
            [sys.executable, "-m", "cms.startup", "run"],
            cwd=self.clone.root,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.started.append(started)
        lines: list[str] = []
        is_up = threading.Event()

        def read() -> None:
            for line in started.stdout or ():
                lines.append(line.rstrip("\n"))
                if line.startswith("Started in"):
                    is_up.set()
            is_up.set()

        threading.Thread(target=read, daemon=True).start()
        assert is_up.wait(60)
        assert started.poll() is None, lines
        return started, lines

    def programs(self) -> list[int]:
        return process.marked(mark_of(self.clone))

    def servers(self) -> list[int]:
        return process.running_in(self.clone.var / "postgres" / "data")

    def cut_down(self) -> None:
        for started in self.started:
            if started.poll() is None:
                started.kill()
            started.wait()
            if started.stdout is not None:
                started.stdout.close()
        process.end(self.programs(), seconds=5)


@pytest.fixture
def make_site(make_clone: Callable[..., Clone]) -> Iterator[Callable[[], Site]]:
    sites: list[Site] = []

    def make() -> Site:
        sites.append(Site(make_clone()))
        return sites[-1]

    yield make
    for site in sites:
        site.cut_down()


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_run_serves_and_ctrl_c_stops_everything(make_site: Callable[[], Site]) -> None:
    site = make_site()

    started, lines = site.run()

    first = lines.index(f"Ready: {site.url}")
    assert lines[first + 1 : first + 7] == [
        f"  Admin      {site.url}/admin/",
        f"  API docs   {site.url}/api/v1/docs",
        f"  Events     {site.url}/api/v1/events",
        "  Search     PostgreSQL",
        f"  Demo accounts ({site.clone.var / 'demo_accounts.json'}):",
        f"    {'admin@demo.local':<22} {'secret':<20} administrator",
    ]
    with urllib.request.urlopen(site.url) as answer:  # noqa: S310 - our own server
        assert answer.read() == b"served"
    wait_for(lambda: "worker | runs procrastinate worker --delete-jobs=successful" in lines)
    found = discover(site.clone.root)
    assert found["PUBLIC_BASE_URL"] == site.url
    with psycopg.connect(found["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)

    os.killpg(started.pid, signal.SIGINT)
    assert started.wait(30) == 0
    assert (site.programs(), site.servers(), discover(site.clone.root)) == ([], [], {})
    assert lines[-2:] == ["Stopping (Ctrl-C again to hurry) …", "Stopped."]


def test_a_second_run_in_the_same_clone_says_where_the_first_serves(make_site: Callable[[], Site]) -> None:
    site = make_site()
    started, _ = site.run()

    second = site.command("run")

    assert second.returncode == 1
    assert second.stderr == (
        f"Cannot go on: this clone is already running at {site.url} (process {started.pid}): "
        "use it, or end it with Ctrl-C there or `make stop`\n"
    )
    assert site.command("status").stdout == f"Running at {site.url} (process {started.pid})\n"
    with urllib.request.urlopen(site.url) as answer:  # noqa: S310 - our own server
        assert answer.read() == b"served"

    stopped = site.command("stop")
    assert stopped.returncode == 0
    assert started.wait(10) == 0
    assert (site.programs(), site.servers()) == ([], [])
    assert site.command("status").returncode == 3


def test_two_clones_run_side_by_side_and_stop_separately(make_site: Callable[[], Site]) -> None:
    one, two = make_site(), make_site()
    first, _ = one.run()
    second, _ = two.run()

    first.send_signal(signal.SIGTERM)
    assert first.wait(30) == 0

    assert (one.programs(), one.servers()) == ([], [])
    with urllib.request.urlopen(two.url) as answer:  # noqa: S310 - our own server
        assert answer.read() == b"served"
    second.send_signal(signal.SIGTERM)
    assert second.wait(30) == 0


def test_after_a_kill_the_next_run_takes_over_and_stops_all(make_site: Callable[[], Site]) -> None:
    site = make_site()
    started, _ = site.run()
    wait_for(lambda: len(site.programs()) >= 4)
    started.kill()
    started.wait()
    left, servers = site.programs(), site.servers()
    assert len(left) >= 4
    assert servers

    again, lines = site.run()

    assert re.fullmatch(r"  Ended \d process\(es\) that an earlier start of this clone left running", lines[0])
    assert any("PostgreSQL: was already running" in line for line in lines)
    assert set(servers) <= set(site.servers())
    assert not set(left) & set(site.programs())
    again.send_signal(signal.SIGINT)
    assert again.wait(30) == 0
    assert (site.programs(), site.servers()) == ([], [])


def test_the_worker_is_restarted_and_the_end_of_the_web_server_ends_all(make_site: Callable[[], Site]) -> None:
    site = make_site()
    started, lines = site.run()
    wait_for(lambda: "worker | runs procrastinate worker --delete-jobs=successful" in lines)
    worker = next(pid for pid in site.programs() if "procrastinate" in process.command_line(pid))

    os.kill(worker, signal.SIGKILL)
    wait_for(lambda: lines.count("worker | runs procrastinate worker --delete-jobs=successful") == 2)

    postgres = int((site.clone.var / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(postgres, signal.SIGKILL)
    wait_for(lambda: any(line.startswith("PostgreSQL ended unexpectedly and is started again") for line in lines))
    wait_for(lambda: len(site.servers()) > 1)

    web = min(pid for pid in site.programs() if "granian" in process.command_line(pid))
    os.kill(web, signal.SIGKILL)
    assert started.wait(30) == 1
    assert any(line.startswith("Cannot go on: web was ended by SIGKILL") for line in lines)
    assert (site.programs(), site.servers()) == ([], [])


def test_a_command_gets_databases_of_its_own_and_its_status_is_returned(make_site: Callable[[], Site]) -> None:
    site = make_site()
    code = "import os, psycopg, sys; psycopg.connect(os.environ['DATABASE_URL']).close(); sys.exit(7)"

    done = site.command("with-services", "--", sys.executable, "-c", code)

    assert done.returncode == 7, done.stderr
    assert not (site.clone.var / "postgres").exists()
    assert process.running_in(site.clone.var / "test-postgres" / "data") == []


def test_nonsense_is_answered_with_a_sentence(make_site: Callable[[], Site]) -> None:
    site = make_site()

    assert site.command("with-services").stderr.startswith("Cannot go on: with-services needs a command")
    missing = site.command("with-services", "--", "/no/such/program")
    assert missing.stderr == "Cannot go on: there is no program '/no/such/program'\n"
    (site.clone.root / ".env").write_text("DATABASE_URL=mysql://x/y\n")
    assert site.command("run").stderr.startswith("Cannot go on: DATABASE_URL must be the address of a PostgreSQL")
    (site.clone.root / ".env").write_text("what is this\n")
    assert site.command("run").stderr.endswith(".env, line 1: expected NAME=value, found: what is this\n")
    assert (site.programs(), site.servers()) == ([], [])


def test_reset_begins_anew(make_site: Callable[[], Site]) -> None:
    site = make_site()
    started, _ = site.run()

    done = site.command("reset")

    assert done.returncode == 0, done.stderr
    assert started.wait(10) == 0
    assert not (site.clone.var / "postgres").exists()
    assert not (site.clone.var / "demo_accounts.json").exists()
    assert json.loads((site.clone.var / "clone.json").read_text())["identity"] == site.clone.identity
