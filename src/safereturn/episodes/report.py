"""Reporting a child: four short steps on a phone at night. Every word is kept at every step."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, Subquery

from safereturn.access.queries import children_kept_from
from safereturn.access.wall import past_the_wall
from safereturn.agencies.models import Post, Team
from safereturn.children.actions import Called, call
from safereturn.children.forms import CalledForm
from safereturn.children.models import UNBORN, Child, name_of
from safereturn.children.search import Sought, find
from safereturn.protocol import vocabulary as v
from safereturn.web.drafts import as_sent
from safereturn.web.wording import moment

from .actions import Happening, NotPossible, alone_with, episode_sent_with, open_episode, record
from .called import told
from .fold import NOTED
from .models import Episode
from .report_steps import (
    BABY,
    CARE_LEAVER,
    CONCERNS,
    EDUCATION_ONLY,
    KNOWN_MOTHER,
    LAST,
    NOT_IN_CARE,
    NOT_KNOWN,
    ONLY_KNOWN,
    SOMEONE_ELSE,
    STEPS,
    NameForm,
    StepForm,
)

Words = dict[str, dict[str, list[str]]]  # by step, then by field: as they were typed


_NAME = ("given_name", "family_name", "born_on")
_MOST_LIKE = 5  # children to choose from: a long list is not read at night


def children_of(post: Post) -> list[Child]:
    """The children placed with the post's team, without those whom this person may not see.

    Each tells in `gone_as` whether they are reported missing or away and not yet back; None when neither.
    """
    placed = Child.objects.filter(home_team_id=post.team_id, joined_to=None).exclude(pk__in=children_kept_from(post))
    gone = Episode.objects.filter(child_id=OuterRef("pk"), absent_until=None).values("kind")[:1]
    with past_the_wall():  # whoever cares for the child is told that somebody else reported them
        return list(placed.annotate(gone_as=Subquery(gone)).order_by("given_name", "family_name"))


def children_named(step: str, words: Words, post: Post) -> list[Child]:
    """The children whom the page of a step names: the lists to choose from, or at last the one who was chosen."""
    if step == "child":
        return children_of(post)
    if step == "known":
        return children_like(words, post)
    return chosen_of(children_of(post), words) or _known_of(words, post) if step == LAST else []


def chosen_of(children: list[Child], words: Words) -> list[Child]:
    """The one of these children whom the words choose; none where they choose another, or nobody yet."""
    return [child for child in children if str(child.pk) == _chosen("child", words)]


def children_like(words: Words, post: Post) -> list[Child]:
    """The children known by such a number or name, of those whom this person may see: whoever reports says which it is.

    Nobody for a baby who is not born yet, nor before a name was typed.
    """
    if "name" not in words or _is_of_a_baby(words):
        return []
    typed = NameForm(as_sent(words["name"]), now=None)
    if not typed.is_valid():
        return []
    named = Sought(*(typed.cleaned_data[part] for part in _NAME))
    sought = [*(Sought(number=number) for _, number in called_in(words).numbers), named]
    found = {one.child.pk: one.child for each in sought for one in find(each, by=post)}
    return list(found.values())[:_MOST_LIKE]


def _known_of(words: Words, post: Post) -> list[Child]:
    if _chosen("known", words) in ("", SOMEONE_ELSE):
        return []
    return [child for child in children_like(words, post) if str(child.pk) == _chosen("known", words)]


def _chosen(step: str, words: Words) -> str:
    return words.get(step, {}).get(step, [""])[0]


def called_in(words: Words) -> Called:
    """What the child is called besides, and the numbers, as told with whichever step says who the child is."""
    step = "name" if _chosen("child", words) in ("", SOMEONE_ELSE) else "child"
    form = CalledForm(as_sent(words.get(step, {})))
    return form.called if form.is_valid() else Called()


def name_in(words: Words, chosen: list[Child]) -> str:
    """By what name to call a report that is not sent yet: the chosen child's, or the one typed so far."""
    if chosen:
        return chosen[0].full_name
    typed = (words.get("name", {}).get(part, [""])[0].strip() for part in ("given_name", "family_name"))
    name = " ".join(part for part in typed if part)
    return (f"{UNBORN} {name}" if name and _is_of_a_baby(words) else name) or "no name yet"


def says_something(typed: dict[str, list[str]]) -> bool:
    """Whether anything was typed or chosen at all."""
    return any(value.strip() for values in typed.values() for value in values)


