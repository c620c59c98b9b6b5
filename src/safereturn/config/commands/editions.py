"""`safereturn editions`: what differs between two editions, and what would have followed under another."""

import datetime as dt
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from safereturn.config import clock
from safereturn.config.progress import Progress
from safereturn.protocol import compare, vocabulary
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.notation import Edition

if TYPE_CHECKING:
    from safereturn.config.trial import Difference
    from safereturn.config.what_if import WhatIf

SHOWN: Final = 5  # episodes behind a number, unless all are asked for
MORE, FEWER, OTHER_OWNER = "more", "fewer", "other_owner"
_IN_WORDS: Final = {MORE: "more", FEWER: "fewer", OTHER_OWNER: "owed by another"}
COUNTED: Final = (
    "A duty counts once it arose, however it ended: of each number it is said how many were stood down again, and how "
    "many turn on what nobody recorded. What was done about a duty that is not asked says nothing of one that is."
)


def main(*, asks: str, **asked: Any) -> int:
    """Answer what the sub-command `asks`. Returns the exit code: 0, or 2 for an edition that is not known or bad days.

    Whoever runs it owns the service: `what-if` reads every episode, and prints ids of episodes and numbers alone.
    """
    try:
        return {"compare": _compare, "what-if": _what_if}[asks](**asked)
    except _BadInput as bad:
        print(bad, file=sys.stderr)
        return 2


class _BadInput(ValueError):
    """What was asked cannot be answered; the message says why and what would be right."""


def _compare(*, before: str, after: str, in_json: bool) -> int:
    comparison = compare.compare(_edition(before), _edition(after))
    print(
        json.dumps(compare.as_data(comparison), indent=2, ensure_ascii=False)
        if in_json
        else compare.as_text(comparison)
    )
    return 0


def _what_if(*, edition: str, first: dt.date, last: dt.date, in_json: bool, all_episodes: bool) -> int:
    wanted = _edition(edition)
    if first > last:
        raise _BadInput(f"No day lies from {first} to {last}. Give --from the earlier of the two.")

    from safereturn.config.django_setup import set_up_django

    set_up_django()

    from safereturn.config.what_if import what_if

    found = what_if(
        wanted, first=first, last=last, now=clock.now(), progress=Progress("Deriving episodes:", stream=sys.stderr)
    )
    if in_json:
        print(json.dumps(_as_data(found, first, last), ensure_ascii=False))
    else:
        print(*_as_text(found, first, last, shown=None if all_episodes else SHOWN), sep="\n")
    return 0


def _edition(name: str) -> Edition:
    if name not in EDITIONS:
        raise _BadInput(f"There is no edition {name!r}. Known are: {', '.join(EDITIONS)}.")
    return EDITIONS[name]


# Numbers, and the episodes behind them.


@dataclass
class _Tally:
    count: int = 0
    stood_down: int = 0
    undecided: int = 0
    episodes: dict[int, None] = field(default_factory=dict)  # each once, the earliest first

    def add(self, difference: "Difference", episodes: list[int]) -> None:
        self.count += len(episodes)
        self.stood_down += len(episodes) * difference.stood_down
        self.undecided += len(episodes) * difference.undecided
        self.episodes |= dict.fromkeys(episodes)


_Table = dict[str, dict[str, _Tally]]  # by duty, owner or month; then more, fewer or owed by another


def _tables(found: "WhatIf") -> dict[str, _Table]:
    """What differs by duty, owner and month. What another owes is one fewer of the one owner, one more of another."""
    duties, owners, months = (defaultdict(lambda: defaultdict(_Tally)) for _ in range(3))
    for difference, episodes in found.differences.items():
        what = MORE if difference.before is None else FEWER if difference.after is None else OTHER_OWNER
        duties[difference.duty][what].add(difference, episodes)
        months[difference.month][what].add(difference, episodes)
        if difference.before is not None:
            owners[difference.before][FEWER].add(difference, episodes)
        if difference.after is not None:
            owners[difference.after][MORE].add(difference, episodes)
    return {"duty": _largest_first(duties), "owner": _largest_first(owners), "month": dict(sorted(months.items()))}


def _largest_first(table: _Table) -> _Table:
    return dict(sorted(table.items(), key=lambda row: (-sum(tally.count for tally in row[1].values()), row[0])))


