"""What people say about duties: accepted, carried out, exceptional. Each is an event; the duty follows from it."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import transaction

from safereturn.agencies.models import Post
from safereturn.episodes.actions import Happening, NotPossible, record
from safereturn.episodes.fold import ACCEPTED
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.vocabulary import MUST

from .models import Duty


def accept(*, duties: Iterable[Duty], now: dt.datetime, by: Post) -> None:
    """Accept duties of one episode for one's team. Accepting twice changes nothing."""
    with transaction.atomic():
        for duty in duties:
            if duty.accepted_at is None:
                accepted = {"duty": duty.protocol_id, "occurrence": duty.occurrence}
                _say(duty, Happening(ACCEPTED, now, accepted), key=_of_accepting(duty), now=now, by=by)


def _of_accepting(duty: Duty) -> uuid.UUID:
    """The key of accepting a duty: the same for whoever presses, so that two who press at once accept it once."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"accepted {duty.episode_id} {duty.protocol_id} {duty.occurrence}")


def carry_out(*, duty: Duty, at: dt.datetime, note: str, key: uuid.UUID, now: dt.datetime, by: Post) -> None:
    """Record that a duty was carried out. Raises `NotPossible` where an event of its own meets the duty."""
    content = {"duty": duty.protocol_id, **({"note": note} if note else {})}
    if (part := part_of(duty, by)) is not None:
        content["by"] = part
    _say(duty, Happening("done", at, content), key=key, now=now, by=by)


def part_of(duty: Duty, post: Post) -> str | None:
    """The part of a duty that falls to a post, and that waits; None where it has none, or the duty has no parts.

    The first part falls to whoever owes the duty as a whole, whatever their post is called.
    """
    waiting = [part["by"] for part in duty.facts.get("parts", ()) if part["at"] is None]
    mine = next((role for role in waiting if post.fills(role)), None)
    is_first = bool(waiting) and waiting[0] == duty.facts["parts"][0]["by"] and duty.team_id == post.team_id
    return mine or (waiting[0] if is_first else None)


def excuse(*, duty: Duty, reason: str, key: uuid.UUID, now: dt.datetime, by: Post) -> None:
    """Record exceptional circumstances. The breach stays a breach."""
    content = {"duty": duty.protocol_id, "reason": reason}
    _say(duty, Happening("deadline-exception", now, content), key=key, now=now, by=by)


def waive(*, duty: Duty, reason: str, key: uuid.UUID, now: dt.datetime, by: Post) -> None:
    """Decide not to do what the protocol only says should or may be done. Raises `NotPossible` for a must."""
    if duty.strength == MUST:
        raise NotPossible(["The protocol says that this must be done; it cannot be waived."])
    content = {"duty": duty.protocol_id, "reason": reason, "by": duty.owner}
    _say(duty, Happening("waived", now, content), key=key, now=now, by=by)


def is_met_by_done(duty: Duty) -> bool:
    """Whether saying "done" meets the duty; others are met by an event of their own, such as a meeting."""
    rule = EDITIONS[duty.edition].by_id.get(duty.protocol_id)
    return rule is not None and rule.met_by is None


def _say(duty: Duty, happening: Happening, *, key: uuid.UUID, now: dt.datetime, by: Post) -> None:
    record(episode_id=duty.episode_id, happenings=[happening], key=key, now=now, by=by)
