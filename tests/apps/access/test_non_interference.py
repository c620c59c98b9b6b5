"""What somebody may not see changes nothing for them: not a byte, not a header, not a statement to the database.

A night is told plainly, and then with one thing otherwise: other words, more of them, a fact, an event that there was
not, another child, what others do. Whoever may not see it, by the tables in `agreed`, asks the same each time. A pair
is one child, one thing that is otherwise and one kind of post with one tie; no two pairs are the same.

`make test` tries some pairs, drawn by a seed; `make deep` as many nights as `PAIRS` names. A night that was compared
under the same text is not compared again, and its figures are added.
"""

import os
from random import Random
from typing import Any

import pytest
from django.db.models import Q

from safereturn.access import decisions
from safereturn.access.wall import past_the_wall
from safereturn.children import search
from safereturn.duties import presenters
from safereturn.duties import views as duties_views
from safereturn.episodes.models import Episode, Event

from .changes import CARERS_HARM, RETOLD
from .pairs import LOOK, OTHERS, Change, Night, Reader, changes_of
from .test_policy import text
from .walk import Walker

pytestmark = pytest.mark.django_db
NIGHTS = range(int(os.environ.get("PAIRS", "0")))
SEED = int(os.environ.get("SEED", "1"))
DEALT = 42  # nights for which there are readers enough
WHO_LOOK, WHO_DO_NOT = 9, 3  # of the readers of a night: most are tied so that they may open the episode


def of_night(number: int) -> tuple[str, list[Reader]]:
    """The child of a night, and its readers: dealt out, so that none reads twice of the same child."""
    on, turn = list(RETOLD)[number % 3], number // 3
    readers = []
    for some, many in ((LOOK, WHO_LOOK), (OTHERS, WHO_DO_NOT)):
        dealt = Random(f"{SEED} {on}").sample(some, len(some))
        readers += dealt[turn * many : (turn + 1) * many]
    return on, readers


@pytest.mark.parametrize("number", NIGHTS or ["drawn by a seed"])
def test_what_somebody_may_not_see_changes_nothing_for_them(
    number: Any, walker: Walker, pytestconfig: pytest.Config
) -> None:
    if pytestconfig.cache.get(kept(number), {}).get("text") == text():
        pytest.skip("compared already under this text")
    chance = Random(f"{SEED} {number}")
    on, readers = of_night(number if NIGHTS else chance.randrange(DEALT))
    changes = changes_of(on)
    if not NIGHTS:
        readers, changes = [*readers[:3], readers[-1]], chance.sample(changes, 22)
    pairs, answers = compared(Night(walker, on, readers, chance), changes)
    assert pairs >= 10 * len(readers)
    assert answers >= 4 * pairs
    print(f"night {number}: {pairs} pairs, {answers} answers, 0 that differ")
    if NIGHTS:
        pytestconfig.cache.set(kept(number), {"text": text(), "pairs": pairs, "answers": answers})


def test_no_two_pairs_are_the_same_and_their_figures_add_up(pytestconfig: pytest.Config) -> None:
    readers = [(on, reader) for on, some in map(of_night, range(DEALT)) for reader in some]
    assert len(readers) == len(set(readers)) == DEALT * (WHO_LOOK + WHO_DO_NOT)
    found = [pytestconfig.cache.get(kept(number), {}) for number in NIGHTS]
    assert [number for number, one in zip(NIGHTS, found, strict=True) if one.get("text") != text()] == []
    pairs, answers = (sum(one[what] for one in found) for what in ("pairs", "answers"))
    print(f"{len(NIGHTS)} nights: {pairs} pairs, {answers} answers, 0 that differ")


def kept(number: Any) -> str:
    """Under which name the figures of a night are kept."""
    return f"pairs/{SEED}/{number}"


def compared(night: Night, changes: list[Change]) -> tuple[int, int]:
    """How many pairs and answers were compared. Fails with all that differ."""
    pairs, answers, differ = 0, 0, []
    for change in changes:
        for reader, some, differences in night.differences(change):
            pairs += 1
            answers += some
            differ += [f"{change.name} ({change.on}), {reader.kind} ({reader.tie}): {one}" for one in differences]
    assert differ == [], "\n".join(differ)
    return pairs, answers


# The comparison notices.


