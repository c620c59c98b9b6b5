"""Answering a request to see what is held: recording it, masking and showing, and releasing it, which takes two."""

import datetime as dt
import uuid
from calendar import monthrange
from collections.abc import Collection

from django.db import transaction

from safereturn.agencies.models import Post
from safereturn.children.models import Child

from .models import SubjectApproval, SubjectEdit, SubjectFile, SubjectRequest
from .subject_file import as_content, digest_of, draft


class Refused(ValueError):
    """It cannot be done now; the message says why."""


def begin(
    *, child_id: int, asked_by: str, identity_checked: str, received_on: dt.date, key: uuid.UUID, by: Post
) -> SubjectRequest:
    """Record that somebody asked to see what is held of a child. The same key twice records it once."""
    request = SubjectRequest(
        child_id=child_id,
        asked_by=asked_by,
        identity_checked=identity_checked,
        received_on=received_on,
        post_id=by.pk,
        said_by=str(by),
        key=key,
    )
    SubjectRequest.objects.bulk_create([request], ignore_conflicts=True)
    return SubjectRequest.objects.get(key=key)


def due_on(request: SubjectRequest) -> dt.date:
    """By when it is answered: the same day of the next month, or its last (UK GDPR, article 12(3))."""
    received = request.received_on
    year, month = received.year + received.month // 12, received.month % 12 + 1
    return dt.date(year, month, min(received.day, monthrange(year, month)[1]))


@transaction.atomic
def edit(
    *, request: SubjectRequest, items: Collection[str], is_masked: bool, because: str, key: uuid.UUID, by: Post
) -> None:
    """Mask things of one section of the file, or show what is masked, with one reason. The same key twice does it once.

    Each thing is decided by itself: what is recorded later is masked or shown as if nobody had decided anything.
    Raises `Refused` where the file is released, or one of the things is no longer in it.
    """
    _lock(request)
    if SubjectFile.objects.filter(request=request).exists():
        raise Refused("The file is released. Record a new request to hand out another.")
    sections = {item.partition(":")[0] for item in items}
    there = {item.key for section in sections for part in draft(request, section) for item in part.items}
    if not items or not there.issuperset(items):
        raise Refused("This is no longer in the file. Look at the draft again.")
    edits = [
        SubjectEdit(
            request=request,
            item=item,
            is_masked=is_masked,
            because=because,
            key=uuid.uuid5(key, item),
            **by.signature,
        )
        for item in items
    ]
    SubjectEdit.objects.bulk_create(edits, ignore_conflicts=True)


@transaction.atomic
def approve(*, request: SubjectRequest, digest: str, by: Post) -> bool:
    """Record that a person read the draft whose content `digest` stands for; with a second one it is released.

    Returns whether it is released now. The same person twice counts once. Raises `Refused` where the draft has
    changed since they read it: whoever approved it before must read it again.
    """
    _lock(request)
    if SubjectFile.objects.filter(request=request).exists():
        return True
    content = as_content(draft(request))
    if digest_of(content) != digest:
        raise Refused(
            "Something in the file has changed since this page was shown. Read it again before you release it."
        )
    SubjectApproval.objects.get_or_create(
        request=request,
        digest=digest,
        person_id=by.person_id,
        defaults={"post_id": by.pk, "said_by": str(by)},
    )
    if SubjectApproval.objects.filter(request=request, digest=digest).count() < 2:
        return False
    SubjectFile.objects.create(request=request, content=content, digest=digest)
    return True


def _lock(request: SubjectRequest) -> None:
    """Whoever edits or approves the same file at the same moment waits."""
    Child.objects.select_for_update(no_key=True).get(pk=request.child_id)
