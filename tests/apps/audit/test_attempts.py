"""What somebody who has taken over the running service could try against the logs. The database refuses each.

They speak to the database as the service does, on a connection of their own: not as its owner in another role, as the
other tests do, who could simply change back.
"""

import datetime as dt
import os
import uuid
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from psycopg import sql

from safereturn.access.models import Authorisation, BreakGlass
from safereturn.agencies.models import Agency
from safereturn.audit.day_seals import seal_day
from safereturn.audit.models import View
from safereturn.audit.verification import verify
from safereturn.config.roles import APP, OWNER
from safereturn.interviews.models import Account
from safereturn.keeping.models import (
    Disposal,
    OwnPeriod,
    SubjectApproval,
    SubjectEdit,
    SubjectFile,
    SubjectRequest,
)
from safereturn.keeping.sealed_log import add
from safereturn.oversight.models import CycleKept
from safereturn.privacy.models import Alert, Review, Sampled

from .logs import an_episode, happens, looked_at

NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
LOGS = (
    "audit_view",
    "episodes_event",
    "audit_dayseal",
    "audit_sealedhead",
    "interviews_account",
    "oversight_cyclekept",
    "access_breakglass",
    "access_authorisation",
    "privacy_alert",
    "privacy_sampled",
    "privacy_review",
    "keeping_ownperiod",
    "keeping_disposal",
    "keeping_step",
    "keeping_erasedrow",
    "keeping_subjectrequest",
    "keeping_subjectedit",
    "keeping_subjectapproval",
    "keeping_subjectfile",
)
COLUMNS = {
    "audit_view": ("because", "'Another reason'"),
    "episodes_event": ("type", "'found'"),
    "audit_dayseal": ("seal", "'\\x00'"),
    "audit_sealedhead": ("count", "0"),
    "interviews_account": ("harm", "''"),
    "oversight_cyclekept": ("held_on", "'2026-01-01'"),
    "access_breakglass": ("words", "'Another reason'"),
    "access_authorisation": ("is_given", "true"),
    "privacy_alert": ("because", "''"),
    "privacy_sampled": ("week", "'2026-01-05'"),
    "privacy_review": ("outcome", "'fine'"),
    "keeping_ownperiod": ("years", "1"),
    "keeping_disposal": ("due_on", "'2026-01-01'"),
    "keeping_step": ("person_id", "2"),
    "keeping_erasedrow": ("place", "1"),
    "keeping_subjectrequest": ("asked_by", "'parent'"),
    "keeping_subjectedit": ("is_masked", "false"),
    "keeping_subjectapproval": ("digest", "''"),
    "keeping_subjectfile": ("content", "'[]'"),
}
RECORDED = (
    "episodes_event",
    "audit_dayseal",
    "interviews_account",
    "oversight_cyclekept",
    "access_authorisation",
    "privacy_review",
    "keeping_ownperiod",
    "keeping_step",
    "keeping_subjectrequest",
    "keeping_subjectedit",
    "keeping_subjectapproval",
    "keeping_subjectfile",
)
STAMPED = {
    "audit_view": "at",
    "access_breakglass": "asked_at",
    "privacy_alert": "found_at",
    "privacy_sampled": "chosen_at",
    "keeping_disposal": "proposed_at",
} | dict.fromkeys(RECORDED, "recorded_at")

