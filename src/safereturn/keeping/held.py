"""Where everything that is held of a child stands, and what of it is masked unless somebody has read it.

Each table of ours is a section of the file that a child is handed, or is left out with a reason; each of its fields is
shown, masked, or about nobody. A test holds this to the schema, so that a new table or field cannot be forgotten.
"""

from collections.abc import Collection
from typing import Any, Final, NamedTuple

from django.apps import apps
from django.db.models import Q, QuerySet

from safereturn.access.field_classes import (
    ALLEGATION,
    CHILDS_ACCOUNT,
    DUTIES,
    FAMILY,
    INTELLIGENCE,
    LOCATION,
    NOTES,
)
from safereturn.duties.field_classes import MAY_TELL_OF_A_CARER, TELLS
from safereturn.episodes.field_classes import FACTS


class Section(NamedTuple):
    """A table that tells of a child: how the file calls it and one row of it, and how its rows are found.

    `by` are look-ups of which one must hold, each with the numbers of the child's records. `until` is a time of the
    rows after which they are about the request itself: who read the draft is no part of the file. `episode` leads from
    a row to the episode under which the file puts it; empty where rows are told all together.
    """

    label: str
    title: str
    one: str
    by: tuple[str, ...]
    until: str = ""
    episode: str = ""

    def rows(self, records: Collection[int], until: Any) -> QuerySet[Any]:
        """The rows of a child's records, the first first."""
        which = Q()
        for lookup in self.by:
            which |= Q(**{lookup: list(records)})
        model = apps.get_model(self.label)
        rows = model._default_manager.filter(which).order_by("pk").distinct()
        rows = rows.select_related(*(one.name for one in model._meta.concrete_fields if one.is_relation))
        return rows.filter(**{f"{self.until}__lt": until}) if self.until else rows


_OF_CHILD, _OF_NUMBER, _OF_EPISODE = ("child__in",), ("child_id__in",), ("episode__child__in",)
_OF_REQUEST = ("request__child__in",)
SECTIONS: Final = (
    Section("children.Child", "Who you are", "Record", ("pk__in",)),
    Section("children.Number", "Numbers by which you are known", "Number", _OF_CHILD),
    Section("episodes.Episode", "Times you were away or missing", "Episode", _OF_CHILD),
    Section("episodes.Event", "What happened, as it was recorded", "Entry", _OF_EPISODE, "", "episode_id"),
    Section("interviews.Account", "What you said after coming back", "Interview", _OF_EPISODE, "", "episode_id"),
    Section("duties.Duty", "What others had to do for you", "Duty", _OF_EPISODE, "", "episode_id"),
    Section("duties.Reminder", "Who was reminded of it", "Reminder", ("duty__episode__child__in",)),
    Section("finding.Compared", "Your record was compared with others", "Comparison", _OF_CHILD),
    Section("finding.Pair", "Records that were taken to be alike", "Pair", ("one__in", "other__in")),
    Section("finding.Verdict", "What was decided of them", "Decision", ("pair__one__in", "pair__other__in")),
    Section("finding.Asking", "Who asked to be let in to your record", "Request", _OF_CHILD),
    Section("finding.Answer", "What they were told", "Answer", ("asking__child__in",)),
    Section("finding.HandedOver", "What others handed over to a team that knows you", "What was told", _OF_CHILD),
    Section("finding.TakenUp", "Who took that up", "Answer", ("handed__child__in",)),
    Section("finding.Notice", "Mail about these", "Mail", ("asking__child__in", "handed__child__in")),
    Section("access.Involvement", "Teams that were involved", "Involvement", _OF_NUMBER),
    Section("access.Restriction", "Who was kept from your record", "Flag", _OF_NUMBER),
    Section("access.BreakGlass", "Who opened it in an emergency", "Emergency", _OF_NUMBER),
    Section("access.Authorisation", "Who allowed that", "Answer", ("glass__child_id__in",)),
    Section("privacy.GlassNotice", "Who was told of it", "Notice", ("glass__child_id__in",)),
    Section("audit.View", "Who looked at your record", "View", _OF_NUMBER, "at"),
    Section("privacy.Alert", "Views that somebody was asked about", "Alert", _OF_NUMBER, "found_at"),
    Section("privacy.Sampled", "Views that chance chose", "View", ("view__child_id__in",), "chosen_at"),
    Section(
        "privacy.Review", "What the privacy referees found", "Finding",
        ("alert__child_id__in", "glass__child_id__in", "sampled__view__child_id__in"), "recorded_at",
    ),
    Section("keeping.Hold", "Why your record had to be kept", "Hold", _OF_CHILD),
    Section("keeping.Disposal", "When your record was due to go", "Proposal", _OF_CHILD),
    Section("keeping.Step", "Who agreed to that", "Step", ("disposal__child__in",)),
    Section("keeping.SubjectRequest", "When your file was asked for before", "Request", _OF_CHILD, "recorded_at"),
    Section("keeping.SubjectEdit", "What was masked or shown then", "Decision", _OF_REQUEST, "recorded_at"),
    Section("keeping.SubjectApproval", "Who released it", "Release", _OF_REQUEST, "recorded_at"),
    Section("keeping.SubjectFile", "Files that were handed out", "File", _OF_REQUEST, "recorded_at"),
)  # fmt: skip
LEFT_OUT: Final = {
    "web.Draft": "Words that somebody types and has not sent: theirs alone, tied to no child, and forgotten in a week",
    "audit.DaySeal": "Seals over whole days",
    "audit.SealedHead": "Seals over whole days",
    "agencies.Agency": "About agencies",
    "agencies.Team": "About teams",
    "agencies.Person": "About staff",
    "agencies.Post": "About staff",
    "agencies.OpenSession": "About staff",
    "agencies.PeopleChange": "About staff",
    "oversight.CycleKept": "About groups and boards; no child is named in it",
    "keeping.OwnPeriod": "About agencies",
    "keeping.ErasedRow": "Seals of what has gone",
}

