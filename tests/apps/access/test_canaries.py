"""A word of its own in every field that tells of a child: it leaves to nobody who may not read that class, in any way.

The walk of `test_policy` searches every answer. Here: that the words stand everywhere, that whoever may read them does,
what flags hide, what leaves by mail, log and job; and that each leak that is planted is found.
"""

import io
import logging
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import transaction
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from safereturn.access import decisions, middleware, permission, rights
from safereturn.access import field_classes as f
from safereturn.access.models import Restriction
from safereturn.access.rights import LOOK, Right
from safereturn.access.wall import past_the_wall
from safereturn.children.models import Child
from safereturn.duties import jobs as of_duties
from safereturn.duties import presenters, queries, reminder_mail, reminders
from safereturn.duties import views as duties_views
from safereturn.episodes import field_classes as of_the_log
from safereturn.episodes.models import Episode, Event
from safereturn.finding.asked_mail import mail_asked
from safereturn.keeping.field_classes import FIELDS
from safereturn.people.mail import mail_agency
from safereturn.privacy import notices
from safereturn.privacy.views import flags as flags_views
from safereturn.privacy.views import referee as referee_views
from safereturn.protocol.scenario import _FORMS, _Wrong

from .tokens import classes_in, token
from .walk import Cell, Walker, allowed, cells, faults, left_otherwise
from .world import NOW

pytestmark = pytest.mark.django_db


# The words stand everywhere.

# Fields of letters in which nobody writes: the service's own words, names of routes, ids of the register.
OUR_OWN_WORDS = {
    "audit.View": "page",
    "access.Restriction": "field_class",
    "access.BreakGlass": "role",
    "episodes.Episode": "edition kind state source area category highest_category",
    "episodes.Event": "type said_by source",
    "interviews.Account": "interviewer said_by",
    "finding.Verdict": "said_by",
    "privacy.Alert": "rule",
    "keeping.SubjectEdit": "item",
    "keeping.SubjectFile": "digest",
}
# What has not happened in this night: nothing was lifted, and nothing agreed to go.
NOT_YET = {
    "access.Restriction": "lifted_by lifted_because",
    "keeping.Hold": "lifted_by lifted_because",
    "keeping.Step": "said_by",
    "keeping.SubjectApproval": "digest said_by",
}


def test_every_field_in_which_somebody_writes_of_a_child_holds_a_word_of_its_class(walker: Walker) -> None:
    bare = []
    for label, fields in FIELDS.items():
        model = apps.get_model(label)
        left_out = f"{OUR_OWN_WORDS.get(label, '')} {NOT_YET.get(label, '')}".split()
        for name, field_class in fields.items():
            field = model._meta.get_field(name)
            letters = field.get_internal_type() in ("CharField", "TextField") and not field.choices
            if not letters or field_class not in f.DESCRIBED or name in left_out:
                continue
            if not any(field_class in classes_in(str(said)) for said in model.objects.values_list(name, flat=True)):
                bare.append(f"{label}.{name}")
    assert bare == []


def test_every_event_that_takes_words_was_told_with_words_of_their_class(walker: Walker) -> None:
    takes = {
        (type, name) for type, form in _FORMS.items() for name, reader in form.fields.items() if _any_words(reader)
    }
    told = {
        (event.type, name)
        for event in Event.objects.all()
        for name, said in event.content.items()
        if of_the_log.WORDS[event.type].get(name) in classes_in(str(said))
    }
    assert takes - told == {("categorised", "category")}  # the edition says which there are
    assert {("noted", "says"), ("answered-known", "says"), ("assessed", "answers"), ("came-about", "note")} <= told


def _any_words(reader: Any) -> bool:
    """Whether a field of an event takes whatever somebody types."""
    try:
        return bool(reader("Any words") == "Any words")
    except _Wrong:
        return False


# Whoever may read them does, and whoever is flagged does not.

