"""What else the protocol names that may come about in an episode, where no other event tells it.

The keys are the words of the scenario files and of the stored log; the texts say to people what came about. What is
never told starts nothing and asks nothing: nobody is asked about each of these for each child.
"""

from typing import Any, Final

from .facts import Facts

CAN_COME_ABOUT: Final = {
    # 3.1 Definitions.
    "known-risk-of-going-missing": "The child is known to be at risk of going missing",
    "missing-plan-out-of-date": "The child's missing plan no longer fits",
    "recovery-help-asked": "The council asked the police to help bring back a child whose place is known",
    # 4.1 Reporting a missing child.
    "immediate-risk": "The child, or the unborn baby, is at immediate risk",
    "no-emergency": "The child, or the pregnant woman, is missing and it is no emergency",
    "not-where-expected": "The child is not where expected, and at no immediate risk",
    "considered-missing": "Whoever cares for the child at home considers the child missing",
    "unreported-child-noticed": "An agency learned of a missing child whom nobody has reported",
    # 4.1.4 Away from placement (3.3 in 2016).
    "carer-worried": "The carer is worried for the safety of a child who is away",
    "social-worker-wanted": "Back from being away, the child asked for the interview or the social worker, "
    "or there are worries",
    # 4.1.6 Missing with the family (4.1.5 in 2016).
    "family-moves": "A family that uses a service moves",
    "family-left-without-telling": "A family left without telling the service it uses",
    "family-not-traced": "The family was not traced",
    "family-agreed-missing": "The agencies agreed that the child is missing and may be at risk",
    # 4.1.7 Education (4.1.6 in 2016).
    "absent-from-school": "Absent from school",
    "school-contact-shows-missing": "The school's contact shows that the child may be missing",
    "parents-do-not-report": "The school believes that the parents cannot or will not report the child missing",
    "school-worried": "The school is worried for the child's safety",
    "missing-education": "The child is missing education",
    "home-educated-child-missing": "The missing child is educated at home",
    "ten-school-days-absent": "Ten school days without attendance, and no reasonable explanation",
    "pupil-seems-to-have-moved": "The pupil seems to have moved out of the area",
    "pupil-not-traced": "The education welfare officer's enquiries yielded nothing",
    "removed-from-school-register": "The pupil was removed from the school's register",
    # 4.1.8 In somebody's care without the parents' knowledge (4.1.7 in 2016).
    "cared-for-unknown-to-parents": "Somebody has care of the child without the parents' knowledge or agreement",
    # 4.2 The police.
    "concerning-to-police": "The situation is worrying to the police",
}


def coming_about(facts: Facts, event: Any) -> Facts:
    """Fold: something came about."""
    return facts.changed(came_about=facts.came_about | {event.what})
