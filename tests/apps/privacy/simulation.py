"""A partnership at work for thirteen weeks, seen through its view log; and, hidden in it, those who pry.

Written from what staff have been disciplined for, and from how teams work. It knows nothing of the rules that look for
misuse, and they know nothing of it. Most of what it makes is honest work that can look odd: people who share a name
with a child by chance, night shifts, emergency rotas, managers who go through all their children on a Friday, holders
of two posts.
"""

import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass, field

MONDAY = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
DAY, HOUR, MINUTE = dt.timedelta(days=1), dt.timedelta(hours=1), dt.timedelta(minutes=1)
KINDS = (
    "a relative", "a child of one's other home", "far too many", "long closed", "not involved", "from home at night",
    "again and again", "one after the other",
)  # fmt: skip
# How many of a thousand hold such a post, how they work, and where.
STAFF = (
    ("call-taker", 40, "rota", "police"),
    ("police-officer", 180, "rota", "police"),
    ("investigating-officer", 80, "days", "police"),
    ("duty-inspector", 20, "rota", "police"),
    ("oversight-officer", 12, "days", "police"),
    ("front-door-worker", 60, "days", "front-door"),
    ("social-worker", 230, "days", "social-care"),
    ("team-manager", 38, "days", "social-care"),
    ("yos-worker", 30, "days", "yos"),
    ("residential-worker", 250, "rota", "home"),
    ("home-manager", 30, "days", "home"),
    ("foster-carer", 30, "home", "home"),
)
SOCIAL_CARE_TEAMS, HOMES = 12, 55


@dataclass
class Person:
    """Somebody who can sign in."""

    number: int
    family_name: str
    role: str
    team: str
    works: str  # "days", "rota" or "home"
    second: tuple[str, str] | None = None  # another post: its role and team
    activity: float = 1.0
    off: int = 0  # where in the rota they are
    on_call: set[int] = field(default_factory=set)  # nights of the emergency rota, by day


@dataclass
class Child:
    """A child with their home, where they have one."""

    number: int
    family_name: str
    home: str | None
    is_restricted: bool


@dataclass
class Episode:
    """An episode, and who is tied to it."""

    number: int
    child: int
    opened: dt.datetime
    closed: dt.datetime
    teams: frozenset[str]
    holder: int | None  # the social worker whose case it is


@dataclass
class Look:
    """A row of the view log."""

    person: int
    role: str
    team: str
    child: int
    episode: int
    page: str
    at: dt.datetime


@dataclass
class Misuse:
    """What somebody did who should not have."""

    kind: str
    person: int
    child: int | None
    first: dt.datetime
    last: dt.datetime


@dataclass
class World:
    """All of it."""

    people: list[Person]
    children: list[Child]
    episodes: list[Episode]
    looks: list[Look] = field(default_factory=list)
    acts: list[tuple[int, int, dt.datetime]] = field(default_factory=list)  # who recorded something of which child
    misuses: list[Misuse] = field(default_factory=list)


def a_world(seed: int, *, people: int = 1000, looks: int = 200_000, weeks: int = 13, each: int = 25) -> World:
    """A partnership's views in some weeks, and `each` misuses of each kind among them."""
    return _Making(seed, people, weeks).made(looks, each)