# {log} is a log, {column} one of its columns, {value} another value for it.
ATTEMPTS = {
    "change every row": "UPDATE {log} SET {column} = {value}",
    "change a row in a sub-query": "WITH rows AS (UPDATE {log} SET {column} = {value} RETURNING 1) TABLE rows",
    "change a row by inserting it again": (
        "INSERT INTO {log} TABLE {log} ON CONFLICT ON CONSTRAINT {log}_pkey DO UPDATE SET {column} = {value}"
    ),
    "change a row by merging": (
        "MERGE INTO {log} USING (SELECT 1) AS one ON true WHEN MATCHED THEN UPDATE SET {column} = {value}"
    ),
    "delete a row by merging": "MERGE INTO {log} USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE",
    "change a row through a view": ("CREATE TEMP VIEW through AS TABLE {log}; UPDATE through SET {column} = {value}"),
    "delete every row": "DELETE FROM {log}",
    "delete a row in a sub-query": "WITH rows AS (DELETE FROM {log} RETURNING 1) TABLE rows",
    "empty it": "TRUNCATE {log} CASCADE",
    "switch its triggers off": "ALTER TABLE {log} DISABLE TRIGGER ALL",
    "switch a trigger off": "ALTER TABLE {log} DISABLE TRIGGER {log}_append_only",
    "drop a trigger": "DROP TRIGGER {log}_append_only ON {log}",
    "drop it": "DROP TABLE {log} CASCADE",
    "rename it": "ALTER TABLE {log} RENAME TO gone",
    "drop a column": "ALTER TABLE {log} DROP COLUMN {column}",
    "rewrite a column": "ALTER TABLE {log} ALTER COLUMN {column} TYPE text USING {value}",
    "take it over": "ALTER TABLE {log} OWNER TO {app}",
    "grant oneself the right": "GRANT ALL ON {log} TO {app}; UPDATE {log} SET {column} = {value}",
    "add a rule": "CREATE RULE quiet AS ON INSERT TO {log} DO INSTEAD NOTHING",
    "add a trigger": (
        "CREATE TRIGGER quiet BEFORE INSERT ON {log} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()"
    ),
    "hide rows by a policy of one's own": "CREATE POLICY mine ON {log} USING (false)",
    "take its wall down": "ALTER TABLE {log} DISABLE ROW LEVEL SECURITY",
    "read it without its wall": "SET row_security = off; UPDATE {log} SET {column} = {value}",
    "build a wall before it": "ALTER TABLE {log} ENABLE ROW LEVEL SECURITY",
    "put a table under it": "CREATE TABLE below () INHERITS ({log})",
    "copy over it": "COPY {log} FROM '/dev/null'",
    "copy a program's words into it": "COPY {log} FROM PROGRAM 'true'",
    "insert a row twice": "INSERT INTO {log} TABLE {log}",
    "lock everybody out of it": "LOCK TABLE {log} IN ACCESS EXCLUSIVE MODE",
    "do it without triggers": "SET session_replication_role = replica; UPDATE {log} SET {column} = {value}",
    "do it as if it were a deletion": "SET safereturn.erasing = 'yes'; DELETE FROM {log}",
    "do it as the owner": "SET ROLE {owner}; DELETE FROM {log}",
    "be the owner": "SET SESSION AUTHORIZATION {owner}; DELETE FROM {log}",
    "do it in a procedure": "DO $$ BEGIN EXECUTE 'DELETE FROM {log}'; END $$",
    "count its numbers from the start": "SELECT setval(pg_get_serial_sequence('{log}', 'id'), 1, false)",
}
ONCE = {
    "replace the guard": (
        "CREATE OR REPLACE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'"
    ),
    "drop the guard": "DROP FUNCTION log_is_append_only() CASCADE",
    "shadow the guard": (
        "CREATE FUNCTION public.log_is_append_only(text) RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'"
    ),
    "set the guard aside": "ALTER FUNCTION log_is_append_only() RENAME TO gone",
    "become a superuser": "ALTER ROLE {app} SUPERUSER",
    "become a member of the owner": "GRANT {owner} TO {app}",
    "inherit from the owner": "REASSIGN OWNED BY {owner} TO {app}",
    "do it without triggers from now on": "ALTER ROLE {owner} SET session_replication_role = replica",
    "write where the database lies": "COPY (SELECT 1) TO '/tmp/safereturn-attempt'",
    "delete an episode under its log": "DELETE FROM episodes_episode; SET CONSTRAINTS ALL IMMEDIATE",
    "move an episode away from its log": "UPDATE episodes_episode SET id = id + 1000; SET CONSTRAINTS ALL IMMEDIATE",
    "erase what nobody agreed to": "SELECT erase_as_agreed(id) FROM keeping_disposal",
    "write a tombstone": (
        "INSERT INTO keeping_erasedrow (disposal_id, log, chain, place, seal) "
        "SELECT id, 'events', 1, 1, '' FROM keeping_disposal"
    ),
    "replace what erases": (
        "CREATE OR REPLACE FUNCTION erase_as_agreed(of_disposal bigint) RETURNS void LANGUAGE sql "
        "AS 'DELETE FROM episodes_event'"
    ),
    "drop the schema": "DROP SCHEMA public CASCADE",
}
INSERTED = (
    "WITH row AS (SELECT * FROM {log} LIMIT 1) INSERT INTO {log} ({others}, {stamp}) SELECT {others}, {at} FROM row"
)
WITH_ANOTHER_TIME = {
    "back-date a row": "now() - interval '1 second'",
    "post-date a row": "now() + interval '1 minute'",
}
REFUSALS = {
    "42501": "permission denied, or not the owner",
    "23503": "something else stands on it",
    "23505": "it is there already",
    "23514": "not the time of the database",
}


