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
    "absence-explained": "The school has a reasonable explanation for the absence",
    "back-at-school": "Back at school",
    "pupil-seems-to-have-moved": "The pupil seems to have moved out of the area",
    "pupil-not-traced": "The education welfare officer's enquiries yielded nothing",
    "removed-from-school-register": "The pupil was removed from the school's register",
    # 4.1.8 In somebody's care without the parents' knowledge (4.1.7 in 2016).
    "cared-for-unknown-to-parents": "Somebody has care of the child without the parents' knowledge or agreement",
    # 4.2 The police.
    "concerning-to-police": "The situation is worrying to the police",
    # 5.1 The police.
    "child-rescue-alert-criteria-met": "The case meets the criteria of a Child Rescue Alert",
    "coercive-power-considered": "The police consider using a power to enter, to recover the child or to keep it safe",
    "may-leave-the-country": "The family may leave the country with the child",
    "offence-established": "An offence against the child, or by way of the child, is established",
    "publicity-proposed": "Carers or the police proposed publicity",
    "publicity-to-go-ahead": "Publicity is to go ahead",
    "significant-development": "Something important became known",
    "taken-abroad": "The child may be, or may have been, taken abroad",
    "very-serious-concern": "There is very serious concern for the child's safety",
    # 5.2 The local authority.
    "care-order-child-removed-from-the-uk": "A child on a care order was removed from the UK",
    "police-want-to-use-the-media": "The police want to use the media",
    "something-learnt": "Staff, carers or parents learnt something by their own enquiries",
    # 5.3 Other agencies.
    "may-be-in-another-area": "The child or the family may be in another area, or has ties there",
    # 5.4 Ongoing assessment.
    "foreign-family-left-the-country": "A foreign national family is believed to have left the country",
    "worried-about-the-response": "A worker is worried about the response to the missing child or family",
    # 6.3 to 6.6 Found.
    "will-not-come-back": "Found, and does not want to come back; talking has failed",
    "found-somewhere-unsuitable": "Found somewhere unsuitable, where the police have no ground to step in",
    "with-adults-who-hinder-the-return": "Found with adults who do not help the return",
    "sexual-abuse-feared": "Sexual abuse is feared",
    "visit-each-time-impracticable": "Missing so often that a visit after each return is not practicable",
    # 6.8 Children in care.
    "review-of-child-in-care": "The child's review in care was held",
    "advocate-wanted": "The child wants an Independent Advocate",
    # 7.1 and 7.2 Prevention.
    "needs-came-to-light": "Needs or vulnerabilities came to light",
    "admitted-to-placement": "Admitted to the placement",
    "admitted-to-care": "Came into care",
    # Appendix 5 of 2016: the Missing Persons Liaison Officer.
    "office-enquiries-needed": "The case needs enquiries from the office",
    "persistent-or-complex": "The case is persistent or complex",
    "exploited-or-abused": "At risk of economic or sexual exploitation, or perhaps a victim of a sexual offence",
    "highly-vulnerable": "The child is highly vulnerable",
    "partner-wants-advice": "A partner agency wants advice",
    # Appendix 8 of 2016: requests for police checks.
    "partner-staff-threatened": "Staff of a partner are threatened, or feel so",
    "life-at-risk-inside": "Life is at risk inside premises, in an emergency",
    "no-time-for-a-court-order": "Significant harm threatens, and there is no time for an emergency order of the court",
    "needs-care-in-a-public-place": "Somebody in a public place needs care or control at once",
    "own-enquiries-failed": "A partner's own enquiries failed, and there is a risk to somebody",
    "reported-by-a-partner": "A partner made a missing person report",
    # What people may do or ask for, in the order of the sections: nothing is owed for it; what counts is the record.
    "nominated-to-locality-panel": "The child was put forward to the locality panel",  # 2
    "police-asked-to-keep-the-peace": "The council asked the police to help with an arranged return",  # 4.1.4
    "carer-asked-to-help-search": "The carer was asked to help search and check",  # 4.1.3
    "operation-wilberforce-involved": "Operation Wilberforce was brought in",  # 4.1.5
    "not-arrested": "An officer had grounds to arrest and decided not to",  # 5.1
    "bureau-website-used": "The Missing Persons Bureau published the case on its website",  # 5.1
    "enquiries-by-carers-agreed": "The police agreed that carers or workers go on asking",  # 5.2 in 2016
    "haunts-checked-by-agreement": "Carers or workers checked haunts, as agreed with the police",  # 5.2 in 2016
    "return-help-asked": "The police were asked to help bring the child back",  # 6.1, 6.2
    "police-protection-used": "The police took the child into police protection",  # 6.3
    "abduction-warning-given": "A child abduction warning was given, or a marker put on the police computer",  # 6.4
    "interview-passed-on": "The return interview was passed on to those who receive it",  # 6.7
    "incident-report-completed": "The home completed its incident report",  # 6.8
    "interview-by-agreement": "Another service agreed to interview for the placing authority",  # 6.8
    "sexual-order-referred": "The case was referred for a sexual harm or risk order",  # App 4 in 2016
    "check-asked-for": "Somebody was asked to check on the child, and who does it was settled",  # App 8 in 2016
    "incident-manager-asked": "A disagreement was taken to the Force Incident Manager",  # App 8 in 2016
}


def coming_about(facts: Facts, event: Any) -> Facts:
    """Fold: something came about."""
    return facts.changed(came_about=facts.came_about | {event.what})
