"""Section 5.3: the roles of other agencies (2016 edition)."""

from .. import vocabulary as v
from ..course import came_about, carried_out, went_missing
from ..facts import Facts
from ..notation import Duty

# Health.

designated_nurse_distributes_form = Duty(
    "designated-nurse-distributes-form",
    name="Pass the notice on to health providers",
    sections=("5.3",),
    says="Once the trusts have checked their records, "
    "the designated nurse passes the notice on to the health providers.",
    strength=v.MUST,
    starts=carried_out("health-check-systems"),  # B22: once the checks are done
    by=v.DESIGNATED_NURSE,
    because="The health records were checked at {start}, so the designated nurse passes the notice on",
)

maternity_units_told = Duty(
    "maternity-units-told",
    name="Tell the local maternity units",
    sections=("5.3",),
    says="When the alert is about an unborn baby, the local maternity units are told.",
    strength=v.MUST,
    starts=went_missing,
    by=v.DESIGNATED_NURSE,
    because="{missing}{why}, so the local maternity units are told",
)


@maternity_units_told.required("5.3", "The baby is still to be born.", why=" with a baby still to be born")
def alert_about_an_unborn_baby(child: Facts) -> bool:
    return child.unborn


# All agencies.

agencies_cooperate_with_police = Duty(
    "agencies-cooperate-with-police",
    name="Help the police with their enquiries",
    sections=("5.3",),
    says="All agencies help the police with their enquiries to find the child or family.",
    strength=v.SHOULD,
    starts=went_missing,
    by=v.CHILDRENS_SERVICES,
    because="{missing}, so every agency helps the police with their enquiries",
)

agencies_share_intelligence = Duty(
    "agencies-share-intelligence",
    name="Share what is known",
    sections=("5.3",),
    says="All agencies tell the police and the council what they know, "
    "above all what the child or family said or did before.",
    strength=v.SHOULD,
    starts=went_missing,
    by=v.CHILDRENS_SERVICES,
    because="{missing}, so every agency tells the police and the council what it knows",
)

agencies_check_records_for_associates = Duty(
    "agencies-check-records-for-associates",
    name="Look in the records for people who may know",
    sections=("5.3",),
    says="All agencies look where they can for friends or relatives who may know something, and help with photographs.",
    strength=v.SHOULD,
    starts=went_missing,
    by=v.CHILDRENS_SERVICES,
    because="{missing}, so every agency looks in its records for people who may know something",
)

front_line_told_to_watch = Duty(
    "front-line-told-to-watch",
    name="Tell front-line staff to look out",
    sections=("5.3",),
    says="Front-line staff, such as drop-in centres and maternity units, are told, "
    "so that they ring the police when they see the child or family.",
    strength=v.SHOULD,
    starts=went_missing,
    by=v.CHILDRENS_SERVICES,
    because="{missing}, so front-line staff are told to look out and to ring the police",
)

agency_alert_other_area = Duty(
    "agency-alert-other-area",
    name="Consider an alert to another area",
    sections=("5.3",),
    says="An agency may alert its counterpart in another area or in the whole country.",
    strength=v.MAY,
    starts=came_about("may-be-in-another-area"),  # B25
    by=v.CHILDRENS_SERVICES,
    because="Another area came into question at {start}, so agencies consider an alert to their counterparts",
)

DUTIES = (
    designated_nurse_distributes_form,
    maternity_units_told,
    agencies_cooperate_with_police,
    agencies_share_intelligence,
    agencies_check_records_for_associates,
    front_line_told_to_watch,
    agency_alert_other_area,
)
