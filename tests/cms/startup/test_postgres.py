"""The manager against real servers, as root and as an ordinary user."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from cms.startup import process
from cms.startup.clone import Clone
from cms.startup.failure import Interrupted, StartupFailure
from cms.startup.postgres import Cluster, Start
from cms.startup.postgres import place as places
from cms.startup.postgres.server_user import CANDIDATES, choose


def remember(cluster: Cluster, value: int) -> None:
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE memory AS SELECT %s::int AS value", [value])


def recall(cluster: Cluster) -> int:
    with psycopg.connect(cluster.url()) as connection:
        row = connection.execute("SELECT value FROM memory").fetchone()
    assert row is not None
    return int(row[0])


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    assert process.wait_until_gone([pid], seconds=10) == []


def test_initialised_stopped_and_started_with_its_data(clone: Clone, stop: threading.Event) -> None:
    cluster = Cluster(clone=clone)

    assert cluster.start(stop=stop) is Start.INITIALISED
    remember(cluster, 41)
    pid = cluster.pid
    assert cluster.stop() is True
    assert not process.is_alive(pid)
    assert cluster.stop() is False
    assert not cluster.is_running()

    assert cluster.start(stop=stop) is Start.STARTED
    assert recall(cluster) == 41


def test_the_database_is_what_the_site_needs(clone: Clone, stop: threading.Event) -> None:
    cluster = Cluster(clone=clone)
    cluster.start(stop=stop)

    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        for extension in ("pg_trgm", "btree_gist", "btree_gin", "unaccent"):
            connection.execute(f"CREATE EXTENSION {extension}")
        found = connection.execute(
            "SELECT lower('ӘҢҒҮҰҚӨҺІ Ё'), current_setting('TimeZone'), current_setting('listen_addresses'), "
            "       current_setting('fsync'), pg_encoding_to_char(encoding), datlocale, "
            "       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user), "
            "       similarity('концерт', 'концерты') > 0.5 "
            "FROM pg_database WHERE datname = current_database()"
        ).fetchone()

    assert found == ("әңғүұқөһі ё", "UTC", "", "on", "UTF8", "PG_UNICODE_FAST", False, True)


def test_a_running_server_is_adopted_and_stopped_by_whoever_adopted_it(clone: Clone, stop: threading.Event) -> None:
    first, second = Cluster(clone=clone), Cluster(clone=clone)
    first.start(stop=stop)
    remember(first, 42)

    assert second.start(stop=stop) is Start.ADOPTED
    assert (second.pid, second.url()) == (first.pid, first.url())
    assert recall(second) == 42
    assert second.stop() is True
    assert not first.is_running()


def test_a_killed_server_recovers_with_its_data(clone: Clone, stop: threading.Event) -> None:
    cluster = Cluster(clone=clone)
    cluster.start(stop=stop)
    remember(cluster, 43)
    busy = psycopg.connect(cluster.url())
    busy.execute("SELECT 1")

    kill(cluster.pid)

    assert not cluster.is_running()
    assert cluster.start(stop=stop) is Start.RECOVERED
    assert recall(cluster) == 43
    busy.close()


def test_a_process_that_got_the_old_process_id_is_left_alone(clone: Clone, stop: threading.Event) -> None:
    cluster = Cluster(clone=clone)
    cluster.start(stop=stop)
    remember(cluster, 44)
    spot = cluster.place
    pidfile = spot.data / "postmaster.pid"
    lines = pidfile.read_text().splitlines()
    cluster.stop()
    # PostgreSQL itself believes such a file when the process belongs to its own user, and refuses to start.
    stranger = subprocess.Popen(["/bin/sleep", "600"], cwd="/", **spot.user.popen_identity)
    pidfile.write_text("\n".join([str(stranger.pid), *lines[1:]]))
    pidfile.chmod(0o600)
    os.chown(pidfile, spot.user.uid, spot.user.gid)
    socket_folder = Path(lines[4])
    socket_folder.mkdir(mode=0o700)
    os.chown(socket_folder, spot.user.uid, spot.user.gid)
    (socket_folder / ".s.PGSQL.5432.lock").write_text("\n".join([str(stranger.pid), *lines[1:6]]))

    try:
        assert cluster.stop() is False
        assert cluster.start(stop=stop) is Start.RECOVERED
        assert recall(cluster) == 44
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_two_clones_run_side_by_side(make_clone: Callable[..., Clone], stop: threading.Event) -> None:
    first, second = Cluster(clone=make_clone()), Cluster(clone=make_clone())
    first.start(stop=stop)
    second.start(stop=stop)
    remember(first, 1)
    remember(second, 2)

    assert first.url() != second.url()
    first.stop()
    assert recall(second) == 2


def test_a_clone_that_is_moved_while_its_server_runs(make_clone: Callable[..., Clone], stop: threading.Event) -> None:
    clone = make_clone()
    cluster = Cluster(clone=clone)
    cluster.start(stop=stop)
    remember(cluster, 45)
    clone.root.rename(clone.root.with_name("moved"))
    moved = Cluster(clone=Clone.open(clone.root.with_name("moved")))

    assert moved.start(stop=stop) is Start.ADOPTED
    assert recall(moved) == 45
    assert moved.stop() is True
    assert not process.is_alive(cluster.pid)
    assert moved.start(stop=stop) is Start.STARTED
    assert recall(moved) == 45
    moved.stop()


def test_an_interrupted_initialisation_leaves_nothing_half_made(clone: Clone, stop: threading.Event) -> None:
    stop.set()
    with pytest.raises(Interrupted):
        Cluster(clone=clone).start(stop=stop)
    home = Cluster(clone=clone).place.home
    assert not (home / "data").exists()
    # What a killed start leaves is in the way of nobody either.
    (home / "initialising").mkdir()
    (home / "initialising" / "PG_VERSION").write_text("18")

    cluster = Cluster(clone=clone)
    assert cluster.start(stop=threading.Event()) is Start.INITIALISED
    assert not (home / "initialising").exists()


def test_foreign_content_is_not_touched(clone: Clone, stop: threading.Event) -> None:
    data = Cluster(clone=clone).place.data
    data.mkdir()
    (data / "diary.txt").write_text("dear diary")
    os.chown(data, choose(data_owner=None).uid, -1)

    with pytest.raises(StartupFailure, match="is not a PostgreSQL database: move it away"):
        Cluster(clone=clone).start(stop=stop)

    assert (data / "diary.txt").read_text() == "dear diary"


def test_data_of_another_version_are_refused_with_a_sentence(clone: Clone, stop: threading.Event) -> None:
    cluster = Cluster(clone=clone)
    cluster.start(stop=stop)
    cluster.stop()
    version = cluster.place.data / "PG_VERSION"
    version.write_text("17\n")

    with pytest.raises(StartupFailure, match=r"written by PostgreSQL 17, this is 18: run `make reset`"):
        cluster.start(stop=stop)

    assert version.read_text() == "17\n"


def test_a_broken_configuration_shows_the_end_of_the_log(clone: Clone, stop: threading.Event) -> None:
    cluster = Cluster(clone=clone)
    cluster.start(stop=stop)
    cluster.stop()
    with (cluster.place.data / "postgresql.conf").open("a") as configuration:
        configuration.write("no_such_setting = on\n")

    with pytest.raises(StartupFailure, match=r"(?s)PostgreSQL did not start; the end of its log .*no_such_setting"):
        cluster.start(stop=stop)

    assert not cluster.is_running()
    assert list(Path("/tmp").glob(f"connect-{clone.identity}-*")) == []  # noqa: S108 - where the socket was to be


def test_a_start_interrupted_at_once_leaves_no_server(clone: Clone, stop: threading.Event) -> None:
    cluster = Cluster(clone=clone)
    cluster.start(stop=stop)
    cluster.stop()
    stop.set()

    with pytest.raises(Interrupted):
        cluster.start(stop=stop)

    assert process.running_in(cluster.place.data) == []
    assert cluster.start(stop=threading.Event()) in {Start.STARTED, Start.RECOVERED}


def test_a_folder_that_somebody_else_put_at_the_place_of_the_socket_is_not_used(
    clone: Clone, stop: threading.Event
) -> None:
    cluster = Cluster(clone=clone)
    expected = Path(f"/tmp/connect-{clone.identity}-postgres")  # noqa: S108 - the place where the server looks
    expected.mkdir(mode=0o777)
    expected.chmod(0o777)

    try:
        cluster.start(stop=stop)
        assert f"connect-{clone.identity}-postgres/" not in cluster.url().replace("%2F", "/")
        with psycopg.connect(cluster.url()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert list(expected.iterdir()) == []
    finally:
        expected.rmdir()


def test_the_server_is_reachable_by_its_socket_only_and_by_its_people_only(clone: Clone, stop: threading.Event) -> None:
    cluster = Cluster(clone=clone)
    cluster.start(stop=stop)
    with psycopg.connect(cluster.url()) as connection:
        folder = Path(connection.info.host)

    status = folder.stat()
    assert (status.st_uid, status.st_mode & 0o777) == (cluster.place.user.uid, 0o700)
    assert (cluster.place.home / "pg_hba.conf").read_text() == "local all all peer map=clone\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to run the server as somebody else")
class TestAsRoot:
    def test_an_existing_unprivileged_user_is_chosen_and_none_is_created(self) -> None:
        before = Path("/etc/passwd").read_bytes()

        user = choose(data_owner=None)

        assert user.name in CANDIDATES
        assert user.uid != 0
        assert Path("/etc/passwd").read_bytes() == before

    def test_data_of_an_ordinary_user_are_continued_as_that_user(self) -> None:
        assert choose(data_owner=1).uid == 1

    def test_a_reachable_clone_keeps_everything_inside(self, clone: Clone, stop: threading.Event) -> None:
        cluster = Cluster(clone=clone)
        cluster.start(stop=stop)

        assert cluster.place.home == clone.var / "postgres"
        assert cluster.place.data.stat().st_uid == cluster.place.user.uid != 0

    def test_an_unreachable_clone_moves_to_a_folder_of_its_own_and_opens_nothing(
        self, make_clone: Callable[..., Clone], stop: threading.Event
    ) -> None:
        clone = make_clone(is_reachable=False)
        cluster = Cluster(clone=clone)

        assert cluster.start(stop=stop) is Start.INITIALISED
        remember(cluster, 46)
        refuge = places.recorded_refuge(clone=clone)
        assert refuge is not None
        assert str(refuge).startswith(f"/var/tmp/connect-{clone.identity}-")  # noqa: S108 - where it belongs
        assert cluster.place.home == refuge / "postgres"
        assert clone.root.parent.stat().st_mode & 0o777 == 0o700
        cluster.stop()
        again = Cluster(clone=clone)
        assert again.start(stop=stop) is Start.STARTED
        assert recall(again) == 46

    def test_data_follow_when_the_clone_becomes_unreachable(self, clone: Clone, stop: threading.Event) -> None:
        cluster = Cluster(clone=clone)
        cluster.start(stop=stop)
        remember(cluster, 47)
        cluster.stop()
        clone.root.parent.chmod(0o700)

        again = Cluster(clone=clone)
        assert again.start(stop=stop) is Start.STARTED
        assert recall(again) == 47
        assert not (clone.var / "postgres" / "data").exists()

    def test_a_recorded_folder_that_others_may_write_is_not_trusted(
        self, make_clone: Callable[..., Clone], stop: threading.Event
    ) -> None:
        clone = make_clone(is_reachable=False)
        Cluster(clone=clone).start(stop=stop)
        Cluster(clone=clone).stop()
        refuge = places.recorded_refuge(clone=clone)
        assert refuge is not None
        refuge.chmod(0o777)

        assert places.recorded_refuge(clone=clone) is None
        refuge.chmod(0o711)


def test_an_ordinary_user_is_told_whose_the_data_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 4321)

    assert choose(data_owner=None).uid == 4321
    assert choose(data_owner=4321).uid == 4321
    with pytest.raises(
        StartupFailure, match=r"^the database of this clone belongs to root: start as root or as that user"
    ):
        choose(data_owner=0)
