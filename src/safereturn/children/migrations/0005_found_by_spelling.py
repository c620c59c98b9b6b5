from django.db import migrations

# For a slip in a name: what sounds unlike, and is spelt nearly the same.
SPELLING = """
CREATE INDEX children_by_spelling ON children_child
    USING gin ((given_name || ' ' || family_name) public.gin_trgm_ops) WITH (fastupdate = off);
"""
NO_SPELLING = "DROP INDEX children_by_spelling"


class Migration(migrations.Migration):
    dependencies = (("children", "0004_child_school_team"),)
    operations = (migrations.RunSQL(SPELLING, NO_SPELLING),)
