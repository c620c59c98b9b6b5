"""Who asked to see what is held of a child in the invented year, and what an agency holds in spite of the table."""

from collections.abc import Sequence
from itertools import islice

from safereturn.keeping import actions, queries, subject_access
from safereturn.keeping.models import SubjectRequest
from safereturn.keeping.subject_file import as_content, digest_of, draft
from safereturn.protocol.periods import in_london

from . import back_then
from .past import Past, new_key
from .ties import Tied
from .when import DAY


def tell(past: Past, held: Sequence[Tied]) -> None:
    """One record is held for a claim; one request is open, and another was answered by two referees."""
    referee = past.post("City information governance", "privacy-referee")
    second = past.post("Information governance", "privacy-referee")
    over = [one.child_id for one in held if one.closed_at is not None and one.closed_at < past.ago(52, 0)]
    able = (child for child in over if all(queries.holds(child, by=by) for by in (referee, second)))
    ours = list(islice(able, 3))
    for child_id, days in zip(ours, (47, 11), strict=False):
        request = _asked(past, child_id, days)
        if days == 47:
            digest = digest_of(as_content(draft(request)))
            for by, read in ((referee, 29), (second, 26)):
                with back_then.at(past.at_work(read, 11, 30)):
                    subject_access.approve(request=request, digest=digest, by=by)
    with back_then.at(past.at_work(33, 10, 15)):
        for child_id in ours[2:3]:
            actions.hold(
                child_id=child_id,
                because="A claim about the placement is expected: the council’s solicitor has asked for it",
                review_on=in_london(past.now + 60 * DAY).date(),
                key=new_key(),
                by=referee,
            )


def _asked(past: Past, child_id: int, days: int) -> SubjectRequest:
    at = past.at_work(days, 14, 10)
    with back_then.at(at):
        return subject_access.begin(
            child_id=child_id,
            asked_by=SubjectRequest.AskedBy.CHILD,
            identity_checked="Came with the social worker, who knows the child",
            received_on=in_london(at).date(),
            key=new_key(),
            by=past.post("City information governance", "privacy-referee"),
        )
