"""The view log of some weeks as the alert rules read it, and what of it a referee is to answer: made each night."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from django.db import connection, transaction

from safereturn.access.models import Involvement, Restriction
from safereturn.agencies.models import Person, Post
from safereturn.children.models import Child
from safereturn.episodes.actions import LIVE
from safereturn.episodes.models import Event

from .alert_rules import ASKED_AGAIN_AFTER, LONDON, Act, Found, Log, Look, Seen, Viewer, alerts, week_of
from .models import Alert

LOOKED_BACK: Final = 13 * dt.timedelta(days=7)
# Which show what nobody chose, or what is open to a role without a tie.
LISTS: Final = ("board", "find", "alike", "records", "find-record")
OF_THIS_ROOM: Final = (
    "break-glass",
    "own-glass",
    "to-authorise",
    "authorise",
    "referee",
    "review",
    "own-views",
    "views",
)
RELATED: Final = ("same-name", "same-home", "again-and-again")  # asked about again after weeks, whatever the week
ONE_IN: Final = 50  # views: two in a hundred

_LOOKED = """
SELECT
    view.person_id, role, post.team_id, view.child_id, at, page = ANY(%s),
    page = ANY(%s) OR view.episode_id IS NULL OR EXISTS (
        SELECT FROM access_involvement AS tie
        WHERE tie.episode_id = view.episode_id AND tie.team_id = post.team_id
            AND (tie.post_id IS NULL OR tie.post_id = view.post_id)
            AND began_at <= at AND (ends_at IS NULL OR ends_at > at)
    ),
    CASE WHEN closed_at <= at THEN closed_at END,
    EXISTS (
        SELECT FROM access_involvement AS glass
        WHERE glass.episode_id = view.episode_id AND glass.post_id = view.post_id AND glass.kind = ANY(%s)
            AND began_at <= at AND ends_at > at
    )
FROM audit_view AS view JOIN agencies_post AS post ON post.id = view.post_id AND post.person_id = view.person_id
    LEFT JOIN episodes_episode AS episode ON episode.id = view.episode_id
WHERE at >= %s AND at < %s AND page <> ALL(%s)
ORDER BY at, view.id
"""
_SAMPLE = """
INSERT INTO privacy_sampled (view_id, week)
SELECT id, date_trunc('week', at AT TIME ZONE 'Europe/London')::date FROM audit_view
WHERE at >= %s AND at < %s AND page <> ALL(%s) AND (get_byte(seal, 0) * 256 + get_byte(seal, 1)) %% %s = 0
ON CONFLICT DO NOTHING
"""


def log_of(since: dt.datetime, until: dt.datetime) -> Log:
    """What the alert rules ask about the time between two moments. Six statements, however much there is."""
    with connection.cursor() as cursor:
        cursor.execute(
            _LOOKED, [list(LISTS), list(LISTS), sorted(Involvement.BY_GLASS), since, until, list(OF_THIS_ROOM)]
        )
        looks = [Look(*row) for row in cursor.fetchall()]
    return Log(looks, _viewers(), _children({look.child for look in looks}), list(_acts(since, until)))


@transaction.atomic
def give_alerts(*, now: dt.datetime) -> int:
    """Give an alert for each thing that the rules ask about and nobody was asked yet. Called twice, it gives none."""
    found = alerts(log_of(now - LOOKED_BACK, now))
    asked: dict[tuple[str, int, int | None], list[dt.datetime]] = defaultdict(list)
    before = Alert.objects.filter(rule__in=RELATED, at__gte=now - LOOKED_BACK - ASKED_AGAIN_AFTER)
    for rule, person, child, at in before.values_list("rule", "person_id", "child_id", "at"):
        asked[rule, person, child].append(at)
    new = [one for one in found if not _is_known(one, asked[one.rule, one.person, one.child])]
    posts = _posts_at(new)
    rows = [
        Alert(
            rule=one.rule,
            person_id=one.person,
            post_id=posts[one.person][0],
            agency_id=posts[one.person][1],
            child_id=one.child,
            week=week_of(one.at),
            because=one.because[:200],
            at=one.at,
        )
        for one in new
    ]
    count = Alert.objects.count()
    Alert.objects.bulk_create(rows, ignore_conflicts=True)
    return Alert.objects.count() - count


def choose_sample(*, now: dt.datetime) -> int:
    """Choose two in a hundred of the pages that were opened in each week that is over. Called twice, it chooses none.

    The seal of a view decides, so that neither who looked nor who chooses can.
    """
    monday = dt.datetime.combine(week_of(now), dt.time(), LONDON)
    with connection.cursor() as cursor:
        cursor.execute(_SAMPLE, [monday - LOOKED_BACK, monday, [*LISTS, *OF_THIS_ROOM], ONE_IN])
        return cursor.rowcount


def _is_known(found: Found, asked: Iterable[dt.datetime]) -> bool:
    return any(abs(found.at - at) < ASKED_AGAIN_AFTER for at in asked)


def _posts_at(found: Iterable[Found]) -> dict[int, tuple[int, int]]:
    """A post of each person, and its agency: the one held last."""
    posts = Post.objects.filter(person_id__in={one.person for one in found}).order_by("pk")
    return {person: (post, agency) for person, post, agency in posts.values_list("person_id", "pk", "team__agency_id")}


def _viewers() -> dict[int, Viewer]:
    teams = defaultdict(set)
    for person, team in Post.objects.values_list("person_id", "team_id"):
        teams[person].add(team)
    named = Person.objects.values_list("pk", "full_name")
    return {pk: Viewer(_names(full_name.split()[-1:]), frozenset(teams[pk])) for pk, full_name in named}


def _children(ids: Iterable[int]) -> dict[int, Seen]:
    restricted = set(
        Restriction.objects.filter(lifted_at=None, kind=Restriction.Kind.NAMED_ONLY).values_list("child_id", flat=True)
    )
    return {
        child.pk: Seen(_names(name.family for name in child.names), child.home_team_id, child.pk in restricted)
        for child in Child.objects.filter(pk__in=set(ids))
    }


def _acts(since: dt.datetime, until: dt.datetime) -> Iterator[Act]:
    said = Event.objects.filter(source=LIVE, recorded_at__gte=since, recorded_at__lt=until, post_id__isnull=False)
    persons = dict(Post.objects.values_list("pk", "person_id"))
    for post, child, at in said.values_list("post_id", "episode__child_id", "recorded_at"):
        yield Act(persons[post], child, at)


def _names(family_names: Iterable[str]) -> frozenset[str]:
    """Family names as they are compared: each part of a double-barrelled one counts."""
    return frozenset(part.casefold() for name in family_names for part in name.replace("-", " ").split())