def steps_for(words: Words, post: Post) -> list[str]:
    """The steps of this report: the list of children where there is one, the name where the child is not on it.

    After the name, whether it is one of the children known by such a name, where there are any.
    """
    has_list = bool(children_of(post))
    skipped = set() if has_list else {"child"}
    if has_list and _chosen("child", words) != SOMEONE_ELSE:
        skipped |= {"name", "known", "baby"}
    elif not _is_of_a_baby(words):
        skipped |= {"baby"} if children_like(words, post) else {"known", "baby"}
    else:
        skipped.add("known")
    return [step for step in STEPS if step not in skipped]


def _is_of_a_baby(words: Words) -> bool:
    return words.get("name", {}).get("who", [""])[0] == BABY


def step_form(step: str, typed: dict[str, list[str]] | None, *, words: Words, post: Post, now: dt.datetime) -> StepForm:
    """The form of a step, filled with what was typed into it, if anything; `words` are those of all steps."""
    children = children_named(step, words, post) if step in ("child", "known") else ()
    return STEPS[step][1](None if typed is None else as_sent(typed), now=now, children=children)


def first_unfinished(words: Words, *, post: Post, now: dt.datetime) -> str | None:
    """The first step before sending that has no valid answers yet; None when all have."""
    for step in steps_for(words, post)[:-1]:
        if step not in words or not step_form(step, words[step], words=words, post=post, now=now).is_valid():
            return step
    return None


@transaction.atomic
@past_the_wall()  # what was sent once may be a child's whom the sender may not see
def send(words: Words, *, key: UUID, incident_number: str, now: dt.datetime, by: Post) -> Episode:
    """Open the episode that the words of all steps describe: once for each key, even when it is sent twice at once.

    Raises what `open_episode` raises; a child who was not known before is then not kept either.
    """
    alone_with(key)
    sent_before = episode_sent_with(key)
    if sent_before is not None:
        return Episode.objects.get(pk=sent_before)
    what, worries = (answers(step, words, post=by, now=now) for step in ("happened", "worries"))
    chosen = children_named(LAST, words, by)
    if not chosen and _is_of_a_baby(words):
        if what["kind"] == v.AWAY:
            raise NotPossible([KNOWN_MOTHER])
        named = (answers(step, words, post=by, now=now) for step in ("name", "baby"))
        child = _unborn(*named)
    else:
        child = chosen[0] if chosen else _new(answers("name", words, post=by, now=now))
    called = called_in(words)
    learnt = dict.fromkeys((concern for concern in worries["concerns"] if concern != EDUCATION_ONLY), True)
    if called.has_mobile:
        learnt["mobile_known"] = True
    if chosen and not chosen_of(chosen, words):  # found by the name: what is recorded stands before what was supposed
        learnt = {**_supposed(answers("name", words, post=by, now=now)), **child.facts, **learnt}
    facts = {**child.facts, **learnt}
    if child.born_on is not None:
        facts["born"] = child.born_on.isoformat()
    about: dict[str, Any] = {EDUCATION_ONLY: EDUCATION_ONLY in worries["concerns"]}
    about["last_seen"] = what["last_seen"].isoformat() if what["last_seen"] else None
    if what["with_family"] != NOT_KNOWN:
        about["with_family"] = what["with_family"] == "yes"
    if by.team.kind == Team.Kind.SCHOOL:  # whose pupil it is, and who owes what a school owes, is known from then on
        child.school_team = by.team
    report = {"by": _reporter(by)}
    if incident_number:
        report["incident_number"] = incident_number
    # To the minute, as people tell the time: what is typed as the same minute comes after it.
    reported = Happening("reported", now.replace(second=0, microsecond=0), report)
    episode = open_episode(
        child=child,
        kind=what["kind"],
        facts=facts,
        about=about,
        told={
            "circumstances": what["circumstances"],
            "worries": worries["worries"],
            "concerns": _fears(worries["concerns"]),
            "description": worries["description"],
        },
        happenings=[*([reported] if what["kind"] == v.MISSING else []), *told(called, now)[:1]],
        key=key,
        now=now,
        by=by,
    )
    child.facts = {**child.facts, **learnt}
    child.description = worries["description"] or child.description
    child.save()
    call(child.pk, called)
    return episode


