import json
import subprocess
from pathlib import Path

import pytest

from cms.startup import environment
from cms.startup.failure import StartupFailure


def test_the_forms_of_a_line() -> None:
    text = """
    # a comment
    PORT=8001
    export NAME = "two words # not a comment"  # a comment
    SINGLE='x=y'
    EMPTY=
    COMMENTED= # nothing
    URL=postgres://u:p#1@host/name # the database
    QUOTE="unfinished
    """

    assert environment.parse(text=text, name=".env") == {
        "PORT": "8001",
        "NAME": "two words # not a comment",
        "SINGLE": "x=y",
        "EMPTY": "",
        "COMMENTED": "",
        "URL": "postgres://u:p#1@host/name",
        "QUOTE": '"unfinished',
    }


@pytest.mark.parametrize("line", ["PORT", "PORT: 8001", "= 3", "MY-NAME=3", "\0=1"])
def test_a_line_that_is_no_assignment_is_named(line: str) -> None:
    with pytest.raises(StartupFailure) as refused:
        environment.parse(text=f"A=1\n{line}\n", name="/clone/.env")

    assert str(refused.value) == f"/clone/.env, line 2: expected NAME=value, found: {line}"


def test_the_process_wins_over_the_file_and_tests_ignore_the_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=1\nREDIS_URL=redis://file\n")

    read = environment.read(root=tmp_path, environment={"PORT": "2"})
    without = environment.read(root=tmp_path, environment={"PORT": "2"}, with_file=False)

    assert read == {"PORT": "2", "REDIS_URL": "redis://file"}
    assert without == {"PORT": "2"}


def test_a_file_that_is_not_text_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(StartupFailure, match="not a UTF-8 text file"):
        environment.read(root=tmp_path, environment={})


def test_services_are_discovered_while_their_keeper_lives(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    assert environment.discover(tmp_path) == {}

    environment.announce(var=tmp_path / "var", variables={"DATABASE_URL": "postgresql://x"})
    assert environment.discover(tmp_path) == {"DATABASE_URL": "postgresql://x"}
    assert (tmp_path / "var" / "services.json").stat().st_mode & 0o777 == 0o600

    environment.withdraw(var=tmp_path / "var")
    assert environment.discover(tmp_path) == {}


def test_what_a_killed_keeper_left_is_not_discovered(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    ended = subprocess.Popen(["/bin/true"])
    ended.wait()
    record = {"pid": ended.pid, "environment": {"DATABASE_URL": "postgresql://x"}}
    (tmp_path / "var" / "services.json").write_text(json.dumps(record))

    assert environment.discover(tmp_path) == {}


@pytest.mark.parametrize("text", ["", "null", "[]", '{"pid": "x"}', '{"pid": 1}'])
def test_a_damaged_record_is_no_record(tmp_path: Path, text: str) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "services.json").write_text(text)

    assert environment.discover(tmp_path) == {}


def test_client_variables_do_not_redirect_connections() -> None:
    assert environment.without_client_variables({"PGHOST": "x", "PGDATA": "y", "PATH": "z"}) == {"PATH": "z"}
