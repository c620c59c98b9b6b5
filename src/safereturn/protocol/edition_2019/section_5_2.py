"""Section 5.2: the role of the local authority (2019 edition)."""

from collections.abc import Iterable

from .. import vocabulary as v
from ..course import came_about, carried_out, categorised_missing, each_grading, went_missing
from ..events import Categorised, Event
from ..facts import Facts
from ..history import History
from ..notation import Duty, Occasion

NAR = v.NO_APPARENT_RISK

# B21: what the council does for a child begins with the notice that the police send of it.

la_check_child_known = Duty(
    "la-check-child-known",
    name="Check whether the child is known",
    sections=("5.2",),
    says="The council checks each notification from the police: is the child known?",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.CHILDRENS_SERVICES,
    because="Recorded by the police at {graded_at}, so the council checks whether it knows the child",
)

# A child known to services.

open_case_to_responsible_worker = Duty(
    "open-case-to-responsible-worker",
    name="Send the report to the child's own worker",
    sections=("5.2",),
    says="The report on a child with an open case goes to the worker responsible, "
    "or to the duty worker in their absence.",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.CHILDRENS_SERVICES,
    because="Recorded by the police at {graded_at}{why}, so the council sends the report to the child's own worker",
)

lead_worker_liaises = Duty(
    "lead-worker-liaises",
    name="Keep in touch with the police and other agencies",
    sections=("5.2",),
    says="The lead worker, or the duty worker, keeps in touch with the police and the other agencies.",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.LEAD_WORKER,
    because="Recorded by the police at {graded_at}{why}, "
    "so the lead worker keeps in touch with the police and the others",
)

lead_worker_offers_family_support = Duty(
    "lead-worker-offers-family-support",
    name="Offer the family support",
    sections=("5.2",),
    says="The lead worker, or the duty worker, contacts the family and offers support, where that is right.",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.LEAD_WORKER,
    because="Recorded by the police at {graded_at}{why}, so the lead worker asks the family what support would help",
)

lead_worker_updates_assessment = Duty(
    "lead-worker-updates-assessment",
    name="Take the episode into the assessment",
    sections=("5.2",),
    says="The lead worker, or the duty worker, takes the episode and the return into the current assessment and work.",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.LEAD_WORKER,
    because="Recorded by the police at {graded_at}{why}, so the lead worker takes what happened into the assessment",
)

lead_worker_informs_agencies = Duty(
    "lead-worker-informs-agencies",
    name="Make sure the supporting agencies know",
    sections=("5.2",),
    says="The lead worker, or the duty worker, makes sure that others who support the child or family know.",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.LEAD_WORKER,
    because="Recorded by the police at {graded_at}{why}, "
    "so the lead worker makes sure that the supporting agencies know",
)


OPEN_CASE = "The child or the family is open to a service, or the child is in care."


@open_case_to_responsible_worker.required("5.2", OPEN_CASE, why=", and known to services")
@lead_worker_liaises.required("5.2", OPEN_CASE, why=", and known to services")
@lead_worker_offers_family_support.required("5.2", OPEN_CASE, why=", and known to services")
@lead_worker_updates_assessment.required("5.2", OPEN_CASE, why=", and known to services")
@lead_worker_informs_agencies.required("5.2", OPEN_CASE, why=", and known to services")
def known_to_services(child: Facts) -> bool:
    return child.known_to_services


# A child not known to services, or whose case is closed.

unknown_case_allocated_derbyshire = Duty(
    "unknown-case-allocated-derbyshire",
    name="Allocate a MAT worker",
    sections=("5.2",),
    says="In the county a child not known to services is allocated a worker of a Multi-Agency Team.",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.CHILDRENS_SERVICES,
    because="Recorded by the police at {graded_at}{why}, so the council allocates a MAT worker",
)


@unknown_case_allocated_derbyshire.required(
    "5.2",
    "A county child not known to services, medium or high.",
    why=", and not known to services",
)
def unknown_in_the_county(child: Facts) -> bool:
    return (
        child.council == v.DERBYSHIRE and not child.known_to_services and child.highest_category in (v.MEDIUM, v.HIGH)
    )


unknown_case_allocated_derby = Duty(
    "unknown-case-allocated-derby",
    name="Allocate a Runaways Worker",
    sections=("5.2",),
    says="In the city a child not known to services is allocated a Runaways Worker of the MATs.",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.CHILDRENS_SERVICES,
    because="Recorded by the police at {graded_at}{why}, so the council allocates a Runaways Worker",
)


@unknown_case_allocated_derby.required(
    "5.2",
    "A city child not known to services, medium or high.",
    why=", and not known to services",
)
def unknown_in_the_city(child: Facts) -> bool:
    return child.council == v.DERBY and not child.known_to_services and child.highest_category in (v.MEDIUM, v.HIGH)


significant_harm_social_worker = Duty(
    "significant-harm-social-worker",
    name="Allocate a social worker",
    sections=("5.2",),
    says="A child not known to services is allocated a social worker when significant harm is feared.",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.CHILDRENS_SERVICES,
    because="Recorded by the police at {graded_at}{why}, so a social worker is allocated",
)


