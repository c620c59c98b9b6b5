"""Which teams are involved in an episode follows from its log, and ends by itself once the episode is over."""

import datetime as dt

from django.conf import settings

from safereturn.access.actions import Tie, reinvolve
from safereturn.access.models import Involvement
from safereturn.agencies.models import Post
from safereturn.agencies.queries import Directory
from safereturn.episodes.actions import LIVE
from safereturn.episodes.fold import Folding
from safereturn.protocol import vocabulary as v
from safereturn.protocol.findings import STOOD_DOWN, UNDECIDED, waived_by_whom

from .reconcile import team_of


def tie(folding: Folding, by: Post | None) -> None:
    """A listener of the log: let exactly those teams be tied to the episode that its log involves, and who told it.

    A team whose duty stood down, or went to another team, loses its tie at once, unless it told something itself.
    Once the episode is closed every tie ends, `settings.TIES_LAST` days later. At most three statements, however many
    teams.
    """
    reinvolve(
        episode_id=folding.episode.pk,
        child_id=folding.episode.child_id,
        ties=ties_of(folding, folding.teams, by),
        until=over_at(folding),
    )


def ties_of(folding: Folding, teams: Directory, by: Post | None) -> list[Tie]:
    """The ties of an episode: who told it, who cares for the child, who holds the case, who answers first, who owes."""
    episode, kind = folding.episode, Involvement.Kind
    known = folding.findings.history.facts.recorded()
    ties: dict[tuple[int, str], Tie] = {}

    def tied(team_id: int | None, kind: str, because: str) -> None:
        if team_id is not None:
            ties.setdefault((team_id, kind), Tie(team_id, kind, because))

    if by is not None:
        tied(by.team_id, kind.TOLD, "This team told the episode.")
    tied(episode.child.home_team_id, kind.PLACEMENT, "The child is placed with this team.")
    if episode.reported_at is not None or episode.state == "reported":
        for police in ("control-room", "investigators", "oversight"):
            tied(teams.teams.get((police, "")), kind.POLICE, "Reported to the police.")
        if episode.highest_category == v.HIGH:
            tied(teams.teams.get(("police-management", "")), kind.POLICE, "Senior command is involved at high risk.")
    front_door = teams.teams.get(("front-door", episode.area))
    tied(front_door, kind.FRONT_DOOR, "The front door of the area answers for routing.")
    if known.get("looked_after_by") in (v.DERBY, v.DERBYSHIRE) or known.get("open_to"):
        holder = team_of(v.LEAD_WORKER, folding, teams)
        if holder != front_door:
            tied(holder, kind.ALLOCATED, "This team holds the child's case.")
    manager = team_of(v.TEAM_MANAGER, folding, teams)
    if episode.arrival_asked_at is not None:
        tied(manager, kind.MANAGER, "The manager of this team decides where a found child arrives.")
    if any(waived_by_whom(finding, folding.findings.history.facts) for finding in folding.findings.found):
        tied(manager, kind.MANAGER, "The manager of this team may waive the interview.")
    # What turns on a gap ties its team only where a clock runs: the others can wait for whoever answers.
    owners = dict.fromkeys(
        finding.owner
        for finding in folding.findings.found
        if finding.status != STOOD_DOWN and (finding.status != UNDECIDED or finding.due is not None)
    )
    for owner in owners:
        tied(team_of(owner, folding, teams), kind.OWES, "This team owes a duty of the episode.")
    return list(ties.values())


def over_at(folding: Folding) -> dt.datetime | None:
    """When the ties to an episode end; None while it is not closed.

    Counted from when the closing was recorded, so that a closing entered late can still be read by whoever entered
    it; for loaded history, from when it happened.
    """
    if not folding.findings.closed:
        return None
    closing = next(row for row in reversed(folding.rows) if row.type == "closed")
    closed_at = closing.recorded_at if closing.source == LIVE else closing.happened_at
    return closed_at + dt.timedelta(days=settings.TIES_LAST)
