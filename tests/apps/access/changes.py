"""What may be otherwise in a night, and who may notice it; for everybody else no page may change by a byte.

A change `tells` of classes of fields: whoever sees none of them, by the agreed table of posts, may not notice. One that
tells of none concerns nobody who reads. Some pages show more than a tie does: those on which a change may be seen are
named with it, and why.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from safereturn.access.actions import Tie
from safereturn.access.models import BreakGlass, Involvement, Restriction
from safereturn.agencies.models import Agency, PeopleChange, Post, Team
from safereturn.audit.actions import Shown, log_views
from safereturn.children.models import Child, Number
from safereturn.duties.models import Duty, Reminder
from safereturn.episodes.actions import Happening, load_episode, open_episode
from safereturn.episodes.models import Episode
from safereturn.episodes.prompts import OCCASIONS
from safereturn.finding.models import Answer, Asking, Pair
from safereturn.keeping.models import Hold, SubjectRequest
from safereturn.privacy.models import Alert, GlassNotice, Review
from safereturn.protocol.came_about import CAN_COME_ABOUT
from safereturn.web.drafts import keep_words
from tests.apps.partnership import FACTS, a_name_of_its_own

from .people import a_post, involve
from .world import NIGHT, NOW, Said, World, said

LAST_WEEK = NIGHT - dt.timedelta(days=7)
CARERS_HARM = ("allegation", "crime-against")
OF_A_CARER = ("offence-established", "sexual-abuse-feared", "exploited-or-abused")
OF_THE_CHILD = tuple(what for what in CAN_COME_ABOUT if what not in OF_A_CARER)


def words(chance: Random) -> str:
    """Some words: one, or many, of whatever letters and signs."""
    some = ("aunt", "Łódź", "<b>bold</b>", "o’clock", "car", "{{ it }}", "afraid", "?", "\n", "Ünlü", "0800", "& so")
    return " ".join(chance.choice(some) for _ in range(chance.choice((1, 2, 5, 40)))).strip() or "none"


# What is told of a child last, in one way or in another.


class Retold(NamedTuple):
    """Something that is told at the end of a night: plainly, and otherwise."""

    tells: frozenset[str]
    plain: tuple[Said, ...]
    otherwise: Callable[[Random], tuple[Said, ...]]


def _retold(tells: str, *plain: Said, otherwise: Callable[[Random], Any]) -> Retold:
    def told(chance: Random) -> tuple[Said, ...]:
        given = otherwise(chance)
        return tuple(given) if isinstance(given, list) else (given,)

    return Retold(frozenset(tells.split()), plain, told)


def in_other_words(tells: str, type: str, name: str, after: float, **content: Any) -> Retold:
    """An event that is told with other words in one place."""
    return _retold(
        tells,
        said(after, type, **content, **{name: "plain"}),
        otherwise=lambda chance: said(after, type, **content, **{name: words(chance)}),
    )


def written_up(tells: str, occasion: str) -> Retold:
    """Other answers to other prompts."""
    prompts = [name for name, _ in OCCASIONS[occasion]]

    def other(chance: Random) -> Said:
        some = chance.sample(prompts, chance.randrange(1, len(prompts)))
        return said(7, "written-up", **{occasion: {name: words(chance) for name in some}})

    return _retold(tells, said(7, "written-up", **{occasion: {prompts[0]: "plain"}}), otherwise=other)


def fact(name: str, *values: Any) -> Retold:
    """A fact is learnt, and is otherwise than it was."""
    plain, *others = values
    return _retold(
        "standing",
        said(6.9, "fact", set={f"child.{name}": plain}),
        otherwise=lambda chance: said(6.9, "fact", set={f"child.{name}": chance.choice(others)}),
    )


OF_EVERY_CHILD: dict[str, Retold] = {
    "a note": in_other_words("notes", "noted", "says", 6),
    "what the council knows": in_other_words("standing", "answered-known", "says", 6.1),
    "a protection plan": fact("child_protection_plan", True, False, None),
    "exploitation": fact("exploitation_concern", False, True, None),
    "trafficking": fact("trafficking_concern", False, True, None),
    "harm that is feared": fact("significant_harm_concern", False, True, None),
    "fgm or a forced marriage": fact("fgm_or_forced_marriage_concern", False, True, None),
    "a disability": fact("disabled", False, True, None),
    "what was found": _retold(
        "standing",
        said(6.2, "harm-found", kind="hurt"),
        otherwise=lambda chance: [
            said(6.2, "harm-found", kind=kind)
            for kind in chance.sample(("exploitation", "trafficking"), chance.choice((0, 1, 2)))
        ],
    ),
    "an allegation": _retold(
        "allegation",
        otherwise=lambda chance: [
            said(6.3, "harm-found", kind=chance.choice(CARERS_HARM)) for _ in range(chance.choice((1, 1, 2)))
        ],
    ),
    "what was said of what came about": in_other_words("notes", "came-about", "note", 6.4, what="school-worried"),
    # It may begin duties that whoever sees duties sees: so those alone who do not see them may not notice.
    "what else came about": _retold(
        "standing duties",
        said(6.4, "came-about", what="school-worried", note="plain"),
        otherwise=lambda chance: [
            said(6.4, "came-about", what=what, note=words(chance))
            for what in chance.sample(OF_THE_CHILD, chance.choice((0, 1, 3)))
        ],
    ),
    "what a carer may have done": _retold(
        "allegation",
        otherwise=lambda chance: [
            said(6.5, "came-about", what=what, note=words(chance))
            for what in chance.sample(OF_A_CARER, chance.choice((1, 2)))
        ],
    ),
    "risk factors": written_up("intelligence", "risk"),
    "details": written_up("notes", "report"),
    "what a meeting decided": written_up("notes", "meeting"),
    "what a strategy meeting decided": written_up("notes", "strategy"),
    "what a visit found": written_up("allegation", "visit"),
    "how often something was noted": _retold(
        "duties",
        otherwise=lambda chance: [said(7.2, "noted", says=words(chance)) for _ in range(chance.choice((1, 2, 5)))],
    ),
    "what is recorded of the home": _retold(
        "duties",
        otherwise=lambda chance: said(
            7.3, "fact", set={"child.placement": chance.choice(("foster", "other")), "child.missing_plan": True}
        ),
    ),
}
OF_A_MISSING_CHILD: dict[str, Retold] = {
    "what an informant said": _retold(
        "intelligence",
        said(6.6, "assessed", answers={"worry": "plain"}),
        otherwise=lambda chance: said(6.6, "assessed", answers={"worry": words(chance), "why": words(chance)}),
    ),
    "what was noted with a duty": in_other_words(
        "notes", "done", "note", 7.1, duty="la-notified-by-secure-email", ref="plain"
    ),
    "a reference": in_other_words("notes", "done", "ref", 7.1, duty="la-notified-by-secure-email"),
    "why something is late": in_other_words("notes", "deadline-exception", "reason", 6.7, duty="la-check-child-known"),
}
OF_A_CHILD_WHO_IS_GONE: dict[str, Retold] = {
    **OF_EVERY_CHILD,
    **OF_A_MISSING_CHILD,
    "how a dispute ended": _retold(
        "notes",
        said(6.8, "category-disputed", by="carer"),
        said(6.8, "dispute-decided", by="duty-inspector", outcome="plain"),
        otherwise=lambda chance: [
            said(6.8, "category-disputed", by="carer"),
            said(6.8, "dispute-decided", by="duty-inspector", outcome=words(chance)),
        ],
    ),
    "a higher grade": _retold("duties", otherwise=lambda _: said(8, "categorised", category="high")),
    "a return": _retold("duties existence", otherwise=lambda _: said(8, "returned", to="placement")),
    "a sighting": _retold("duties existence", otherwise=lambda _: said(8, "located", confirmed_by="police")),
}
OF_A_CHILD_WHO_IS_BACK: dict[str, Retold] = {
    **OF_EVERY_CHILD,
    **OF_A_MISSING_CHILD,
    "why no visit was made": in_other_words("notes", "prevention-visit-not-made", "reason", 7.5, agreed_with="plain"),
    "with whom that was agreed": in_other_words(
        "family", "prevention-visit-not-made", "agreed_with", 7.55, reason="plain"
    ),
    "why the child declined": in_other_words("childs-account", "interview-declined", "reason", 7.6),
    # A duty that whoever sees duties sees is met by it (6.7).
    "whether a parent was seen": _retold(
        "family duties",
        said(7.7, "interview-held", interviewer="social-worker", parent_seen=True),
        otherwise=lambda _: said(7.7, "interview-held", interviewer="social-worker", parent_seen=False),
    ),
    "another offer": _retold("duties", otherwise=lambda chance: said(7.8, "interview-offered", reason=words(chance))),
}
RETOLD: dict[str, dict[str, Retold]] = {
    "gone": OF_A_CHILD_WHO_IS_GONE,
    "back": OF_A_CHILD_WHO_IS_BACK,
    "away": OF_EVERY_CHILD,
}


# Else the return interview, which whoever sees duties sees, turns on a protection plan (6.9).
WITHOUT_FAMILY = said(5.9, "fact", set={"episode.with_family": False})


def ending(on: str, otherwise: str = "", chance: Random | None = None) -> list[Said]:
    """How the night of a child ends: plainly, but for the one thing that is told otherwise."""
    told = [WITHOUT_FAMILY] + [
        one
        for name, part in RETOLD[on].items()
        for one in (part.otherwise(chance) if name == otherwise and chance is not None else part.plain)
    ]
    return sorted(told, key=lambda one: one[0])


# What else happens, beside the night.


class Beside(NamedTuple):
    """Something else that is done in the service, and the routes on which those who may open them see it."""

    does: Callable[[World, Episode, Random], None]
    tells: frozenset[str] = frozenset()
    on: tuple[str, ...] = ()


def a_stranger(world: World, chance: Random, role: str = "") -> Post:
    """Somebody of another agency than the readers'."""
    team = chance.choice([team for name, team in sorted(world.teams.items())])
    return a_post(role or chance.choice(("duty-inspector", "call-taker", "front-door-worker")), team)