KEPT_AND_NOT_SHOWN = {"a reference", "with whom that was agreed"}  # but to whoever drafts what is held of the child


def test_whoever_does_see_it_gets_another_page(walker: Walker) -> None:
    """Else the comparison would pass with changes that change nothing."""
    readers = [Reader("social-worker", "allocated"), Reader("police-officer", "police")]
    night = Night(walker, "back", readers, Random(SEED))
    for reader, asked in night.asked.items():
        night.asked[reader] = [one for one in asked if one.name == "duties:episode GET"]
    unnoticed = {
        name
        for name, what in RETOLD["back"].items()
        if not night.differ_for(readers["intelligence" in what.tells], Change(name, "back", what))
    }
    assert unnoticed == KEPT_AND_NOT_SHOWN


def with_a_count(patch: pytest.MonkeyPatch) -> None:
    """A line of the timeline that says how many there are."""
    real = duties_views.timeline

    def timeline(events: Any, *, sees: Any) -> Any:
        return [*real(events, sees=sees), {"title": f"{len(events)} entries", "at": None, "text": "", "tag": ""}]

    patch.setattr(duties_views, "timeline", timeline)


def with_words_as_long(patch: pytest.MonkeyPatch) -> None:
    """What stands for words that are not shown is as long as they are."""
    patch.setattr(presenters, "_of_what_is_kept", lambda event: "█" * len(str(event.content)))


def with_a_statement_for_each(patch: pytest.MonkeyPatch) -> None:
    """The database is asked about each event that is told, seen or not."""
    real = duties_views.timeline

    def timeline(events: Any, *, sees: Any) -> Any:
        for event in events:
            Event.objects.filter(pk=event.pk).exists()
        return real(events, sees=sees)

    patch.setattr(duties_views, "timeline", timeline)


def with_another_order(patch: pytest.MonkeyPatch) -> None:
    """The timeline stands the other way round where there is more than one allegation."""
    real = duties_views.timeline

    def timeline(events: Any, *, sees: Any) -> Any:
        alleged = [event for event in events if event.content.get("kind") in CARERS_HARM]
        return real(events, sees=sees)[:: -1 if len(alleged) > 1 else 1]

    patch.setattr(duties_views, "timeline", timeline)


def with_a_header(patch: pytest.MonkeyPatch) -> None:
    """A header that tells whether anything is newer."""
    real = duties_views.render

    def render(request: Any, template: str, context: dict[str, Any]) -> Any:
        response = real(request, template, context)
        if "episode" in context:
            response.headers["ETag"] = str(Event.objects.filter(episode=context["episode"]).count())
        return response

    patch.setattr(duties_views, "render", render)


def with_everybodys_number(patch: pytest.MonkeyPatch) -> None:
    """A board that says how many children are missing in all."""
    real = duties_views.render

    def render(request: Any, template: str, context: dict[str, Any]) -> Any:
        with past_the_wall():
            return real(request, template, {**context, "more_than": Episode.objects.count()})

    patch.setattr(duties_views, "render", render)


def with_those_kept_found(patch: pytest.MonkeyPatch) -> None:
    """A search that finds children who are kept for people who are named."""
    patch.setattr(search, "kept_from", lambda post: frozenset())
    searches = Night._searches
    patch.setattr(Night, "_searches", lambda night: searches(night)[:1])  # else it may be one by number


def with_a_second_look(patch: pytest.MonkeyPatch) -> None:
    """A door that asks once more where anything at all is kept from anybody."""
    patch.setattr(decisions, "_concerns", lambda post: Q())


CARER = Reader("residential-worker", "placement")
PLANTED = {
    with_a_count: "an allegation",
    with_words_as_long: "a note",
    with_a_statement_for_each: "an allegation",
    with_another_order: "an allegation",
    with_a_header: "what a carer may have done",
    with_everybodys_number: "another child is missing",
    with_those_kept_found: "a child of the same name is kept for named people",
    with_a_second_look: "another person is excluded",
}


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_each_leak_that_is_planted_is_found(plant: Any, walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    change = next(one for one in changes_of("away") if one.name == PLANTED[plant])
    plant(monkeypatch)
    night = Night(walker, "away", [CARER], Random(SEED))
    assert not change.concerns(CARER)
    assert night.differ_for(CARER, change)
