"""Section 5.2: the role of the local authority (2016 edition)."""

from .. import vocabulary as v
from ..course import came_about, carried_out, categorised_missing, found_or_back, went_missing
from ..facts import Facts
from ..notation import Duty

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


@la_check_child_known.required("4.2", "Recorded as missing: medium or high.")
def check_for_a_missing_child(child: Facts) -> bool:
    return child.highest_category in (v.MEDIUM, v.HIGH)


@la_check_child_known.required(
    "5.2", "An absent child in care.", reading="A86: the interview of a child in care needs the council to know."
)
def check_for_an_absent_child_in_care(child: Facts) -> bool:
    return child.in_care


def told_of(child: Facts) -> bool:
    """Whether the police send the council a notice of this child (A86)."""
    return child.highest_category in (v.MEDIUM, v.HIGH) or child.in_care


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


OPEN_CASE = "The child or the family is open to a service, or the child is in care."


@open_case_to_responsible_worker.required("5.2", OPEN_CASE, why=", and known to services")
@lead_worker_liaises.required("5.2", OPEN_CASE, why=", and known to services")
@lead_worker_offers_family_support.required("5.2", OPEN_CASE, why=", and known to services")
@lead_worker_updates_assessment.required("5.2", OPEN_CASE, why=", and known to services")
def known_to_services(child: Facts) -> bool:
    return child.known_to_services and told_of(child)


# Taken overseas.

REMOVED_FROM_THE_UK = came_about("care-order-child-removed-from-the-uk")

overseas_consular_directorate = Duty(
    "overseas-consular-directorate",
    name="Decide on the Consular Directorate",
    sections=("5.2", "5.4"),
    says="For a child taken overseas, the Consular Directorate of the Foreign "
    "and Commonwealth Office may be asked to help.",
    strength=v.MAY,
    starts=came_about("taken-abroad"),  # B24: whatever the nationality
    by=v.CHILDRENS_SERVICES,
    because="Feared at {start} to have been taken abroad, "
    "so children's services decide whether to ask the consular service",
)

care_order_removed_legal_step = Duty(
    "care-order-removed-legal-step",
    name="Consider legal action: removed from the UK",
    sections=("5.2",),
    says="When a child on a care order was removed from the UK, children's services give thought to legal action.",
    strength=v.SHOULD,
    starts=REMOVED_FROM_THE_UK,
    by=v.CHILDRENS_SERVICES,
    because="Known at {start} to have been removed from the UK, so children's services take thought for legal action",
)

care_order_removed_notify = Duty(
    "care-order-removed-notify",
    name="Tell the Child Abduction Section: removed from the UK",
    sections=("5.2", "5.4"),
    says="When a child on a care order was removed from the UK, the Child Abduction Section of the Foreign and "
    "Commonwealth Office, children's social care and the police are told at once.",
    strength=v.SHOULD,
    starts=REMOVED_FROM_THE_UK,
    by=v.CHILDRENS_SERVICES,
    because="Known at {start} to have been removed from the UK, so the Child Abduction Section, "
    "social care and the police are told",
)

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
    reading="A86: of absent children at home the council is not told.",
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
    reading="A86: of absent children at home the council is not told.",
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
    return bool(child.significant_harm_concern) and not child.known_to_services and told_of(child)


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

# A child of another authority.

other_la_child_record_and_forward = Duty(
    "other-la-child-record-and-forward",
    name="Open a record and tell the placing authority",
    sections=("5.2",),
    says="Of another authority's child placed here the host council opens or updates a record, "
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


# While the child is missing.

carers_and_worker_feed_investigation = Duty(
    "carers-and-worker-feed-investigation",
    name="Tell the police whatever may help",
    sections=("5.2",),
    says="The carers and the child's worker keep in touch with the police and pass on "
    "whatever may help to find or keep safe the child.",
    strength=v.MUST,
    starts=went_missing,
    until=found_or_back,  # B20: whilst the child is missing
    by=v.CARER,
    because="{missing}, so the carers and the child's worker tell the police whatever may help",
)

missing_persons_links_alert = Duty(
    "missing-persons-links-alert",
    name="Consider an alert through Missing Persons links",
    sections=("5.2",),
    says="Other councils and health providers may be alerted through Missing Persons links, "
    "aimed at the areas where the child or family may be.",
    strength=v.MAY,
    starts=came_about("may-be-in-another-area"),  # B25
    by=v.CHILDRENS_SERVICES,
    because="Another area came into question at {start}, so the council considers an alert there",
)

enquiry_results_to_police = Duty(
    "enquiry-results-to-police",
    name="Pass on to the police what was learnt",
    sections=("5.2",),
    says="Whatever staff, carers or parents learn by their own enquiries goes to the police.",
    strength=v.SHOULD,
    starts=came_about("something-learnt"),
    by=v.CHILDRENS_SERVICES,
    because="Something was learnt at {start}, so it is passed on to the police",
)

DUTIES = (
    la_check_child_known,
    open_case_to_responsible_worker,
    lead_worker_liaises,
    lead_worker_offers_family_support,
    lead_worker_updates_assessment,
    overseas_consular_directorate,
    care_order_removed_legal_step,
    care_order_removed_notify,
    unknown_case_allocated_derbyshire,
    unknown_case_allocated_derby,
    significant_harm_social_worker,
    allocated_worker_offers_support,
    allocated_worker_wider_needs,
    other_la_child_record_and_forward,
    placing_la_liaises,
    carers_and_worker_feed_investigation,
    missing_persons_links_alert,
    enquiry_results_to_police,
)
