"""Section 5.3: the roles of other agencies (2019 edition)."""

from .. import vocabulary as v
from ..course import came_about, went_missing
from ..notation import Duty

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
    agencies_cooperate_with_police,
    agencies_share_intelligence,
    agencies_check_records_for_associates,
    front_line_told_to_watch,
    agency_alert_other_area,
)
