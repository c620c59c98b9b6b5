"""The handbook of an edition as a PDF: tagged, with its language and an outline, set by Typst.

What is written is handed over as data; no text ever becomes part of the markup.
"""

import json
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import typst

from safereturn.protocol.editions import EDITIONS

from . import contents, in_words, tables
from .settled import settled_otherwise

ACCESSIBLE = "ua-1"  # PDF/UA-1: Typst refuses what a screen reader could not read


@cache
def as_pdf(edition: str) -> bytes:
    """The PDF, made once in each process: about a second. Raises `KeyError` for an unknown edition."""
    data = json.dumps(_data(edition), ensure_ascii=False)
    with as_file(files(__package__).joinpath("handbook.typ")) as template:
        # Only the fonts that Typst brings itself, so that every machine sets the same pages.
        return typst.compile(template, sys_inputs={"data": data}, ignore_system_fonts=True, pdf_standards=[ACCESSIBLE])


def _data(edition: str) -> dict[str, Any]:
    return {
        "title": f"Safe Return handbook, {edition} edition",
        "protocol": EDITIONS[edition].title,
        "chapters": [
            {"heading": chapter.heading, "sections": [_section(section) for section in chapter.sections]}
            for chapter in contents.chapters(edition).values()
        ],
        "roles": [
            {"title": in_words.role_name(role), "owed": [_in_a_list(one) for one in contents.owed_by(role, edition)]}
            for role in contents.roles(edition)
        ],
        "situations": [
            {"title": one.title, "says": one.says, "owed": [_in_a_list(entry) for entry in found if entry.duty]}
            for one in tables.situations()
            if (found := contents.in_situation(one, edition))
        ],
        "words": [{"term": one.term, "meaning": one.meaning} for one in tables.terms()],
        "law": [one._asdict() for one in tables.references()],
        "settled": [one.says for one in settled_otherwise() if one.edition == edition],
        "readings": [one._asdict() for one in tables.readings().values()],
    }


def _section(section: contents.Section) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "entries": [_entry(entry) for entry in section.entries],
        "refusals": [one.says for one in section.refusals],
    }


def _entry(entry: contents.Entry) -> dict[str, Any]:
    if not entry.is_first:
        return {"name": entry.name, "told_in": in_words.section_name(entry.sections[0])}
    laws = [f"{law.printed} ({law.status}, {law.checked}). {law.now}" for law in entry.laws if law.now]
    told: dict[str, Any] = {
        "kind": entry.kind,
        "outdated": entry.outdated,
        "requirement": entry.statement.requirement,
        "about": entry.about,
        "laws": laws,
        "readings": [reading.number for reading in entry.readings],
    }
    if entry.duty is None:
        return told
    return told | {
        "name": entry.name,
        "id": entry.id,
        "says": entry.duty.says,
        "strength": entry.strength,
        "who": entry.who,
        "when": entry.statement.trigger,
        "by_when": entry.by_when,
        "settled_by": entry.settled_by,
        "clauses": [_clause(clause) for clause in entry.duty.clauses],
        "who_acts": [acts._asdict() for acts in entry.who_acts],
    }


def _clause(clause: Any) -> str:
    owed = f"Owed{f', {clause.strength}' if clause.strength else ''}" if clause.follows else "Not owed"
    reading = f" {clause.reading}" if clause.reading and clause.reading != clause.says else ""
    return f"{owed}{f' ({clause.section})' if clause.section else ''}: {clause.says}{reading}"


def _in_a_list(entry: contents.Entry) -> str:
    return f"{entry.name} ({in_words.section_name(entry.section)}; {entry.strength.lower()})"
