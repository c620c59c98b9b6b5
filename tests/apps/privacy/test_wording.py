"""What the log calls a page, people read in words: the test walks all that the service logs."""

import ast
from importlib import import_module
from pathlib import Path

import safereturn
from safereturn.access.rights import ACTIONS
from safereturn.episodes.acts import Act
from safereturn.privacy.wording import PAGES, page_name, reason

SOURCES = Path(safereturn.__file__).parent
# Told by whoever calls: these are read where they are called, or are the names of acts.
TOLD = {"act.name", "page", "look.page"}


def logged() -> set[str]:
    """Every page that a call logs, by the words in the sources; and what of them cannot be read there."""
    found = set()
    for path in SOURCES.rglob("*.py"):
        text = path.read_text()
        if "disclose(" not in text and "log_views(" not in text:
            continue
        module = import_module(".".join(("safereturn", *path.relative_to(SOURCES).with_suffix("").parts)))
        for call in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)):
            said = ast.unparse(call.func)
            given = [keyword.value for keyword in call.keywords if keyword.arg == "page"]
            given += call.args[1:2] if said in ("_disclose", "_log_own") else []
            found |= {_read(one, module) for one in given if said.endswith(("disclose", "log_views", "_log_own"))}
    return found - TOLD


def _read(node: ast.expr, module: object) -> str:
    words = ast.unparse(node)
    try:
        value = eval(words, dict(vars(module)))  # noqa: S307 - a constant of our own sources
    except NameError:
        return words
    return value if isinstance(value, str) else str(value[0])


def test_every_page_that_is_logged_has_a_name_that_people_say() -> None:
    pages = logged()
    assert len(pages) >= 20
    assert pages - PAGES.keys() == set()
    assert [name for name in PAGES.values() if "-" in name.split()[0] or name[0] != name[0].upper()] == []


def test_every_act_that_can_be_recorded_is_named_as_its_page_is() -> None:
    rooms = [path for path in SOURCES.rglob("*.py") if "\nACTS = (" in path.read_text()]
    modules = [
        import_module(".".join(("safereturn", *path.relative_to(SOURCES).with_suffix("").parts))) for path in rooms
    ]
    acts = [act for module in modules for act in module.ACTS if isinstance(act, Act)]
    assert len(acts) >= 20
    assert [act.name for act in acts if page_name(act.name) != act.title] == []


def test_a_page_that_is_gone_is_called_as_it_was() -> None:
    assert page_name("a-page-of-long-ago") == "a-page-of-long-ago"


def test_what_a_post_may_do_is_told_as_a_reason_and_a_tie_as_it_stands() -> None:
    assert reason(ACTIONS["see-board"]) == "On the board of a team that is involved"
    assert reason(ACTIONS["find-child"]).startswith("Part of the post: look for a child")
    assert reason("The child is placed with this team.") == "The child is placed with this team."