# Why something is masked until somebody has read it and says why it may be shown.
STAFF: Final = "The name of a member of staff. The role is shown"
OTHERS: Final = "About somebody else"
OTHERS_WORDS: Final = "Somebody’s own words, which may be about others too"
_MASKED_CLASSES: Final = {
    FAMILY: OTHERS,
    NOTES: OTHERS_WORDS,
    INTELLIGENCE: "What the police know: telling it could stand in the way of preventing or finding out a crime",
    ALLEGATION: "An allegation: about somebody else too, and perhaps still looked into",
}
_NOT_THE_CHILD: Final = {
    LOCATION: "A place, and it is not the child who asks",
    CHILDS_ACCOUNT: "What the child said in confidence, and it is not the child who asks",
}
HIDDEN_PLACE: Final = "A place that is kept secret by a flag. To hand it out, the flag must be lifted first"
STAFF_WORDS: Final = frozenset({"said_by", "accepted_by", "set_by", "lifted_by"})  # "name, kind of post, team"
STAFF_NUMBERS: Final = frozenset({"person_id", "set_by_person_id", "lifted_by_person_id"})
POST_NUMBERS: Final = frozenset({"post_id"})
_OTHERS_FIELDS: Final = frozenset(
    {"children.Child.mother", "children.Child.mother_born_on", "finding.Pair.one", "finding.Pair.other",
     "finding.Verdict.kept", "finding.Verdict.moved"}
)  # fmt: skip
_WORDS_OF_OTHERS: Final = frozenset(
    {
        "access.Authorisation.words", "access.BreakGlass.words", "access.Restriction.because",
        "access.Restriction.lifted_because", "access.Restriction.ring", "audit.View.because",
        "duties.Duty.stood_down_because", "finding.Answer.words", "finding.Asking.reason", "finding.Verdict.words",
        "keeping.Hold.because", "keeping.Hold.lifted_because", "keeping.SubjectEdit.because",
        "keeping.SubjectRequest.identity_checked", "privacy.Alert.because", "privacy.Review.words",
    }
)  # fmt: skip


def why_masked(field: str, field_class: str, *, by_the_child: bool, places_hidden: bool) -> str:
    """Why a field ("access.BreakGlass.words") of a class is masked at first; empty where it is shown."""
    name = field.rpartition(".")[2]
    if name in STAFF_WORDS or name in STAFF_NUMBERS:
        return STAFF
    if field in _OTHERS_FIELDS:
        return OTHERS
    if field in _WORDS_OF_OTHERS:
        return OTHERS_WORDS
    if field_class == LOCATION and places_hidden:
        return HIDDEN_PLACE
    if not by_the_child and field_class in _NOT_THE_CHILD:
        return _NOT_THE_CHILD[field_class]
    return _MASKED_CLASSES.get(field_class, "")


def class_of_duty(protocol_id: str) -> str:
    """The class of all that is stored of a duty: of what it tells by its very name."""
    if protocol_id in MAY_TELL_OF_A_CARER:
        return ALLEGATION
    return FACTS[TELLS[protocol_id]] if protocol_id in TELLS else DUTIES
