"""Keep, find and forget the words of a form that is not yet sent.

Every function takes the id of the post that asks, as `by=`, and touches no other post's drafts.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest, QueryDict

from .models import Draft


@transaction.atomic
def keep_words(*, form: str, key: UUID, words: dict[str, Any], step: str = "", by: int) -> Draft:
    """Adds `words` (anything JSON can hold) to the draft and remembers the step.

    A field that was kept before takes its later words; fields not named stay as they are.
    """
    draft, is_new = Draft.objects.select_for_update().get_or_create(
        owner_id=by, form=form, key=key, defaults={"words": words, "step": step}
    )
    if not is_new:
        draft.words = {**draft.words, **words}
        draft.step = step or draft.step
        draft.saved_at = Now()
        draft.save()
    draft.refresh_from_db()
    return draft


def words_so_far(*, form: str, key: UUID, by: int) -> dict[str, Any]:
    """The words kept so far; empty when there are none."""
    draft = Draft.objects.filter(owner_id=by, form=form, key=key).first()
    return draft.words if draft else {}


def typed_in(request: HttpRequest) -> dict[str, list[str]]:
    """The words of a form that was sent, as they were typed; without zero bytes, which the database cannot hold."""
    sent = ((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    return {name.replace("\0", ""): [value.replace("\0", "") for value in values] for name, values in sent}


def as_sent(words: dict[str, list[str]]) -> QueryDict:
    """Words that were kept as they were typed, in the shape in which a form takes them."""
    data = QueryDict(mutable=True)
    for name, values in words.items():
        data.setlist(name, values)
    return data


_UNSENT = "unsent"


def keep_unsent(request: HttpRequest, *, of: int) -> None:
    """Keep, in this browser's session alone, what a person sent after a time-out, until they have signed in again.

    `of` is that person: whoever signs in next on a computer that is shared must not find another's words.
    """
    request.session[_UNSENT] = [request.path, typed_in(request), of]


def unsent(request: HttpRequest) -> dict[str, list[str]]:
    """What this person sent to this address after a time-out, once; empty when they sent nothing."""
    path, words, of = request.session.get(_UNSENT, ("", {}, None))
    if path != request.path or of != request.user.pk:
        return {}
    del request.session[_UNSENT]
    return dict(words)


def given(request: HttpRequest) -> QueryDict | None:
    """What a form is filled with: what was sent, now or after a time-out; None where nothing was.

    A page that fills its forms with this loses no word of somebody whose session has ended.
    """
    if request.method == "POST":
        return request.POST
    words = unsent(request)
    return as_sent(words) if words else None


def unfinished(*, by: int) -> QuerySet[Draft]:
    """The drafts of a post, the latest first: what to offer as "carry on where you stopped"."""
    return Draft.objects.filter(owner_id=by).order_by("-saved_at")


def forget_words(*, form: str, key: UUID, by: int) -> None:
    """Deletes the draft, once its form was sent or its writer gave it up. Does nothing when there is none."""
    Draft.objects.filter(owner_id=by, form=form, key=key).delete()


def forget_words_kept_before(moment: datetime) -> int:
    """Deletes the drafts nobody has touched since `moment`, of all posts; gives how many."""
    deleted, _ = Draft.objects.filter(saved_at__lt=moment).delete()
    return deleted
