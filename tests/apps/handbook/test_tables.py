"""The tables of the handbook hold to the register, to the glossary and to the pages of the readings."""

import datetime as dt
import re
from dataclasses import fields
from pathlib import Path

import pytest

from safereturn.handbook import contents, tables
from safereturn.handbook.settled import settled_otherwise
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.register import register
from safereturn.protocol.settings import Settings

ROOT = Path(__file__).parents[3]


def rows_of(path: str, columns: int) -> list[tuple[str, ...]]:
    """The lines of the table in a document, without its head."""
    cells = "^[|] " + " ".join(["(.+?) [|]"] * columns) + "$"
    return re.findall(cells, (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)[1:]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_section_of_the_register_has_a_title_and_nothing_else_has(edition: str) -> None:
    stands = {section for statement in register().values() for section in statement.sections(edition) if section}
    above = {section.partition(".")[0] for section in stands}
    assert set(tables.titles()[edition]) == stands | above


def test_the_glossary_in_the_repository_says_what_the_handbook_says() -> None:
    def where(term: tables.Term) -> str:
        in_2016, in_2019 = (term.sections(edition) for edition in ("2016", "2019"))
        if term.is_ours:
            return "ours"
        if in_2016 == in_2019:
            return ", ".join(in_2019)
        return f"{', '.join(in_2019)} ({', '.join(in_2016) or 'none'})".strip()

    told = [(term.term, term.meaning, where(term)) for term in tables.terms()]
    assert rows_of("GLOSSARY.md", 3) == told
    assert [word for word, *_ in told] == sorted((word for word, *_ in told), key=str.lower)


def test_every_definition_of_the_register_is_a_word_of_the_glossary() -> None:
    defined = [statement.id for statement in register().values() if statement.kind == "definition"]
    assert sorted(id for term in tables.terms() for id in term.ids) == sorted(defined)


def test_a_word_stands_only_in_sections_that_there_are() -> None:
    for term in tables.terms():
        for edition in EDITIONS:
            assert set(term.sections(edition)) <= set(tables.titles()[edition]), term.term


def test_the_readings_are_those_of_their_pages() -> None:
    listed = [
        (linked[1], says, moves)
        for number, says, moves in rows_of("docs/readings/README.md", 3)
        if (linked := re.fullmatch(r"\[(\w+)\]\(.+\)", number))
    ]
    assert len(listed) > 80
    assert [(one.number, one.says, one.moves) for one in tables.readings().values()] == listed
    for reading in tables.readings().values():
        (path,) = (ROOT / "docs" / "readings").glob(f"{reading.number}-*.md")
        where = " ".join(re.findall(r"\*\*Where\.\*\* (.+?)\n\n", path.read_text(encoding="utf-8"), re.DOTALL))
        said, _, ids = " ".join(where.split()).partition(" Register: ")
        assert reading.where == said.rstrip(".")
        assert reading.ids == tuple(re.findall(r"`([\w-]+)`", ids))


def test_every_reading_that_a_rule_names_is_listed() -> None:
    rules = [rule for edition in EDITIONS.values() for rule in (*edition.duties, *edition.constraints)]
    said = " ".join(
        str(clause.reading)
        for rule in rules
        for clause in (*getattr(rule, "clauses", ()), *([rule] if hasattr(rule, "reading") else []))
    )
    named = set(contents.NUMBER_OF_A_READING.findall(said))
    assert len(named) > 10
    assert named <= set(tables.readings())


def test_every_setting_of_an_edition_can_be_told_with_its_readings() -> None:
    assert [setting.name for setting in tables.settings()] == [field.name for field in fields(Settings)]
    assert {number for setting in tables.settings() for number in setting.readings} <= set(tables.readings())


def test_what_a_partnership_settled_otherwise_is_told_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settled_otherwise() == []
    early = EDITIONS["2016"].read_as(Settings(night_begins=dt.time(22, 30), care_before_family=False))
    monkeypatch.setitem(EDITIONS, "2016", early)
    assert [(one.edition, one.readings, one.says) for one in settled_otherwise()] == [
        ("2016", ("A08",), "In 2016 the night begins, for a child who is away: 22:30"),
        ("2016", ("A46",), "A child in care is owed an interview, though missing with the family: no"),
    ]


# The law.

NAMES_A_LAW = re.compile(
    r"\bAct\b(?! on)|\bSI \d|\bs\d{1,3}\b|\b[Ss]ection \d+\b|\bASBO\b|Foreign and Commonwealth|UKHTC"
)


def test_every_statement_that_names_a_law_says_how_it_stands_now() -> None:
    named = {statement.id for statement in register().values() if NAMES_A_LAW.search(statement.requirement)}
    told = {id for reference in tables.references() for id in reference.ids}
    assert len(named) > 15
    assert named - told - {"mpmg-monitors-trends"} == set()  # its "section 2" is one of the protocol


def test_the_law_names_only_statements_and_readings_that_there_are() -> None:
    for reference in tables.references():
        assert set(reference.ids) <= set(register()), reference.printed
        assert reference.status in tables.STATUSES
        assert reference.checked in ("checked", "to be checked")
        assert not reference.reading or reference.reading in tables.readings()


def test_what_is_no_longer_as_printed_says_what_is_in_its_place() -> None:
    assert [reference.printed for reference in tables.references() if not (reference.is_current or reference.now)] == []


@pytest.mark.parametrize("printed", ["section 123", "section 104", "SI 2006/1751", "Act 1988", "Residence order"])
def test_the_law_of_2016_that_is_gone_is_not_told_as_in_force(printed: str) -> None:
    found = [reference for reference in tables.references() if printed in reference.printed]
    assert found
    assert not any(reference.is_current for reference in found)
