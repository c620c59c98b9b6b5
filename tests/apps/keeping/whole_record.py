"""A child of whom every table that can tell of a child tells something, each with a word of its own to look for."""

import datetime as dt
import itertools
import uuid
from typing import Any

from django.db import connection, models, transaction
from psycopg import sql

from safereturn.access.models import Authorisation, BreakGlass, Involvement, Restriction
from safereturn.agencies.models import Post, Team
from safereturn.audit.actions import Shown, log_views
from safereturn.audit.models import View
from safereturn.children.models import Child, Number
from safereturn.duties.models import Duty, Reminder
from safereturn.episodes.actions import chain
from safereturn.episodes.field_classes import FACTS, WORDS
from safereturn.episodes.models import Episode, Event
from safereturn.finding.models import Answer, Asking, Compared, HandedOver, Notice, Pair, TakenUp, Verdict
from safereturn.interviews.models import Account
from safereturn.keeping.models import Hold, SubjectApproval, SubjectEdit, SubjectFile, SubjectRequest
from safereturn.privacy.models import Alert, GlassNotice, Review, Sampled
from tests.apps.partnership import a_child

CANARY = "zqx"  # short, since some fields are
BORN = dt.date(1931, 3, 27)
CLOSED = dt.datetime(1985, 3, 1, 12, tzinfo=dt.UTC)
_numbers = itertools.count(1000)