def another_child(world: World, chance: Random, **also: Any) -> Child:
    """A child whom no reader is involved with, of the same area and home as one whom they are."""
    given, family = (a_name_of_its_own(chance.randrange(10**9)) for _ in range(2))
    named = {"given_name": given, "family_name": family, "born_on": dt.date(2012, 5, 4), **also}
    return Child.objects.create(**named, home_team=world.teams["Alder House"], facts=FACTS | {"area": "derby"})


def goes_missing(world: World, child: Child, chance: Random, *more: Said) -> Episode:
    """And is late in everything."""
    told = [said(0, "reported", by="carer"), said(0, "categorised", category=chance.choice(("medium", "high"))), *more]
    return open_episode(
        child=child, kind="missing", facts=child.facts, about={"last_seen": LAST_WEEK.isoformat()},
        happenings=[Happening(type, LAST_WEEK + dt.timedelta(hours=after), content) for after, type, content in told],
        told={"circumstances": words(chance)}, key=uuid.uuid4(), now=NOW, by=world.teller,
    )  # fmt: skip


def another_is_missing(world: World, episode: Episode, chance: Random) -> None:
    goes_missing(world, another_child(world, chance), chance)


def several_are_missing(world: World, episode: Episode, chance: Random) -> None:
    for _ in range(chance.choice((2, 3))):
        goes_missing(world, another_child(world, chance), chance)


