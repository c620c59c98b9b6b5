"""The classes of what is recorded about a child. A right names the classes that it shows; nothing else is shown."""

from typing import Final

EXISTENCE: Final = "existence"
IDENTITY: Final = "identity"
DUTIES: Final = "duties"
NOTES: Final = "notes"
STANDING: Final = "standing"
FAMILY: Final = "family"
SOCIAL_CARE: Final = "social-care"
EDUCATION: Final = "education"
HEALTH: Final = "health"
INTELLIGENCE: Final = "intelligence"
CHILDS_ACCOUNT: Final = "childs-account"
LOCATION: Final = "location"
ALLEGATION: Final = "allegation"
PUBLICITY: Final = "publicity"
ACCESS: Final = "access"

DESCRIBED: Final = {
    EXISTENCE: "That there is an episode, its reference and how it stands",
    IDENTITY: "Name, date of birth, description and photograph",
    DUTIES: "What is owed by whom, what was decided, and the timeline",
    NOTES: "What people wrote with it in their own words: circumstances, worries, notes, reasons",
    STANDING: "Which services and plans the child has, and what is feared for them: yes or no, and no more",
    FAMILY: "Family, friends and other people around the child",
    SOCIAL_CARE: "What social care knows and plans",
    EDUCATION: "School and attendance",
    HEALTH: "Health",
    INTELLIGENCE: "What the police know, and from whom",
    CHILDS_ACCOUNT: "What the child said in the return interview",
    LOCATION: "Where the child is, was found, or lives in secret",
    ALLEGATION: "An allegation against a carer or a professional",
    PUBLICITY: "What was or may be published",
    ACCESS: "Who looked at what, and why",
}

NOT_ABOUT_A_CHILD: Final = "not about a child"  # how what people write down is classed where no child is told of
