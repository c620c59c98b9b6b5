"""Which duties somebody may see. One that is in neither table is shown to nobody but the team that owes it."""

from collections.abc import Collection

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

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
        "medium-proactive-search",
        "enquiries-until-found",
        "found-compact-updated-la-told",
        "investigation-core-enquiries",
        "care-family-contacted",
        "police-update-parents-and-la",
        "publicity-assessed-individually",
        "publicity-joint-decision",
        "publicity-two-step-authorisation",
        "child-rescue-alert-authorisation",
        "other-la-child-record-and-forward",
        "placing-la-liaises",
        "carers-and-worker-feed-investigation",
        "missing-persons-links-alert",
        "enquiry-results-to-police",
        "media-permission-service-director",
        "designated-nurse-distributes-form",
        "agencies-cooperate-with-police",
        "agencies-share-intelligence",
        "agencies-check-records-for-associates",
        "front-line-told-to-watch",
        "agency-alert-other-area",
        "continual-review",
        "missing-meeting-attendance",
        "lac-review-forward-considered",
        "care-legal-advice",
        "care-senior-managers-alerted",
        "concerned-worker-escalates",
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
# The duties that tell a fact by their very name: whoever sees the one sees the other.
_TOLD: dict[str, tuple[str, ...]] = {
    "child.child_protection_plan": (
        "cp-manager-told-missing",
        "cp-manager-told-return",
        "cp-conference-brought-forward",
        "cp-core-group-five-days",
        "cp-family-left-country-inform",
    ),
    "child.born": (
        "maternity-alerts",
        "maternity-units-told",
    ),
    "child.mobile_known": ("textsafe-message",),
    "child.open_to": (
        "open-case-to-responsible-worker",
        "lead-worker-liaises",
        "lead-worker-offers-family-support",
        "lead-worker-updates-assessment",
        "lead-worker-informs-agencies",
        "unknown-case-allocated-derbyshire",
        "unknown-case-allocated-derby",
        "unknown-nar-police-choose-action",
        "allocated-worker-offers-support",
        "allocated-worker-wider-needs",
    ),
    "child.trafficking_concern": ("nrm-referral",),
    "child.fgm_or_forced_marriage_concern": ("fgm-forced-marriage-in-tandem",),
    "child.exploitation_concern": (
        "perpetrators-positive-action",
        "la-supports-action-on-offenders",
    ),
    "child.significant_harm_concern": (
        "significant-harm-social-worker",
        "family-border-alerts-considered",
        "abroad-border-and-interpol",
        "less-intrusive-considered-first",
        "overseas-consular-directorate",
        "care-order-removed-legal-step",
        "care-order-removed-notify",
    ),
}
TELLS: dict[str, str] = {id: fact for fact, ids in _TOLD.items() for id in ids}


# Written out for the same reason as `access.queries`: each board and each episode asks it.
_SEEN = """
duties_duty.team_id = %s
OR duties_duty.protocol_id = ANY(%s)
OR duties_duty.status = %s AND EXISTS (
    SELECT FROM unnest(%s::text[], %s::text[]) AS tells (id, fact)
    WHERE tells.id = duties_duty.protocol_id AND duties_duty.facts -> 'turns_on' @> to_jsonb(tells.fact)
)
"""


def seen_by(post: Post, sees: Collection[str]) -> RawSQL:
    """The duties that a post who sees some classes of fields may see, as a condition on `duties_duty`.

    Its own team's; others' as far as it sees what they tell. As long as nobody has recorded a fact, a duty that turns
    on it tells nothing, and asks.
    """
    ids = {*SEEN_BY_ALL, *(id for id, fact in TELLS.items() if FACTS[fact] in sees)} if DUTIES in sees else set()
    values = (post.team_id, sorted(ids), UNDECIDED, list(TELLS), list(TELLS.values()))
    return RawSQL(_SEEN, values, output_field=BooleanField())  # noqa: S611 - a constant, its values apart