@past_the_wall()  # whoever reports once more is not tied before
def add_to(episode_id: int, words: Words, *, key: UUID, incident_number: str, now: dt.datetime, by: Post) -> None:
    """Note what a report told of a child who is gone already, so that none of it is lost. Once for each key."""
    given = {step: answers(step, words, post=by, now=now) for step in ("happened", "worries")}
    what, worries = given["happened"], given["worries"]
    seen = f"Last seen at {moment(what['last_seen'])}." if what["last_seen"] else ""
    known = "Whoever reports knows where the child is." if what["kind"] == v.AWAY else ""
    said = (seen, known, what["circumstances"], worries["worries"], _fears(worries["concerns"]), worries["description"])
    number = f"Police incident number {incident_number}." if incident_number else ""
    child = Child.objects.filter(episodes=episode_id)
    if by.team.kind == Team.Kind.SCHOOL:
        child.update(school_team=by.team)
    noted = Happening(NOTED, now, {"says": "\n".join(part for part in ("Reported once more.", number, *said) if part)})
    called = called_in(words)
    record(
        episode_id=episode_id,
        happenings=[noted, *told(called, now)],
        key=key,
        now=now,
        by=by,
        also=lambda: call(child.get().pk, called),
    )


def _fears(concerns: list[str]) -> str:
    """What the reporter ticked and fears, a line each; what they merely know is no fear."""
    return "\n".join(label for name, label in CONCERNS if name in concerns and name not in ONLY_KNOWN)


def answers(step: str, words: Words, *, post: Post, now: dt.datetime) -> dict[str, Any]:
    """The answers of a step whose words are valid."""
    form = step_form(step, words[step], words=words, post=post, now=now)
    form.is_valid()
    return form.cleaned_data


def _unborn(mother: dict[str, Any], baby: dict[str, Any]) -> Child:
    """The baby of exactly that mother who is known and not born yet, or a new one; tied to a mother who is known."""
    named = {"given_name__iexact": mother["given_name"], "family_name__iexact": mother["family_name"]}
    born_on, name = mother["born_on"], name_of(mother["given_name"], mother["family_name"])
    facts: dict[str, Any] = {
        "expected": baby["expected"].isoformat(), "area": mother["area"],
        "looked_after_by": None, "placement": None, "registered_home": None,  # nobody is, before being born
    }  # fmt: skip
    if baby["child_protection_plan"] != NOT_KNOWN:
        facts["child_protection_plan"] = baby["child_protection_plan"] == "yes"
    known = None
    if born_on is not None:
        of_her = Child.objects.filter(given_name=UNBORN, family_name__iexact=name, mother_born_on=born_on, born_on=None)
        known = of_her.filter(facts__has_key="expected").first()
    if known is not None:
        known.facts = {**known.facts, **facts}
        return known
    mothers = list(Child.objects.filter(**named, born_on=born_on)[:2]) if born_on is not None else []
    return Child.objects.create(
        given_name=UNBORN, family_name=name, facts=facts, mother_born_on=born_on,
        mother=mothers[0] if len(mothers) == 1 else None,
    )  # fmt: skip


def _new(who: dict[str, Any]) -> Child:
    """A child whom whoever reports did not find among those known. Nobody is taken for another by machine."""
    return Child.objects.create(**{part: who[part] for part in _NAME}, facts=_supposed(who))


def _supposed(who: dict[str, Any]) -> dict[str, Any]:
    """What whoever gave a name supposes of the child's home, in the words of the scenario files."""
    facts: dict[str, Any] = {"area": who["area"]}
    if who["looked_after_by"] != NOT_KNOWN:
        is_in_care = who["looked_after_by"] not in (NOT_IN_CARE, CARE_LEAVER)
        facts["looked_after_by"] = who["looked_after_by"] if is_in_care else None
        facts["care_leaver"] = who["looked_after_by"] == CARE_LEAVER
    if who["placement"] not in ("", NOT_KNOWN):
        facts["placement"] = who["placement"]
        if who["placement"] != v.CHILDRENS_HOME:
            facts["registered_home"] = False
    return facts


def _reporter(post: Post) -> str:
    """Who reports, in the words of the scenario files."""
    if v.CARER in post.kind.fills:
        return v.CARER
    if v.SCHOOL in post.kind.fills:
        return v.SCHOOL
    return "other" if post.is_police else "agency"
