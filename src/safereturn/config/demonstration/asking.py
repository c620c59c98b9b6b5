"""Who asked City social care to be let in to a child in the invented year: one was let in, and one waits."""

from collections.abc import Iterator, Sequence

from safereturn.access.field_classes import EXISTENCE, IDENTITY
from safereturn.audit.models import View
from safereturn.children.models import Child
from safereturn.children.queries import known_to
from safereturn.finding import asking
from safereturn.finding.models import Asking, Notice

from . import back_then
from .looking import Look
from .past import Past, new_key
from .ties import Tied, tied_to
from .when import HOUR, MINUTE

TOLD = "City social care"
ASKS = (
    ("City Youth Offending Service", "yos-worker", 6, "A new order begins on Monday, and I am to see this child."),
    ("City education", "education-welfare-officer", 1, "Not at school for ten days. I am to visit, and know nothing."),
)  # of which team, in which post, how many days ago, and why


def searches(past: Past, held: Sequence[Tied]) -> Iterator[Look]:
    """Whoever asks has found the child by a search, for a reason that was logged; a child whom they know nothing of."""
    children = Child.objects.in_bulk([one.child_id for one in held if one.closed_at is None])
    known = known_to(list(children.values()))
    able = [one for one in held if one.child_id in known and str(known[one.child_id]) == TOLD]
    for team, role, days, why in ASKS:
        post, at = past.post(team, role), past.at_work(days, 10, 20)
        known_here = {one.child_id for one in tied_to([post.team_id])[post.team_id]}
        for one in able:
            if one.stands(at) and one.child_id not in known_here:
                able.remove(one)
                why = f"Looked for: {why}"
                yield Look(at, post, one.child_id, None, asking.FOUND, why, [EXISTENCE, IDENTITY])
                break


def tell(past: Past) -> None:
    """Let each ask who found a child, and the manager of the team answer the first."""
    manager = past.post(TOLD, "team-manager")
    for team, role, days, why in ASKS:
        post, at = past.post(team, role), past.at_work(days, 10, 20) + 4 * MINUTE
        for view in View.objects.filter(post_id=post.pk, page=asking.FOUND):
            with back_then.at(at):
                found = asking.found(post, view.child_id)
                if found is not None:
                    asking.ask(child=found[0], team=found[1], reason=why, key=new_key(), by=post)
            Notice.objects.filter(mailed_at=None).update(mailed_at=at)
    first = Asking.objects.order_by("pk").first()
    if first is not None:
        at = first.asked_at + 3 * HOUR
        with back_then.at(at):
            asking.answer(asking=first, is_let_in=True, words="Spoke on the telephone. Go ahead.", by=manager)
