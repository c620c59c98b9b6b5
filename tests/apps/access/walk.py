"""Every address asked by every kind of post through every tie: what it answers, and of which classes its words are."""

from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from typing import Any, NamedTuple

from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, URLPattern, get_resolver, resolve, reverse

from safereturn.access.models import Involvement
from safereturn.access.rights import ACTIONS
from safereturn.agencies.roles import ROLES

from . import agreed
from .agreed import EVERYBODY, NO_TIE, Agreed
from .test_routes import routes
from .tokens import classes_in
from .world import TIES, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NOBODY = "nobody signed in"
FORM = "application/x-www-form-urlencoded"
METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE")
POSTS = agreed.posts()
# Not all that tells is typed: what is chosen stands on the pages of an episode in words of ours.
TELLING_PHRASES = {
    "An allegation by the child": "allegation",
    "The child was hurt": "standing",
    "Youth Offending": "standing",
    "Tell the child protection manager": "standing",
}


class Cell(NamedTuple):
    """A kind of post, its tie, and what it asks."""

    kind: str
    tie: str
    on: str
    route: str
    method: str


class Line(NamedTuple):
    """What was agreed of a route and a method."""

    asks: str
    then: str
    otherwise: str
    shows: str


class Got(NamedTuple):
    """What came of a cell: the answer in a word, and the classes of the words in the page and in all else that left."""

    answer: str
    page: set[str]
    beside: set[str]


@cache
def table() -> dict[tuple[str, str, str], Line]:
    """What was agreed, by route, method and child."""
    return {
        (line["route"], line["method"], line["on"]): Line(
            line["asks"], line["then"], line["otherwise"] or "404", line["shows"]
        )
        for line in agreed.lines("routes.csv")
    }


@cache
def all_routes() -> dict[str, URLPattern]:
    """Every route of the service by its full name, walked."""
    return dict(routes())


def named_in(route: str) -> list[str]:
    """What an address of a route names."""
    if ":" in route:
        return list(all_routes()[route].pattern.regex.groupindex)
    return list(get_resolver().reverse_dict.getlist(route)[0][0][0][1])


def line_of(cell: Cell) -> Line:
    """What was agreed of a cell's route: the line of its method, else that of GET."""
    lines = table()
    own = lines.get((cell.route, cell.method, cell.on))
    return own or lines[cell.route, "GET", cell.on]


def cells(kinds: Any = None, methods: tuple[str, ...] = METHODS) -> Iterator[Cell]:
    """Every cell: kinds of post, ties, and each route in each situation that the table names for it."""
    asked = sorted({(route, on) for route, _, on in table() if route in all_routes()})
    for kind in kinds or [*ROLES, NOBODY]:
        for tie in TIES if kind != NOBODY else (NO_TIE,):
            for route, on in asked:
                for method in methods if ":" in route else ("GET", "POST"):
                    yield Cell(kind, tie, on, route, method)


def of_tie(cell: Cell) -> Agreed:
    """What was agreed of the kind of post, with its tie; glass is broken for a child, and maybe for more."""
    ties = POSTS[cell.kind]
    return ties[cell.tie] | ties[Involvement.Kind.GLASS] if cell.tie in Involvement.BY_GLASS else ties[cell.tie]


def rights(cell: Cell) -> Agreed:
    """What was agreed of the kind of post, with its tie and without."""
    return of_tie(cell) | POSTS[cell.kind][NO_TIE] | Agreed(EVERYBODY)


def expected(cell: Cell) -> str:
    """What a cell answers, as agreed."""
    line = line_of(cell)
    if line.asks == "open":
        return _clause(line.then, frozenset({"nobody"} if cell.kind == NOBODY else ()))
    if cell.kind == NOBODY:
        return "to account_login"
    if line.asks == "nobody":
        return "404"
    may = rights(cell).may
    if line.asks in ("anybody", "signed-in") or line.asks in may:
        return _clause(line.then, may)
    return _clause(line.otherwise, may)


def _clause(said: str, may: frozenset[str]) -> str:
    """The first part that holds, of "action: answer; action: answer; answer"."""
    for part in said.split("; "):
        action, colon, answer = part.rpartition(": ")
        if not colon or action in may:
            return answer
    raise AssertionError(f"{said!r} ends in nothing that always holds")


def allowed(cell: Cell) -> frozenset[str]:
    """The classes of fields that may leave in a cell, as agreed: all that the tie shows, or some, or some to all."""
    line = line_of(cell)
    if line.asks in ACTIONS and (cell.kind == NOBODY or line.asks not in rights(cell).may):
        return frozenset()
    of_all, _, of_these = line.shows.partition(":")
    if of_all != "tie":
        return agreed.classes(line.shows)
    sees = of_tie(cell).sees
    return sees & agreed.classes(of_these) if of_these else sees


