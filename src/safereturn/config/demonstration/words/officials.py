"""What the police, the councils and the homes write in the log."""

from collections.abc import Iterable

from safereturn.protocol import vocabulary as v

_SERVICES = {v.SOCIAL_CARE: "social care", v.MAT: "the Multi-Agency Team", v.YOS: "the Youth Offending Service"}


def known_to(services: Iterable[str]) -> str:
    """What the front door answers."""
    known = " and ".join(_SERVICES[service] for service in services)
    return f"Open to {known}" if known else "Not known to any service"


# Where a child was found and by whom, by who found them (`figures.FOUND_BY`)
FOUND = {
    "police": (
        "Officers on patrol saw {him} at {place} and spoke to {him}.",
        "Found by officers at a friend's address in {town}, after the third house that was tried.",
        "British Transport Police have {him} at {further} station. Escorted back.",
        "Phone cell led to {place}. {He} walked to the car when called by name.",
        "A member of the public rang 101: a young person alone at {place}. Officers attended.",
        "Found hiding in a bedroom at an address in {town}. An adult there will be spoken to.",
    ),
    "family": (
        "{His} {relative} has {him} and is bringing {him} back.",
        "At {his} {relative}'s in {town}. Confirmed at the door.",
        "Mother found {him} at {place} and drove {him} home.",
    ),
    "carer": (
        "Staff found {him} at {place}. Walked back together.",
        "Carer drove round and saw {him} near {place}. {He} got in.",
        "Staff collected {him} from {friend}'s, by agreement.",
    ),
    "friends": (
        "{friend}'s mother rang: {he} is at theirs, and may be fetched.",
        "{friend} told the school where {he} was.",
    ),
    "self": (),
}  # fmt: skip
ENQUIRIES = (
    "Rang {friend}, {other} and their parents. Nobody has seen {him}.",
    "Home address searched with consent, loft and shed included. Phone goes straight to voicemail.",
    "{place} and the streets about it walked by two of us. Not there.",
    "Bus company asked. Driver remembers a young person of that description, off in {town}.",
    "Banks and travel card asked for. Social media open to us show nothing new.",
    "Hospitals at Derby and Chesterfield asked. Not there.",
    "Friend's mother on 01632 960{digits} says that {he} rang her, and was well.",
    "{His} mobile, 07700 900{mobile}, rings out. Text sent with the number to ring, day or night.",
    "Taxi firms in {town} asked. One fare of a young person, to {place}.",
)  # fmt: skip
LOCATED = (
    "On the telephone to {friend}, in {town}. Says that {he} is well. An officer is on the way.",
    "At {his} {relative}'s. Will not come to the door. Officer outside.",
    "Seen on the station's cameras at {further}, getting on the train back.",
)  # fmt: skip
VISIT = (
    "Seen alone in {his} room. Tired, unhurt. Told about the helplines.",
    "Seen with {his} {relative} present, then alone. Says nothing happened. No injuries seen.",
    "Seen at the station before being driven back. Would say little. Shoes and phone looked at with consent.",
    "Seen at the home. Talked about {friend}. Information passed on.",
    "Seen at school with a teacher. In good spirits.",
)  # fmt: skip
NO_VISIT = (
    ("Asleep when officers came, and seen to be safe and well by the carer", "The carer"),
    ("In hospital for something else; visit would distress", "The ward sister and the social worker"),
    ("Third return in four days; social worker sees the child this morning instead", "The social worker"),
    ("Has moved to another force's area, which visits", "The social worker"),
)  # fmt: skip
DECLINED = (
    "I am fine and I do not need to talk about it", "I have said it all to the police",
    "I have talked to you lot enough",
    "Not today. Maybe another time", "What is the point, nothing changes", "I do not want it written down",
    "It was only a row and we have made up", "Mum and me have sorted it", "I do not know this person",
    "I would rather talk to my key worker",
)  # fmt: skip
NOT_POSSIBLE = (
    "Missing again before the day that was agreed", "In court all day", "Did not open the door, twice",
    "With family out of the area until Sunday", "In hospital", "Worker was ill and nobody else was free",
    "Would only see a woman, and none was on duty",
)  # fmt: skip
LATE_BECAUSE = (
    "The child asked for a day next week", "Placed two hours away: the worker travels there on Friday",
    "Missing again meanwhile, and interviewed about both", "The worker is ill; passed to a colleague",
    "The carer was not told of the day", "Exams this week, by the child's own wish",
)  # fmt: skip
NO_HARM = ("No.", "No harm, {he} says.", "Not that {he} told me.")
HARM = (
    "Yes. Bruise on the upper arm, from being held. Seen by the nurse. Police told.",
    "Was given something in a drink and does not remember the end of the night. Strategy discussion today.",
    "Was hit by somebody {he} owes money. Does not want it reported. Told that we have to, and why.",
)  # fmt: skip

