"""The words of the column `given` of `rules.csv`: what must be true of the child, and which answers each word needs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations, product
from typing import Any

from tests.oracle.clocks import age

Answers = dict[str, Any]

SERVICES = ("social-care", "mat", "yos")
TRUE_OR_FALSE = (False, True)
POSSIBLE: dict[str, tuple[Any, ...]] = {
    "child.born": ("unborn", "under-16", "16-or-17", "18"),
    "child.area": ("derby", "derbyshire", "elsewhere"),
    "child.looked_after_by": (None, "derby", "derbyshire", "other"),
    "child.placement": (None, "childrens-home", "foster", "semi-independent", "with-family", "other"),
    "child.registered_home": (None, False, True),
    "child.open_to": tuple(list(some) for size in range(4) for some in combinations(SERVICES, size)),
    "category": ("low", "medium-or-high"),
    "earlier": ("none", "many"),
}
"""Every answer that a question can have. A fact that is not here is answered by yes or no."""


@dataclass(frozen=True)
class Word:
    """One condition: the facts it needs, and whether it holds when they are answered."""

    needs: tuple[str, ...]
    holds: Callable[[Answers], bool]


def is_true(fact: str) -> Word:
    return Word((fact,), lambda known: known[fact] is True)


def is_one_of(fact: str, *values: Any) -> Word:
    return Word((fact,), lambda known: known[fact] in values)


def in_care(known: Answers) -> bool:
    return known["child.looked_after_by"] is not None


def unborn(known: Answers) -> bool:
    return known["child.born"] == "unborn"


def council(known: Answers) -> str:
    """The council whose ways are followed: that which looks after the child, else that of the area."""
    carer = known["child.looked_after_by"]
    return carer if carer in ("derby", "derbyshire") else known["child.area"]


def known_to_services(known: Answers) -> bool:
    return in_care(known) or bool(known["child.open_to"])


def with_family(known: Answers) -> bool:
    return known["episode.with_family"] is True or unborn(known)


def under_protection(known: Answers) -> bool:
    return known["child.child_protection_plan"] is True or known["child.significant_harm_concern"] is True


def interview_owed(known: Answers) -> bool:
    """Whether a missing child who is back is owed an interview (6.7, 6.8, 6.9; A04, A28, A46)."""
    if unborn(known):
        return False
    if in_care(known):
        return True
    if known["episode.with_family"] is True and under_protection(known):
        return False
    if known["category"] == "medium-or-high":
        return True
    return known["edition"] == "2016" and known["episode.education_only"] is not True


def visit_owed(known: Answers) -> bool:
    """Whether the police owe a visit (5.2, 6.6; A28)."""
    if unborn(known):
        return False
    return known["edition"] == "2016" or known_to_services(known) or known["category"] == "medium-or-high"


def recorded_missing(known: Answers) -> bool:
    """Whether the police have graded the child missing; 2016 tells missing from absent."""
    return known["edition"] == "2019" or known["category"] == "medium-or-high"


CARE = "child.looked_after_by"
AREA = "child.area"
OPEN = "child.open_to"
WORDS = {
    "care": Word((CARE,), in_care),
    "at-home": Word((CARE,), lambda known: not in_care(known)),
    "other-la": is_one_of(CARE, "other"),
    "placed-here": is_one_of(AREA, "derby", "derbyshire"),
    "placed-outside": Word(
        (CARE, AREA), lambda known: known[CARE] in ("derby", "derbyshire") and known[AREA] == "elsewhere"
    ),
    "placed-by-another": Word((CARE, AREA), lambda known: in_care(known) and known[AREA] != known[CARE]),
    "area:derby": is_one_of(AREA, "derby"),
    "area:derbyshire": is_one_of(AREA, "derbyshire"),
    "council:derby": Word((CARE, AREA), lambda known: council(known) == "derby"),
    "council:derbyshire": Word((CARE, AREA), lambda known: council(known) == "derbyshire"),
    "known": Word((CARE, OPEN), known_to_services),
    "unknown": Word((CARE, OPEN), lambda known: not known_to_services(known)),
    "known-to-yos": Word((OPEN,), lambda known: "yos" in known[OPEN]),
    "known-to-mat-or-social-care": Word(
        (CARE, OPEN), lambda known: in_care(known) or bool({"mat", "social-care"} & set(known[OPEN]))
    ),
    "plan": is_true("child.child_protection_plan"),
    "harm": is_true("child.significant_harm_concern"),
    "plan-or-harm": Word(("child.child_protection_plan", "child.significant_harm_concern"), under_protection),
    "family": Word(("episode.with_family", "child.born"), with_family),
    "education": is_true("episode.education_only"),
    "trafficking": is_true("child.trafficking_concern"),
    "exploitation": is_true("child.exploitation_concern"),
    "fgm": is_true("child.fgm_or_forced_marriage_concern"),
    "missing-plan": is_true("child.missing_plan"),
    "one-to-one": is_true("child.one_to_one_care"),
    "mobile": is_true("child.mobile_known"),
    "unborn": Word(("child.born",), unborn),
    "aged-16-or-17": is_one_of("child.born", "16-or-17"),
    "foster": is_one_of("child.placement", "foster"),
    "semi-independent": is_one_of("child.placement", "semi-independent"),
    "childrens-home": is_one_of("child.placement", "childrens-home"),
    "registered": is_true("child.registered_home"),
    "away-interview": Word(
        ("child.registered_home", "child.placement"),
        lambda known: (
            known["child.registered_home"] is True or known["child.placement"] in ("foster", "semi-independent")
        ),
    ),
    "interview-owed": Word(
        (
            "child.born",
            CARE,
            "episode.with_family",
            "child.child_protection_plan",
            "child.significant_harm_concern",
            "category",
            "episode.education_only",
        ),
        interview_owed,
    ),
    "medium-or-high": is_one_of("category", "medium-or-high"),
    "recorded-missing": Word(("category",), recorded_missing),
    "council-told": Word(("category", CARE), lambda known: recorded_missing(known) or in_care(known)),
    "visit-owed": Word(("child.born", CARE, OPEN, "category"), visit_owed),
    "three-in-30": Word(("earlier",), lambda known: known["earlier"] == "many" or known["reports-in-30"] >= 3),
    "three-in-90": Word(("earlier",), lambda known: known["earlier"] == "many" or known["reports-in-90"] >= 3),
    "two-or-more": Word(("earlier",), lambda known: known["earlier"] == "many" or known["reports"] >= 2),
    "three-ever": Word(("earlier",), lambda known: known["earlier"] == "many" or known["reports"] >= 3),
}


def possible(known: Answers, facts: Iterable[str]) -> Iterator[Answers]:
    """What is known, completed with each possible answer to those of `facts` that nobody recorded."""
    gaps = [fact for fact in facts if fact not in known]
    for answers in product(*(POSSIBLE.get(gap, TRUE_OR_FALSE) for gap in gaps)):
        if "unborn" in answers and "child.expected" in known:  # recorded: nobody is expected
            continue
        yield known | dict(zip(gaps, answers, strict=True))


def turns_on(known: Answers, facts: Iterable[str], outcome: Callable[[Answers], Any]) -> tuple[set[Any], set[str]]:
    """All outcomes that the unrecorded facts leave possible, and those of them that make a difference."""
    gaps = [fact for fact in dict.fromkeys(facts) if fact not in known]
    if not gaps:
        return {outcome(known)}, set()
    outcomes = {}
    for answers in possible(known, gaps):
        outcomes[tuple(str(answers[gap]) for gap in gaps)] = outcome(answers)
    matter = set()
    for place, gap in enumerate(gaps):
        by_rest: dict[Any, set[Any]] = {}
        for answer, what in outcomes.items():
            by_rest.setdefault(answer[:place] + answer[place + 1 :], set()).add(what)
        if any(len(some) > 1 for some in by_rest.values()):
            matter.add(gap)
    return set(outcomes.values()), matter


def age_band(born: Any, moment: datetime) -> str:
    """The answer to `child.born` as the words read it."""
    years = age(born, moment)
    return "under-16" if years < 16 else "16-or-17" if years < 18 else "18"
