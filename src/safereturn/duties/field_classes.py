"""Which duties somebody may see. One that is in none of the tables is shown to nobody but the team that owes it."""

from collections.abc import Collection, Iterable

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from safereturn.access.field_classes import ALLEGATION, DUTIES
from safereturn.agencies.models import Post
from safereturn.episodes.field_classes import FACTS
from safereturn.protocol.findings import UNDECIDED

SEEN_BY_ALL = frozenset(
    (
        "individual-missing-plan",
        "individual-missing-plan-kept-current",
        "nar-actions-and-review-time",
        "medium-active-response",
        "police-recovery-help-given",
        "risk-factor-fgm-forced-marriage",
        "risk-factor-radicalisation",
        "category-dispute-to-duty-inspector",
        "report-immediate-risk-999",
        "report-non-emergency-three-way",
        "health-check-systems",
        "health-notify-designated-nurse",
        "search-before-report-home",
        "report-missing-from-home-101",
        "agency-check-carer-efforts",
        "agency-advise-must-report",
        "agency-confirm-reported",
        "search-before-report-care",
        "carer-says-reporting-missing",
        "provider-follows-both-protocols",
        "care-unknown-location-report",
        "away-carer-discretion",
        "away-safety-concern-report",
        "away-la-stay-or-return",
        "away-home-offers-interview",
        "away-home-calls-social-worker",
        "family-move-share-with-consent",
        "family-moved-locate-proportionately",
        "school-first-day-contact",
        "school-assist-parent-report",
        "school-reports-itself",
        "school-local-cme-protocols",
        "school-dfe-cme-guidance",
        "ehe-vigilance",
        "absent-monitor-escalate",
        "head-tells-ewo-10-days",
        "ewo-extensive-enquiries",
        "ewo-tells-school-moved",
        "ewo-to-cme-officer",
        "cme-officer-checks",
        "register-deletion-tell-la",
        "concerning-or-care-call-derbyshire",
        "concerning-or-care-call-derby",
        "semi-independent-16-18-report",
        "police-decide-recorded-category",
        "police-tell-caller-sharing",
        "compact-entry",
        "intelligence-history-check",
        "low-category-record-and-agree",
        "low-category-constant-review",
        "partners-assist-police",
        "police-investigate-per-college-policy",
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
        "parents-arrange-return",
        "la-arranges-return-care",
        "recovery-order-considered",
        "unsuitable-place-liaison",
        "abduction-warning-considered",
        "parents-report-found",
        "carers-report-return",
        "police-tell-other-agencies-return",
        "prevention-visit-closes-report",
        "frequent-missing-visit-frequency",
        "frequent-missing-harm-link",
        "police-team-reviews-all-cases",
        "return-interview-exceptional",
        "cre-toolkit-considered",
        "interview-separate-parent-talk",
        "interview-exploitation-assessment",
        "care-interview-exploitation-assessment",
        "foster-carer-action-sheet",
        "absences-considered-at-review",
        "residential-profile-updated-derbyshire",
        "residential-professionals-told-derbyshire",
        "distant-placement-interview-arranged",
        "placement-carer-informs-missing",
        "placement-carer-informs-return",
        "placing-officer-tells-iro",
        "placing-shares-interview-with-host",
        "provider-facilitates-interview",
        "advocate-explained-derbyshire",
        "advocate-referral-derbyshire",
        "cme-needs-assessed",
        "single-episode-assessed",
        "needs-assessment-and-services",
        "missing-plan-updated-after-episode",
        "abuse-at-home-always-considered",
        "care-plans-cover-missing-risk",
        "photo-consent-parental",
        "photo-agreement-child",
        "carer-raises-awareness",
        "post-episode-care-plans-reviewed",
        "push-pull-understood",
        "persistent-meeting-attendance",
        "mplo-2-3-help-investigators",
        "mplo-6-7-multi-agency-cases",
        "mplo-15-single-contact",
        "interview-neutral-place",
        "tor-mpmg-repeat-case-report",
        "checks-police-attend-threat",
        "checks-police-force-entry",
        "report-missing-after-own-enquiries",
        "police-probe-efforts-and-risk",
    )
)
# The duties that tell a fact by their very name: whoever sees the one sees the other.
_TOLD: dict[str, tuple[str, ...]] = {
    "child.child_protection_plan": (
        "cp-child-missing-report",
        "cp-missing-senior-managers",
        "cp-missing-national-alert",
        "cp-manager-told-missing",
        "cp-manager-told-return",
        "cp-conference-brought-forward",
        "cp-core-group-five-days",
        "cp-family-left-country-inform",
        "cp-return-plan-considered",
        "cp-conference-forward-considered",
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
        "known-child-plan-reviewed",
    ),
    "child.missing_plan": ("individual-missing-plan-followed",),
    "child.one_to_one_care": ("one-to-one-proactive-checks",),
    "child.trafficking_concern": (
        "trafficked-plan-agreed",
        "trafficked-plan-activated",
        "trafficked-contact-police-and-social-care",
        "nrm-referral",
        "trafficked-return-made-safe",
        "trafficked-plan-updated-shared",
        "trafficked-return-ukhtc-told",
    ),
    "child.fgm_or_forced_marriage_concern": ("fgm-forced-marriage-in-tandem",),
    "child.exploitation_concern": (
        "operation-liberty-form",
        "exploitation-assessment-updated-return",
        "exploitation-cp-manager-told",
        "exploitation-meeting-forward-considered",
    ),
    "child.significant_harm_concern": (
        "family-concern-shared-and-agreed",
        "family-missing-report",
        "school-prioritise-vulnerable",
        "school-safety-referral",
        "unauthorised-carer-safeguards",
        "unauthorised-carer-informs",
        "significant-harm-social-worker",
        "family-border-alerts-considered",
        "abroad-border-and-interpol",
        "less-intrusive-considered-first",
        "overseas-consular-directorate",
        "care-order-removed-legal-step",
        "care-order-removed-notify",
        "return-harm-referral",
        "mplo-11-no-gaps",
        "checks-police-protection-when-no-epo",
    ),
    "child.disabled": ("checks-mental-disorder-public-place",),
}
TELLS: dict[str, str] = {id: fact for fact, ids in _TOLD.items() for id in ids}
# A carer may be who did it: so what follows from such a harm is told to those alone who see allegations.
MAY_TELL_OF_A_CARER = frozenset(
    (
        "la-supports-action-on-offenders",
        "perpetrators-positive-action",
        "mplo-10-refer-exploited",
        "return-crime-enquiries",
        "sexual-abuse-no-washing",
        "visit-concerns-derbyshire",
        "visit-concerns-derby",
        "allegation-recorded-and-acted-on",
    )
)


