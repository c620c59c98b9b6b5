"""Answers to what the protocol wants written down, in short: by the occasion and the prompt (`episodes.prompts`)."""

PROMPTED: dict[str, dict[str, tuple[str, ...]]] = {
    "report": {
        "risks": (
            "Nothing that we know of.", "Owes money to somebody, we think.", "Will go along with whoever asks.",
            "Does not keep {himself} safe near roads when upset.", "Not used to being out at night.",
        ),
        "gone_with": (
            "Perhaps with {friend}. Nobody known to be a danger.", "Alone, as far as anybody saw.",
            "Somebody waited in a car. Not seen who.", "Perhaps to {his} {relative}, who says not.",
        ),
        "telephones": (
            "07700 900{mobile}, rings out.", "07700 900{mobile}, switched off.", "Phone left on the bed.",
            "A new number that nobody has.",
        ),
        "social_media": (
            "Snapchat and TikTok; names with the key documents.", "Instagram, last online an hour ago.",
            "Has blocked us all since yesterday.", "None known.",
        ),
        "last_sighting": (
            "{left}, by the front door.", "{left}, walking towards {place}.", "{left}, at {place}, by {friend}.",
        ),
        "haunts": (
            "{place}; {friend}'s; {other}'s.", "{town}, at {friend}'s, and {place}.", "{place}. Once, {further}.",
        ),
        "before": (
            "Never.", "Twice this year, at {friend}'s, back by morning.", "Often; found at {place} most times.",
            "Once, in {further}, for two days.",
        ),
        "led_up": (
            "A row about the phone.", "Nothing that we noticed.", "Quiet since the weekend.", "Trouble with {friend}.",
            "A call that {he} would not talk about.",
        ),
        "vulnerable": (
            "Younger in the head than in years.", "Learning disability, mild.", "Spoken for by others, easily.",
            "Nothing that we know of.",
        ),
    },
    "visit": {
        "harm": ("No sign.", "A graze on the knee, from a wall.", "Tired and cold; nothing else.", "None seen."),
        "whereabouts": (
            "At {friend}'s in {town}.", "{place}, then {friend}'s.", "Would not say.", "In {further}, with {other}.",
            "Walked about, mostly {place}.",
        ),
        "offending": ("Nothing.", "Nothing.", "Says that {his} money was taken. Recorded.", "Would not talk of it."),
    },
    "meeting": {
        "reviewed": (
            "All enquiries gone through; two addresses still to be seen.", "Phone, bank and travel data asked for.",
            "Done as agreed. The search of {place} was late.",
        ),
        "intelligence": (
            "Police and school, nothing new. Health: no contact.", "One sighting in {further}, not confirmed.",
            "Calls to one number in {further}, every evening before.",
        ),
        "risk": ("As graded.", "Higher: nobody has heard from {him} since yesterday.", "As before; reviewed daily."),
        "section_47": ("Not now; looked at again on the return.", "Yes, begun today.", "No."),
        "when_found": (
            "Back to where {he} lives, fetched by somebody {he} knows.", "To {his} {relative}, who was visited today.",
            "Back to the placement; a second worker for the first night.",
        ),
        "next": (
            "Police see {friend} again today. Social worker rings the family each evening. Review in four days.",
            "Picture to {further} police, today. Home keeps {his} phone charged at the office: text each evening.",
            "School asks {other} tomorrow; the investigating officer gathers what comes in.",
        ),
    },
    "strategy": {
        "away_or_missing": (
            "Away until 23:00 where the place is known; missing at once where it is not.",
            "Missing after one hour without an answer.", "Missing from 22:00 on school days, 23:00 at weekends.",
        ),
        "council_enquiries": (
            "Phone, {friend}'s mother, {his} {relative}, {place}.", "Home rings the same four numbers first.",
        ),
        "police_enquiries": ("{place}, {friend}'s, the station at {further}.", "The three addresses on the sheet."),
        "on_return": (
            "The neighbourhood officer whom {he} knows; interview by {his} own worker, out walking.",
            "One officer of two by name; interview at school.",
        ),
        "long_term": (
            "Boxing on Tuesdays, a mentor, and contact with {his} {relative} written into the plan.",
            "College place from January; the mentor stays.", "Looked at again in six weeks by the same people.",
        ),
    },
}  # fmt: skip
# What weighs in setting the level, and how often, by the reason for going; "" for all others
WEIGHS: dict[str, dict[str, float]] = {
    "used": {"known_harm": 0.8, "trafficking": 0.3, "running": 0.5, "history": 0.6, "offending": 0.2},
    "low": {"mood": 0.9, "history": 0.3, "age": 0.3},
    "online": {"known_harm": 0.5, "age": 0.5, "running": 0.6},
    "little": {"age": 1, "running": 0.2},
    "": {"history": 0.45, "running": 0.3, "mood": 0.25, "age": 0.3, "offending": 0.1, "known_harm": 0.15},
}
