"""What a scenario's `expect` names, held against the answer. Only what it names is compared."""

from typing import Any


def occurrences(rows: list[dict[str, Any]], id: str) -> list[dict[str, Any]]:
    """The rows of a duty by when they arose, then by due."""
    return sorted((row for row in rows if row["id"] == id), key=lambda row: (row["arose"], row["due"] or ""))


def assert_holds(expected: dict[str, Any], found: dict[str, Any]) -> None:
    """Hold an answer to what is expected of it.

    `duties`: a row with that id (the n-th: `occurrence`) has each further key; `absent` and `count`: ids;
    `questions` and `no_questions`: facts; `needed_for` and `not_needed_for`: ids by fact; `refused`: event and section.
    """
    rows = found["duties"]
    for key in ("edition", "state"):
        assert found[key] == expected.get(key, found[key])
    for wanted in expected.get("duties", []):
        place = wanted.get("occurrence", 1)
        assert len(occurrences(rows, wanted["id"])) >= place, wanted["id"]
        row = occurrences(rows, wanted["id"])[place - 1]
        named = {key: value for key, value in wanted.items() if key != "occurrence"}
        assert {key: row[key] for key in named} == named
    for id in expected.get("absent", []):
        assert not occurrences(rows, id)
    for id, count in expected.get("count", {}).items():
        assert len(occurrences(rows, id)) == count, id
    asked = {question["fact"]: set(question["needed_for"]) for question in found["questions"]}
    assert set(asked) >= set(expected.get("questions", []))
    assert set(asked).isdisjoint(expected.get("no_questions", []))
    for fact, ids in expected.get("needed_for", {}).items():
        assert asked.get(fact, set()) >= set(ids), fact
    for fact, ids in expected.get("not_needed_for", {}).items():
        assert asked.get(fact, set()).isdisjoint(ids), fact
    if "refused" in expected:
        refused = [(entry["event"], entry["section"]) for entry in found["refused"]]
        assert refused == [(entry["event"], entry["section"]) for entry in expected["refused"]]
