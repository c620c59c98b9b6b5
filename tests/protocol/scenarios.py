"""Scenarios for the tests of the rules, told in as few words as a test needs."""

from typing import Any

from safereturn.protocol.replay import answer

A_CHILD: dict[str, Any] = {
    "born": "2011-03-04",
    "area": "derby",
    "looked_after_by": None,
    "placement": None,
    "registered_home": None,
    "open_to": [],
    "child_protection_plan": False,
    "significant_harm_concern": False,
    "trafficking_concern": False,
    "exploitation_concern": False,
    "fgm_or_forced_marriage_concern": False,
    "missing_plan": False,
    "plan_notify_after": None,
    "one_to_one_care": False,
    "mobile_known": False,
    "disabled": False,
}
IN_CARE = {
    "looked_after_by": "derby",
    "placement": "childrens-home",
    "registered_home": True,
    "open_to": ["social-care"],
}


def event(type: str, at: str, **fields: Any) -> dict[str, Any]:
    """An event of a scenario; times are of January 2026 when they give only day and hour, as in "9 21:40"."""
    if " " in at:
        day, clock = at.split()
        at = f"2026-01-{int(day):02}T{clock}"
    return {"type": type, "at": at, **fields}


def scenario(
    *events: dict[str, Any],
    edition: str = "2019",
    kind: str = "missing",
    now: str = "2026-01-31T12:00",
    last_seen: str | None = "2026-01-09T17:30",
    earlier: list[dict[str, Any]] | None = None,
    about: dict[str, Any] | None = None,
    without: tuple[str, ...] = (),
    **child: Any,
) -> dict[str, Any]:
    """A whole scenario: a child of 14 at home in Derby, unknown to services, unless the words say otherwise.

    `without` leaves keys out, such as "child.area" or "earlier": not recorded.
    """
    made: dict[str, Any] = {
        "edition": edition,
        "child": {**A_CHILD, **child},
        "episode": {
            "kind": kind,
            "with_family": False,
            "education_only": False,
            "last_seen": last_seen,
            **(about or {}),
        },
        "earlier": earlier or [],
        "events": list(events),
        "now": now,
    }
    for path in without:
        *parents, key = path.split(".")
        holder = made
        for parent in parents:
            holder = holder[parent]
        del holder[key]
    return made


def duties(*events: dict[str, Any], **words: Any) -> dict[str, dict[str, Any]]:
    """The duties of a scenario by id; the last occurrence where there are several."""
    return {row["id"]: row for row in answer(scenario(*events, **words))["duties"]}


REPORTED = event("reported", "9 21:40", by="parent")
MEDIUM = event("categorised", "9 22:05", category="medium")
HIGH = event("categorised", "9 22:05", category="high")
NAR = event("categorised", "9 22:05", category="no-apparent-risk")
FOUND = event("found", "10 06:15")
RETURNED = event("returned", "10 07:00", to="home")
