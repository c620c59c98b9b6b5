"""`safereturn register`: what became of every statement of both editions."""

import json
import sys

from safereturn.config.accounts import Account, accounts
from safereturn.protocol.register import register


def main(*, check: bool, as_json: bool) -> int:
    """Print what became of each statement, in the order of the register.

    With `check` the exit code is 1 when a statement is unaccounted for, or accounted for twice; the counts stand last.
    """
    found = accounts()
    if as_json:
        print(json.dumps([account._asdict() for account in found], indent=2))
    elif not check:
        for account in found:
            print(_line(account))
    faults = [_fault(account) for account in found if len(account.became) != 1]
    print(*faults, _counts(found), sep="\n", file=sys.stderr if as_json else sys.stdout)
    return 1 if check and faults else 0


def _line(account: Account) -> str:
    became = " and ".join(account.became) or "UNACCOUNTED FOR"
    tests = f"{len(account.tests)} test{'' if len(account.tests) == 1 else 's'}: {', '.join(account.tests)}"
    return f"{account.id}  {account.edition}  {became}  {account.where or '-'}  {tests if account.tests else 'no test'}"


def _fault(account: Account) -> str:
    what = f"is accounted for twice: {' and '.join(account.became)}" if account.became else "is unaccounted for"
    return f"{account.id} ({account.edition}) {what}."


def _counts(found: list[Account]) -> str:
    kinds: dict[str, int] = {}
    for account in found:
        for became in account.became or ("unaccounted for",):
            kinds[became] = kinds.get(became, 0) + 1
    named = ", ".join(f"{number} {became}" for became, number in sorted(kinds.items()))
    missing = sum(len(account.became) != 1 for account in found)
    editions = ", ".join(
        f"{sum(account.edition == edition for account in found)} of {edition}"
        for edition in sorted({account.edition for account in found})
    )
    return f"{len(register())} statements ({editions}): {named}. Not accounted for once: {missing}."