@significant_harm_social_worker.required(
    "5.2",
    "Not known to services, and significant harm is feared.",
    why=", not known to services and feared to be harmed",
)
def unknown_and_feared_to_be_harmed(child: Facts) -> bool:
    return bool(child.significant_harm_concern) and not child.known_to_services


ALLOCATED = carried_out(  # B22: each worker who was allocated
    "unknown-case-allocated-derbyshire", "unknown-case-allocated-derby", "significant-harm-social-worker"
)

allocated_worker_offers_support = Duty(
    "allocated-worker-offers-support",
    name="Contact the family and offer support",
    sections=("5.2",),
    says="The allocated worker contacts the family and offers support with what lies behind the going missing.",
    strength=v.MUST,
    starts=ALLOCATED,
    by=v.LEAD_WORKER,
    because="A worker was allocated at {start}, so they contact the family and offer support",
)

allocated_worker_wider_needs = Duty(
    "allocated-worker-wider-needs",
    name="Find out about wider needs",
    sections=("5.2",),
    says="The allocated worker finds out, by the assessment that fits, whether there are wider needs.",
    strength=v.MUST,
    starts=ALLOCATED,
    by=v.LEAD_WORKER,
    because="A worker was allocated at {start}, so they find out whether the family needs more",
)


def first_at_no_apparent_risk(history: History) -> Iterable[Occasion]:
    """The first grading at no apparent risk of a child who is, or was, missing; it lasts until a higher one (B52)."""
    first = next((each for each in each_grading(history) if _at_no_apparent_risk(each.event)), None)
    if first is None:
        return ()
    first.during = tuple(
        (event, next((later for later in history.all(Categorised) if _is_higher(later, event)), None))
        for event in history.all(Categorised)
        if _at_no_apparent_risk(event)
    )
    return (first,)


def graded_higher(history: History, occasion: Occasion) -> Event | None:
    """Ends what the police decide at no apparent risk: a higher grade, unless the child is back at the lowest (B52)."""
    ended: Event | None = None
    for event in history.all(Categorised):
        if event.order > occasion.order:
            ended = None if _at_no_apparent_risk(event) else ended or event
    return ended


def _at_no_apparent_risk(event: Event | None) -> bool:
    return isinstance(event, Categorised) and event.category == NAR


def _is_higher(later: Categorised, event: Event) -> bool:
    return later.order > event.order and later.category != NAR


unknown_nar_police_choose_action = Duty(
    "unknown-nar-police-choose-action",
    name="Decide what follows at no apparent risk",
    sections=("5.2",),
    says="For a child not known to services and at no apparent risk the police decide what follows, "
    "such as a visit or a referral to social care.",
    strength=v.MUST,
    starts=first_at_no_apparent_risk,
    until=graded_higher,  # the council then allocates a worker
    by=v.POLICE,
    because="Graded no apparent risk at {since}{why}, so the police decide what follows",
)


@unknown_nar_police_choose_action.required("5.2", "Not known to services.", why=" and not known to services")
def known_to_nobody(child: Facts) -> bool:
    return not child.known_to_services


# A child of another authority.

other_la_child_record_and_forward = Duty(
    "other-la-child-record-and-forward",
    name="Open a record and tell the placing authority",
    sections=("5.2",),
    says="Of another authority's child placed here the host council opens or updates a record or episode, "
    "and sends that authority the details.",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.HOST_AUTHORITY,
    because="Recorded by the police at {graded_at}{why}, so the council sends the details to the placing authority",
)


@other_la_child_record_and_forward.required(
    "5.2", "Another authority's child, placed in the city or the county.", why=", another authority's child"
)
def placed_here_from_outside(child: Facts) -> bool:
    return child.placed_from_outside


placing_la_liaises = Duty(
    "placing-la-liaises",
    name="Keep in touch with the police: placing authority",
    sections=("5.2",),
    says="The placing authority keeps in touch with the police and the others, unless it asks the host to help.",
    strength=v.MUST,
    starts=went_missing,
    by=v.PLACING_AUTHORITY,
    because="{missing}{why}, so the placing authority keeps in touch with the police",
)


@placing_la_liaises.required(
    "5.2", "Another authority's child, placed in the city or the county.", why=" and placed here"
)
def missing_from_a_placement_here(child: Facts) -> bool:
    return child.placed_from_outside


# The media.

media_permission_service_director = Duty(
    "media-permission-service-director",
    name="Ask the Service Director about using the media",
    sections=("5.2",),
    says="Staff of social care and of the MATs take the wish of the police to use the media through a "
    "Head of Service to the Service Director, who authorises it.",
    strength=v.MUST,
    starts=came_about("police-want-to-use-the-media"),
    by=v.CHILDRENS_SERVICES,
    answerable=v.SERVICE_DIRECTOR,
    because="The police asked at {start} to use the media, so the Service Director is asked through a Head of Service",
)

DUTIES = (
    la_check_child_known,
    open_case_to_responsible_worker,
    lead_worker_liaises,
    lead_worker_offers_family_support,
    lead_worker_updates_assessment,
    lead_worker_informs_agencies,
    unknown_case_allocated_derbyshire,
    unknown_case_allocated_derby,
    significant_harm_social_worker,
    allocated_worker_offers_support,
    allocated_worker_wider_needs,
    unknown_nar_police_choose_action,
    other_la_child_record_and_forward,
    placing_la_liaises,
    media_permission_service_director,
)