# The ten questions, in short answers: by the question's name in the form
ANSWERS: dict[str, tuple[str, ...]] = {
    "traced": (
        "Carer has rung the phone, friends and family. Local area checked.", "Nothing yet, rang us at once.",
        "Streets nearby driven through. Friends contacted.", "Staff have searched the house and grounds.",
    ),
    "unusual": (
        "Out of character: has never done this.", "No. Goes about once a month, back within the night.",
        "The hour is unusual; the place is not.", "Has been late before, never this late.",
    ),
    "medical": (
        "None known.", "None known.", "Asthma, inhaler at home.", "Epilepsy, evening dose missed.",
        "ADHD medication, not taken today.",
    ),
    "exploited": (
        "On the exploitation list; picked up by car.", "New phone, new friends. To be looked at.",
        "Money and clothes that nobody can explain.",
    ),
    "suicide": ("Nothing known.", "Has harmed before. Said today that nothing matters.", "Low, but no plan known."),
    "else": ("Heavy rain tonight.", "No coat.", "No money.", "Unknown town.", "Nothing more.", "Only £12 on a card."),
}  # fmt: skip
TOLD = (
    "By telephone, and by secure mail.", "Told; will ring back.", "Spoke to the duty worker.",
    "Left word, and had an answer.", "", "",
)  # fmt: skip
DONE = (
    "Done, see the record.", "Reference in our own record.", "", "", "",
)  # fmt: skip
CAUGHT_UP = (
    "Found undone when the open cases were gone through; done since.",
    "Had been overlooked. Done now.",
    "Done at the manager's asking.",
)
NOT_DECIDED_FOR = (
    "Would not help this child now",
    "Covered by what was agreed this week",
    "Not proportionate here; looked at by the manager",
)
AWAY = (
    "At {his} {relative}'s in {town}, who has rung us. Not agreed, but {he} is safe there. Wants to stay for the film.",
    "At {friend}'s house. {friend}'s mother confirms it. Was due back {left}; refuses to be fetched yet.",
    "Seen at {place} with {friend} by staff, who spoke to {him}. Will come back in {his} own time, {he} says.",
    "On the phone from {town}: missed the bus, with {friend}. Staff are setting out to fetch {him}.",
    "At {his} partner's, address known to us. Answers messages. Due back {left}.",
    "At football at {place}. Was told to be in after the match. Coach is with them.",
)
AWAY_NOTES = (
    "Spoke to {him} on the phone. Sounds well. Asked to be in within two hours.",
    "{friend} answered {his} phone: all well, they are eating. Will ring again in an hour.",
    "Told {him} by message when {he} is expected. Read, not answered.",
    "Address checked against the plan: known, nothing against it.",
    "Drove by. Saw {him} through the window, with {friend}. Did not go in.",
)
WORRIED = (
    "{friend}'s mother says that they have been drinking.",
    "{He} sounded frightened, and rang off.",
    "There are people at the address whom {he} does not know.",
)
LOST = (
    "{friend}'s mother says that {he} left an hour ago. Phone off.",
    "Not at the address when we came to fetch {him}. Nobody there knows where {he} went.",
    "Got off the bus before ours, says the driver. Does not answer.",
)
EXPLOITATION = (
    "Toolkit completed: high. Referred the same day.",
    "Toolkit completed: medium. Discussed with the exploitation lead.",
    "Toolkit considered, and completed at the next visit.",
    "Toolkit completed: low, to be looked at again in six weeks.",
)
NOT_NEEDED = (
    "Asked, and was with {his} own family, as the plan knows",
    "Seen by the social worker the same day, about the same",
    "The carer fetched {him} after an hour; nothing to add",
)
NEVER_DONE = (
    "Not done in time and no longer of use: the child was found meanwhile. Looked at by the manager",
    "Nobody could come together over the bank holiday; spoken about by telephone instead",
    "Missed. The team's list of the day did not show it",
)
