"""What the product does not do, and why: each line can be read to a safeguarding board.

Nothing that must, should or may be done in a single episode stands here, and no rule that an event of one could break.
"""

from typing import Final

_2016_ALONE = (
    "The 2016 edition is replaced, so nobody interviews under it any more; "
    "what was written then is read in the account."
)

NOT_AUTOMATED: Final[dict[str, str]] = {
    # Standing work, which no single episode shows.
    "la-cooperate-with-police": (
        "The councils' general duty to work with the police. Each step of it that an episode can show is a "
        "duty of its own; whether the whole is kept, no record can say."
    ),
    "locality-panel-tasking-exchange": (
        "What the county's panels and the police's tasking meeting tell each other each month. That they meet"
        " is followed; what is said there is about many children and is not kept here."
    ),
    "la-identify-not-in-education": (
        "The councils' own register of children without a school. What becomes known of one child is recorded"
        " and starts what follows."
    ),
    "mplo-1-compact-quality": (
        "Keeping COMPACT in order, case by case, is work inside a police system that we cannot see."
    ),
    "mplo-4-5-overview-and-liaison": ("Keeping an overview of a division: no episode shows whether it is kept."),
    "mplo-8-9-case-work-forums": ("Taking part in boards and groups: their meetings are followed, attendance is not."),
    "mplo-12-fewer-needless-calls": ("Fewer needless calls show in figures over years, not in an episode."),
    "mplo-13-mutual-understanding": ("That agencies understand each other is worked at and cannot be recorded."),
    "mplo-14-develop-protocols": ("Helping to write protocols is no work on an episode."),
    "tor-mpmg-missing-report": (
        "A monthly report of a group that the 2019 edition no longer describes, made from a police list; that"
        " it was made is followed with the group's meeting, the report itself is not written here."
    ),
    # Not kept here yet.
    "care-photo-held-by-worker-or-carer": (
        "Photographs are not kept: who may see one, and for how long, is not settled. The report asks who "
        "holds a recent one."
    ),
    "care-photo-on-record": (
        "Photographs are not kept: who may see one, and for how long, is not settled. The report asks who "
        "holds a recent one."
    ),
    "missing-person-profile-updated": (
        "The profile of a child stays in the social worker's own system. That it was looked at after an "
        "episode is owed and recorded; its content is not here."
    ),
    "record-uploaded-to-case-system": (
        "Nothing is sent to the councils' case systems yet; workers copy what they need."
    ),
    # Written down under the old edition alone.
    "interview-topics-2016": _2016_ALONE,
    "interview-recurrence-assessment": _2016_ALONE,
}
