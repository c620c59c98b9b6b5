"""What the privacy referees of the invented year were asked, and what they found: most in time, the latest not yet."""

import datetime as dt
from collections.abc import Iterator

from safereturn.access.decisions import Outcome, Subject, decide
from safereturn.access.models import BreakGlass
from safereturn.access.rights import ACTIONS, rows_for
from safereturn.agencies.models import Post
from safereturn.privacy import actions, referee, view_log
from safereturn.privacy.models import GlassNotice, Review
from safereturn.privacy.queries import latest_episode
from safereturn.protocol.periods import in_london, working_days

from . import back_then
from .chance import Chance
from .looking import Look
from .past import Past, new_key
from .when import DAY, MINUTE

_O = Review.Outcome
A_MONTH = 28 * DAY
LEFT = ("one-after-another", "again-and-again")  # which nobody has answered yet, where they are of the last weeks
FOUND: dict[str, tuple[tuple[str, str], ...]] = {
    "glass": ((_O.FINE, "The incident number is right, and the call is on tape. What was read is what was needed."),),
    "same-name": ((_O.FINE, "Asked them and their manager: no relation. The case is one of their team."),),
    "same-home": ((_O.FINE, "They work there at weekends. The manager had asked them to read it."),),
    "not-involved": ((_O.SPOKEN_TO, "Clicked on it in a list of results. Shown how to look for a name alone."),),
    "long-closed": ((_O.FINE, "Somebody had rung about this child. The control room’s log says so."),),
    "at-night": ((_O.FINE, "On call that night: the rota shows it."),),
    "far-more": ((_O.FINE, "Went through all open episodes before the monthly meeting, as the manager had asked."),),
    "one-after-another": (
        (_O.MISUSE, "No task that the manager knows of, and no reason given. A written warning, and training again."),
        (_O.REPORTED, "The manager knows of no task. Passed to professional standards."),
    ),
    "again-and-again": (
        (_O.SPOKEN_TO, "The child’s key worker. Reads each day, and writes nothing down: told to record what is done."),
        (_O.FINE, "Waiting for the return of a child whom they know well. Their manager knew."),
    ),
    "sampled": (
        (_O.FINE, "Asked them: the child was on their list that day."),
        (_O.FINE, "Asked the manager. The team has the case."),
        (_O.FINE, "Was on duty, and took a call about this child."),
        (_O.FINE, "Preparing a meeting about this child: the invitation shows it."),
        (_O.SPOKEN_TO, "Opened the wrong one of two children with like names, and closed it at once."),
    ),
}
OF_A_RELATIVE = (
    _O.SPOKEN_TO,
    "A relative of the child, and had not said so. The manager keeps them from this child now.",
)


def open_in_an_emergency(
    past: Past,
    at: dt.datetime,
    by: Post,
    *,
    child_id: int,
    reason: str,
    words: str,
    authoriser: Post | None = None,
) -> Iterator[Look]:
    """Open a child's episode in an emergency: with a life at risk, or when somebody else has said yes.

    Tells what was then seen: nothing where no glass stands before it.
    """
    episode_id = latest_episode(child_id).pk  # type: ignore[union-attr]  # the child has one
    with back_then.at(at):
        if decide(by, "see-episode", Subject(episode_id, child_id)).outcome is not Outcome.BREAK_GLASS:
            return
        glass = actions.break_glass(
            episode_id=episode_id,
            child_id=child_id,
            reason=reason,
            incident_number=f"{in_london(at):%d%m%y}-0{past.chance('incident', at).randrange(100, 900)}",
            words=words,
            is_risk_to_life=authoriser is None,
            is_restricted=authoriser is not None,
            key=new_key(),
            now=at,
            by=by,
        )
    asked = ACTIONS["break-glass"]
    yield Look(at, by, child_id, episode_id, "break-glass", asked, _seen(by, "break-glass"))
    if authoriser is not None:
        at += 6 * MINUTE
        with back_then.at(at):
            actions.authorise(glass=glass, is_given=True, words="Rang back: it is as they say.", by=authoriser)
    because = f"Opened in an emergency: {glass.get_reason_display().lower()}."
    yield Look(at + MINUTE, by, child_id, episode_id, "episode", because, _seen(by, "see-episode", glass))
    GlassNotice.objects.filter(glass=glass).update(mailed_at=at)


def _seen(by: Post, action: str, glass: BreakGlass | None = None) -> list[str]:
    kinds = {"no tie"} if glass is None else {"glass", *(["glass-risk-to-life"] if glass.is_risk_to_life else [])}
    return sorted({name for row in rows_for(by.role, action) if row.tied_by & kinds for name in row.sees})


def look_at_views(past: Past) -> None:
    """Give the alerts and choose the samples, as the nightly job does: lately each week, and before that seldom.

    Each time it looks at the quarter of a year before.
    """
    for weeks in (39, 26, 13, 3, 2, 1, 0):
        at = past.now - weeks * 7 * DAY
        with back_then.at(at):
            view_log.give_alerts(now=at)
            view_log.choose_sample(now=at)


def answer(past: Past, relative_id: int | None) -> None:
    """Let each referee answer what waits for them, but for the latest, and for two alerts, one of them overdue."""
    for post in (one for one in past.posts if one.role == "privacy-referee"):
        chance = past.chance("referee", post.team.name)
        for item in (one for some in referee.waiting(post).values() for one in some):
            at = _answered_at(past, item, chance)
            if at >= past.now or (item.kind == "alert" and item.about.rule in LEFT and past.now - item.at < A_MONTH):
                continue
            kind = item.about.rule if item.kind == "alert" else item.kind
            outcome, words = chance.choice(FOUND[kind])
            if kind == "same-name" and item.person_id == relative_id:
                outcome, words = OF_A_RELATIVE
            with back_then.at(at):
                actions.review(outcome=outcome, words=words, key=new_key(), by=post, **{item.kind: item.about})


def _answered_at(past: Past, item: referee.Item, chance: Chance) -> dt.datetime:
    """Of an emergency the next working day; else within ten, and of a sample once its week is over."""
    days = 1 if item.kind == "glass" else chance.randrange(2, 9)
    since = item.at + 7 * DAY if item.kind == "sampled" else item.at
    return past.at(working_days(days).after(since), chance.randrange(9, 16), chance.randrange(60))
