"""Rules that the whole repository keeps: about what may be written in it, and how."""

import ast
import re
import socket
import subprocess
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "safereturn"
MADE_ELSEWHERE = ("src/safereturn/web/static/", "frontend/package-lock.json")  # built or locked by machines
TEXT = {".py", ".md", ".html", ".txt", ".toml", ".json", ".csv", ".scss", ".js", ".mjs", ".yml", ".yaml", ".cfg", ""}


def files() -> list[Path]:
    """Every text file of the repository that people wrote."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    names = listed.stdout.splitlines()
    if listed.returncode:  # unpacked from an archive, without its history
        names = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if ".venv" not in path.parts]
    paths = (ROOT / name for name in names if not name.startswith(MADE_ELSEWHERE))
    return sorted(path for path in paths if path.suffix in TEXT and path.is_file())


def found(pattern: str, *, but: str = "", among: list[Path] | None = None) -> list[str]:
    """Where a pattern is found in the repository, and what; `but` matches what may be there."""
    wanted, allowed = re.compile(pattern), re.compile(but) if but else None
    return [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in (files() if among is None else among)
        for match in wanted.finditer(path.read_text(encoding="utf-8"))
        if allowed is None or not allowed.fullmatch(match[0])
    ]


def test_nothing_names_a_path_of_the_machine_that_it_was_written_on() -> None:
    assert found(r"(?<![\w.}])/(?:work|root|home|Users)/[\w.]+") == []


def test_locked_requirements_name_no_registry_and_carry_hashes() -> None:
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert locks
    assert found(r"https?://\S+|--(?:extra-)?index-url.*", among=locks) == []
    for lock in locks:
        packages = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", lock.read_text(), re.MULTILINE | re.DOTALL)
        assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_telephone_numbers_are_those_kept_for_drama() -> None:
    number = r"(?<![\w.#-])(?:\+44 ?|0)[1-9]\d{2,4}[ ]\d{3}[ ]?\d{3,4}(?![\w.-])|(?<![\w.#-])0[127]\d{9}(?![\w.-])"
    drama = r"(?:\+44 ?|0)1632 ?960 ?\d{3}|(?:\+44 ?|0)7700 ?900 ?\d{3}"
    assert found(number, but=drama) == []


def test_mail_addresses_are_at_example() -> None:
    assert found(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", but=r"(?i).+\.example") == []


def test_every_dependency_says_in_a_line_before_it_why_it_is_here() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    project = tomllib.loads("\n".join(lines))
    lists = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    named = [name for listed in (*lists, *project["dependency-groups"].values()) for name in listed]
    assert len(named) > 15
    explained = {line.strip(' ",') for before, line in pairwise(lines) if before.strip().startswith("# ")}
    assert [name for name in named if name not in explained] == []


def test_templates_hold_no_script_and_no_style_of_their_own() -> None:
    templates = sorted(SOURCE.rglob("templates/**/*.html"))
    assert len(templates) > 30
    inline = r"<style|<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son[a-z]+=|javascript:"
    data = r"<script[^>]* type=\"application/json\">"
    assert found(inline, but=data, among=templates) == [TELLS_THAT_SCRIPTS_RUN]


# One line, let through by the nonce of its page: before anything is drawn, the design system must know.
TELLS_THAT_SCRIPTS_RUN = 'src/safereturn/web/templates/web/base.html: <script nonce="{{ request.csp_nonce }}">'


# Code.


def modules() -> list[Path]:
    """The modules of the product, without migrations."""
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


CLAUSE = (
    "required",
    "not_required",
    "silent",
    "waivable",
    "refuses_when",
)  # a decorator that says what its function does, in the clause's words


def public_functions(path: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, bool]]:
    """The functions and methods of a module that others may call: name, definition, and whether another says it.

    Another says it where a method overrides one of a class that it is made from, or a clause stands above.
    """

    def within(body: list[ast.stmt], prefix: str, overrides: bool) -> Iterator[Any]:
        for node in body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield from within(node.body, f"{node.name}.", bool(node.bases))
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
                decorators = [one.func if isinstance(one, ast.Call) else one for one in node.decorator_list]
                is_clause = any(isinstance(one, ast.Attribute) and one.attr in CLAUSE for one in decorators)
                yield f"{path.relative_to(SOURCE)}: {prefix}{node.name}", node, overrides or is_clause

    yield from within(ast.parse(path.read_text()).body, "", False)


def test_every_public_function_says_what_it_does() -> None:
    silent = [
        name
        for path in modules()
        for name, function, another_says_it in public_functions(path)
        if not another_says_it and not ast.get_docstring(function)
    ]
    assert silent == []


def test_every_public_function_has_types() -> None:
    untyped = []
    for path in modules():
        for name, function, _ in public_functions(path):
            given = function.args
            arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
            missing = [
                one.arg for one in arguments if one and one.annotation is None and one.arg not in ("self", "cls")
            ]
            if missing or function.returns is None:
                untyped.append(f"{name}: {missing or 'what it returns'}")
    assert untyped == []


def test_pages_ask_scoped_queries_and_no_table_themselves() -> None:
    pages = [path for path in modules() if path.name in ("views.py", "acts.py", "presenters.py", "offers.py")]
    assert len(pages) > 5
    assert found(r"\.objects\b.*|\braw\(.*|\bconnection\.cursor.*", among=pages) == []


def test_only_one_module_reads_the_clock() -> None:
    readers = [path for path in modules() if path.relative_to(SOURCE) != Path("config/clock.py")]
    assert found(r"datetime\.now\(.*|date\.today\(.*|timezone\.now\(.*|time\.time\(.*", among=readers) == []


def test_text_from_people_is_never_marked_as_safe() -> None:
    marked = found(r"\bmark_safe\(|\|safe\b|\{% autoescape off", among=modules_and_templates())
    assert marked == [CARDS, HINTS]


def test_no_sql_is_pasted_together() -> None:
    assert found(r"\.extra\(|\bRawSQL\((?!_[A-Z_]+, )", among=modules()) == []  # a constant first, its values apart


# The cards of the board are rendered by an engine that escapes each value and does not mark what it made.
CARDS = "src/safereturn/duties/views.py: mark_safe("
# Hints are our own words, and those of the sign-in library, which hold lists and links.
HINTS = "src/safereturn/web/templates/web/forms/hint_and_error.html: |safe"


def modules_and_templates() -> list[Path]:
    """What makes pages."""
    return [*modules(), *sorted(SOURCE.rglob("*.html"))]


# The database, as the service speaks to it.


@pytest.mark.django_db
def test_every_log_is_append_only_in_the_database_and_no_other_table_says_so() -> None:
    from django.apps import apps
    from django.db import connection

    said = {model._meta.db_table for model in apps.get_models() if "Append-only" in model._meta.db_table_comment}
    sealed = {model._meta.db_table for model in apps.get_models() if hasattr(model, "sealed_content")}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgfoid = to_regproc('log_is_append_only')")
        guarded = [table for (table,) in cursor.fetchall()]
        cursor.execute(
            "SELECT count(*) FROM unnest(%s::text[]) AS log WHERE has_table_privilege(log, 'UPDATE, DELETE, TRUNCATE')",
            [guarded],
        )
        (may_be_changed,) = cursor.fetchone()
    assert said | sealed <= set(guarded)
    assert all(guarded.count(table) == 2 for table in guarded)  # against changes, and against being emptied
    assert may_be_changed == 0


def test_every_sealed_log_is_verified() -> None:
    """So that a new log is not left out of `safereturn verify` and of the seals of the days."""
    from django.apps import apps

    from safereturn.audit.logs import LOGS
    from safereturn.audit.models import DaySeal

    sealed = {model for model in apps.get_models() if hasattr(model, "sealed_content")} - {DaySeal}
    assert len(LOGS) == len(sealed)


# The tests themselves.


def test_no_test_reaches_the_network() -> None:
    with socket.socket() as outside, pytest.raises(RuntimeError, match="No test may use the network"):
        outside.connect(("192.0.2.1", 80))  # an address kept for documentation
