"""What is held of whom, by which agencies, until when. Scoped to the agency of the post that asks."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from safereturn.access.models import Involvement
from safereturn.access.queries import children_kept_from
from safereturn.access.wall import past_the_wall
from safereturn.agencies.models import Agency, Post, Team
from safereturn.children.models import Child
from safereturn.children.queries import records_of
from safereturn.children.search import Sought, find
from safereturn.episodes.models import Episode, Event
from safereturn.protocol.periods import in_london

from .models import Disposal, Hold, OwnPeriod, Step, SubjectApproval, SubjectFile, SubjectRequest
from .retention import Holder, Kept, Moments, Period, Record, due_on, kept_by

# A fact that decides how long a record is kept, and the kind of record that it makes. One that nobody recorded is a
# gap and never a "no": so the longer time holds.
_DECIDED_BY = {"looked_after_by": Record.LOOKED_AFTER, "child_protection_plan": Record.PROTECTION_PLAN}

# Ties by which an agency looks at one episode, and does not come to answer for the whole record (ADR 0016).
_HOLDS_NOTHING = {*Involvement.BY_GLASS, Involvement.Kind.LET_IN}

_MOST_SHOWN = 100


class Position(NamedTuple):
    """How a part of a child's record stands: who keeps it until when, and what holds it."""

    child: Child
    part: str
    kept: list[Kept]
    due_on: dt.date | None
    is_open: bool  # an episode is not closed
    is_held: bool

    def is_due(self, today: dt.date) -> bool:
        """Whether its time has come, and nothing holds it."""
        return self.due_on is not None and self.due_on <= today and not self.is_open and not self.is_held


def positions(part: str, child_ids: Collection[int] | None = None) -> list[Position]:
    """How a part of each child's record stands; with `child_ids`, of those children alone. A few statements in all."""
    used = Child.objects.filter(joined_to=None).order_by("pk")
    used = used if child_ids is None else used.filter(pk__in=child_ids)
    children = list(used)
    ids = [child.pk for child in children]
    some = _Some(ids)
    found = []
    for child in children:
        if not some.is_there(child.pk, part):
            continue
        records = {Record.ACCESS} if part == Disposal.Part.ACCESS else some.kinds(child)
        kept = kept_by(some.holders[child.pk], some.own, records, some.moments(child))
        found.append(Position(child, part, kept, due_on(kept), child.pk in some.still_open, child.pk in some.held))
    return found


def position_of(child_id: int, part: str) -> Position | None:
    """How a part of one child's record stands; None where there is no such child, or the part has gone already."""
    found = positions(part, [child_id])
    return found[0] if found else None


def held(child_ids: Iterable[int], *, by: Post) -> set[int]:
    """Those of some children whose record the agency of a post holds, and who are not kept from this person."""
    own = Child.objects.filter(pk__in=set(child_ids), joined_to=None).exclude(pk__in=children_kept_from(by))
    ids = list(own.values_list("pk", flat=True))
    holders = _Some(ids).holders
    return {pk for pk in ids if by.agency_id in {holder.pk for holder in holders[pk]}}


def holds(child_id: int, *, by: Post) -> bool:
    """Whether the agency of a post holds the record of a child, who is not kept from this person."""
    return bool(held([child_id], by=by))


def found(sought: Sought, *, by: Post) -> list[Child]:
    """The children who may be the one that is sought, and whose record the agency of this post holds."""
    children = [one.child for one in find(sought, by=by)]
    ours = held([child.pk for child in children], by=by)
    return [child for child in children if child.pk in ours]


def child_of(child_id: int) -> Child:
    """A child, for whoever may see the child."""
    return Child.objects.get(pk=child_id)


def holds_of(child_id: int) -> list[Hold]:
    """The legal holds on a child, those that stand first."""
    holds = Hold.objects.filter(child_id__in=records_of(child_id)).order_by("-pk")
    return sorted(holds, key=lambda hold: bool(hold.lifted_at))


def standing_holds(*, by: Post) -> list[Hold]:
    """The legal holds that stand on children whose record the agency of this post holds, the next to review first."""
    standing = Hold.objects.filter(lifted_at=None).select_related("child").order_by("review_on", "pk")
    ours = held([hold.child_id for hold in standing], by=by)
    return [hold for hold in standing if hold.child_id in ours]


