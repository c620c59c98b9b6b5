"""The class of everything that an episode's log can say: who does not see the class does not see the words.

What is not in these tables is shown to nobody.
"""

from collections.abc import Collection, Mapping
from typing import Any

from safereturn.access.field_classes import (
    ALLEGATION,
    CHILDS_ACCOUNT,
    DESCRIBED,
    DUTIES,
    EXISTENCE,
    FAMILY,
    IDENTITY,
    INTELLIGENCE,
    LOCATION,
    NOTES,
    STANDING,
)

# What is recorded of a child and an episode, by its name in the scenario files.
FACTS: dict[str, str] = {
    "child.born": IDENTITY,
    "child.expected": IDENTITY,
    "child.mobile_known": IDENTITY,
    "child.area": DUTIES,
    "child.looked_after_by": DUTIES,
    "child.placement": DUTIES,
    "child.registered_home": DUTIES,
    "child.missing_plan": DUTIES,
    "child.plan_notify_after": DUTIES,
    "child.one_to_one_care": DUTIES,
    "child.care_leaver": DUTIES,
    "child.open_to": STANDING,
    "child.child_protection_plan": STANDING,
    "child.significant_harm_concern": STANDING,
    "child.trafficking_concern": STANDING,
    "child.exploitation_concern": STANDING,
    "child.fgm_or_forced_marriage_concern": STANDING,
    "child.disabled": STANDING,
    "episode.kind": DUTIES,
    "episode.with_family": DUTIES,
    "episode.education_only": DUTIES,
    "episode.last_seen": DUTIES,
    "earlier": DUTIES,
    "category": DUTIES,
}

# What an event says beyond that it happened, by its type.
WORDS: dict[str, dict[str, str]] = {
    "opened": {
        "told.circumstances": NOTES,
        "told.worries": NOTES,
        "told.concerns": NOTES,
        "told.description": IDENTITY,
    },
    "reported": {"by": DUTIES, "incident_number": EXISTENCE},
    "assessed": {"answers": INTELLIGENCE},
    "categorised": {"category": DUTIES, "review_at": DUTIES, "by": DUTIES},
    "category-disputed": {"by": DUTIES},
    "dispute-decided": {"by": DUTIES, "outcome": NOTES},
    "location-lost": {},
    "consulted": {"who": DUTIES, "told": DUTIES, "consulted": DUTIES},
    "meeting-held": {"meeting": DUTIES, "moved_forward_from": DUTIES},
    "located": {"confirmed_by": DUTIES, "place": LOCATION},
    "found": {"place": LOCATION},
    "returned": {"to": DUTIES, "place": LOCATION},  # of which kind, which duties turn on; and which
    "prevention-visit": {"in_person": DUTIES},
    "prevention-visit-not-made": {"reason": NOTES, "agreed_with": FAMILY},
    "interview-offered": {"reason": CHILDS_ACCOUNT},
    "interview-declined": {"reason": CHILDS_ACCOUNT},
    "interview-not-possible": {"reason": CHILDS_ACCOUNT},
    "interview-superseded": {"reason": CHILDS_ACCOUNT},
    "interview-held": {"interviewer": DUTIES, "parent_seen": FAMILY, "together_with": DUTIES},
    "interview-signed-off": {"by": DUTIES},
    "deadline-exception": {"duty": DUTIES, "reason": NOTES, "by": DUTIES, "new_target": DUTIES},
    "placed": {"planned": DUTIES},
    "harm-found": {"kind": STANDING},
    "came-about": {"what": STANDING, "note": NOTES},
    "fact": {f"set.{name}": field_class for name, field_class in FACTS.items()},
    "arrival-decided": {"decision": DUTIES, "reason": NOTES, "again_at": DUTIES},
    "answered-known": {"says": STANDING},
    "written-up": {
        "risk": INTELLIGENCE,
        "report": NOTES,
        "meeting": NOTES,
        "strategy": NOTES,
        "visit": ALLEGATION,  # what the child says may be about whoever cares for them
    },
    "accepted": {"duty": DUTIES, "occurrence": DUTIES},
    "done": {"duty": DUTIES, "ref": NOTES, "note": NOTES, "by": DUTIES},
    "waived": {"duty": DUTIES, "reason": NOTES, "by": DUTIES},
    "closed": {"by": DUTIES},
    "called": {"told": IDENTITY},
    "noted": {"says": NOTES},
    "erased": {},
}
# A carer may be who did it: so the home is not even told that there is such an event. A crime against the child is
# among them, since nobody knows yet whose.
KEPT_FROM_CARERS = ("allegation", "crime-against")
MAY_TELL_OF_A_CARER = ("offence-established", "sexual-abuse-feared", "exploited-or-abused")  # what came about


def class_of_happening(type: str, content: Mapping[str, Any]) -> str | None:
    """The class of the bare fact that an event happened; None for a type that nobody has classed."""
    if type == "harm-found":
        return STANDING if content.get("kind") not in KEPT_FROM_CARERS else ALLEGATION
    if type == "came-about":
        return STANDING if content.get("what") not in MAY_TELL_OF_A_CARER else ALLEGATION
    return DUTIES if type in WORDS else None


def words_seen(
    type: str, content: Mapping[str, Any], *, sees: Collection[str], is_own: bool = False
) -> dict[str, Any] | None:
    """What somebody who sees some classes reads of an event; None where they do not see that it happened.

    Whoever told it (`is_own`) reads their own words whatever their class.
    """
    if class_of_happening(type, content) not in sees:
        return None
    return _visible(content, WORDS[type], DESCRIBED if is_own else sees)


def facts_seen(facts: Mapping[str, Any], *, sees: Collection[str]) -> dict[str, Any]:
    """The facts, by their names in the scenario files, that somebody who sees some classes reads."""
    return {name: value for name, value in facts.items() if FACTS.get(name) in sees}


def _visible(content: Mapping[str, Any], classes: Mapping[str, str], sees: Collection[str]) -> dict[str, Any]:
    """The parts of `content` whose class is seen; a part within a part is named with a dot."""
    visible: dict[str, Any] = {}
    for name, value in content.items():
        within = {
            key.removeprefix(f"{name}."): field_class
            for key, field_class in classes.items()
            if key.startswith(f"{name}.")
        }
        if within and isinstance(value, Mapping):
            visible[name] = _visible(value, within, sees)
        elif classes.get(name) in sees:
            visible[name] = value
    return visible
