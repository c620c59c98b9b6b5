"""What somebody may not see changes nothing for them: not a byte, not a statement to the database.

The same night is told in several ways that differ in one thing alone. Whoever does not see that thing gets the same
pages each time. Blanked are what is made anew for each page or drawn by chance, and the numbers of rows, which
all share.
"""

import re
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from safereturn.access.actions import Tie
from safereturn.agencies.models import Post, Team
from safereturn.children.models import Child
from safereturn.episodes.actions import Happening
from safereturn.episodes.models import Episode
from safereturn.interviews.models import Account
from tests.apps.partnership import a_child, a_partnership

from .people import involve, restricted_child
from .test_nothing_leaks import NIGHT, READERS, a_post, an_episode, at_night, happening, signed_in

__all__ = ["at_night"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_night")]


class Told(NamedTuple):
    """One way in which the night is told: what is recorded, and whom it shows."""

    happenings: tuple[Happening, ...] = ()
    facts: dict[str, Any] = {}
    also: Callable[[dict[str, Team], Episode], None] = lambda teams, episode: None


def another_child(teams: dict[str, Team], episode: Episode) -> None:
    """A child whom none of the readers is involved with goes missing too, and is late in everything."""
    other = an_episode(teams, happening("noted", 1, says="of another child"), area="derbyshire")
    Child.objects.filter(pk=other.child_id).update(given_name="Wren", family_name="Otherwise")


def a_kept_child(teams: dict[str, Team], episode: Episode) -> None:
    """A child of almost the same name, kept for people who are named."""
    child = a_child(teams["Alder House"])
    restricted_child(child.pk, "named-only", to=a_post(teams["City child protection"], "child-protection-manager"))


def an_account(words: str) -> Callable[[dict[str, Team], Episode], None]:
    """What the child said in the interview."""

    def write(teams: dict[str, Team], episode: Episode) -> None:
        Account.objects.create(
            episode=episode, key=uuid.UUID(int=7), held_at=NIGHT, interviewer="social-worker", said_by="Sam",
            in_the_childs_words=words,
        )  # fmt: skip

    return write


def said(*, note: str = "plain", reason: str = "plain", answer: str = "plain") -> tuple[Happening, ...]:
    """What happens in every telling, in words that differ."""
    return (
        happening("noted", 0.1, says=note),
        happening("assessed", 0.3, answers={"worry": answer}),
        happening("returned", 2, to="placement"),
        happening("interview-offered", 3.5),
        happening("interview-declined", 4, reason=reason),
    )


ALLEGED = happening("harm-found", 2.2, kind="allegation")
TELLINGS: dict[str, Told] = {
    "plain": Told(said()),
    "another child is missing": Told(said(), also=another_child),
    "a child is kept for named people": Told(said(), also=a_kept_child),
    "notes": Told(said(note="quite other words of a note")),
    "standing": Told(said(), facts={"child_protection_plan": True, "exploitation_concern": True}),
    "account": Told(said(reason="quite other words of the child"), also=an_account("More words of the child")),
    "answers": Told(said(answer="quite other words of an informant")),
    "allegation": Told((*said()[:3], ALLEGED, *said()[3:])),
}
FOR_EVERYBODY = {"another child is missing", "a child is kept for named people"}  # hidden from each of the readers


class Reader(NamedTuple):
    """Somebody tied to the episode, and what they do not see."""

    name: str
    post: Post
    tie: str
    hidden: set[str]


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_partnership()


@pytest.fixture
def readers(teams: dict[str, Team]) -> list[Reader]:
    made = []
    a_post(teams["Control room"], "duty-inspector")  # who told it
    for role, tie, reads in READERS:
        team = Team.objects.create(agency=teams["Alder House"].agency, name=f"{role} {tie}", kind="school")
        hidden = {"notes", "standing", "account", "answers", "allegation"} - set(reads.split()) | FOR_EVERYBODY
        made.append(Reader(f"{role} ({tie})", a_post(team, role), tie, hidden))
    return made


def test_what_somebody_may_not_see_changes_nothing_for_them(teams: dict[str, Team], readers: list[Reader]) -> None:
    pages = {
        telling: read_by_all(told, teams, [one for one in readers if telling in ("plain", *one.hidden)])
        for telling, told in TELLINGS.items()
    }
    tried = [(reader, telling) for reader in readers for telling in sorted(reader.hidden)]
    differ = [
        (reader.name, telling, difference(pages["plain"][reader.name], pages[telling][reader.name]))
        for reader, telling in tried
        if pages["plain"][reader.name] != pages[telling][reader.name]
    ]
    assert differ == []
    assert len(tried) >= 50


def test_what_somebody_does_see_changes_their_pages(teams: dict[str, Team], readers: list[Reader]) -> None:
    """Else the comparison above would pass with empty pages."""
    some = [reader for reader in readers if reader.name in ("duty-inspector (police)", "social-worker (allocated)")]
    plain = read_by_all(TELLINGS["plain"], teams, some)
    for telling in ("notes", "standing", "allegation"):
        other = read_by_all(TELLINGS[telling], teams, some)
        assert all(other[reader.name] != plain[reader.name] for reader in some), telling


def read_by_all(told: Told, teams: dict[str, Team], readers: list[Reader]) -> dict[str, dict[str, str]]:
    """The pages of each reader in one telling of the night, which is undone again."""
    before = transaction.savepoint()  # not an atomic block: the view log insists on committing by itself
    officer = Post.objects.get(team=teams["Control room"], role="duty-inspector")
    episode = an_episode(teams, *told.happenings, by=officer, **{"child_protection_plan": False, **told.facts})
    ties = [Tie(reader.post.team_id, reader.tie, "Tied") for reader in readers]
    involve(episode_id=episode.pk, child_id=episode.child_id, ties=ties)
    told.also(teams, episode)
    read = {reader.name: pages_of(signed_in(reader.post), episode) for reader in readers}
    transaction.savepoint_rollback(before)
    return read


def pages_of(client: Client, episode: Episode) -> dict[str, str]:
    """What somebody gets from the board, the search, the episode and what it links to, and how it was asked for."""
    start = f"/episodes/{episode.pk}/"
    pages = {"board": asked(client, "/"), "episode": asked(client, start)}
    sought = {"given_name": "Robin", "family_name": "Example", "purpose": "Rang us"}
    pages["found"] = blank(client.post("/children/find/", sought).content.decode())
    links = re.findall(rf'href="({start}[a-z-]*/(?:\d+/)?)"', client.get(start).content.decode())
    for number, link in enumerate([*links[:2], *links[-1:]]):
        pages[f"link {number}"] = asked(client, link)
    return pages


def asked(client: Client, address: str) -> str:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    statements = "\n".join(kind(query["sql"]) for query in captured.captured_queries)
    return f"{answer.status_code}\n{statements}\n{blank(answer.content.decode())}"


def kind(statement: str) -> str:
    """A statement without its values."""
    return re.sub(r"\"s\d+_x\d+\"|'(?:[^']|'')*'(?:::\w+)?|\b\d+\b|ARRAY\[[^]]*\]|IN \([^)]*\)", "?", statement)[:200]


def blank(page: str) -> str:
    """A page without what is made anew for each, or drawn by chance, and without the numbers of rows."""
    page = re.sub(r'nonce="[^"]*"|name="(csrfmiddlewaretoken|key)" value="[^"]*"', "", page)
    page = re.sub(r"SR\d\d-\w{4}-\w{4}|[0-9a-f]{8}-[0-9a-f-]{27}", "?", page)
    return re.sub(r"(episodes|duties|children)/\d+", r"\1/?", page)


def difference(one: dict[str, str], other: dict[str, str]) -> tuple[str, list[str]]:
    """The first page that differs, and the lines that are on one of both alone."""
    page = next(name for name in {**one, **other} if one.get(name) != other.get(name))
    before, after = (told.get(page, "").splitlines() for told in (one, other))
    return page, [line.strip()[:150] for line in {*before} ^ {*after}][:6]
