"""The one way by which words of a log can go, and whatever stands beside it.

The service may ask for it and cannot do it: the function belongs to the owner of the tables, looks for itself whether
two people agreed and whether that was sealed, and leaves a tombstone for each row of a sealed log. What it empties a
row to is what `is_erased` of the models asks for.
"""

from django.db import migrations

from safereturn.audit.append_only import FUNCTIONS, append_only
from safereturn.keeping.erasing import FUNCTION


class Migration(migrations.Migration):
    dependencies = (
        ("keeping", "0003_steps"),
        ("access", "0005_flags"),
        ("audit", "0004_locked_ends_of_views"),
        ("children", "0004_child_school_team"),
        ("duties", "0002_reminder"),
        ("episodes", "0005_unborn"),
        ("finding", "0002_append_only"),
        ("interviews", "0004_account_comment"),
        ("privacy", "0002_append_only"),
    )
    operations = (
        append_only("keeping_step", stamped="recorded_at"),
        append_only("keeping_erasedrow"),
        migrations.RunSQL(
            sql="REVOKE INSERT ON keeping_erasedrow FROM safereturn_app",
            reverse_sql="GRANT INSERT ON keeping_erasedrow TO safereturn_app",
        ),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION erase_as_agreed(bigint)"),
    )
