"""Every statement of both editions is accounted for, once, and the table says truly where."""

import pytest

from safereturn.config.accounts import ROOT, Account, accounts
from safereturn.config.command_line import main
from safereturn.protocol.came_about import CAN_COME_ABOUT
from safereturn.protocol.carried import carried
from safereturn.protocol.not_automated import NOT_AUTOMATED
from safereturn.protocol.register import register


def test_no_statement_of_either_edition_is_unaccounted_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", "--check"]) == 0
    said = capsys.readouterr().out.strip().splitlines()
    assert said[-1].startswith("488 statements")
    assert said[-1].endswith("Not accounted for once: 0.")


def test_a_statement_that_is_forgotten_fails_the_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(carried(), "police-ten-questions")
    assert main(["register", "--check"]) == 1
    assert "police-ten-questions (2019) is unaccounted for." in capsys.readouterr().out


def test_a_statement_that_is_accounted_for_twice_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NOT_AUTOMATED, "return-interview", "No reason")
    assert main(["register", "--check"]) == 1


def the_accounts_of(id: str) -> list[Account]:
    return [account for account in accounts() if account.id == id]


def test_the_table_says_where_a_duty_is_written_and_which_tests_touch_it() -> None:
    for account in the_accounts_of("return-interview"):
        assert account.became == ("duty",)
        assert account.where.startswith(f"protocol/edition_{account.edition}/section_6_7.py:")
        assert "protocol/test_words.py" in account.tests


def test_every_duty_that_the_rules_derive_is_touched_by_a_test() -> None:
    untouched = [
        account.id for account in accounts() if account.became[0] in ("duty", "consider") and not account.tests
    ]
    assert [id for id in untouched if id not in carried()] == []


def test_what_is_carried_or_not_automated_is_a_statement() -> None:
    assert {*carried(), *NOT_AUTOMATED} <= set(register())
    assert len(NOT_AUTOMATED) <= 40


def test_whatever_can_come_about_starts_a_duty_or_is_wanted_on_record() -> None:
    files = (path for path in ROOT.glob("protocol/**/*.py") if path.name != "came_about.py")
    rules = "".join(path.read_text(encoding="utf-8") for path in files)
    wanted = {words.strip('"') for _, (_, words), _ in carried().values()}
    assert {key for key in CAN_COME_ABOUT if f'"{key}"' not in rules and key not in wanted} == set()
