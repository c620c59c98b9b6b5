"""The governance cycles of both editions: which body keeps what, and how often.

A cycle has an interval only where the text gives one. The Monitoring Group's month, which 2019 leaves out, is kept by
reading A70; "regular" and "periodic" have none (A72), and so has the Tactical Group of 2019, which is named without its
terms (A68). The Strategic Group's are the same for city and county (A69). How a cycle is counted is reading B50.
"""

import calendar
import datetime as dt
from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple

from .periods import in_london
from .register import register

BOTH: Final = ("2016", "2019")


class Cycle(NamedTuple):
    """Something that a body keeps doing, by statements of the register; the first of `ids` names the cycle.

    `shown` is what there is to show each time it is kept. `every` counts calendar months; `by` is a day by which it is
    kept once. With neither, the text gives no time.
    """

    ids: tuple[str, ...]
    name: str
    whose: str
    shown: str
    every: int | None = None
    by: dt.date | None = None
    editions: tuple[str, ...] = BOTH
    reading: str = ""

    @property
    def id(self) -> str:
        """The id of the register by which the cycle is known."""
        return self.ids[0]

    @property
    def has_time(self) -> bool:
        """Whether there is a time after which it is late."""
        return self.every is not None or self.by is not None

    def ids_in(self, edition: str) -> tuple[str, ...]:
        """Those of its statements that an edition ("2016", "2019") has."""
        return tuple(id for id in self.ids if register()[id].sections(edition))

    def sections(self, edition: str) -> tuple[str, ...]:
        """The sections of an edition in which its statements stand, each once."""
        found = (section for id in self.ids_in(edition) for section in register()[id].sections(edition))
        return tuple(dict.fromkeys(found))


STRATEGIC: Final = "Strategic Missing Persons Group"
TACTICAL: Final = "Tactical Missing Persons Group"
MONITORING: Final = "Missing Persons Monitoring Group, Derby"
BOARDS: Final = "Safeguarding boards of Derby and Derbyshire"

