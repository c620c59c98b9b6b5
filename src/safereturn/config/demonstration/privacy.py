"""All that concerns privacy in the invented year: who looked, what referees were asked, who is kept from whom.

Told after the episodes, from a chance of its own, so that those stay as they are. Nothing is done that the pages would
have refused at that time.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from safereturn.access.models import BreakGlass, Restriction
from safereturn.privacy.alert_rules import LONG

from . import asking, back_then, doubles, flags, looking, referees, staff_changes, subjects
from .flags import Relative
from .looking import Look
from .past import Past
from .ties import Tied, let_ties_begin, tied_to

CITY_TEAM = "City social care"


def tell(*, seed: str, now: dt.datetime) -> None:
    """Tell of the past before `now`. The children and their episodes are stored."""
    past = Past(seed=seed, now=now)
    tied = tied_to(past.post(*viewer).team_id for viewer in (*looking.VIEWERS, looking.OF_A_HOME))
    held = _cases(past, tied[past.post(CITY_TEAM, "team-manager").team_id])
    with back_then.times_of_our_own():
        staff_changes.tell(past)
        relative = _relative(past, tied, held)
        calm = [one for one in held if relative is None or one.child_id != relative.tied.child_id]
        kept = flags.tell(past, calm, relative)
        flagged = set(Restriction.objects.values_list("child_id", flat=True))
        calm = [one for one in calm if one.child_id not in flagged]
        looks = [*looking.everyday(past, tied, without=flagged), *looking.unusual(past, tied, without=flagged)]
        if relative is not None:
            looks.append(looking.opened(past.at_work(19, 10, 12), relative.post, relative.tied))
        looks += _emergencies(past, kept, calm)
        looks += asking.searches(past, calm)
        looking.log(looks)
        let_ties_begin(look.episode_id for look in looks if look.episode_id is not None)
        asking.tell(past)
        doubles.decide(past)
        subjects.tell(past, calm)
        referees.look_at_views(past)
        referees.answer(past, relative.post.person_id if relative else None)


def _cases(past: Past, tied: Sequence[Tied]) -> list[Tied]:
    """The latest episode of each child whose case a team holds and who is back, in an order that chance gives."""
    latest = {one.child_id: one for one in tied}
    held = [one for one in latest.values() if one.back_at is not None and "allocated" in one.kinds]
    past.chance("cases").shuffle(held)
    return held


def _relative(past: Past, tied: dict[int, list[Tied]], held: Sequence[Tied]) -> Relative | None:
    """Somebody of any of the teams; the manager of the case still holds it on the day on which they set the flag."""
    looked_at = past.at_work(19, 10, 12)
    cases = {one.child_id for one in held if one.stands(past.at_work(16, 12, 5))}
    for team_id, some in tied.items():
        posts = [post for post in past.posts if post.team_id == team_id and not post.person.in_demonstration]
        able = [one for one in some if one.child_id in cases and one.stands(looked_at) and one.shows(posts[0])]
        if found := flags.relative([post for post in posts if post.role == posts[0].role], able):
            return found
    return None


def _emergencies(past: Past, kept: int | None, held: Sequence[Tied]) -> Iterator[Look]:
    """Two that were opened: a child who is kept for named people, and one who was back long before."""
    if kept is not None:
        yield from referees.open_in_an_emergency(
            past,
            past.ago(8, 22, 41),
            past.post("Control room", "police-officer", 2),
            child_id=kept,
            reason=BreakGlass.Reason.LOOKING,
            words="A man has rung the front desk and asks for this child by name. I must know who may be told.",
            authoriser=past.post("Control room", "duty-inspector"),
        )
    at = past.ago(22, 19, 20)
    over = [one for one in held if one.closed_at is not None and one.closed_at < at]
    for one in sorted(over, key=lambda one: at - one.closed_at < LONG):  # type: ignore[operator]
        looks = list(
            referees.open_in_an_emergency(
                past,
                at,
                past.post("Starting Point", "front-door-worker", 2),
                child_id=one.child_id,
                reason=BreakGlass.Reason.CALL,
                words="The child has rung from a train, says there are tablets, and has rung off. Where would they go?",
            )
        )
        if looks:
            yield from looks
            return
