"""Which agency's privacy referees answer for what somebody did: never themselves, nor anybody in a team of theirs."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from safereturn.access.rights import REFEREES
from safereturn.agencies.models import Post


class Held(NamedTuple):
    """A post as far as it matters here."""

    person_id: int
    team_id: int
    agency_id: int
    agency_area: str
    team_area: str
    role: str


@dataclass(frozen=True)
class Desks:
    """Who referees, and who stands in which teams; read once and asked often."""

    referees: list[Held]
    posts: dict[int, list[Held]]  # by person

    def agency_for(self, person_id: int, team_id: int) -> int | None:
        """The agency whose referees answer for what a person did in a team.

        Their own; where it has no referee outside their teams, the council of the area; else any that has. None where
        nobody is left.
        """
        able = self._able(person_id)
        held = next((post for post in self.posts.get(person_id, ()) if post.team_id == team_id), None)
        if not able or held is None:
            return able[0].agency_id if able else None
        own = [post for post in able if post.agency_id == held.agency_id]
        of_the_area = [post for post in able if held.team_area and held.team_area in (post.agency_area, post.team_area)]
        return (own or of_the_area or able)[0].agency_id

    def may_answer(self, referee: Post, *, person_id: int, team_id: int) -> bool:
        """Whether a referee is the one to answer for what a person did in a team."""
        return (
            referee.agency_id == self.agency_for(person_id, team_id)
            and referee.person_id != person_id
            and self._teams(person_id).isdisjoint(self._teams(referee.person_id))
        )

    def teams_of_referees(self, agency_id: int | None) -> set[int]:
        """The teams in which an agency's referees stand."""
        return {post.team_id for post in self.referees if post.agency_id == agency_id}

    def _able(self, person_id: int) -> list[Held]:
        """The referees who share no team with somebody, in whichever post."""
        teams = self._teams(person_id)
        return [post for post in self.referees if teams.isdisjoint(self._teams(post.person_id))]

    def _teams(self, person_id: int) -> set[int]:
        return {post.team_id for post in self.posts.get(person_id, ())}


def desks() -> Desks:
    """The desks as they stand. Posts that have ended count too: whoever left last month answers for last month."""
    posts = defaultdict(list)
    for held in _posts():
        posts[held.person_id].append(held)
    return Desks(list(_posts(role__in=REFEREES, ended_at=None)), posts)


def _posts(**which: object) -> Iterator[Held]:
    fields = ("person_id", "team_id", "team__agency_id", "team__agency__area", "team__area", "role")
    rows = Post.objects.filter(**which).order_by("id").values_list(*fields)
    return (Held._make(row) for row in rows)