ALL_SEEING = [
    ("social-worker", "allocated"),
    ("oversight-officer", "police"),
    ("team-manager", "manager"),
    ("child-protection-manager", "notified"),
    ("front-door-worker", "front-door"),
    ("home-manager", "placement"),
]
# Nobody writes of the first three yet, and no page shows what was written of the last.
ON_NO_PAGE = {f.EDUCATION, f.HEALTH, f.PUBLICITY, f.SOCIAL_CARE}
TELLING = {"duties:board", "duties:episode", "duties:duty", "episodes:grade", "interviews:sign-off"}


def pages_of(walker: Walker, kind: str, tie: str) -> set[str]:
    """The classes of the words on all pages that tell of children."""
    asked = [cell for cell in cells([kind], ("GET", "POST")) if cell.tie == tie and cell.route in TELLING]
    return set().union(*(walker.ask(cell).page for cell in asked))


def test_whoever_may_read_a_class_reads_words_of_it_somewhere(walker: Walker) -> None:
    """Else a walk that finds nothing would prove nothing."""
    for kind, tie in ALL_SEEING:
        sees = allowed(Cell(kind, tie, "gone", "duties:episode", "GET"))
        signs_off = kind == "team-manager"  # and so reads who the child was with
        assert pages_of(walker, kind, tie) == sees - ON_NO_PAGE - (set() if signs_off else {f.FAMILY}), kind


FLAGS = [
    ({"kind": "excluded"}, None),
    ({"kind": "hidden-from", "field_class": f.NOTES}, {f.NOTES}),
    ({"kind": "hidden-from", "field_class": f.STANDING}, {f.STANDING}),
    ({"kind": "hidden-from", "field_class": f.CHILDS_ACCOUNT}, {f.CHILDS_ACCOUNT}),
    ({"kind": "hidden-from", "field_class": f.FAMILY}, {f.FAMILY}),
    ({"kind": "hidden-from", "field_class": f.INTELLIGENCE}, {f.INTELLIGENCE}),
    ({"kind": "hidden-from", "field_class": f.LOCATION}, {f.LOCATION}),
    ({"kind": "allegation"}, {f.ALLEGATION, f.NOTES, f.CHILDS_ACCOUNT}),
]


def flagged(walker: Walker, reader: tuple[str, str], **flag: Any) -> None:
    """Flag all three children against a reader."""
    person_id = int(walker.client(*reader).session["_auth_user_id"])
    for episode in walker.world.episodes.values():
        Restriction.objects.create(
            child_id=episode.child_id, person_id=person_id, because="A relative", ring="none", **flag
        )


def test_what_a_flag_hides_is_on_no_page(walker: Walker) -> None:
    kind, tie = "social-worker", "allocated"
    sees = pages_of(walker, kind, tie)
    for flag, hides in FLAGS:
        before = transaction.savepoint()
        flagged(walker, (kind, tie), **flag)
        assert pages_of(walker, kind, tie) == (set() if hides is None else sees - hides), flag
        transaction.savepoint_rollback(before)


def test_where_a_child_is_who_lives_in_secret_is_read_by_the_police_and_the_holders_of_the_case_alone(
    walker: Walker,
) -> None:
    readers = ("social-worker", "told"), ("social-worker", "allocated"), ("duty-inspector", "police")
    assert all(f.LOCATION in pages_of(walker, *reader) for reader in readers)
    flagged(walker, readers[1], kind="location-hidden")
    assert [f.LOCATION in pages_of(walker, *reader) for reader in readers] == [False, True, True]


# What leaves by other ways.


def test_no_mail_no_job_and_no_line_of_the_log_tells_more_than_a_reference(walker: Walker) -> None:
    walker.client("social-worker", "owes")  # somebody who can answer what the team is asked
    left_otherwise(walker.log)
    assert mail_asked(now=NOW) == 1
    reminders.remind(now=NOW)
    of_duties.mail_reminders(timestamp=0)
    notices.mail_glass(now=NOW)
    assert len(mail.outbox) > 3
    assert set().union(*map(classes_in, left_otherwise(walker.log))) == {"existence"}