class _Making:
    def __init__(self, seed: int, people: int, weeks: int) -> None:
        self.chance = random.Random(seed)
        self.days = weeks * 7
        share = people / 1000
        names = [f"Name{n}" for n in range(600)]
        self.weights = [1 / (n + 12) for n in range(600)]  # the commonest name is shared by about two in a hundred
        self.names = names
        self.people = self._people(share)
        self.by_team: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            self.by_team[person.team].append(person)
        self.children = [
            Child(n, self._name(), f"home-{self.chance.randrange(HOMES)}" if self.chance.random() < 0.6 else None,
                  self.chance.random() < 0.03)
            for n in range(int(450 * max(share, 0.4)))
        ]  # fmt: skip
        self.episodes = self._episodes(max(share, 0.4))
        self.world = World(self.people, self.children, self.episodes)
        self.running: dict[tuple[str, int], list[Episode]] = defaultdict(list)
        self.over: dict[tuple[str, int], list[Episode]] = defaultdict(list)
        for episode in self.episodes:
            first, last = (episode.opened - MONDAY).days, (episode.closed - MONDAY).days
            for team in episode.teams:
                for day in range(max(first, 0), min(last, self.days - 1) + 1):
                    self.running[team, day].append(episode)
                for day in range(max(last + 1, 0), min(last + 27, self.days)):
                    self.over[team, day].append(episode)

    def made(self, looks: int, each: int) -> World:
        self._go_through_all()
        activity = [person.activity for person in self.people]
        planted_about = each * 8 * 14  # rows that those who pry will add
        while len(self.world.looks) < looks - planted_about:
            for person in self.chance.choices(self.people, activity, k=500):
                self._session(person)
        for kind in KINDS:
            for _ in range(each):
                self._pry(kind)
        while len(self.world.looks) < looks:
            self._session(self.chance.choice(self.people))
        self.world.looks.sort(key=lambda look: look.at)
        return self.world

    # Who there is.

    def _name(self) -> str:
        return self.chance.choices(self.names, self.weights)[0]

    def _people(self, share: float) -> list[Person]:
        made: list[Person] = []
        for role, many, works, where in STAFF:
            for _ in range(max(2, round(many * share))):
                team = {
                    "police": {"call-taker": "control", "duty-inspector": "control", "oversight-officer": "oversight"}
                    .get(role, self.chance.choice(("control", "investigators"))),
                    "front-door": f"front-door-{self.chance.randrange(2)}",
                    "social-care": f"social-care-{self.chance.randrange(SOCIAL_CARE_TEAMS)}",
                    "yos": f"yos-{self.chance.randrange(2)}",
                    "home": f"home-{self.chance.randrange(HOMES)}",
                }[where]  # fmt: skip
                person = Person(len(made), self._name(), role, team, works)
                person.activity = self.chance.lognormvariate(0, 0.5)
                person.off = self.chance.randrange(8)
                if works == "days" and self.chance.random() < 0.03:  # the emergency rota
                    person.on_call = {self.chance.randrange(self.days) for _ in range(2)}
                if where in ("front-door", "social-care", "yos") and self.chance.random() < 0.04:  # bank staff
                    person.second = ("residential-worker", f"home-{self.chance.randrange(HOMES)}")
                made.append(person)
        return made

    def _episodes(self, share: float) -> list[Episode]:
        made = []
        for _ in range(int(1400 * share)):  # half of them before the thirteen weeks
            child = self.chance.choices(self.children, [1 / (c.number % 40 + 4) for c in self.children])[0]
            opened = MONDAY + self.chance.uniform(-self.days - 60, self.days) * DAY
            closed = opened + self.chance.lognormvariate(2.2, 0.6) * DAY
            area = child.number % 2
            social_care = f"social-care-{child.number % SOCIAL_CARE_TEAMS}"
            teams = {"control", "investigators", "oversight", f"front-door-{area}"}
            teams |= {child.home} if child.home else set()
            teams |= {social_care} if child.home or self.chance.random() < 0.5 else set()
            teams |= {f"yos-{area}"} if self.chance.random() < 0.12 else set()
            workers = [p for p in self.by_team[social_care] if p.role == "social-worker"]
            holder = workers[child.number % len(workers)].number if workers and social_care in teams else None
            made.append(Episode(len(made), child.number, opened, closed, frozenset(teams), holder))
        return made

    # Honest work.

    def _at_work(self, person: Person, day: int) -> tuple[float, float] | None:
        """The hours of a day on which somebody works, counted from its midnight; None where they do not."""
        if person.works == "days":
            if day in person.on_call:
                return 21, 31
            if day % 7 >= 5:
                return None
            return 8, 18.5 if self.chance.random() < 0.97 else 21.5
        if person.works == "home":
            return 7, 22.5
        turn = (day + person.off) % 8  # two earlies, two lates, two nights, two off
        return ((7, 15), (7, 15), (14, 22), (14, 22), (22, 31), (22, 31), None, None)[turn]

    def _session(self, person: Person) -> None:
        day = self.chance.randrange(self.days)
        hours = self._at_work(person, day)
        if hours is None:
            return
        at = MONDAY + day * DAY + self.chance.uniform(*hours) * HOUR
        role, team = person.role, person.team
        if person.second and self.chance.random() < 0.15:
            role, team = person.second
        running, over = self.running[team, day], self.over[team, day]
        if self.chance.random() < 0.25:
            for episode in running[:12]:
                self._look(person, role, team, episode, "board", at)
        own = [episode for episode in running if episode.holder == person.number]
        among = own if own and self.chance.random() < 0.6 else running
        if over and self.chance.random() < 0.12:
            among = over
        if among:
            self._read(person, role, team, self.chance.choice(among[-25:]), at)

    def _read(self, person: Person, role: str, team: str, episode: Episode, at: dt.datetime) -> dt.datetime:
        self._look(person, role, team, episode, "episode", at)
        while self.chance.random() < 0.5:
            at += self.chance.uniform(0.3, 6) * MINUTE
            self._look(person, role, team, episode, "duty", at)
        if self.chance.random() < 0.35:
            self.world.acts.append((person.number, episode.child, at + MINUTE))
        return at

    def _go_through_all(self) -> None:
        """The oversight team twice a week, managers on Fridays, inspectors at each handover: each child in turn."""
        for day in range(self.days):
            for person in self.people:
                hours = self._at_work(person, day)
                through = {
                    "oversight-officer": day % 7 in (0, 3) and self.chance.random() < 0.6,
                    "team-manager": day % 7 == 4 and self.chance.random() < 0.5,
                    "duty-inspector": self.chance.random() < 0.5,
                }.get(person.role, False)
                if not through or hours is None:
                    continue
                at = MONDAY + day * DAY + (hours[0] + self.chance.random()) * HOUR
                for episode in self.running[person.team, day][-40 if person.role == "oversight-officer" else -12 :]:
                    at = (
                        self._read(person, person.role, person.team, episode, at) + self.chance.uniform(0.5, 4) * MINUTE
                    )

    def _look(self, person: Person, role: str, team: str, episode: Episode, page: str, at: dt.datetime) -> None:
        self.world.looks.append(Look(person.number, role, team, episode.child, episode.number, page, at))

    # Those who pry. Nothing they do is followed by work.

    def _pry(self, kind: str) -> None:
        while not self._tried(kind):
            pass

    def _tried(self, kind: str) -> bool:
        """Plant a misuse; False where this person, child or day does not lend itself to it."""
        chance, person = self.chance, self.chance.choice(self.people)
        if any(misuse.person == person.number for misuse in self.world.misuses):
            return False
        day = chance.randrange(3, self.days - 3)
        hours = self._at_work(person, day)
        seen = self.running[person.team, day]
        at = MONDAY + day * DAY + (chance.uniform(*hours) if hours else 0) * HOUR
        if kind == "from home at night":
            if hours is not None and not (person.works == "days" and day not in person.on_call):
                return False
            at = MONDAY + day * DAY + chance.uniform(22, 29) * HOUR
            return bool(seen) and self._peek(kind, person, [chance.choice(seen)], [at])
        if hours is None or not seen:
            return False
        target = chance.choice(seen)
        times = [at + chance.uniform(0, 2) * HOUR for _ in range(chance.randint(1, 3))]
        if kind == "a relative":
            if any(act[:2] == (person.number, target.child) for act in self.world.acts):
                return False
            person.family_name = self.children[target.child].family_name
            return self._peek(kind, person, [target], times)
        if kind == "a child of one's other home":
            home = self.children[target.child].home
            if home is None or person.team == home or person.second or person.works == "home":
                return False
            person.second = ("residential-worker", home)
            return self._peek(kind, person, [target], times)
        if kind == "long closed":
            old = [one for one in self.episodes if one.closed + 40 * DAY < at and person.team in one.teams]
            return bool(old) and self._peek(kind, person, [chance.choice(old)], times[:2])
        if kind == "not involved":
            others = [one for one in self.episodes if one.opened < at < one.closed and person.team not in one.teams]
            return bool(others) and self._peek(kind, person, [chance.choice(others)], times[:2])
        if kind == "again and again":
            fame = [one for one in seen if self.children[one.child].is_restricted and one.holder != person.number]
            target = chance.choice(fame or [target])
            if target.holder == person.number or self._has_acted(person, target.child):
                return False
            spread = [at + chance.uniform(0, 14) * DAY for _ in range(chance.randint(8, 20))]
            spread = [moment for moment in spread if moment < target.closed + 27 * DAY]
            return len(spread) >= 8 and self._peek(kind, person, [target], spread)
        if kind == "one after the other":
            some = [*seen, *self.over[person.team, day]]
            if len(some) < 20:
                return False
            some = chance.sample(some, min(len(some), chance.randint(20, 45)))
            moments = [at + n * chance.uniform(0.3, 0.8) * MINUTE for n in range(len(some))]
            return self._peek(kind, person, some, sorted(moments))
        some = [one for d in range(day, min(day + 5, self.days)) for one in self.running[person.team, d]]
        some += [one for d in range(day, min(day + 5, self.days)) for one in self.over[person.team, d]]
        some = list({one.child: one for one in some}.values())
        if len(some) < 45:
            return False
        some = chance.sample(some, min(len(some), chance.randint(45, 110)))
        return self._peek(kind, person, some, [at + chance.uniform(0, 4.5) * DAY for _ in some])

    def _has_acted(self, person: Person, child: int) -> bool:
        return any(who == person.number and whom == child for who, whom, _ in self.world.acts)

    def _peek(self, kind: str, person: Person, episodes: list[Episode], moments: list[dt.datetime]) -> bool:
        """Look at one episode at each moment, or at one after the other."""
        if len(episodes) == 1:
            episodes = episodes * len(moments)
        for episode, at in zip(episodes, moments, strict=True):
            self._look(person, person.role, person.team, episode, "episode", at)
        child = episodes[0].child if len({one.child for one in episodes}) == 1 else None
        self.world.misuses.append(Misuse(kind, person.number, child, min(moments), max(moments)))
        return True
