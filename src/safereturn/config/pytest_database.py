"""The database of the tests: an embedded cluster of their own, started when the first test asks for it.

A plugin named in pyproject.toml, because pytest-django reads the settings before any conftest.py is read.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from safereturn.config.postgres import Cluster
from safereturn.config.roles import APP, OWNER

WITHOUT_DATABASE = ("protocol", "handbook")  # folders of tests that need no Django either


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Point the settings at the cluster of the tests, unless only tests of the rules are asked for."""
    asked = [Path(name.split("::")[0]).parts for name in early_config.known_args_namespace.file_or_dir]
    if asked and all(_room(parts) in WITHOUT_DATABASE for parts in asked):
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)
        return
    os.environ["DJANGO_SETTINGS_MODULE"] = "safereturn.config.settings_for_tests"
    os.environ["SAFERETURN_DEMONSTRATION"] = "1"
    os.environ["SAFERETURN_ROLE"] = "owner"  # makes the test database; tests/conftest.py then runs them as the app
    if "SAFERETURN_TEST_CLUSTER" not in os.environ:  # workers of xdist share the cluster of the one who started them
        _remove_leftovers()
        folder = Path(tempfile.mkdtemp(prefix=f"safereturn-tests-{os.getpid()}-"))
        os.environ["SAFERETURN_TEST_CLUSTER"] = str(folder)
        early_config.add_cleanup(lambda: _remove(folder))
    cluster = _cluster()
    os.environ["DATABASE_URL"] = cluster.url(OWNER)
    os.environ["DATABASE_APP_URL"] = cluster.url(APP)


def _room(parts: tuple[str, ...]) -> str:
    """The folder within `tests` that a path names; empty for all of them, and elsewhere."""
    within = parts[parts.index("tests") + 1 :] if "tests" in parts else ()
    return within[0] if within else ""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start the cluster just before pytest-django makes the test database."""
    _cluster().start()


def _cluster() -> Cluster:
    return Cluster(Path(os.environ["SAFERETURN_TEST_CLUSTER"]), fast=True)


def _remove(folder: Path) -> None:
    Cluster(folder, fast=True).remove()
    shutil.rmtree(folder, ignore_errors=True)  # made by us, even where the cluster itself had to lie elsewhere


def _remove_leftovers() -> None:
    """Stop and remove the clusters of test runs that were killed."""
    for folder in Path(tempfile.gettempdir()).glob("safereturn-tests-*-*"):
        with contextlib.suppress(OSError, ValueError):
            if not Path(f"/proc/{int(folder.name.split('-')[2])}").exists() and Path("/proc/self").exists():
                _remove(folder)