def faults(cell: Cell, got: Got) -> list[str]:
    """What of an answer is otherwise than agreed. Beside the page, no word leaves but the reference of an episode."""
    found = [f"answers {got.answer} for {expected(cell)}"] if got.answer != expected(cell) else []
    found += [f"shows {one}" for one in sorted(got.page - allowed(cell))]
    return found + [f"tells of {one} beside the page" for one in sorted(got.beside - {"existence"})]


class Walker:
    """Asks cells of one world. Whatever an answer changed is undone."""

    def __init__(self, world: World, log: Any) -> None:
        self.world = world
        self.log = log  # pytest's own: what the service logged
        self.jobs_before = latest_job()
        self._clients: dict[tuple[str, str], Client] = {}
        self._numbers: dict[tuple[str, str], dict[str, Any]] = {}

    def ask(self, cell: Cell) -> Got:
        """Ask one cell, and search all that leaves."""
        response = self.answer(cell.kind, cell.tie, cell.method, self.address(cell), self.sent(cell))
        page = page_of(response)
        headers = [f"{name}: {value}" for name, value in response.headers.items()]
        beside = [*headers, *self.left]
        phrases = TELLING_PHRASES if cell.route in ("duties:episode", "duties:duty") else {}
        told = {field_class for phrase, field_class in phrases.items() if phrase.encode() in page}
        return Got(in_a_word(response), classes_in(page) | told, set().union(*map(classes_in, beside)))

    def answer(self, kind: str, tie: str, method: str, address: str, sent: bytes = b"") -> Any:
        """What a reader is answered. `left` holds what left in mails, jobs and the log on the way."""
        client = self.client(kind, tie)
        cookies = dict(client.cookies)
        before = transaction.savepoint()  # not an atomic block: the view log insists on committing by itself
        try:
            response = client.generic(method, address, sent, FORM)
            page_of(response)
            self.left = left_otherwise(self.log, self.jobs_before)
        finally:
            transaction.savepoint_rollback(before)
            client.cookies.clear()
            client.cookies.update(cookies)
        return response

    def client(self, kind: str, tie: str) -> Client:
        """A browser in which the reader has signed in."""
        if (kind, tie) not in self._clients:
            client = self._clients[kind, tie] = Client(raise_request_exception=False)
            if kind != NOBODY:
                client.force_login(self.world.reader(kind, tie).person, backend=BACKEND)
        return self._clients[kind, tie]

    def address(self, cell: Cell) -> str:
        """The address of a route, about what concerns this reader."""
        where = cell.on or "gone", cell.tie
        if where not in self._numbers:
            self._numbers[where] = self.world.numbers(*where)
        numbers = self._numbers[where]
        if "/" in cell.route:  # an old address of the sign-in library's, which has no name
            return f"/accounts/{cell.route}"
        if cell.route == "handbook:chapter":
            numbers = {**numbers, "slug": "6"}
        if cell.route in ("keeping:subject-file", "keeping:subject-json"):
            numbers = {**numbers, "request_id": numbers["released_id"]}
        address = reverse(cell.route, kwargs={name: numbers[name] for name in named_in(cell.route)})
        if cell.route == "keeping:subject-part":
            return f"{address}?part=episodes.Event/{numbers['episode_id']}"
        return f"{address}?item={numbers['item']}" if cell.route == "keeping:subject-item" else address

    def sent(self, cell: Cell) -> bytes:
        """What is sent with a cell: nothing, but to a search."""
        if cell.method == "POST" and cell.route == "finding:find":
            child = self.world.episodes["gone"].child
            words = f"given_name={child.given_name}&family_name={child.family_name}&purpose=Rang"
            return words.encode()
        return b""


def page_of(response: Any) -> bytes:
    """All bytes of an answer; those that stream are read once, and kept."""
    if response.streaming:
        response.streaming_content = parts = list(response.streaming_content)
        return b"".join(parts)
    return bytes(response.content)


def latest_job() -> int:
    """The number of the job that was put off last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM procrastinate_jobs")
        return int(cursor.fetchone()[0])


def left_otherwise(log: Any, after_job: int = 0) -> list[str]:
    """What left in mails and in lines of the log since this was asked last, and what jobs carry, after some job."""
    mails = [f"{one.subject}\n{one.body}\n{one.recipients()}" for one in mail.outbox]
    lines = [log.text]
    mail.outbox.clear()
    log.clear()
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs WHERE id > %s", [after_job])
        return [*mails, *lines, *(row[0] for row in cursor.fetchall())]


def _path(address: str) -> str:
    return address.partition("?")[0].partition("#")[0]


def in_a_word(response: Any) -> str:
    """An answer as the table calls it."""
    match response.status_code:
        case HTTPStatus.OK:
            return "page"
        case HTTPStatus.NO_CONTENT:
            return "kept"
        case HTTPStatus.FOUND:
            try:
                return f"to {resolve(_path(response.headers['Location'])).view_name}"
            except Resolver404:
                return f"to {response.headers['Location']}"
    return str(response.status_code)
