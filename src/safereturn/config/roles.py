"""The two roles in the database: one makes the tables, the other runs the service and can cut no log."""

OWNER = "safereturn_owner"  # migrates; owns every table
APP = "safereturn_app"  # runs the service; migrations take UPDATE and DELETE on the log tables from it
DATABASE = "safereturn"
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")


def privileges_by_default(owner: str = OWNER) -> list[str]:
    """Statements that let the app use every table that `owner` makes from now on, until a migration takes rights away.

    TRUNCATE is never among them. Run in each database, as `owner` or a superuser, before the first migration.
    """
    alter = f'ALTER DEFAULT PRIVILEGES FOR ROLE "{owner}" GRANT'
    return [
        f"{alter} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}",
        f"{alter} USAGE, SELECT ON SEQUENCES TO {APP}",
    ]