def another_was_missing(world: World, episode: Episode, chance: Random) -> None:
    child = another_child(world, chance)
    goes_missing(world, child, chance, said(1, "returned", to="placement"))


def kept(child: Child, world: World) -> None:
    """The child is kept for people who are named."""
    named = a_post("child-protection-manager", world.teams["City child protection"])
    Restriction.objects.create(
        child_id=child.pk, kind="named-only", person_id=named.person_id, because="A relative", ring="01632 960801"
    )


def a_kept_namesake(world: World, episode: Episode, chance: Random) -> None:
    one = episode.child
    child = another_child(world, chance, given_name=one.given_name, family_name=one.family_name)
    kept(child, world)
    if chance.random() < 0.5:
        goes_missing(world, child, chance)


def a_namesake(world: World, episode: Episode, chance: Random) -> None:
    one = episode.child
    another_child(world, chance, given_name=one.given_name, family_name=one.family_name)


def an_earlier_episode(world: World, episode: Episode, chance: Random) -> None:
    began = LAST_WEEK - dt.timedelta(days=chance.randrange(30, 300))
    told = ("reported", {"by": "carer"}), ("returned", {"to": "placement"})
    load_episode(
        child=episode.child, edition="2019", now=NOW, source="history",
        opening={"child": FACTS, "episode": {"kind": "missing"}},
        happenings=[
            Happening(type, began + dt.timedelta(hours=hours), content, "An officer")
            for hours, (type, content) in enumerate(told)
        ],
    )  # fmt: skip


