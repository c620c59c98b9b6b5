"""What each thing in the file is called, in words for the child whom it is about, and which columns tell nothing.

Tests hold this to the schema and to the log: a new field fails until it has words here, or a reason to be left out.
"""

from typing import Final

from safereturn.episodes.prompts import OCCASIONS, TEN_QUESTIONS
from safereturn.episodes.wording import FACTS

# Columns that are about the machine, with why. Nothing in them tells of a person; what they lead to is a row itself.
TELLS_NOTHING: Final = {
    "id": "The number of a row",
    "digest": "A figure worked out of the file, by which a change in it is noticed",
    "children.Number.child": "Whose file it is",
    "episodes.Episode.child": "Whose file it is",
    "episodes.Event.episode": "Stands over the rows of each time away",
    "interviews.Account.episode": "Stands over the rows of each time away",
    "duties.Duty.episode": "Stands over the rows of each time away",
    "duties.Duty.occurrence": "The place of a duty among those of its kind; when each arose stands beside it",
    "finding.Compared.child": "Whose file it is",
    "finding.Asking.child": "Whose file it is",
    "finding.HandedOver.child": "Whose file it is",
    "access.Involvement.child_id": "Whose file it is",
    "access.Restriction.child_id": "Whose file it is",
    "access.BreakGlass.child_id": "Whose file it is",
    "audit.View.child_id": "Whose file it is",
    "privacy.Alert.child_id": "Whose file it is",
    "keeping.Hold.child": "Whose file it is",
    "keeping.Disposal.child": "Whose file it is",
    "keeping.SubjectRequest.child": "Whose file it is",
    "keeping.Step.rows": "How many rows of the logs were emptied",
}

# What a field is called wherever it stands, unless its table calls it otherwise.
_EVERYWHERE: Final = {
    "agency_id": "Agency",
    "because": "Why",
    "due_at": "To be done by",
    "episode_id": "Time away",
    "lifted_at": "Ended",
    "lifted_because": "Why it ended",
    "lifted_by": "Ended by",
    "lifted_by_person_id": "Who ended it",
    "mail_failed_at": "An e-mail failed",
    "mailed_at": "An e-mail was sent",
    "person_id": "Who",
    "post_id": "In which job",
    "recorded_at": "Recorded",
    "review_on": "To be looked at again",
    "said_by": "Recorded by",
    "set_at": "Begun",
    "set_by": "Begun by",
    "set_by_person_id": "Who began it",
    "team": "Team",
    "team_id": "Team",
    "words": "What they wrote",
}
_IN: Final = {
    "children.Child": {
        "id": "Number in this service",
        "given_name": "First name",
        "family_name": "Last name",
        "known_as": "Known as",
        "also_called": "Other names",
        "born_on": "Date of birth",
        "description": "What you look like",
        "mother": "Number of the mother’s record",
        "mother_born_on": "Mother’s date of birth",
        "home_team": "Who you live with",
        "school_team": "School",
        "facts": "What is recorded now",
        "joined_to": "Number of the record that is used instead",
    },
    "children.Number": {"kind": "Kind of number", "number": "Number"},
    "episodes.Episode": {
        "reference": "Reference",
        "edition": "Edition of the rules for missing children",
        "kind": "Missing, or away",
        "state": "How it stands",
        "area": "Area",
        "category": "How worried the police were at the end",
        "highest_category": "How worried the police were at most",
        "last_seen_at": "Last seen",
        "opened_at": "Recorded from",
        "reported_at": "Reported to the police",
        "returned_at": "Back",
        "closed_at": "Closed",
        "absent_until": "Gone until",
        "arrival_asked_at": "A manager was asked whether you had arrived safely",
        "unborn": "About a baby not born yet",
        "source": "How it came into this service",
    },
    "episodes.Event": {
        "type": "What happened",
        "happened_at": "When",
        "content": "What was recorded of it",
        "source": "How it came into this service",
    },
    "interviews.Account": {
        "held_at": "When you talked",
        "interviewer": "Who talked with you",
        "wanted_someone_else": "You wanted to talk with somebody else",
        "in_the_childs_words": "In your own words",
        "harm": "Whether you were hurt",
        "why_they_went": "Why you went",
        "what_happened": "What happened while you were away",
        "associates": "Who you were with",
        "what_would_help": "What would help",
        "safety_information_given": "You were told how to stay safe",
        "exploitation_assessment": "Assessment of the risk that somebody uses you",
        "parents_view": "What your parents or carers said",
    },
    "duties.Duty": {
        "protocol_id": "What had to be done",
        "edition": "Edition of the rules",
        "sections": "Where the rules say so",
        "strength": "How strictly",
        "owner": "Whose task it was",
        "answerable": "Who answers for it",
        "arose_at": "From when",
        "provisional": "The time was not certain",
        "status": "What came of it",
        "met_at": "Done",
        "says": "In full",
        "because": "Why you were owed it",
        "clause": "The rule that decided",
        "facts": "What it rests on",
        "trigger": "What it followed from",
        "stood_down_because": "Why it was no longer needed",
        "reason_recorded": "A reason for the delay is recorded",
        "accepted_at": "Taken on",
        "accepted_by": "Taken on by",
    },
    "duties.Reminder": {
        "duty": "Of what",
        "kind": "Why then",
        "due_at": "It was to be done by",
        "reminded_at": "When",
    },
    "finding.Compared": {"at": "When"},
    "finding.Pair": {
        "one": "Number of the one record",
        "other": "Number of the other record",
        "score": "How alike, of 100",
        "because": "What is alike",
        "proposed_at": "When",
    },
    "finding.Verdict": {
        "pair": "About",
        "is_one_child": "They are of one child",
        "kept": "Number of the record that is used",
        "moved": "Numbers of the records that were joined to it",
    },
    "finding.Asking": {
        "asked_team": "Team that was asked",
        "reason": "Why they asked",
        "team_id": "Team that asked",
        "said_by": "Asked by",
        "asked_at": "When",
    },
    "finding.Answer": {"asking": "Answer to", "is_let_in": "They were allowed to look", "said_by": "Answered by"},
    "finding.HandedOver": {
        "told_team": "Team that was told",
        "words": "What was told",
        "known_at": "Since when it was known",
        "team_id": "Team that told it",
        "said_by": "Told by",
        "handed_at": "When",
    },
    "finding.TakenUp": {"handed": "Answer to", "said_by": "Taken up by"},
    "finding.Notice": {"asking": "About a question", "handed": "About something told"},
    "access.Involvement": {
        "post_id": "For one job alone",
        "kind": "What tied the team",
        "began_at": "From",
        "ends_at": "Until",
    },
    "access.Restriction": {
        "kind": "What it does",
        "person_id": "Whom it is about",
        "field_class": "What is hidden",
        "ring": "Whom to ring",
        "team_ids": "Teams in which they work",
    },
    "access.BreakGlass": {
        "role": "Kind of job",
        "reason": "What made it an emergency",
        "incident_number": "Police incident number",
        "is_risk_to_life": "A life was at risk",
        "is_restricted": "Your record was kept for named people",
        "asked_at": "When",
    },
    "access.Authorisation": {"glass": "Answer to", "is_given": "It was allowed", "said_by": "Answered by"},
    "privacy.GlassNotice": {"glass": "Of what", "made_at": "When"},
    "audit.View": {
        "classes": "What was shown",
        "page": "On which page",
        "at": "When",
    },
    "privacy.Alert": {
        "rule": "What made somebody ask",
        "week": "Week from",
        "at": "First of the views",
        "found_at": "When it was noticed",
    },
    "privacy.Sampled": {"view": "Which view", "week": "Week from", "chosen_at": "When it was chosen"},
    "privacy.Review": {
        "alert": "About a view that was asked about",
        "glass": "About an emergency",
        "sampled": "About a view that chance chose",
        "outcome": "What came of it",
    },
    "keeping.Disposal": {"part": "What of it", "due_on": "Due on", "proposed_at": "When it was noticed"},
    "keeping.Step": {"disposal": "About", "what": "What was done", "records": "Numbers of the records"},
    "keeping.SubjectRequest": {
        "asked_by": "Who asked",
        "identity_checked": "How it was known who asked",
        "received_on": "Received on",
    },
    "keeping.SubjectEdit": {"request": "In answer to", "item": "What", "is_masked": "It was masked"},
    "keeping.SubjectApproval": {"request": "In answer to", "said_by": "Released by"},
    "keeping.SubjectFile": {"request": "In answer to", "content": "What it held", "recorded_at": "Released"},
}