@pytest.fixture
def the_service(transactional_db: None) -> Iterator[psycopg.Connection[Any]]:
    """The connection of the service to logs that have something in them."""
    episode = an_episode()
    happens(episode, "reported", "noted")
    looked_at(episode)
    seal_day(day=dt.date(2026, 11, 23))
    Account.objects.create(
        episode=episode, key=episode.events.get(place=1).key, held_at=episode.opened_at, said_by="Sam Worker"
    )
    CycleKept.objects.create(cycle="gov-mpmg-role", edition="2019", held_on=dt.date(2026, 11, 3), key=uuid.uuid4())
    glass = BreakGlass.objects.create(
        key=uuid.uuid4(), person_id=1, post_id=1, team_id=1, agency_id=1, child_id=1, episode_id=episode.pk
    )
    Authorisation.objects.create(glass=glass, is_given=False, person_id=2, post_id=2)
    Alert.objects.create(rule="volume", person_id=1, post_id=1, agency_id=1, week=dt.date(2026, 11, 2), at=NOW)
    Sampled.objects.create(view=View.objects.earliest("pk"), week=dt.date(2026, 11, 2))
    Review.objects.create(glass=glass, outcome="misuse", person_id=3, post_id=3, key=uuid.uuid4())
    OwnPeriod.objects.create(
        agency=Agency.objects.create(name="City", kind="council"), record="child", years=30, post_id=1,
        key=uuid.uuid4(),
    )  # fmt: skip
    disposal = Disposal.objects.create(child=episode.child, part="record", due_on=dt.date(2037, 5, 4))
    with transaction.atomic():
        add(disposal, "agreed", records=[episode.child_id])
    asked = SubjectRequest.objects.create(
        child=episode.child, asked_by="child", received_on=dt.date(2026, 11, 3), post_id=1, key=uuid.uuid4()
    )
    SubjectEdit.objects.create(request=asked, is_masked=True, person_id=1, post_id=1, key=uuid.uuid4())
    SubjectApproval.objects.create(request=asked, digest="0", person_id=1, post_id=1)
    SubjectFile.objects.create(request=asked, content=[], digest="0")
    database = connection.settings_dict["NAME"]
    with psycopg.connect(os.environ["DATABASE_APP_URL"], dbname=database, autocommit=True) as service:
        assert service.execute("SELECT session_user").fetchone() == (APP,)
        service.execute("SET safereturn.sees = 'everything'")  # no wall hides the logs from whoever runs the service
        yield service


def test_every_attempt_on_every_log_is_refused(the_service: psycopg.Connection[Any]) -> None:
    attempts = dict(_attempts(the_service))
    before = _everything(the_service)
    ended = {name: _end_of(statement, the_service) for name, statement in attempts.items()}
    assert {name: end for name, end in ended.items() if end not in REFUSALS} == {}
    assert len(ATTEMPTS) + len(ONCE) + len(WITH_ANOTHER_TIME) == 52
    assert len(attempts) == 713
    assert _everything(the_service) == before
    assert verify() == []


def _attempts(service: psycopg.Connection[Any]) -> Iterator[tuple[str, str]]:
    roles = {"app": APP, "owner": OWNER}
    for log in LOGS:
        column, value = COLUMNS[log]
        for name, statement in ATTEMPTS.items():
            if log != "audit_dayseal" or "'id'" not in statement:  # its rows are not numbered
                yield f"{name}: {log}", statement.format(log=log, column=column, value=value, **roles)
    for log, stamp in STAMPED.items():
        for name, at in WITH_ANOTHER_TIME.items():
            yield f"{name}: {log}", INSERTED.format(log=log, stamp=stamp, at=at, others=_others(service, log, stamp))
    for name, statement in ONCE.items():
        yield name, statement.format(**roles)


def _end_of(statement: str, service: psycopg.Connection[Any]) -> str:
    """How an attempt ended: the code of its refusal, or that it succeeded."""
    try:
        with service.transaction(force_rollback=True):
            service.execute(sql.SQL(statement))  # type: ignore[arg-type]  # our own words
    except psycopg.Error as refused:
        return refused.sqlstate or str(refused)
    return "succeeded"


def _others(service: psycopg.Connection[Any], log: str, stamp: str) -> str:
    """The columns of a log but the one that is stamped and the row's number."""
    found = service.execute(
        "SELECT string_agg(attname, ', ') FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 "
        "AND NOT attisdropped AND attname NOT IN ('id', %s)",
        [log, stamp],
    ).fetchone()
    return str(found[0]) if found else ""


def _everything(service: psycopg.Connection[Any]) -> list[Any]:
    return [service.execute(sql.SQL("TABLE {}").format(sql.Identifier(log))).fetchall() for log in LOGS]