def an_account(name: str) -> Callable[[World, Episode, Random], None]:
    def write(world: World, episode: Episode, chance: Random) -> None:
        latest = episode.accounts.latest("pk")
        latest.pk, latest.key, latest._state.adding = None, uuid.uuid4(), True
        setattr(latest, name, words(chance)[:200])
        latest.save()

    return write


def a_draft(world: World, episode: Episode, chance: Random) -> None:
    child, by = episode.child, a_stranger(world, chance)
    name = {"given_name": [child.given_name], "family_name": [child.family_name], "area": ["derby"]}
    keep_words(form="report", key=uuid.uuid4(), words={"name": name}, step="known", by=by.pk)
    keep_words(form="note", key=uuid.uuid4(), words={"says": [words(chance)]}, by=by.pk)


def a_look(of: str) -> Callable[[World, Episode, Random], None]:
    def look(world: World, episode: Episode, chance: Random) -> None:
        child_id = episode.child_id if of == "the child" else world.other.pk
        shown = [Shown(child_id, episode.pk if of == "the child" else None)]
        for _ in range(chance.choice((1, 3))):
            told = {"because": words(chance)[:180], "classes": ["identity", "notes"]}
            log_views(shown=shown, page=chance.choice(("episode", "find")), by=a_stranger(world, chance), **told)

    return look


def a_flag(kind: str, **also: Any) -> Callable[[World, Episode, Random], None]:
    def flag(world: World, episode: Episode, chance: Random) -> None:
        somebody = a_stranger(world, chance)
        team_ids = [somebody.team_id] if kind == "allegation" else []
        Restriction.objects.create(
            child_id=episode.child_id, kind=kind, person_id=somebody.person_id, team_ids=team_ids,
            because=words(chance)[:200], ring="01632 960801", set_by="Somebody", **also,
        )  # fmt: skip

    return flag


def flags_of_another(world: World, episode: Episode, chance: Random) -> None:
    child = another_child(world, chance)
    kept(child, world)
    Restriction.objects.create(child_id=child.pk, kind="location-hidden", because=words(chance)[:200], ring="nobody")


def broken(world: World, episode: Episode, chance: Random, **also: Any) -> BreakGlass:
    """Glass that a stranger breaks."""
    by = a_stranger(world, chance)
    return BreakGlass.objects.create(
        key=uuid.uuid4(), incident_number="7 of 20 March", words=words(chance), person_id=by.person_id, post_id=by.pk,
        team_id=by.team_id, agency_id=by.agency_id, role=by.role, child_id=episode.child_id, episode_id=episode.pk,
        reason=chance.choice(BreakGlass.Reason.values), **also,
    )  # fmt: skip


