"""Which duties somebody may see. One that is in neither table is shown to nobody but the team that owes it."""

from collections.abc import Collection

from django.db.models import Q

from safereturn.access.field_classes import DUTIES
from safereturn.agencies.models import Post
from safereturn.episodes.field_classes import FACTS
from safereturn.protocol.findings import UNDECIDED

SEEN_BY_ALL = frozenset(
    (
        "police-decide-recorded-category",
        "low-category-24h-ceiling",
        "la-notified-by-secure-email",
        "la-check-child-known",
        "away-notify-social-worker",
        "away-six-hour-ceiling",
        "away-interview-opportunity",
        "high-deploy-immediately",
        "high-senior-command-involved",
        "high-appoint-investigating-officer",
        "high-consider-sio-polsa",
        "high-media-strategy",
        "high-agency-contact",
        "high-family-support",
        "high-notify-missing-persons-bureau",
        "high-notify-ceop",
        "high-notify-childrens-services",
        "missing-meeting-three-days",
        "five-day-reviews",
        "iro-told-missing",
        "iro-told-missing-and-return",
        "prevention-visit",
        "return-interview",
        "interview-manager-quality",
        "strategy-meeting-three-in-30",
        "police-review-three-in-90",
        "persistent-three-in-30-derby",
        "persistent-three-in-30-derbyshire",
        "persistent-two-episodes-meeting",
        "placing-notifies-host-missing-lead",
    )
)
# A duty that tells a fact by its very name, and the fact: whoever sees the one sees the other.
TELLS: dict[str, str] = dict.fromkeys(
    (
        "cp-manager-told-missing",
        "cp-manager-told-return",
        "cp-conference-brought-forward",
        "cp-core-group-five-days",
    ),
    "child.child_protection_plan",
)


def seen_by(post: Post, sees: Collection[str]) -> Q:
    """The duties that a post who sees some classes of fields may see, as a condition on duties.

    Its own team's; others' as far as it sees what they tell. As long as nobody has recorded a fact, a duty that turns
    on it tells nothing, and asks.
    """
    ids = {*SEEN_BY_ALL, *(id for id, fact in TELLS.items() if FACTS[fact] in sees)} if DUTIES in sees else set()
    asking = Q()
    for id, fact in TELLS.items():
        asking |= Q(protocol_id=id, status=UNDECIDED, facts__turns_on__contains=[fact])
    return Q(team_id=post.team_id) | Q(protocol_id__in=sorted(ids)) | asking