def test_words_are_found_in_the_streams_of_a_pdf_and_in_every_part_of_a_spreadsheet() -> None:
    stream = zlib.compress(f"({token(f.NOTES)}) Tj".encode())
    pdf = b"%PDF-1.7\n<< /Author (" + token(f.IDENTITY).encode() + b") >>\nstream\n" + stream + b"\nendstream\n"
    assert classes_in(pdf) == {f.NOTES, f.IDENTITY}
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("docProps/core.xml", token(f.FAMILY))
        parts.writestr("xl/sharedStrings.xml", token(f.HEALTH))
    assert classes_in(sheet.getvalue()) == {f.FAMILY, f.HEALTH}
    assert classes_in(token(f.CHILDS_ACCOUNT).upper()) == {f.CHILDS_ACCOUNT}


# Every leak that is planted is found.

Planting = Callable[[pytest.MonkeyPatch, Walker], None]
HOME = Cell("home-manager", "placement", "back", "duties:episode", "GET")
CARER = HOME._replace(kind="residential-worker")
SOCIAL_WORKER = HOME._replace(kind="social-worker", tie="allocated")
REFEREE = Cell("privacy-referee", "no tie", "", "privacy:review", "GET")


def with_right(*, who: str, tie: str, sees: set[str]) -> Planting:
    def plant(patch: pytest.MonkeyPatch, walker: Walker) -> None:
        wider = (*rights.TABLE, Right(frozenset({who}), frozenset({tie}), LOOK, frozenset(sees)))

        def rows_for(role: str, action: str) -> tuple[Right, ...]:
            return tuple(row for row in wider if role in row.who and action in row.may)

        for module in (rights, decisions):
            patch.setattr(module, "rows_for", rows_for)

    return plant


def shows_all(*where: Any) -> Planting:
    """A function that hides what is not seen, and hides nothing."""
    module, name = where

    def plant(patch: pytest.MonkeyPatch, walker: Walker) -> None:
        real = getattr(module, name)
        patch.setattr(module, name, lambda *args, **kwargs: real(*args, **{**kwargs, "sees": f.DESCRIBED}))

    return plant


def with_others_words_as_own(patch: pytest.MonkeyPatch, walker: Walker) -> None:
    real = queries.events_of
    patch.setattr(queries, "events_of", lambda episode, post: real(episode, post=walker.world.teller))


def with_everybodys_duties(patch: pytest.MonkeyPatch, walker: Walker) -> None:
    patch.setattr(queries, "seen_by", lambda post, sees: RawSQL("TRUE", (), output_field=BooleanField()))


def with_no_allegation_kept(patch: pytest.MonkeyPatch, walker: Walker) -> None:
    patch.setattr(of_the_log, "KEPT_FROM_CARERS", ())


def with_a_gate_for_all(patch: pytest.MonkeyPatch, walker: Walker) -> None:
    answer = decisions.Decision(decisions.Outcome.ALLOW, "Open", sees=frozenset(f.DESCRIBED))
    patch.setattr(permission, "decide", lambda *_, **__: answer)


def with_lists_of_all(patch: pytest.MonkeyPatch, walker: Walker) -> None:
    """The wall in the database would hold it: so it is gone too."""
    patch.setattr(middleware, "seen_by", lambda post: past_the_wall())
    everything = RawSQL("SELECT id FROM episodes_episode", ())
    patch.setattr(queries, "visible_episode_ids", lambda *_: everything)


def with_names_for_initials(module: Any) -> Planting:
    def plant(patch: pytest.MonkeyPatch, walker: Walker) -> None:
        def named(ids: Any) -> dict[int, str]:
            return {child.pk: child.full_name for child in Child.objects.filter(pk__in=set(ids))}

        patch.setattr(module, "initials_of", named)

    return plant


def on_the_way(does: Callable[[Episode], Any]) -> Planting:
    """Something that the page of an episode does beside what it should."""

    def plant(patch: pytest.MonkeyPatch, walker: Walker) -> None:
        real = queries.gone_mother_of

        def also(episode: Episode, *, post: Any) -> Any:
            does(episode)
            return real(episode, post=post)

        patch.setattr(queries, "gone_mother_of", also)

    return plant