# What an event says, by its name in the log, and by its type where that makes a difference.
_SAID: Final = {
    "told.circumstances": "How it came about",
    "told.worries": "What worried whoever told it",
    "told.concerns": "What else was a concern",
    "told.description": "What you looked like",
    "episode.kind": "Missing, or away",
    "incident_number": "Police incident number",
    "category": "How worried the police were",
    "review_at": "To be looked at again",
    "outcome": "What was decided",
    "who": "Who",
    "told": "They were told",
    "consulted": "They were asked",
    "meeting": "Which meeting",
    "moved_forward_from": "Brought forward from",
    "confirmed_by": "Who was sure of it",
    "place": "Where",
    "to": "Where you came back to",
    "in_person": "You were seen in person",
    "reason": "Why",
    "agreed_with": "Agreed with",
    "interviewer": "Who talked with you",
    "parent_seen": "Your parents or carers were seen",
    "together_with": "Together with that of",
    "duty": "What had to be done",
    "occurrence": "For which time",
    "new_target": "To be done by then instead",
    "planned": "It was planned",
    "kind": "What",
    "what": "What",
    "note": "What they wrote",
    "decision": "What was decided",
    "again_at": "To be asked again",
    "says": "What they wrote",
    "ref": "Reference",
    "by": "Who",
}
_ASKED: Final = {
    **{f"answers.{name}": words for name, words in TEN_QUESTIONS},
    **{f"{key}.{name}": words for key, prompts in OCCASIONS.items() for name, words in prompts},
}


def label_of(field: str) -> str | None:
    """What a field ("access.BreakGlass.words") is called; None for one that nobody has found words for."""
    label, _, name = field.rpartition(".")
    return _IN.get(label, {}).get(name) or _EVERYWHERE.get(name)


def why_left_out(field: str) -> str | None:
    """Why a field stands in no file; None for one that does."""
    label, _, name = field.rpartition(".")
    if name in _IN.get(label, {}):
        return None
    return TELLS_NOTHING.get(field) or TELLS_NOTHING.get(name)


def label_of_said(path: str) -> str | None:
    """What a thing that an event says ("told.worries", "set.child.area") is called; None where there are no words."""
    name = path.removeprefix("set.")
    return _SAID.get(name) or _ASKED.get(name) or FACTS.get(name)
