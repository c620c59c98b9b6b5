"""The pages of the readings say what they promise, and the product knows no reading without a page."""

import re
from pathlib import Path
from typing import NamedTuple

from safereturn.protocol.register import register

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "safereturn"
READINGS = ROOT / "docs" / "readings"
NUMBER = r"\b[AB]\d\d\b"
PARTS = ["Where", "The words", "The doubt", "The reading", "Why", "Who must agree", "In the product"]
MOVES = {"clock", "owner", "scope", "words"}


class Page(NamedTuple):
    """The page of one reading: its number, file, title, and what each of its parts says."""

    number: str
    file: str
    title: str
    parts: list[tuple[str, str]]

    def part(self, name: str) -> str:
        """What a part says; empty where the page does not have it."""
        return dict(self.parts).get(name, "")


def page(path: Path) -> Page:
    """The page in a file."""
    heading, _, body = path.read_text(encoding="utf-8").partition("\n")
    number, _, title = heading.removeprefix("# ").partition(". ")
    parts = re.findall(r"^\*\*([^*]+)\.\*\* (.+?)(?=\n\n\*\*|\Z)", body, re.MULTILINE | re.DOTALL)
    return Page(number, path.name, title, [(name, " ".join(said.split())) for name, said in parts])


PAGES = [page(path) for path in sorted(READINGS.glob("[AB]*.md"))]


def product(*endings: str) -> str:
    """All that stands in the product's files with these endings."""
    paths = (path for ending in endings for path in sorted(SOURCE.rglob(f"*{ending}")))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def named_in(text: str) -> list[str]:
    """What a text names between backticks."""
    return re.findall(r"`([^`]+)`", text)


def test_every_page_tells_where_what_why_and_who_must_agree() -> None:
    assert len(PAGES) > 80
    assert {page.file: [name for name, _ in page.parts] for page in PAGES if [n for n, _ in page.parts] != PARTS} == {}


def test_every_page_begins_with_its_number_and_with_a_title_of_one_line() -> None:
    assert [page.file for page in PAGES if not page.file.startswith(f"{page.number}-") or not page.title] == []


def test_every_reading_that_the_product_names_has_one_page() -> None:
    numbers = [page.number for page in PAGES]
    named = set(re.findall(NUMBER, product(".py", ".csv", ".html")))
    assert len(named) > 20
    assert sorted(named - set(numbers)) == []
    assert len(numbers) == len(set(numbers))


def test_every_reading_that_a_page_refers_to_has_a_page() -> None:
    numbers = {page.number for page in PAGES}
    texts = {path.name: path.read_text(encoding="utf-8") for path in READINGS.glob("*.md")}
    unknown = {name: set(re.findall(NUMBER, text)) - numbers for name, text in texts.items()}
    assert {name: found for name, found in unknown.items() if found} == {}


def test_the_list_gives_every_reading_with_its_title_and_with_what_it_moves() -> None:
    listed = re.findall(
        r"^\| \[(\w+)\]\(([^)]+)\) \| (.+?) \| (\w+) \|$", (READINGS / "README.md").read_text(), re.MULTILINE
    )
    assert [row[:3] for row in listed] == [(page.number, page.file, page.title) for page in PAGES]
    assert {moves for *_, moves in listed} == MOVES


def test_every_statement_that_a_reading_is_about_stands_in_the_register() -> None:
    about = {page.file: named_in(page.part("Where")) for page in PAGES}
    assert [name for name, ids in about.items() if not ids] == []
    assert {name: unknown for name, ids in about.items() if (unknown := set(ids) - set(register()))} == {}


def test_what_a_page_points_to_in_the_product_is_there() -> None:
    written = product(".py", ".csv", ".html")
    files = [f"/{path.relative_to(SOURCE)}" for ending in (".py", ".csv") for path in SOURCE.rglob(f"*{ending}")]
    astray = [
        f"{page.file}: {name}"
        for page in PAGES
        for name in named_in(page.part("In the product"))
        if not (any(file.endswith(f"/{name}") for file in files) if name.endswith((".py", ".csv")) else name in written)
    ]
    assert astray == []


def test_no_page_says_that_nothing_follows_from_a_reading_that_rules_name() -> None:
    named = set(re.findall(NUMBER, product(".py")))
    idle = {page.number for page in PAGES if page.part("In the product").startswith("Nothing yet")}
    assert sorted(named & idle) == []