def _array(words: Iterable[str]) -> str:
    """Words of our own as PostgreSQL writes an array of them: a list of a hundred takes ten times as long to send."""
    return f"{{{','.join(words)}}}"


# Written out for the same reason as `access.queries`: each board and each episode asks it.
_SEEN = f"""
duties_duty.team_id = %s
OR duties_duty.protocol_id = ANY(%s::text[])
OR duties_duty.status = %s AND EXISTS (
    SELECT FROM unnest('{_array(TELLS)}'::text[], '{_array(TELLS.values())}'::text[]) AS tells (id, fact)
    WHERE tells.id = duties_duty.protocol_id AND duties_duty.facts -> 'turns_on' @> to_jsonb(tells.fact)
)
"""


def ids_seen(sees: Collection[str]) -> set[str]:
    """The ids of the duties that are seen, whoever owes them, by somebody who sees some classes of fields."""
    if DUTIES not in sees:
        return set()
    told = (id for id, fact in TELLS.items() if FACTS[fact] in sees)
    return {*SEEN_BY_ALL, *told, *(MAY_TELL_OF_A_CARER if ALLEGATION in sees else ())}


def seen_by(post: Post, sees: Collection[str]) -> RawSQL:
    """The duties that a post who sees some classes of fields may see, as a condition on `duties_duty`.

    Its own team's; others' as far as it sees what they tell. As long as nobody has recorded a fact, a duty that turns
    on it tells nothing, and asks.
    """
    values = (post.team_id, _array(sorted(ids_seen(sees))), UNDECIDED)
    return RawSQL(_SEEN, values, output_field=BooleanField())  # noqa: S611 - a constant, its values apart
