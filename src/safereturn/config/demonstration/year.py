"""A year of episodes, child by child: what each outline becomes when it is told."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from safereturn.children.models import Child
from safereturn.episodes.actions import as_earlier, learnt_of_the_child, with_opening
from safereturn.episodes.bulk import History
from safereturn.episodes.fold import Folding, Line, fold, summarise
from safereturn.episodes.models import Episode

from . import answering, course, tonight
from .cast import Cast
from .chance import chance_of
from .children import InventedChild
from .doubles import GONE_AGO, doubles, outline_of_a_double
from .numbers import also_called
from .scene import Scene
from .telling import Telling
from .when import DAY, HOUR, Outline, outlines

SOURCE = "demonstration"
Others = list[tuple[dt.datetime, dt.datetime | None, str]]  # as `episodes.actions.as_earlier` takes them


class Told(NamedTuple):
    """An episode as it is loaded, and the accounts of its interviews: `interviews.models.Account` without its key."""

    history: History
    accounts: Sequence[dict[str, Any]]


class Plan(NamedTuple):
    """A child, when they were gone, the scene that they are in tonight, if any, and whom they are much like."""

    child: InventedChild
    outlines: Sequence[Outline]
    scenes: Sequence[Scene]
    like: int | None = None  # the number of a child with whom they might be confused

    @property
    def episodes(self) -> int:
        """How many episodes this makes."""
        return len(self.outlines) + len(self.scenes)


def plans(children: Sequence[InventedChild], *, seed: str, now: dt.datetime, days: int) -> list[Plan]:
    """What is to be told of each child who was gone in the latest `days` before `now`."""
    made = []
    playing = tonight.cast_of(children, seed=seed)
    for child in children:
        scenes = playing.get(child.number, [])
        until = min((scene.begins_at(now) for scene in scenes), default=now) - HOUR
        gone = outlines(child, seed=seed, now=now, until=until)
        recent = [outline for outline in gone if outline.told_at >= now - dt.timedelta(days=days)]
        recent += [outline for scene in scenes for outline in scene.outlines_before(now)]
        if recent or scenes:
            made.append(Plan(child, recent, scenes))
    if days * DAY > GONE_AGO:
        free = [plan.child for plan in made if not plan.scenes]
        evening = outline_of_a_double(now)
        made += [Plan(double, [evening], [], like.number) for like, double in doubles(free, after=len(children))]
    return made


def tell(plan: Plan, row: Child, cast: Cast, *, seed: str, now: dt.datetime) -> Iterator[Told]:
    """The episodes of a plan, oldest first. `row` is the child as stored."""
    others: Others = []
    facts = dict(row.facts)
    for scene, outline in [
        *((None, outline) for outline in plan.outlines),
        *((scene, scene.outline(now)) for scene in plan.scenes),
    ]:
        chance = chance_of(seed, "episode", plan.child.number, outline.told_at.isoformat())
        reason = scene.reason if scene else ""
        telling = Telling(plan.child, outline, facts=facts, cast=cast, chance=chance, now=now, reason=reason)
        draft = _Draft(telling, row, others)
        if scene is None:
            folding = _whole_story(telling, draft)
        else:
            scene.play(telling)
            answering.answer_as_a_matter_of_course(telling, draft.folded().findings)
            folding = draft.folded()
        summarise(folding)
        episode = folding.episode
        if episode.reported_at is not None:
            others.append((episode.reported_at, episode.returned_at, episode.highest_category))
        facts |= learnt_of_the_child(folding.rows)
        yield Told(History(row, telling.opening, telling.happenings), telling.accounts)


def _whole_story(telling: Telling, draft: "_Draft") -> Folding:
    """What happened, what the agencies did about what followed from it, and the end."""
    course.tell(telling)
    looked_at = answering.answer_all(telling, draft.folded().findings)
    folding = draft.folded()
    done_at = answering.answer_what_followed(telling, folding.findings, looked_at)
    answering.close(telling, folding.findings, done_at)
    answering.accept(telling, folding.findings, done_at)
    return folding


class _Draft:
    """An episode that is still being told, to see what follows from it so far. Nothing of it is stored."""

    def __init__(self, telling: Telling, row: Child, others: Others) -> None:
        self.telling = telling
        self.others = others
        self.episode = Episode(child=row, source=SOURCE)

    def folded(self) -> Folding:
        """What follows from what was told so far."""
        telling = self.telling
        rows = [
            Line(type, at, content)
            for type, at, content, _ in with_opening(telling.opening, telling.happenings, now=telling.now)
        ]
        return fold(self.episode, rows, earlier=as_earlier(self.others, rows), now=telling.now)


def children_as_rows(plans: Sequence[Plan], cast: Cast) -> Mapping[int, Child]:
    """The children of the plans as rows, by their numbers; nothing is stored."""
    return {
        child.number: Child(
            given_name=child.given_name,
            family_name=child.family_name,
            known_as=child.known_as,
            also_called=also_called(child),
            born_on=child.born_on,
            description=child.description,
            home_team=cast.places[child.home] if child.home else None,
            school_team=cast.places[child.school] if child.school else None,
            facts=dict(child.facts),
        )
        for child in (plan.child for plan in plans)
    }