CYCLES: Final[tuple[Cycle, ...]] = (
    # The groups meet. Who belongs to a group, where it meets and what is on every agenda are parts of its meeting.
    Cycle(
        ("gov-strategic-group-role", "tor-strategic-membership"),
        "Strategic Group meets",
        STRATEGIC,
        "The record of the meeting, with who belongs to the group and who chairs it",
        every=3,
    ),
    Cycle(
        (
            "gov-tactical-group-role",
            "tor-tactical-membership",
            "tor-tactical-work",
            "tor-tactical-reports-back",
            "persistent-forum-derbyshire",
        ),
        "Tactical Group meets",
        TACTICAL,
        "The record of the meeting: practice issues, persistent cases, how the action plan stands, and the report back "
        "to the Strategic Group",
        every=3,
        editions=("2016",),
    ),
    Cycle(
        ("gov-tactical-group-role",),
        "Tactical Group meets",
        TACTICAL,
        "The record of the meeting, with the cases put to it",
        editions=("2019",),
        reading="A68",
    ),
    Cycle(
        (
            "gov-mpmg-role",
            "tor-mpmg-purpose",
            "tor-mpmg-membership",
            "tor-mpmg-meeting",
            "tor-mpmg-agenda",
            "persistent-mpmg-review-derby",
        ),
        "Monitoring Group meets",
        MONITORING,
        "The record of the meeting: every persistent case, the actions with holders and dates, the interviews sampled",
        every=1,
        reading="A70",
    ),
    Cycle(
        ("gov-cre-missing-tasking",),
        "Exploitation and missing tasking meeting",
        "Derbyshire Constabulary, with children's services, health and community safety",
        "The record of the meeting, with the cases that were given more support",
        every=1,
        editions=("2019",),
    ),
    Cycle(
        ("gov-locality-cre-missing-panel", "persistent-forum-derbyshire"),
        "Exploitation and missing panel of the locality",
        "Each locality of Derbyshire children's services",
        "The record of each locality's meeting, with persistent cases and where threats lie",
        every=1,
        editions=("2019",),
        reading="A70",
    ),
    # Reports, and what the groups write.
    Cycle(
        ("strategic-group-quarterly-annual", "tor-strategic-annual-report-route"),
        "Yearly report to the four boards",
        STRATEGIC,
        "The report, and that each children's and adults' board of city and county was sent it",
        every=12,
        reading="A69",
    ),
    Cycle(
        ("strategic-problem-profile",),
        "Strategic problem profile",
        STRATEGIC,
        "The profile of the year",
        every=12,
    ),
    Cycle(
        ("strategic-directs-tactical",),
        "Direction to the Tactical Group",
        STRATEGIC,
        "The action plan, with owners and dates",
    ),
    Cycle(
        ("tor-mpmg-inputs",),
        "Caseload reports to the Monitoring Group",
        "Locality Runaways Workers, with partners and key workers",
        "The reports that came in",
        every=1,
        editions=("2016",),
    ),
    Cycle(
        ("mpmg-monitors-trends",),
        "Trends and recommendations",
        MONITORING,
        "The report on trends, and what was recommended to the boards and groups",
    ),
    Cycle(
        ("tor-mpmg-quarterly-report",),
        "Report to the Vulnerable Young Persons Sub Group",
        MONITORING,
        "The report",
        every=3,
        editions=("2016",),
    ),
    Cycle(
        ("tor-mpmg-annual-review",),
        "Monitoring Group reviews itself",
        MONITORING,
        "The review of its work and its terms of reference",
        every=12,
        editions=("2016",),
    ),
    Cycle(
        ("boards-receive-reports",),
        "Reports to the safeguarding boards",
        BOARDS,
        "The dated report of each council, with its figures explained",
        reading="A72",
    ),
    Cycle(
        ("corporate-parenting-monitoring",),
        "Reports on children missing from care",
        "Corporate Parenting Committee of each council",
        "The dated report to each committee",
        editions=("2016",),
        reading="A72",
    ),
    # Quality, and the protocol itself.
    Cycle(
        ("qa-periodic-interview-audit",),
        "Audit of return interviews",
        "Children's services of each council",
        "Which interviews were looked at, and what was found",
        reading="A72",
    ),
    Cycle(
        ("qa-improvement-plan",),
        "Improvement plan looked at",
        f"{BOARDS}; {STRATEGIC}",
        "The plan, and how each part of it stands",
    ),
    Cycle(
        ("qa-performance-reviewed",),
        "Performance reviewed",
        STRATEGIC,
        "What was compared with policy, guidance and best practice, and what practice was passed on",
    ),
    Cycle(
        ("placing-host-notification-process",),
        "How placing and host authorities tell each other",
        "Placing and host authorities",
        "What they have agreed, in writing",
        editions=("2019",),
    ),
    Cycle(
        ("boards-review-protocol",),
        "Boards review the protocol",
        BOARDS,
        "The record of the review",
    ),
    Cycle(
        ("protocol-review-2016",),
        "The edition reviewed",
        "Policy and Procedures Group of the Derby board",
        "Which edition was reviewed, who signed it off, and when it is reviewed next",
        by=dt.date(2017, 12, 31),
        editions=("2016",),
    ),
    Cycle(
        ("protocol-adoption-2019",),
        "The school's adoption reviewed",
        "Governing body of the school that adopted it",
        "The school, the day of adoption, who approved it, and when it is reviewed next",
        by=dt.date(2026, 4, 30),
        editions=("2019",),
    ),
)


class Stretch(NamedTuple):
    """Days in a row, the first and the last of them included."""

    first: dt.date
    last: dt.date


def cycles_of(edition: str) -> tuple[Cycle, ...]:
    """The cycles of an edition ("2016", "2019"), meetings first."""
    return tuple(cycle for cycle in CYCLES if edition in cycle.editions)


def next_due(cycle: Cycle, latest: dt.date | None, since: dt.date) -> dt.date | None:
    """The day by whose end in London a cycle is to be kept next; None where the text gives none, or no other.

    `latest` is the day on which it was last kept, None for never; then it counts from `since` (B50).
    """
    if cycle.by is not None:
        return cycle.by if latest is None else None
    return None if cycle.every is None else months_after(latest or since, cycle.every)


def is_late(due: dt.date | None, now: dt.datetime) -> bool:
    """Whether a day has ended in London at a moment (in UTC). What has no due day is never late."""
    return due is not None and in_london(now).date() > due


def late_stretches(cycle: Cycle, kept: Iterable[dt.date], since: dt.date, today: dt.date) -> list[Stretch]:
    """The days on which a cycle was late, oldest first: from the day after it was due to the one it was kept."""
    days = sorted(kept)
    stretches = []
    for latest, following in pairwise([None, *days, None]):
        due = next_due(cycle, latest, since)
        last = today if following is None else following
        if due is not None and due < last:
            stretches.append(Stretch(due + dt.timedelta(days=1), last))
    return stretches


def months_after(day: dt.date, count: int) -> dt.date:
    """The same day of the month so many months on; the month's last day where it has no such day (B50)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
