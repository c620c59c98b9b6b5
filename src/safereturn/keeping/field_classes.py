"""The class of every field of every table: by who may see it, or as not about a child. A test fails on one without."""

from typing import Final

from safereturn.access.field_classes import (
    ACCESS,
    DUTIES,
    EXISTENCE,
    IDENTITY,
    LOCATION,
    NOT_ABOUT_A_CHILD,
    NOTES,
)
from safereturn.interviews.field_classes import ACCOUNT

BY_ITS_KIND: Final = "by what it is"  # see duties.field_classes and episodes.field_classes
OF_WHOEVER_TYPES: Final = "of the post that types it alone"
NOBODYS: Final = NOT_ABOUT_A_CHILD


def _kept(classes: dict[str, str]) -> dict[str, str]:
    """From the names of fields under a class, to the class of each field."""
    return {name: field_class for field_class, names in classes.items() for name in names.split()}


# Every table of ours, and the class of each of its fields.
FIELDS: dict[str, dict[str, str]] = {
    "web.Draft": _kept({NOBODYS: "id owner_id form key step saved_at", OF_WHOEVER_TYPES: "words"}),
    "audit.View": _kept(
        {
            ACCESS: "person_id post_id agency_id child_id episode_id classes page because at",
            NOBODYS: "id chain place previous seal",
        }
    ),
    "audit.DaySeal": _kept({NOBODYS: "day place heads_digest previous seal recorded_at"}),
    "audit.SealedHead": _kept({NOBODYS: "id day_seal log chain count seal"}),
    "agencies.Agency": _kept({NOBODYS: "id name kind area"}),
    "agencies.Team": _kept({NOBODYS: "id agency name kind area telephone mailbox"}),
    "agencies.Person": _kept({NOBODYS: "id password last_login email full_name is_active in_demonstration opened_at"}),
    "agencies.Post": _kept({NOBODYS: "id person team role started_at ended_at certified_at"}),
    "agencies.OpenSession": _kept({NOBODYS: "id person device signed_in_at last_used_at over_at is_let_in made_for"}),
    "agencies.PeopleChange": _kept(
        {NOBODYS: "id agency person what post team role at because answers by_post_id said_by key recorded_at"}
    ),
    "access.Involvement": _kept({ACCESS: "team_id post_id episode_id child_id kind because began_at ends_at id"}),
    "access.Restriction": _kept(
        {
            ACCESS: (
                "id child_id kind person_id field_class team_ids because ring review_on set_by_person_id set_by set_at "
                "lifted_by_person_id lifted_by lifted_because lifted_at"
            )
        }
    ),
    "access.BreakGlass": _kept(
        {
            ACCESS: (
                "id person_id post_id team_id agency_id role child_id episode_id reason incident_number words "
                "is_risk_to_life is_restricted asked_at"
            ),
            NOBODYS: "key",
        }
    ),
    "access.Authorisation": _kept({ACCESS: "id glass is_given words person_id post_id said_by recorded_at"}),
    "children.Child": _kept(
        {
            EXISTENCE: "id recorded_at joined_to",
            IDENTITY: "given_name family_name known_as also_called born_on description mother mother_born_on",
            LOCATION: "home_team school_team",
            BY_ITS_KIND: "facts",
        }
    ),
    "children.Number": _kept({IDENTITY: "id child kind number recorded_at"}),
    "finding.Compared": _kept({EXISTENCE: "child at"}),
    "finding.Pair": _kept({EXISTENCE: "id one other score proposed_at", IDENTITY: "because"}),
    "finding.Verdict": _kept(
        {EXISTENCE: "id pair is_one_child kept moved post_id said_by recorded_at", IDENTITY: "words", NOBODYS: "key"}
    ),
    "finding.Asking": _kept(
        {ACCESS: "id child asked_team reason person_id post_id team_id said_by asked_at", NOBODYS: "key"}
    ),
    "finding.Answer": _kept({ACCESS: "id asking is_let_in words person_id post_id said_by recorded_at"}),
    "finding.HandedOver": _kept(
        {
            ACCESS: "id child told_team person_id post_id team_id said_by handed_at",
            NOTES: "words known_at",
            NOBODYS: "key",
        }
    ),
    "finding.TakenUp": _kept({ACCESS: "id handed person_id post_id said_by recorded_at", NOTES: "words"}),
    "finding.Notice": _kept({ACCESS: "id asking handed mailed_at mail_failed_at"}),
    "episodes.Episode": _kept(
        {
            EXISTENCE: "id child reference edition kind state source",
            DUTIES: (
                "area category highest_category last_seen_at opened_at reported_at returned_at closed_at absent_until "
                "arrival_asked_at unborn"
            ),
            NOBODYS: "count seal",
        }
    ),
    "episodes.Event": _kept(
        {
            EXISTENCE: "id episode",
            BY_ITS_KIND: "type happened_at content post_id said_by source recorded_at",
            NOBODYS: "place key previous seal",
        }
    ),
    "duties.Duty": _kept(
        {
            EXISTENCE: "id episode",
            BY_ITS_KIND: (
                "protocol_id occurrence edition sections strength owner answerable team arose_at due_at provisional "
                "status met_at says because clause facts trigger stood_down_because reason_recorded accepted_at "
                "accepted_by"
            ),
        }
    ),
    "duties.Reminder": _kept({BY_ITS_KIND: "id duty kind due_at team reminded_at mailed_at mail_failed_at"}),
    "interviews.Account": ACCOUNT,
    "privacy.GlassNotice": _kept({ACCESS: "id glass team made_at mailed_at mail_failed_at"}),
    "privacy.Alert": _kept({ACCESS: "id rule person_id post_id agency_id child_id week because at found_at"}),
    "privacy.Sampled": _kept({ACCESS: "id view week chosen_at"}),
    "privacy.Review": _kept(
        {ACCESS: "id alert glass sampled outcome words person_id post_id said_by recorded_at", NOBODYS: "key"}
    ),
    "keeping.OwnPeriod": _kept({NOBODYS: "id agency record years counted_from basis post_id said_by key recorded_at"}),
    "keeping.Hold": _kept(
        {
            ACCESS: (
                "id child because review_on set_by_person_id set_by set_at lifted_by_person_id lifted_by "
                "lifted_because lifted_at"
            ),
            NOBODYS: "key",
        }
    ),
    "keeping.Disposal": _kept({ACCESS: "id child part due_on proposed_at"}),
    "keeping.Step": _kept(
        {
            ACCESS: "id disposal what records person_id post_id said_by rows recorded_at",
            NOBODYS: "place digest previous seal",
        }
    ),
    "keeping.SubjectRequest": _kept(
        {ACCESS: "id child asked_by identity_checked received_on post_id said_by recorded_at", NOBODYS: "key"}
    ),
    "keeping.SubjectEdit": _kept(
        {ACCESS: "id request item is_masked because person_id post_id said_by recorded_at", NOBODYS: "key"}
    ),
    "keeping.SubjectApproval": _kept({ACCESS: "id request digest person_id post_id said_by recorded_at"}),
    "keeping.SubjectFile": _kept({ACCESS: "id request digest recorded_at", BY_ITS_KIND: "content"}),
    "keeping.ErasedRow": _kept({NOBODYS: "id disposal log chain place seal"}),
    "oversight.CycleKept": _kept(
        {NOBODYS: "id cycle edition held_on reference note post_id said_by takes_back key recorded_at"}
    ),
}