def _duty_name(id: str) -> str:
    return next(edition.by_id[id].name for edition in EDITIONS.values() if id in edition.by_id)


def _readings(found: "WhatIf") -> dict[str, str]:
    names = dict.fromkeys((*(name for name in found.editions if name in EDITIONS), found.edition.name))
    lowest = " and ".join(f"{EDITIONS[name].categories[0].replace('-', ' ')} ({name})" for name in names)
    return {
        "B40": f"{lowest} stand for each other, as the lowest categories; medium and high keep their words.",
        "A17": "Medium and high of 2016 are not the same measures as medium and high of 2019. No child is graded anew "
        "here: what follows from a grade does so as if the other edition had given it too.",
    }


# In JSON


def _as_data(found: "WhatIf", first: dt.date, last: dt.date) -> dict[str, Any]:
    tables = _tables(found)
    return {
        "edition": found.edition.name,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "ran_under": found.editions,
        "compared": found.compared,
        "unchanged": found.unchanged,
        "by_duty": [
            {"duty": id, "name": _duty_name(id), **_numbers(tallies)} for id, tallies in tables["duty"].items()
        ],
        "by_owner": [{"owner": role, **_numbers(tallies)} for role, tallies in tables["owner"].items()],
        "by_month": [{"month": month, **_numbers(tallies)} for month, tallies in tables["month"].items()],
        "refused": {"count": len(found.refused), "episodes": found.refused},
        "not_compared": [
            {"because": why, "count": len(episodes), "episodes": episodes}
            for why, episodes in found.not_compared.items()
        ],
        "counted": COUNTED,
        "readings": _readings(found),
    }


def _numbers(tallies: dict[str, _Tally]) -> dict[str, Any]:
    return {
        what: {
            "count": tally.count,
            "stood_down": tally.stood_down,
            "undecided": tally.undecided,
            "episodes": list(tally.episodes),
        }
        for what, tally in tallies.items()
    }


# In words


def _as_text(found: "WhatIf", first: dt.date, last: dt.date, *, shown: int | None) -> Iterable[str]:
    name, tables = found.edition.name, _tables(found)
    yield f"What if the {name} edition had held from {_day(first)} to {_day(last)}?"
    yield ""
    ran = [f"{count:,} under {own or 'none'}" for own, count in found.editions.items()]
    yield f"Episodes that began then: {', '.join(ran) or 'none'}. Those of {name} itself stay as they are."
    yield f"Tried under both: {found.compared:,}. Of these the same duties follow in {found.unchanged:,}."
    for why, episodes in found.not_compared.items():
        yield f"Not compared, because {why}: {len(episodes):,} ({_listed(episodes, shown)})."
    if found.refused:
        yield (
            f"Compared without something that happened, because {name} does not allow it: {len(found.refused):,} "
            f"({_listed(found.refused, shown)})."
        )
    for by, table in tables.items():
        if table:
            yield f"\nBy {by}"
        for key, tallies in table.items():
            yield f"  {_title(by, key)}"
            for what, tally in tallies.items():
                yield f"    {_IN_WORDS[what]}: {_number(tally)}; {_listed(tally.episodes, shown)}"
    yield f"\nHow it is counted and read\n  {COUNTED}"
    for number, says in _readings(found).items():
        yield f"  {number}: {says}"


def _title(by: str, key: str) -> str:
    if by == "duty":
        return f"{key}: {_duty_name(key)}"
    return vocabulary.ROLE_NAMES.get(key, key) if by == "owner" else key


def _number(tally: _Tally) -> str:
    uncertain = ((tally.stood_down, "stood down"), (tally.undecided, "not certain"))
    parts = [f"{count:,} {what}" for count, what in uncertain if count]
    return f"{tally.count:,}" + (f" ({', '.join(parts)})" if parts else "")


def _listed(episodes: Iterable[int], shown: int | None) -> str:
    ids = list(episodes)
    named = ", ".join(map(str, ids[:shown]))
    beyond = len(ids) - len(ids[:shown])
    return f"episode{'s' if len(ids) > 1 else ''} {named}" + (f" and {beyond:,} more" if beyond else "")


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
