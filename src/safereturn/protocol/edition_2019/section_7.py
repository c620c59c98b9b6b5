"""Section 7: prevention and intervention (2019 edition)."""

from .. import vocabulary as v
from ..course import meeting, went_missing
from ..facts import Facts
from ..notation import Duty

persistent_two_episodes_meeting = Duty(
    "persistent-two-episodes-meeting",
    name="Meet and write a missing strategy",
    sections=("7.3",),
    says="After two or more reported episodes the agencies meet, review the plan and write a missing strategy.",
    strength=v.SHOULD,
    starts=went_missing,
    tested_once=True,
    met_by=meeting("persistent-meeting"),
    by=v.LEAD_WORKER,
    because="Reported missing at {start} and not for the first time, so everyone involved meets and writes a strategy",
)


@persistent_two_episodes_meeting.required(
    "7.3", "Reported missing two or more times.", reading="A10: the text gives no window, so none is used."
)
def reported_before(child: Facts) -> bool:
    return len(child.earlier) >= 1


DUTIES = (persistent_two_episodes_meeting,)