def fails(episode: Episode) -> None:
    raise ValueError(f"No plan for {episode.child}.")


def with_a_header(patch: pytest.MonkeyPatch, walker: Walker) -> None:
    real = duties_views.render

    def render(request: Any, template: str, context: dict[str, Any]) -> Any:
        response = real(request, template, context)
        response.headers["X-Child"] = context["child"].full_name
        return response

    patch.setattr(duties_views, "render", render)


log = logging.getLogger("safereturn.duties")
PLANTED: dict[str, tuple[Planting, Cell]] = {
    "a right wider by notes": (with_right(who="residential-worker", tie="placement", sees={f.NOTES}), CARER),
    "a right wider by allegations": (with_right(who="home-manager", tie="placement", sees={f.ALLEGATION}), HOME),
    "a tie that opens what it should not": (
        with_right(who="agency-administrator", tie="owes", sees={f.EXISTENCE}),
        HOME._replace(kind="agency-administrator", tie="owes"),
    ),
    "a timeline without masks": (shows_all(presenters, "words_seen"), HOME),
    "others' words taken for one's own": (with_others_words_as_own, HOME),
    "a duty that tells of a plan, shown to all": (with_everybodys_duties, CARER),
    "an allegation told like any other harm": (with_no_allegation_kept, HOME),
    "a gate that lets everybody through": (
        with_a_gate_for_all,
        Cell("home-manager", "no tie", "", "finding:pair", "GET"),
    ),
    "a list of everybody's episodes": (with_lists_of_all, HOME._replace(tie="no tie", on="", route="duties:board")),
    "a referee's page with names": (with_names_for_initials(referee_views.referee), REFEREE),
    "a page of flags with names": (
        with_names_for_initials(flags_views),
        Cell("team-manager", "manager", "gone", "privacy:flags", "GET"),
    ),
    "a line of the log with a name": (on_the_way(lambda one: log.info("Shown: %s", one.child)), SOCIAL_WORKER),
    "an error that names a child": (on_the_way(fails), SOCIAL_WORKER),
    "a job that carries a name": (on_the_way(lambda one: mail_agency.defer(agency_id=0, about=str(one.child))), CARER),
    "a mail at once with a name": (
        on_the_way(lambda one: mail.send_mail("Seen", str(one.child), "from@team.example", ["to@team.example"])),
        SOCIAL_WORKER,
    ),
    "a header with a name": (with_a_header, SOCIAL_WORKER),
}


def test_every_leak_that_is_planted_is_found(walker: Walker) -> None:
    unfound = []
    for leak, (plant, cell) in PLANTED.items():
        assert faults(cell, walker.ask(cell)) == []
        with pytest.MonkeyPatch.context() as patch:
            plant(patch, walker)
            if all(fault.startswith("answers") for fault in faults(cell, walker.ask(cell))):
                unfound.append(leak)
    assert unfound == []


def test_a_reminder_that_names_the_child_is_found(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reminder_mail._message

    def naming(team: Any, reminded: Any) -> Any:
        message = real(team, reminded)
        message.body += str(reminded[0].duty.episode.child)
        return message

    monkeypatch.setattr(reminder_mail, "_message", naming)
    reminders.remind(now=NOW)
    reminder_mail.mail_reminders(now=NOW)
    assert f.IDENTITY in set().union(*map(classes_in, left_otherwise(walker.log)))


def test_a_flag_that_is_forgotten_is_found(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    kind, tie = ALL_SEEING[0]
    sees = pages_of(walker, kind, tie)
    flagged(walker, (kind, tie), kind="hidden-from", field_class=f.NOTES)
    assert f.NOTES not in pages_of(walker, kind, tie)
    monkeypatch.setattr(decisions._Asked, "hidden", lambda asked: {})
    assert pages_of(walker, kind, tie) == sees
