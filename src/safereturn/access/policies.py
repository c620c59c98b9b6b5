"""Building the second wall in the database: which rows of a table the service's role sees, and may write."""

from django.db.migrations import RunSQL


def walled(table: str, *, belongs: str = "episode_id IN (SELECT episodes_seen())") -> RunSQL:
    """The migration step that walls a table: a row is there for whoever sees all, or sees what the row `belongs` to.

    `belongs` is a condition on the row. The role that owns the table migrates it and stands before no wall.
    """
    return RunSQL(
        sql=f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY shown_to_the_tied ON {table} TO safereturn_app
            USING ((SELECT sees_everything()) OR {belongs});
        """,
        reverse_sql=f"DROP POLICY shown_to_the_tied ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )
