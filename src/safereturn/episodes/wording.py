"""How events of the log, states and categories are said on pages."""

import datetime as dt
from typing import Any

from safereturn.children.numbers import NAMES
from safereturn.protocol import vocabulary as v
from safereturn.protocol.came_about import CAN_COME_ABOUT
from safereturn.protocol.editions import EDITIONS
from safereturn.web.wording import day, moment

from .prompts import OCCASIONS, TEN_QUESTIONS, answered

TITLES = {
    "opened": "Episode opened",
    "reported": "Reported to the police",
    "assessed": "Ten questions answered",
    "categorised": "Recorded and graded",
    "category-disputed": "Category disputed",
    "dispute-decided": "Dispute decided",
    "location-lost": "Whereabouts no longer known",
    "consulted": "Social worker or out-of-hours service told",
    "meeting-held": "Meeting held",
    "located": "Located",
    "found": "Found",
    "returned": "Back",
    "prevention-visit": "Seen by the police in person",
    "prevention-visit-not-made": "Police visit not made",
    "interview-offered": "Return interview offered",
    "interview-declined": "Return interview declined",
    "interview-not-possible": "Return interview not possible yet",
    "interview-superseded": "Gone again: one return interview will take up both",
    "interview-held": "Return interview held",
    "interview-signed-off": "Return interview signed off",
    "deadline-exception": "Exceptional circumstances recorded",
    "placed": "Placed",
    "harm-found": "Harm found",
    "came-about": "Came about",
    "fact": "Recorded about the child",
    "written-up": "Written up",
    "arrival-decided": "Manager's decision about the arrival",
    "answered-known": "Front door: is the child known?",
    "accepted": "Duty accepted",
    "done": "Duty carried out",
    "waived": "Duty waived",
    "closed": "Episode closed",
    "called": "Other names and numbers told",
    "noted": "Note",
    "erased": "Erased",
}

HARMS = {
    "hurt": "The child was hurt",
    "exploitation": "Signs of exploitation",
    "trafficking": "Signs of trafficking",
    "crime-against": "A crime against the child",
    "allegation": "An allegation by the child",
}

STATES = {
    "away": "Away at a known place",
    "lost": "Nobody knows where, and the police are not told",
    "reported": "Reported, nobody has decided",
    "missing": "Missing",
    "located": "Located, not yet back",
    "found": "Found, not yet back",
    "returned": "Back",
    "closed": "Closed",
}

SERVICES = {v.SOCIAL_CARE: "Social care", v.MAT: "Multi-Agency Team", v.YOS: "Youth Offending Service"}

PLACEMENTS = {
    v.CHILDRENS_HOME: "A children's home",
    v.FOSTER: "Foster care",
    v.SEMI_INDEPENDENT: "Semi-independent living",
    v.WITH_FAMILY: "With family",
    "other": "Another placement",
}

MEETINGS = {
    "missing-meeting": "Missing meeting",
    "missing-review": "Review of the missing meeting",
    "strategy-meeting": "Strategy meeting",
    "persistent-meeting": "Meeting about repeated episodes",
    "core-group": "Core group",
    "review-conference": "Review conference, brought forward",
    "mpmg": "Missing Persons Monitoring Group",
}

ARRIVALS = {
    "arrived": "Where the child is now counts as a safe arrival",
    "wait": "The child is still on the way",
}

FACTS = {
    "child.born": "Born",
    "child.expected": "Expected",
    "child.area": "Lives or stays in",
    "child.looked_after_by": "Looked after by",
    "child.placement": "Placement",
    "child.registered_home": "Registered children's home",
    "child.open_to": "Open to",
    "child.child_protection_plan": "Child protection plan",
    "child.significant_harm_concern": "At risk of significant harm",
    "child.trafficking_concern": "May be trafficked",
    "child.exploitation_concern": "May be exploited",
    "child.fgm_or_forced_marriage_concern": "Female genital mutilation or forced marriage feared",
    "child.missing_plan": "Has a missing plan",
    "child.plan_notify_after": "Hours after which the plan has the social worker told",
    "child.one_to_one_care": "Needs one-to-one care",
    "child.mobile_known": "Mobile number known",
    "child.disabled": "Disabled",
    "child.care_leaver": "A council still owes leaving-care duties",
    "episode.with_family": "Missing with the family",
    "episode.education_only": "Missing school is the only concern",
    "episode.last_seen": "Last seen",
    "earlier": "Reported before",
    "category": "Highest category",
}
_SAID = {**SERVICES, v.OTHER: "another council"}

_CALLED = {"known_as": "Known as", "also_called": "Also called", **NAMES}