def glass(world: World, episode: Episode, chance: Random) -> None:
    one = broken(world, episode, chance)
    Involvement.objects.create(
        team_id=one.team_id, post_id=one.post_id, episode_id=episode.pk, child_id=episode.child_id, kind="glass",
        because=words(chance)[:200], ends_at=dt.datetime(2099, 1, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    GlassNotice.objects.create(glass=one, team=world.teams["City social care"])


def glass_asked_for(world: World, episode: Episode, chance: Random) -> None:
    broken(world, episode, chance, is_restricted=True)


def an_answer_about_glass(world: World, episode: Episode, chance: Random) -> None:
    by = a_stranger(world, chance, "privacy-referee")
    Review.objects.create(
        glass=broken(world, episode, chance), outcome=chance.choice(Review.Outcome.values), words=words(chance),
        person_id=by.person_id, post_id=by.pk, said_by=str(by), key=uuid.uuid4(),
    )  # fmt: skip


def an_alert(world: World, episode: Episode, chance: Random) -> None:
    by = a_stranger(world, chance)
    Alert.objects.create(
        rule=chance.choice(("same-name", "same-home", "at-night", "far-more")), person_id=by.person_id, post_id=by.pk,
        agency_id=by.agency_id, child_id=episode.child_id, week=LAST_WEEK.date(), because=words(chance)[:200],
        at=LAST_WEEK,
    )  # fmt: skip


def an_asking(answered: bool) -> Callable[[World, Episode, Random], None]:
    def ask(world: World, episode: Episode, chance: Random) -> None:
        by = a_stranger(world, chance)
        team = chance.choice([team for _, team in sorted(world.teams.items())])
        asking = Asking.objects.create(
            child=episode.child, asked_team=team, reason=words(chance), said_by=str(by), person_id=by.person_id,
            post_id=by.pk, team_id=by.team_id, key=uuid.uuid4(),
        )  # fmt: skip
        if answered:
            who = {"person_id": world.teller.person_id, "post_id": world.teller.pk, "said_by": str(world.teller)}
            Answer.objects.create(asking=asking, is_let_in=chance.random() < 0.5, words=words(chance), **who)

    return ask


def a_tie(world: World, episode: Episode, chance: Random) -> None:
    kinds = chance.sample(Involvement.Kind.values, 3)
    team = Team.objects.create(
        agency=world.teams["Birch House"].agency, name=a_name_of_its_own(chance.randrange(10**9)), kind="school"
    )
    ties = [Tie(team.pk, kind, words(chance)[:200]) for kind in kinds]
    involve(episode_id=episode.pk, child_id=episode.child_id, ties=ties)


def a_likeness(world: World, episode: Episode, chance: Random) -> None:
    child = another_child(world, chance)
    Pair.objects.create(one=episode.child, other=child, score=chance.random(), because=words(chance)[:200])


def a_number(world: World, episode: Episode, chance: Random) -> None:
    kind = chance.choice(Number.Kind.values)
    Number.objects.create(child=episode.child, kind=kind, number=str(chance.randrange(10**9, 10**10)))


def a_hold(world: World, episode: Episode, chance: Random) -> None:
    by = a_stranger(world, chance)
    Hold.objects.create(
        child=episode.child, because=words(chance)[:200], review_on=dt.date(2027, 1, 5), key=uuid.uuid4(),
        set_by_person_id=by.person_id, set_by=str(by),
    )  # fmt: skip


def a_request(world: World, episode: Episode, chance: Random) -> None:
    SubjectRequest.objects.create(
        child=episode.child, asked_by=chance.choice(SubjectRequest.AskedBy.values), received_on=NIGHT.date(),
        identity_checked=words(chance)[:200], post_id=world.teller.pk, said_by=str(world.teller), key=uuid.uuid4(),
    )  # fmt: skip


def another_agency(world: World, episode: Episode, chance: Random) -> None:
    agency = Agency.objects.create(name=a_name_of_its_own(chance.randrange(10**9)), kind="school", area="derby")
    team = Team.objects.create(agency=agency, name="Pastoral", kind="school")
    post = a_post("school-safeguarding-lead", team)
    PeopleChange.objects.create(
        agency=agency, person=post.person, what="post-asked", team=team, role=post.role, said_by="Sam", key=uuid.uuid4()
    )


def somebody_leaves(world: World, episode: Episode, chance: Random) -> None:
    Post.objects.filter(pk=a_stranger(world, chance).pk).update(ended_at=LAST_WEEK)


def reminders(hidden: bool) -> Callable[[World, Episode, Random], None]:
    """Teams are reminded of what they owe; `hidden`: of duties of another child."""

    def remind(world: World, episode: Episode, chance: Random) -> None:
        of = goes_missing(world, another_child(world, chance), chance) if hidden else episode
        for duty in Duty.objects.filter(episode=of, team__isnull=False).exclude(due_at=None)[:5]:
            Reminder.objects.create(
                duty=duty, kind="due", due_at=duty.due_at, team=duty.team, mail_failed_at=chance.choice((None, NOW))
            )

    return remind


def a_description(world: World, episode: Episode, chance: Random) -> None:
    Child.objects.filter(pk=episode.child_id).update(description=words(chance))


REFEREES = ("privacy:referee", "privacy:review")
CASE = frozenset({"duties", "existence"})
BESIDE_EVERY_CHILD: dict[str, Beside] = {
    "another child is missing": Beside(another_is_missing),
    "several others are missing": Beside(several_are_missing),
    "another child is back": Beside(another_was_missing),
    "a child of the same name is kept for named people": Beside(a_kept_namesake),
    # A search for a purpose, and a report, ask whether it is one of those; so does whoever judges.
    "a child of the same name": Beside(a_namesake, on=("finding:find for a purpose", "episodes:report")),
    # Whoever keeps records, or drafts what is held, answers for all of a child's.
    "an earlier episode": Beside(an_earlier_episode, CASE, on=("keeping:",)),
    "words of others that are not sent": Beside(a_draft),
    # Whoever holds the case sees who looked at the child; the child is told too.
    "others look at the child": Beside(a_look("the child"), on=("privacy:views", "keeping:subject-")),
    "others look at another child": Beside(a_look("another child")),
    # Whoever sets flags sees them, and they stand in what is drafted for the child.
    "another person is excluded": Beside(a_flag("excluded"), on=("privacy:flags", "keeping:subject-")),
    "notes are hidden from another person": Beside(
        a_flag("hidden-from", field_class="notes"), on=("privacy:flags", "keeping:subject-")
    ),
    "an allegation against another person": Beside(a_flag("allegation"), on=("privacy:flags", "keeping:subject-")),
    "flags on another child": Beside(flags_of_another),
    # A referee answers for agencies that have none; glass stands in what is drafted for the child.
    "glass is broken": Beside(glass, on=(*REFEREES, "keeping:")),
    "glass waits for a second person": Beside(glass_asked_for, on=(*REFEREES, "keeping:")),
    "a referee answers": Beside(an_answer_about_glass, on=(*REFEREES, "keeping:")),
    "an alert": Beside(an_alert, on=(*REFEREES, "keeping:")),
    "others ask to be let in": Beside(an_asking(answered=False), on=("keeping:",)),
    "others were answered": Beside(an_asking(answered=True), on=("keeping:",)),
    "another team is tied": Beside(a_tie, on=("keeping:",)),
    # Whoever judges sees all pairs that wait.
    "two records are alike": Beside(a_likeness, on=("finding:alike", "finding:find", "keeping:")),
    "a number of the child": Beside(a_number, frozenset({"identity"}), on=("keeping:", "finding:")),
    "a hold": Beside(a_hold, on=("keeping:",)),
    "a request of the child": Beside(a_request, on=("keeping:",)),
    "another agency begins": Beside(another_agency),
    "somebody elsewhere leaves": Beside(somebody_leaves),
    "reminders of another child": Beside(reminders(hidden=True)),
    "reminders": Beside(reminders(hidden=False), CASE, on=("keeping:",)),
    "a description": Beside(a_description, frozenset({"identity"}), on=("keeping:", "finding:")),
}
IN_THE_INTERVIEW: dict[str, Beside] = {
    # A referee drafts for a child all that is held of it.
    "what the child said": Beside(an_account("in_the_childs_words"), frozenset({"childs-account"}), on=("keeping:",)),
    "what was done to the child": Beside(an_account("harm"), frozenset({"allegation"}), on=("keeping:",)),
    "whom the child was with": Beside(an_account("associates"), frozenset({"family"}), on=("keeping:",)),
    "what the parents think": Beside(an_account("parents_view"), frozenset({"family"}), on=("keeping:",)),
    "an assessment": Beside(an_account("exploitation_assessment"), frozenset({"social-care"}), on=("keeping:",)),
}
BESIDE: dict[str, dict[str, Beside]] = {
    "gone": BESIDE_EVERY_CHILD,
    "back": BESIDE_EVERY_CHILD | IN_THE_INTERVIEW,
    "away": BESIDE_EVERY_CHILD,
}
