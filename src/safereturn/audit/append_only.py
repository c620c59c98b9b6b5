"""Making a log append-only in the database itself: for the app by its grants, for everybody by triggers."""

from django.db.migrations import RunSQL

# What `keeping` lets go goes through one function alone, which sets `safereturn.erasing` for as long as it runs.
# Setting it gives nobody a right: the service has none to change a row, whatever it sets.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_LEVEL = 'ROW' AND current_setting('safereturn.erasing', true) = 'yes' THEN
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The log % is only ever added to.', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE FUNCTION log_is_stamped_by_the_database() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stamped timestamptz := to_jsonb(NEW) ->> TG_ARGV[0];
BEGIN
    IF stamped IS NULL OR stamped NOT BETWEEN transaction_timestamp() AND clock_timestamp() THEN
        RAISE EXCEPTION 'The log % takes the time of the database alone, in its column %.', TG_TABLE_NAME, TG_ARGV[0]
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


def append_only(table: str, *, stamped: str = "") -> RunSQL:
    """The migration step that makes a log table append-only; with `stamped`, see `stamped_by_the_database` too."""
    stamp, unstamp = _stamp(table, stamped) if stamped else ("", "")
    return RunSQL(
        sql=f"""{FUNCTIONS}
        REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM safereturn_app;
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION log_is_append_only();
        CREATE TRIGGER {table}_not_cut BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();
        {stamp}
        """,
        reverse_sql=f"""
        DROP TRIGGER {table}_append_only ON {table};
        DROP TRIGGER {table}_not_cut ON {table};
        {unstamp}
        GRANT UPDATE, DELETE ON {table} TO safereturn_app;
        """,
    )


def stamped_by_the_database(table: str, column: str) -> RunSQL:
    """The migration step by which rows are taken only when a column holds the database's time of their transaction.

    So nobody back-dates a row, or post-dates one, while writing it.
    """
    stamp, unstamp = _stamp(table, column)
    return RunSQL(sql=FUNCTIONS + stamp, reverse_sql=unstamp)


def _stamp(table: str, column: str) -> tuple[str, str]:
    return (
        f"""
        CREATE TRIGGER {table}_stamped BEFORE INSERT ON {table}
            FOR EACH ROW EXECUTE FUNCTION log_is_stamped_by_the_database('{column}');
        """,
        f"DROP TRIGGER {table}_stamped ON {table};",
    )
