"""Children who are kept from somebody, or held, in the invented year: each flag by who may set it, at a sane time."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from safereturn.access.decisions import Subject, decide
from safereturn.access.field_classes import FAMILY
from safereturn.access.models import Restriction
from safereturn.agencies.models import Post
from safereturn.children.models import Child
from safereturn.episodes.models import Episode
from safereturn.privacy.actions import set_flags
from safereturn.protocol.periods import in_london

from . import back_then
from .past import Past
from .ties import Tied
from .when import DAY

_K = Restriction.Kind


class Relative(NamedTuple):
    """Somebody of a team that holds a child's case who bears the child's family name."""

    post: Post
    tied: Tied


def relative(posts: Sequence[Post], held: Sequence[Tied]) -> Relative | None:
    """Somebody of a team who bears the name of a child whose case it holds: of the first such child."""
    by_name = {post.person.full_name.split()[-1]: post for post in posts}
    ids = [one.child_id for one in held]
    named = dict(Child.objects.filter(family_name__in=by_name, pk__in=ids).values_list("pk", "family_name"))
    return next((Relative(by_name[named[one.child_id]], one) for one in held if one.child_id in named), None)


def tell(past: Past, held: Sequence[Tied], kept_out: Relative | None) -> int | None:
    """Set a flag of each kind, each on a child of its own whose case City social care holds, and who is back.

    `held` are those children's latest episodes, in an order that chance gave. Returns who is kept for named
    people.
    """
    manager = past.post("City social care", "team-manager")
    ring = f"{manager.kind.name}, {manager.team.name}, {manager.team.telephone}"
    in_the_morning = past.at_work(26, 9, 40)
    free = [one for one in held if one.stands(in_the_morning)]
    open_now = set(Episode.objects.filter(closed_at=None).values_list("child_id", flat=True))
    over = [one for one in free if one.child_id not in open_now]
    free = [one for one in free if one not in over[:1]]

    def flag(kind: str, one: Tied, because: str, at: dt.datetime, *people: Post, days: int, hides: str = "") -> None:
        with back_then.at(at):
            if decide(manager, "set-flags", Subject(child_id=one.child_id)).allowed:
                set_flags(
                    child_id=one.child_id,
                    kind=kind,
                    person_ids=[post.person_id for post in people],
                    field_class=hides,
                    because=because,
                    ring=ring,
                    review_on=in_london(at + days * DAY).date(),
                    by=manager,
                )

    spare = iter(free)
    for kind, because, days in (
        (_K.NO_PARENT_CONTACT, "The child is afraid of what follows at home. Agreed at the strategy meeting.", 90),
        (_K.LOCATION_HIDDEN, "Somebody who hurt the child is looking for them. The address stays with us.", 24),
    ):
        if one := next(spare, None):
            flag(kind, one, because, in_the_morning, days=days)
    worker = past.post("Runaways Workers", "runaways-worker", 1)
    if one := next(spare, None):
        because = "Lives next door to the family, and has said so. Needs the rest for the interview."
        flag(_K.HIDDEN_FROM, one, because, in_the_morning, worker, days=120, hides=FAMILY)
    carer = past.post("Linden Court", "residential-worker")
    if one := next(spare, None):
        because = "What the child said of this person is looked into by the designated officer."
        flag(_K.ALLEGATION, one, because, in_the_morning, carer, days=60)
    if kept_out:
        because = "A relative of the child, who works for us. The referee asked for it."
        flag(_K.EXCLUDED, kept_out.tied, because, past.at_work(16, 12, 5), kept_out.post, days=180)
    if not over:
        return None
    named = (
        manager,
        past.post("City social care", "social-worker"),
        past.post("Missing from home investigators", "investigating-officer"),
        past.post("Control room", "duty-inspector", 1),
    )
    because = "A child of somebody who is known to many of us. Only these people need it."
    flag(_K.NAMED_ONLY, over[0], because, in_the_morning, *named, days=150)
    return over[0].child_id