def proposed(*, by: Post, today: dt.date) -> list[tuple[Disposal, Position]]:
    """What is proposed to go of what this post's agency holds, and is still due; the longest due first."""
    some = list(Disposal.objects.order_by("due_on", "pk"))
    ours = held([one.child_id for one in some], by=by)
    stands = {(where.child.pk, where.part): where for part in Disposal.Part for where in positions(part, ours)}
    pairs = [(one, stands.get((one.child_id, one.part))) for one in some]
    return [(one, where) for one, where in pairs if where and where.due_on == one.due_on and where.is_due(today)]


def own_periods() -> dict[int, dict[str, Period]]:
    """What agencies set in place of the table, by agency and record: the latest of each."""
    own: dict[int, dict[str, Period]] = defaultdict(dict)
    for row in OwnPeriod.objects.order_by("pk"):
        own[row.agency_id][row.record] = Period(row.record, "", row.years, row.counted_from, "own", row.basis)
    return own


def own_periods_of(agency_id: int) -> list[OwnPeriod]:
    """What an agency set in place of the table, the latest first."""
    return list(OwnPeriod.objects.filter(agency_id=agency_id).order_by("-pk"))


class _Some:
    """What is known of some children, read once for all of them. A child is the record that is used."""

    @past_the_wall()  # how long a record is kept hangs on every episode, whoever asks
    def __init__(self, ids: Collection[int]) -> None:
        self.used = dict(
            Child.objects.filter(Q(pk__in=ids) | Q(joined_to__in=ids)).values_list("pk", Coalesce("joined_to_id", "pk"))
        )
        self.facts: dict[int, list[dict[str, object]]] = defaultdict(list)
        for pk, facts in Child.objects.filter(pk__in=self.used).values_list("pk", "facts"):
            self.facts[self.used[pk]].append(facts)
        self.own = own_periods()
        self.holders = self._holders()
        self.closing: dict[int, dt.datetime] = {}
        self.still_open: set[int] = set()
        self._read_episodes()
        held = Hold.objects.filter(lifted_at=None, child_id__in=self.used)
        self.held = {self.used[child_id] for child_id in held.values_list("child_id", flat=True)}
        self.ever = self._ever()
        went = Step.objects.filter(what=Step.What.CARRIED_OUT, disposal__child_id__in=self.used)
        parts = went.values_list("disposal__child_id", "disposal__part", "recorded_at")
        self.went = {(self.used[child_id], part): in_london(at).date() for child_id, part, at in parts}

    def is_there(self, child_id: int, part: str) -> bool:
        """Whether this part can go next: the record, and then who looked at it."""
        if (child_id, part) in self.went:
            return False
        return part == Disposal.Part.RECORD or (child_id, Disposal.Part.RECORD) in self.went

    def kinds(self, child: Child) -> set[str]:
        """The kinds of record that decide how long a child's is kept."""
        kinds: set[str] = {Record.CHILD}
        for fact, kind in _DECIDED_BY.items():
            now = [facts.get(fact) for facts in self.facts[child.pk] if fact in facts]
            if not now or any(now) or child.pk in self.ever[fact]:
                kinds.add(kind)
        return kinds

    def moments(self, child: Child) -> Moments:
        """From what a child's years count. A child without an episode counts from when the record was made."""
        closing = None if child.pk in self.still_open else self.closing.get(child.pk, child.recorded_at)
        return Moments(
            child.born_on, closing and in_london(closing).date(), self.went.get((child.pk, Disposal.Part.RECORD))
        )

    def _holders(self) -> dict[int, list[Holder]]:
        agency_of = dict(Team.objects.values_list("pk", "agency_id"))
        agencies = {one.pk: Holder(one.pk, one.name, one.kind) for one in Agency.objects.order_by("pk")}
        involved = Involvement.objects.filter(child_id__in=self.used).exclude(kind__in=_HOLDS_NOTHING)
        teams = [
            *involved.values_list("child_id", "team_id").distinct(),
            *Child.objects.filter(pk__in=self.used).exclude(home_team=None).values_list("pk", "home_team_id"),
        ]
        ids: dict[int, set[int]] = defaultdict(set)
        for child_id, team_id in teams:
            ids[self.used[child_id]].add(agency_of[team_id])
        return defaultdict(list, {child: [agencies[id] for id in sorted(some)] for child, some in ids.items()})

    def _read_episodes(self) -> None:
        episodes = Episode.objects.filter(child_id__in=self.used)
        unclosed = Exists(episodes.filter(child_id=OuterRef("child_id"), closed_at=None))
        for child_id, closing, is_open in (
            episodes.values("child_id").annotate(latest=Max("closed_at"), is_open=unclosed)
        ).values_list("child_id", "latest", "is_open"):
            used = self.used[child_id]
            if is_open:
                self.still_open.add(used)
            elif closing:
                self.closing[used] = max(closing, self.closing.get(used, closing))

    def _ever(self) -> dict[str, set[int]]:
        """The children of whom a fact was ever told in a log, by the fact."""
        return {fact: {self.used[pk] for pk in self._told(fact)} for fact in _DECIDED_BY}

    def _told(self, fact: str) -> Iterable[int]:
        log = Event.objects.filter(episode__child_id__in=self.used, type__in=("opened", "fact"))
        said = Coalesce(KT(f"content__child__{fact}"), KT(f"content__set__child.{fact}"))
        told = log.annotate(said=said).exclude(said=None).exclude(said="false")
        return told.values_list("episode__child_id", flat=True).distinct()


