"""The class of everything that the account of an interview holds."""

from safereturn.access.field_classes import (
    ALLEGATION,
    CHILDS_ACCOUNT,
    DUTIES,
    FAMILY,
    NOT_ABOUT_A_CHILD,
    SOCIAL_CARE,
)

ACCOUNT: dict[str, str] = {
    "id": NOT_ABOUT_A_CHILD,
    "key": NOT_ABOUT_A_CHILD,
    "episode": DUTIES,
    "held_at": DUTIES,
    "interviewer": DUTIES,
    "said_by": DUTIES,
    "recorded_at": DUTIES,
    "safety_information_given": DUTIES,
    "wanted_someone_else": CHILDS_ACCOUNT,
    "in_the_childs_words": CHILDS_ACCOUNT,
    "why_they_went": CHILDS_ACCOUNT,
    "what_happened": CHILDS_ACCOUNT,
    "what_would_help": CHILDS_ACCOUNT,
    "harm": ALLEGATION,  # by a carer, for all that anybody knows
    "associates": FAMILY,
    "parents_view": FAMILY,
    "exploitation_assessment": SOCIAL_CARE,
}
