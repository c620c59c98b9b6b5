"""The class of each duty: a duty that tells of a plan by its very name is seen by those who know of the plan.

Whoever owes a duty sees it whatever its class. A duty that is not in this table is shown to nobody else.
"""

from collections.abc import Collection

from safereturn.access.field_classes import DUTIES, STANDING

DUTY_CLASSES: dict[str, str] = dict.fromkeys(
    (
        "police-decide-recorded-category",
        "low-category-24h-ceiling",
        "la-notified-by-secure-email",
        "la-check-child-known",
        "away-notify-social-worker",
        "away-six-hour-ceiling",
        "away-interview-opportunity",
        "high-deploy-immediately",
        "high-senior-command-involved",
        "high-appoint-investigating-officer",
        "high-consider-sio-polsa",
        "high-media-strategy",
        "high-agency-contact",
        "high-family-support",
        "high-notify-missing-persons-bureau",
        "high-notify-ceop",
        "high-notify-childrens-services",
        "missing-meeting-three-days",
        "five-day-reviews",
        "iro-told-missing",
        "iro-told-missing-and-return",
        "prevention-visit",
        "return-interview",
        "interview-manager-quality",
        "strategy-meeting-three-in-30",
        "police-review-three-in-90",
        "persistent-three-in-30-derby",
        "persistent-three-in-30-derbyshire",
        "persistent-two-episodes-meeting",
        "placing-notifies-host-missing-lead",
    ),
    DUTIES,
) | dict.fromkeys(
    (
        "cp-manager-told-missing",
        "cp-manager-told-return",
        "cp-conference-brought-forward",
        "cp-core-group-five-days",
    ),
    STANDING,
)


def duties_seen(sees: Collection[str]) -> list[str]:
    """The ids of the duties that somebody who sees some classes may see, whoever owes them."""
    return [id for id, field_class in DUTY_CLASSES.items() if field_class in sees]
