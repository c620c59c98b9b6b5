"""The pages and the reasons of the view log, as people say them."""

from typing import Final

from safereturn.access.rights import ACTIONS
from safereturn.duties import answers, schooling
from safereturn.episodes import forms as acts
from safereturn.interviews import forms as interviews
from safereturn.interviews import waiving

PAGES: Final = {
    "alike": "Records that may be of one child",
    "ask": "Asking to be let in",
    "asked": "People who ask to be let in, or tell something",
    "authorise": "Answering somebody who asks to open a record",
    "board": "The board",
    "break-glass": "Opening in an emergency",
    "disposal": "A record that is due to go",
    "duty": "A duty",
    "episode": "The episode",
    "erased": "Deleted with the record",
    "find": "Find a child",
    "find-record": "Finding a record that is kept",
    "flags": "Flags of the child",
    "hand-over": "Handing over what one knows",
    "own-glass": "What one opened in an emergency",
    "own-views": "What one has looked at",
    "record": "How long a record is kept",
    "records": "Records and how long they are kept",
    "referee": "What waits for the privacy referee",
    "report": "Reporting a child",
    "review": "The privacy referee’s answer",
    "subject-draft": "The child’s file, in draft",
    "subject-file": "The child’s file, as handed out",
    "subject-item": "A part of the child’s file",
    "subject-requests": "Who asks for the child’s file",
    "to-authorise": "People who ask to open a record",
    "views": "Who has looked at the child",
} | {
    act.name: act.title
    for act in (*acts.ACTS, *answers.ACTS, *schooling.ACTS, *interviews.ACTS, *waiving.ACTS)
}  # fmt: skip
_REASONS: Final = {words: f"Part of the post: {words[0].lower()}{words[1:]}" for words in ACTIONS.values()} | {
    ACTIONS["see-board"]: "On the board of a team that is involved",
    ACTIONS["see-own-views"]: "Reading what the log holds of oneself",
}


def page_name(page: str) -> str:
    """A page of the view log as people call it."""
    return PAGES.get(page, page)


def reason(because: str) -> str:
    """The reason of a view: the tie or the purpose as it stands in the log, else what the post is there to do."""
    return _REASONS.get(because, because)