def disposal_of(child_id: int, disposal_id: int) -> Disposal | None:
    """Something that is proposed to go of a child, or went; None where there is no such thing."""
    return Disposal.objects.filter(pk=disposal_id, child_id=child_id).first()


def steps_of(disposal: Disposal) -> list[Step]:
    """Who agreed that it goes, and that it went, in order."""
    return list(disposal.steps.order_by("place"))


def went(*, by: Post) -> list[Step]:
    """What went of what this post's agency held, the latest first, with who agreed."""
    steps = Step.objects.filter(what=Step.What.CARRIED_OUT).select_related("disposal").order_by("-place")[:_MOST_SHOWN]
    ours = held([step.disposal.child_id for step in steps], by=by)
    return [step for step in steps if step.disposal.child_id in ours]


def hold_of(child_id: int, hold_id: int) -> Hold | None:
    """A hold that stands on a child; None where there is none."""
    return Hold.objects.filter(pk=hold_id, child_id__in=records_of(child_id), lifted_at=None).first()


def agency_kind(post: Post) -> str:
    """What kind of agency a post belongs to."""
    return post.team.agency.kind


def requests_of(child_id: int) -> list[SubjectRequest]:
    """Who asked to see what is held of a child, the latest first, with the file where it is released."""
    asked = SubjectRequest.objects.filter(child_id__in=records_of(child_id)).select_related("file")
    return list(asked.order_by("-pk"))


def requests_that_stand(*, by: Post) -> list[SubjectRequest]:
    """Who asked to see what is held of a child whose record the agency of this post holds, the longest waiting first.

    Each with `file` where it is released, and its `approvals`.
    """
    asked = SubjectRequest.objects.select_related("child", "file").prefetch_related("approvals")
    some = list(asked.order_by("received_on", "pk"))
    used = {one.pk: one.child.joined_to_id or one.child_id for one in some}
    ours = held(used.values(), by=by)
    return [one for one in some if used[one.pk] in ours]


def request_of(child_id: int, request_id: int) -> SubjectRequest | None:
    """A request about a child; None where there is none."""
    return SubjectRequest.objects.filter(pk=request_id, child_id__in=records_of(child_id)).first()


def file_of(request: SubjectRequest) -> SubjectFile | None:
    """The file that was released; None before."""
    return SubjectFile.objects.filter(request=request).first()


def approvals_of(request: SubjectRequest, digest: str) -> list[SubjectApproval]:
    """Who would release the file whose content this stands for."""
    return list(SubjectApproval.objects.filter(request=request, digest=digest).order_by("pk"))