class WholeRecord:
    """The child, one closed episode, and every word to look for, by the table and field that holds it."""

    def __init__(self, teams: dict[str, Team], by: Post) -> None:
        self.words: dict[str, str] = {}
        self.by = by
        self.child = self.filled(Child, born_on=BORN, home_team=teams["Alder House"], facts=self._facts("child"))
        self.episode = self.filled(
            Episode, child=self.child, kind="missing", state="closed", closed_at=CLOSED, absent_until=CLOSED,
            opened_at=CLOSED - dt.timedelta(days=9), reported_at=CLOSED - dt.timedelta(days=9), edition="2019",
            source="live", count=0, seal=bytes(32),
        )  # fmt: skip
        self._tell()
        self._rest(teams)

    def word(self, of: str) -> str:
        """A word like no other, for a field."""
        word = f"{CANARY}{next(_numbers)}"
        self.words[word] = of
        return word

    def filled(self, model: type[models.Model], **given: Any) -> Any:
        """A row of a table, with a word of its own in each text that is not given."""
        values = {}
        for field in model._meta.concrete_fields:
            if field.name in given or field.attname in given or field.primary_key or not field.editable:
                continue
            values[field.attname] = self._value(model._meta.label, field)
        return model.objects.create(**values, **given)  # type: ignore[attr-defined]

    def _value(self, label: str, field: Any) -> Any:
        of = f"{label}.{field.name}"
        match field:
            case models.ForeignKey():
                return None
            case models.UUIDField():
                return uuid.uuid4()
            case models.CharField() | models.TextField() if field.choices:
                return field.choices[0][0]
            case models.CharField() | models.TextField():
                return self.word(of)
            case models.JSONField():
                return {"says": self.word(of)}
            case models.BooleanField():
                return True
            case models.DateTimeField():
                return CLOSED
            case models.DateField():
                return CLOSED.date()
        return 1

    def _facts(self, about: str) -> dict[str, str]:
        names = [name for name in FACTS if name.startswith(f"{about}.")]
        return {name.removeprefix(f"{about}."): self.word(f"{about}.facts.{name}") for name in names}

    @transaction.atomic
    def _tell(self) -> None:
        """An event of every type, with a word in everything that it can say."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT now()")
            (now,) = cursor.fetchone()
        events = [
            Event(
                episode=self.episode, type=type, happened_at=CLOSED, content=self._content(type), post_id=self.by.pk,
                said_by=f"{self.word(f'{type}.said_by')}, {self.by.kind.name}, {self.by.team.name}", key=uuid.uuid4(),
            )
            for type in WORDS if type != "erased"
        ]  # fmt: skip
        chain(self.episode, events, recorded_at=now)
        Event.objects.bulk_create(events)
        self.episode.save()

    def _content(self, type: str) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for name in WORDS[type]:
            first, _, rest = name.partition(".")
            if rest:
                content.setdefault(first, {})[rest] = self.word(f"{type}.{name}")
            else:
                content[first] = self.word(f"{type}.{name}")
        return content

    def _rest(self, teams: dict[str, Team]) -> None:
        child, episode, by = self.child, self.episode, self.by
        of_both = {"child_id": child.pk, "episode_id": episode.pk}
        who = {"person_id": by.person_id, "post_id": by.pk}
        other = a_child()
        Compared.objects.create(child=child)
        self.filled(Number, child=child, kind="nhs")
        duty = self.filled(Duty, episode=episode, protocol_id="return-interview", team=teams["City social care"],
                           occurrence=1, status="met", edition="2019", sections=["6.7"])  # fmt: skip
        self.filled(Reminder, duty=duty, team=teams["City social care"], kind="due")
        self.filled(Account, episode=episode)
        pair = self.filled(Pair, one=min(child, other, key=lambda one: one.pk), score=0.9,
                           other=max(child, other, key=lambda one: one.pk))  # fmt: skip
        self.filled(Verdict, pair=pair, kept=child, moved=[])
        asking = self.filled(Asking, child=child, asked_team=teams["City social care"], team_id=by.team_id, **who)
        self.filled(Answer, asking=asking, **who)
        handed = self.filled(HandedOver, child=child, told_team=teams["City social care"], team_id=by.team_id, **who)
        self.filled(TakenUp, handed=handed, **who)
        for of in ({"asking": asking, "handed": None}, {"asking": None, "handed": handed}):
            self.filled(Notice, **of)
        for name in ("City social care", "Control room"):
            self.filled(Involvement, **of_both, team_id=teams[name].pk, kind="owes", post_id=None, ends_at=CLOSED)
        self.filled(Restriction, child_id=child.pk, kind="hidden-from", person_id=0, field_class="health", team_ids=[],
                    lifted_by_person_id=by.person_id, set_by_person_id=None)  # fmt: skip
        glass = self.filled(BreakGlass, **of_both, **who, team_id=by.team_id, agency_id=by.agency_id, role=by.role)
        self.filled(Authorisation, glass=glass, **who)
        self.filled(GlassNotice, glass=glass, team=teams["City social care"])
        alert = self.filled(Alert, **who, agency_id=by.agency_id, child_id=child.pk, rule="same-name")
        log_views(
            shown=[Shown(child.pk, episode.pk)], page="episode", because=self.word("audit.View.because"),
            classes=["identity"], by=by,
        )  # fmt: skip
        sampled = Sampled.objects.create(view=View.objects.get(child_id=child.pk), week=CLOSED.date())
        for of in ({"alert": alert}, {"glass": glass}, {"sampled": sampled}):
            self.filled(Review, **{"alert": None, "glass": None, "sampled": None, **of}, **who, outcome="fine")
        self.filled(Hold, child=child, set_by_person_id=0, lifted_by_person_id=by.person_id)
        request = self.filled(SubjectRequest, child=child, post_id=by.pk)
        self.filled(SubjectEdit, request=request, **who)
        self.filled(SubjectApproval, request=request, **who)
        self.filled(SubjectFile, request=request)


def tables_that_tell(record: WholeRecord | None = None) -> dict[str, set[str]]:
    """In which tables of the whole schema a canary's word stands, or the date of birth: looked for as PostgreSQL does.

    The caller is the owner of the tables, who sees every row.
    """
    sought = f"{CANARY}[0-9]+|{BORN.isoformat()}|{CANARY.encode().hex()}"
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        tables = [table for (table,) in cursor.fetchall()]
        assert len(tables) > 40
        for table in tables:
            found_in = sql.SQL("SELECT DISTINCT (regexp_matches(whole::text, %s, 'g'))[1] FROM {} AS whole")
            cursor.execute(found_in.format(sql.Identifier(table)), [f"({sought})"])
            words = {word for (word,) in cursor.fetchall()}
            if words:
                found[table] = {record.words.get(word, word) for word in words} if record else words
    return found
