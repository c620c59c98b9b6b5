"""A night in which every word that is kept says of which class it is, and a reader of every kind through every tie.

Three children: one is gone, one is back, one is away. Whatever somebody can type about them is typed.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from safereturn.access.actions import Tie
from safereturn.access.models import Authorisation, BreakGlass, Involvement, Restriction
from safereturn.agencies.models import Agency, PeopleChange, Post, Team
from safereturn.audit.actions import Shown, log_views
from safereturn.children.models import Child, Number
from safereturn.duties.field_classes import SEEN_BY_ALL
from safereturn.duties.models import Duty
from safereturn.episodes.actions import Happening, open_episode, record
from safereturn.episodes.models import Episode
from safereturn.episodes.prompts import OCCASIONS, TEN_QUESTIONS
from safereturn.finding.models import Answer, Asking, HandedOver, Notice, Pair, TakenUp, Verdict
from safereturn.interviews.field_classes import ACCOUNT
from safereturn.interviews.models import Account
from safereturn.keeping import subject_file
from safereturn.keeping.models import Disposal, Hold, SubjectEdit, SubjectFile, SubjectRequest
from safereturn.oversight.models import CycleKept
from safereturn.privacy.models import Alert, GlassNotice, Review
from safereturn.protocol.governance import cycles_of
from safereturn.web.drafts import keep_words
from tests.apps.partnership import FACTS, a_partnership

from .agreed import NO_TIE
from .people import a_post, involve
from .tokens import token

NIGHT = dt.datetime(2026, 3, 20, 22, tzinfo=dt.UTC)
NOW = NIGHT + dt.timedelta(hours=9)
BEGUN = uuid.UUID(int=11)  # the key of the report that each reader has begun
TIES = (NO_TIE, *Involvement.Kind.values)
Said = tuple[float, str, dict[str, Any]]  # hours after the report, type, content


def said(after: float, type: str, **content: Any) -> Said:
    return after, type, content


def of_every_child() -> Iterator[Said]:
    """What can be told of every child, whatever has become of them."""
    yield said(0.1, "noted", says=token("notes"))
    yield said(0.1, "answered-known", says=token("standing"))
    yield said(0.1, "came-about", what="school-worried", note=token("notes"))
    yield said(0.1, "harm-found", kind="hurt")
    yield said(0.1, "harm-found", kind="allegation")
    yield said(0.1, "fact", set={"child.child_protection_plan": True, "child.open_to": ["yos"]})
    for occasion, prompts in OCCASIONS.items():
        field_class = {"risk": "intelligence", "visit": "allegation"}.get(occasion, "notes")
        yield said(0.2, "written-up", **{occasion: {name: token(field_class) for name, _ in prompts}})


def of_a_missing_child() -> Iterator[Said]:
    """What the police are told, and decide."""
    yield said(0, "reported", by="carer", incident_number=token("existence"))
    yield said(0.1, "assessed", answers={name: token("intelligence") for name, _ in TEN_QUESTIONS})
    yield said(0.1, "categorised", category="medium")
    yield said(0.2, "category-disputed", by="carer")
    yield said(0.3, "dispute-decided", by="duty-inspector", outcome=token("notes"))
    yield said(0.3, "done", duty="la-notified-by-secure-email", ref=token("notes"), note=token("notes"))
    yield said(0.3, "deadline-exception", duty="la-check-child-known", reason=token("notes"))


def of_a_child_who_is_back() -> Iterator[Said]:
    """What follows the return."""
    yield said(1, "located", confirmed_by=token("duties"), place=token("location"))
    yield said(1.5, "found", place=token("location"))
    yield said(2, "returned", to="placement", place=token("location"))
    yield said(3, "prevention-visit-not-made", reason=token("notes"), agreed_with=token("family"))
    for answer in ("offered", "declined", "not-possible", "superseded"):
        yield said(4, f"interview-{answer}", reason=token("childs-account"))
    yield said(5, "interview-held", interviewer="social-worker", parent_seen=True, together_with=token("duties"))


class World:
    """The night, and the readers as they are asked for. Made in a test's own transaction."""

    def __init__(self) -> None:
        self.teams = a_partnership()
        self.teller = a_post("duty-inspector", self.teams["Control room"])
        self.episodes = {"gone": self._gone(), "back": self._back(), "away": self._away()}
        self.other = a_named_child()  # whom nobody is involved with
        self.agency = Agency.objects.create(name="Readers", kind="council")
        self.tied = {tie: self._tied(tie) for tie in TIES}
        self.things = self._things()
        shown = [Shown(episode.child_id, episode.pk) for episode in self.episodes.values()]
        log_views(shown=shown, page="episode", because=token("access"), classes=["identity"], by=self.teller)
        Team.objects.update(mailbox="team@team.example")

    def reader(self, kind: str, tie: str) -> Post:
        """Somebody of a kind in the team that is tied to all three children in one way.

        They have begun a report, have looked for the children, asked to be let in to the one who is gone, and told what
        they know of them.
        """
        post = a_post(kind, self.tied[tie])
        post.person.in_demonstration = True  # signs in without a second proof
        post.person.save()
        born = {"born_on_day": ["4"], "born_on_month": ["5"], "born_on_year": ["2012"]}
        child = self.episodes["gone"].child
        name = {"given_name": [child.given_name], "family_name": [child.family_name], **born}
        looked_for = [Shown(episode.child_id, None) for episode in self.episodes.values()]
        log_views(shown=looked_for, page="find", because="Looked for: rang", classes=["identity"], by=post)
        self._answers(self._asks(post, self.teller.team))
        self._takes_up(self._hands_over(post, self.teller.team))
        keep_words(form="report", key=BEGUN, words={"name": {**name, "area": ["derby"]}}, step="known", by=post.pk)
        return post

    def numbers(self, on: str, tie: str) -> dict[str, Any]:
        """What stands in addresses, by what they call it, for a reader who is tied in some way."""
        episode = self.episodes[on]
        of_ours = {duty.team_id: duty.pk for duty in Duty.objects.filter(episode=episode, team__agency=self.agency)}
        return {
            **self.things,
            "episode_id": episode.pk,
            "child_id": episode.child_id,
            "duty_id": of_ours[self.tied[tie].pk],
            "asking_id": Asking.objects.get(asked_team=self.tied[tie]).pk,
            "handed_id": HandedOver.objects.get(told_team=self.tied[tie], taken=None).pk,
        }

    def tells_more(self, on: str, story: list[Said]) -> None:
        """Tell more of a child. The readers' teams stay tied, and owe what they owed: nothing in the log has it so."""
        episode, of_ours = self.episodes[on], [team.pk for team in self.tied.values()]
        ties = list(Involvement.objects.filter(episode_id=episode.pk, team_id__in=of_ours, ends_at=None))
        duties = list(Duty.objects.filter(episode=episode, team__in=of_ours))
        happenings = [Happening(type, NIGHT + dt.timedelta(hours=after), content) for after, type, content in story]
        while happenings:  # of each type one at a time: what is sent with one key has each type once
            first = {happenings[place].type: place for place in reversed(range(len(happenings)))}
            some = [happenings[place] for place in sorted(first.values())]
            record(episode_id=episode.pk, happenings=some, key=uuid.uuid4(), now=NOW, by=self.teller)
            happenings = [one for place, one in enumerate(happenings) if place not in first.values()]
        Involvement.objects.filter(pk__in=[tie.pk for tie in ties]).update(ends_at=None)
        Duty.objects.bulk_update(duties, ["status", "stood_down_because"])

    def _asks(self, by: Post, team: Team) -> Asking:
        """Somebody asks a team to be let in to the child who is gone."""
        return Asking.objects.create(
            child=self.episodes["gone"].child, asked_team=team, reason=token("access"), said_by=token("access"),
            person_id=by.person_id, post_id=by.pk, team_id=by.team_id, key=uuid.uuid4(),
        )  # fmt: skip

    def _answers(self, asking: Asking) -> None:
        who = {"person_id": self.teller.person_id, "post_id": self.teller.pk, "said_by": token("access")}
        Answer.objects.create(asking=asking, is_let_in=False, words=token("access"), **who)

    def _hands_over(self, by: Post, team: Team) -> HandedOver:
        """Somebody tells a team what they know of the child who is gone."""
        return HandedOver.objects.create(
            child=self.episodes["gone"].child, told_team=team, words=token("notes"), known_at=NIGHT,
            said_by=token("access"), person_id=by.person_id, post_id=by.pk, team_id=by.team_id, key=uuid.uuid4(),
        )  # fmt: skip

    def _takes_up(self, handed: HandedOver) -> None:
        who = {"person_id": self.teller.person_id, "post_id": self.teller.pk, "said_by": token("access")}
        TakenUp.objects.create(handed=handed, words=token("notes"), **who)

    def _gone(self) -> Episode:
        return self._told("missing", [*of_a_missing_child(), *of_every_child()])

    def _back(self) -> Episode:
        episode = self._told("missing", [*of_a_missing_child(), *of_every_child(), *of_a_child_who_is_back()])
        parts = {
            name: token(field_class)
            for name, field_class in ACCOUNT.items()
            if Account._meta.get_field(name).get_internal_type() in ("CharField", "TextField")
        }
        Account.objects.create(episode=episode, key=uuid.uuid4(), held_at=NIGHT, **parts)
        return episode

    def _away(self) -> Episode:
        consulted = said(0.1, "consulted", who="social-worker", told=True, consulted=False)
        return self._told("away", [consulted, *of_every_child()])

    def _told(self, kind: str, story: list[Said]) -> Episode:
        child, by = a_named_child(), self.teller
        happenings = [Happening(type, NIGHT + dt.timedelta(hours=after), content) for after, type, content in story]
        episode = open_episode(
            child=child, kind=kind, facts=child.facts, key=uuid.uuid4(), now=NIGHT, by=by, happenings=[],
            about={"last_seen": NIGHT.isoformat()},  # and whether with the family is not known: so that it is asked
            told={name: token("notes") for name in ("circumstances", "worries", "concerns")}
            | {"description": token("identity")},
        )  # fmt: skip
        self._records(episode, *sorted(happenings, key=lambda one: one.at))
        optional = Duty.objects.filter(episode=episode, status="open", protocol_id__in=SEEN_BY_ALL).exclude(
            strength="must"
        )
        waived = {"duty": optional[0].protocol_id, "reason": token("notes"), "by": optional[0].owner}
        self._records(episode, Happening("waived", NOW, waived))
        Episode.objects.filter(pk=episode.pk).update(reference=token("existence"))
        episode.refresh_from_db()
        return episode

    def _records(self, episode: Episode, *happenings: Happening) -> None:
        for one in happenings:
            record(episode_id=episode.pk, happenings=[one], key=uuid.uuid4(), now=NOW, by=self.teller)

    def _tied(self, kind: str) -> Team:
        """A team that nothing in the protocol involves, tied in one way, to which each child's episode owes a duty."""
        team = Team.objects.create(agency=self.agency, name=f"Tied: {kind}", kind="school")
        for episode in self.episodes.values():
            kinds = {kind} - {NO_TIE} | ({Involvement.Kind.GLASS} if kind in Involvement.BY_GLASS else set())
            ties = [Tie(team.pk, one, token("access")) for one in sorted(kinds)]
            involve(episode_id=episode.pk, child_id=episode.child_id, ties=ties)
            duty = Duty.objects.filter(episode=episode, status="open", protocol_id__in=SEEN_BY_ALL)[0]
            duty.pk, duty.team, duty.occurrence, duty._state.adding = None, team, team.pk, True
            duty.save()
        Notice.objects.create(asking=self._asks(self.teller, team))
        Notice.objects.create(handed=self._hands_over(self.teller, team))
        self._takes_up(self._hands_over(self.teller, team))
        return team

    def _things(self) -> dict[str, Any]:
        """What else has a number, or a name, in an address; all of it concerns the child who is gone."""
        episode, key = self.episodes["gone"], uuid.uuid4
        colleague = a_post("home-manager", Team.objects.create(agency=self.agency, name="Colleagues", kind="school"))
        flag = Restriction.objects.create(
            child_id=episode.child_id, kind="hidden-from", person_id=colleague.person_id, field_class="notes",
            because=token("access"), ring=token("access"), set_by=token("access"),
        )  # fmt: skip
        asked = {
            "person_id": colleague.person_id, "post_id": colleague.pk, "team_id": colleague.team_id,
            "agency_id": self.agency.pk, "role": "duty-inspector", "child_id": episode.child_id,
            "episode_id": episode.pk, "reason": "call", "is_restricted": True,
        }  # fmt: skip
        glass, answered = (
            BreakGlass.objects.create(key=key(), incident_number=token("access"), words=token("access"), **asked)
            for _ in range(2)
        )
        who = {"person_id": self.teller.person_id, "post_id": self.teller.pk, "said_by": token("access")}
        Authorisation.objects.create(glass=answered, is_given=False, words=token("access"), **who)
        Review.objects.create(glass=answered, outcome="fine", words=token("access"), key=key(), **who)
        GlassNotice.objects.bulk_create([GlassNotice(glass=glass, team=team) for team in self.tied.values()])
        Alert.objects.create(
            rule="same-name", person_id=colleague.person_id, post_id=colleague.pk, agency_id=self.agency.pk,
            child_id=episode.child_id, week=NIGHT.date(), because=token("access"), at=NIGHT,
        )  # fmt: skip
        hold = Hold.objects.create(
            child=episode.child, because=token("access"), review_on=dt.date(2027, 1, 5), key=key(),
            set_by_person_id=colleague.person_id, set_by=token("access"),
        )  # fmt: skip
        disposal = Disposal.objects.create(child=episode.child, part="record", due_on=dt.date(2026, 1, 5))
        drafted, released = (
            SubjectRequest.objects.create(
                child=episode.child, asked_by="child", identity_checked=token("access"), received_on=NIGHT.date(),
                post_id=self.teller.pk, said_by=token("access"), key=key(),
            )
            for _ in range(2)
        )  # fmt: skip
        item = subject_file.draft(drafted)[0].entries[0].items[0].key
        SubjectEdit.objects.create(
            request=drafted, item=item, is_masked=True, because=token("access"), key=key(), **who
        )
        content = subject_file.as_content(subject_file.draft(released))
        SubjectFile.objects.create(request=released, content=content, digest=subject_file.digest_of(content))
        self._answers(self._asks(colleague, self.teller.team))
        pair = Pair.objects.create(one=episode.child, other=self.other, score=1.0, because=token("identity"))
        said_by = {"post_id": self.teller.pk, "said_by": "Sam"}
        Verdict.objects.create(pair=pair, is_one_child=False, words=token("identity"), key=key(), **said_by)
        cycle = next(iter(cycles_of("2019")))
        kept = CycleKept.objects.create(
            cycle=cycle.id, edition="2019", held_on=NIGHT.date(), reference="Minutes", key=key(), **said_by
        )
        change = PeopleChange.objects.create(
            agency=self.agency, person=colleague.person, what="post-asked", team=colleague.team,
            role="privacy-referee", said_by="Sam", key=key(),
        )  # fmt: skip
        return {
            "flag_id": flag.pk, "glass_id": glass.pk, "item_id": glass.pk, "kind": "glass", "hold_id": hold.pk,
            "disposal_id": disposal.pk, "request_id": drafted.pk, "released_id": released.pk, "item": item,
            "pair_id": pair.pk, "cycle_id": cycle.id, "kept_id": kept.pk, "asked_id": change.pk,
            "person_id": colleague.person_id, "post_id": colleague.pk, "key": BEGUN, "step": "known",
            "before": "2016", "after": "2019", "edition": "2019", "role": "social-worker", "slug": "at-home",
            "id": "return-interview", "uidb64": "MQ", "token": "a-token", "uidb36": "1", "pk": 1, "provider_id": "none",
        }  # fmt: skip


def a_named_child() -> Child:
    """A child each of whose words is one of a class."""
    names = {name: token("identity") for name in ("given_name", "family_name", "known_as", "description")}
    also = f"{token('identity')} {token('identity')}"
    child = Child.objects.create(**names, also_called=also, born_on=dt.date(2012, 5, 4), facts=dict(FACTS))
    Number.objects.create(child=child, kind="local", number=token("identity").upper().replace("-", ""))
    return child