_DUTY_NAMES = {duty.id: duty.name for edition in EDITIONS.values() for duty in edition.duties}


def duty_name(protocol_id: str) -> str:
    """A duty in a few words, as a list shows it."""
    return _DUTY_NAMES.get(protocol_id, protocol_id)


def owner_name(role: str) -> str:
    """A role as a sentence names it, with a capital."""
    name = v.ROLE_NAMES.get(role, role)
    return name[:1].upper() + name[1:]


def category_name(category: str) -> str:
    """A category as people say it; empty where there is none."""
    return v.category_name(category).capitalize()


_TOLD = ("circumstances", "worries", "concerns", "description")


def told(type: str, content: dict[str, Any]) -> str:
    """What an event says beyond its title, in a line."""
    match type:
        case "categorised":
            review = content.get("review_at")
            looked_at = f". Looked at again by {moment(dt.datetime.fromisoformat(review))}" if review else ""
            return category_name(content["category"]) + looked_at
        case "reported":
            number = content.get("incident_number")
            return f"Police incident number {number}" if number else ""
        case "returned":
            places = {"home": "At home", "placement": "At the placement"}
            kind, which = places.get(content.get("to", ""), "At another safe place"), content.get("place")
            return f"{kind}: {which}" if which else kind
        case "located" | "found":
            return str(content.get("place") or "")
        case "done" | "accepted" | "deadline-exception" | "waived":
            words = duty_name(content["duty"])
            if part := content.get("by") if type == "done" else None:
                words += f", by {v.ROLE_NAMES.get(part, part)}"
            return ". ".join(part for part in (words, content.get("note") or content.get("reason") or "") if part)
        case "meeting-held":
            return MEETINGS.get(content["meeting"], content["meeting"])
        case "consulted":
            said = [word for word in ("told", "consulted") if content.get(word)]
            who = "The out-of-hours service" if content["who"] == "out-of-hours-service" else owner_name(content["who"])
            return f"{who}: {' and '.join(said)}"
        case "interview-held":
            interviewed = f"By {v.ROLE_NAMES.get(content['interviewer'], content['interviewer'])}"
            others = content.get("together_with")
            return f"{interviewed}, together with that of {others}" if others else interviewed
        case "assessed":
            return answered(TEN_QUESTIONS, content.get("answers", {}))
        case "written-up":
            said = [answered(prompts, content[key]) for key, prompts in OCCASIONS.items() if key in content]
            return "\n".join(said)
        case "arrival-decided":
            return _arrival_decided(content)
        case "answered-known" | "noted":
            return str(content.get("says", ""))
        case "called":
            return ", ".join(_CALLED.get(part, part) for part in content.get("told", ()))
        case "came-about":
            what, note = CAN_COME_ABOUT.get(content.get("what", ""), ""), content.get("note")
            return f"{what}\n{note}" if note else what
        case "harm-found":
            return HARMS.get(content.get("kind", ""), "")
        case "fact":
            return "\n".join(fact_in_words(name, value) for name, value in content["set"].items())
        case "opened":
            said = content.get("told", {})
            return "\n".join(text for name in _TOLD if (text := said.get(name)))
    return str(content.get("reason") or "")


def _arrival_decided(content: dict[str, Any]) -> str:
    decided = [ARRIVALS.get(content.get("decision", ""), ""), content.get("reason", "")]
    if again := content.get("again_at"):
        decided.append(f"Asked again at {moment(dt.datetime.fromisoformat(again))}")
    return "\n".join(part for part in decided if part)


def fact_in_words(name: str, value: Any) -> str:
    """A fact as people say it, by its name and value in the log: "Looked after by: Derby"."""
    return f"{FACTS.get(name, name)}: {_value_in_words(name, value)}"


def _value_in_words(name: str, value: Any) -> str:
    if value is None or value == []:
        return {"child.looked_after_by": "no council", "earlier": "never"}.get(name, "none")
    if name == "child.born" and isinstance(value, bool):  # whether the child is still to be born
        return "not yet" if value else "yes"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "earlier":
        return f"{len(value)} time{'' if len(value) == 1 else 's'}"
    if isinstance(value, list):
        return ", ".join(_value_in_words(name, part) for part in value)
    if name in ("child.born", "child.expected"):
        return day(dt.date.fromisoformat(value))
    if name == "episode.last_seen":
        return moment(dt.datetime.fromisoformat(value))
    text = str(value)
    said = _SAID.get(text) or v.category_name(text)
    return said.capitalize() if name in ("child.area", "child.looked_after_by") else said
