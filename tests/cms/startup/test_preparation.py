import io
import sys
import threading
from pathlib import Path

import psycopg
import pytest

from cms.startup.clone import Clone
from cms.startup.console import Console
from cms.startup.failure import StartupFailure
from cms.startup.postgres import Cluster
from cms.startup.preparation import database_state, fingerprint, prepare

# Stands for `manage.py prepare`: counts its runs and makes what the real one makes.
MANAGE = """
import os, pathlib, psycopg
assert __import__("sys").argv[1:] == ["prepare"]
runs = pathlib.Path("var/runs")
runs.write_text((runs.read_text() if runs.exists() else "") + "x")
for catalogue in pathlib.Path("locale").glob("*/LC_MESSAGES/*.po"):
    catalogue.with_suffix(".mo").touch()
pathlib.Path("var/demo_accounts.json").touch()
with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS django_migrations (id serial, applied timestamptz DEFAULT now())")
    connection.execute("INSERT INTO django_migrations DEFAULT VALUES")
"""


def write(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def run(clone: Clone, url: str) -> int:
    prepare(
        clone=clone,
        console=Console(stream=io.StringIO()),
        environment={"DATABASE_URL": url},
        python=sys.executable,
        stop=threading.Event(),
    )
    return len((clone.var / "runs").read_text())


def test_the_fingerprint_follows_sources_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "events" / "models.py", "one")
    write(tmp_path / "locale" / "kk" / "LC_MESSAGES" / "django.po", "one")
    before = fingerprint(root=tmp_path, environment={})

    for name in ("var/x.py", "tests/x.py", ".venv/x.py", "media/x.svg", "events/__pycache__/x.py", "README.md"):
        write(tmp_path / name, "new")
    assert fingerprint(root=tmp_path, environment={"PORT": "1"}) == before

    seen = {before, fingerprint(root=tmp_path, environment={"DEBUG": "0"})}
    for name in ("events/models.py", "locale/kk/LC_MESSAGES/django.po", "demo/static/x.css", "requirements.lock"):
        write(tmp_path / name, "two")
        seen.add(fingerprint(root=tmp_path, environment={}))
    assert len(seen) == 6


def test_preparing_is_skipped_until_sources_change_or_what_it_made_is_lost(clone: Clone) -> None:
    write(clone.root / "manage.py", MANAGE)
    write(clone.root / "locale" / "kk" / "LC_MESSAGES" / "django.po")
    with Cluster(clone=clone) as cluster:
        url = cluster.url()
        assert run(clone, url) == 1
        assert run(clone, url) == 1
        write(clone.root / "events.py", "changed")
        assert run(clone, url) == 2
        assert run(clone, url) == 2
        (clone.root / "locale" / "kk" / "LC_MESSAGES" / "django.mo").unlink()
        assert run(clone, url) == 3
        (clone.var / "demo_accounts.json").unlink()
        assert run(clone, url) == 4
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("TRUNCATE django_migrations")
            connection.execute("CREATE DATABASE another")
        assert run(clone, url) == 5
        assert run(clone, url) == 5
        assert run(clone, cluster.url(name="another")) == 6


def test_a_failed_preparation_shows_its_end_and_is_tried_again(clone: Clone) -> None:
    write(clone.root / "manage.py", "print('Applying events.0007'); raise SystemExit('column exists')")
    with Cluster(clone=clone) as cluster:
        url = cluster.url()
        with pytest.raises(StartupFailure) as failed:
            run(clone, url)
        assert not (clone.var / "prepared.json").exists()
        write(clone.root / "manage.py", MANAGE)
        assert run(clone, url) == 1

    assert str(failed.value).startswith("preparing the site failed; the end of its log ")
    assert str(failed.value).endswith("Applying events.0007\ncolumn exists")


def test_a_database_that_does_not_answer_is_named() -> None:
    with pytest.raises(StartupFailure, match="the database of DATABASE_URL does not answer: "):
        database_state("postgresql://nobody@127.0.0.1:1/nothing")


def test_an_address_that_only_django_understands_is_not_refused() -> None:
    assert database_state("postgresql://nobody@127.0.0.1:1/nothing?conn_max_age=600") == ""
