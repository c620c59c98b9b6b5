"""The ends of chains of the view log, locked and read in one round trip: every page about children asks for them."""

from django.db import migrations

# Locked in the order given, so that two pages never wait for each other. A statement within such a function sees what
# was committed while the one before it waited; a single statement would not.
FUNCTION = """
CREATE FUNCTION locked_ends_of_views(lock_of_views int, wanted int[])
RETURNS TABLE (chain int, place bigint, seal bytea, at timestamptz) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    moment timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(lock_of_views, locked.chain) FROM unnest(wanted) AS locked (chain);
    moment := clock_timestamp();
    RETURN QUERY
        SELECT asked.chain, coalesce(latest.place + 1, 0), latest.seal, moment
        FROM unnest(wanted) AS asked (chain) LEFT JOIN LATERAL (
            SELECT audit_view.place, audit_view.seal FROM audit_view
            WHERE audit_view.chain = asked.chain ORDER BY audit_view.place DESC LIMIT 1
        ) AS latest ON true;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = (("audit", "0003_stamped_by_the_database"),)
    operations = (migrations.RunSQL(FUNCTION, "DROP FUNCTION locked_ends_of_views(int, int[])"),)
