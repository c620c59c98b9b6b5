from django.db import migrations

from safereturn.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("keeping", "0001_initial"), ("audit", "0002_append_only"))
    operations = (
        append_only("keeping_ownperiod", stamped="recorded_at"),
        append_only("keeping_disposal", stamped="proposed_at"),
        # A hold is lifted and never deleted: the service itself cannot.
        migrations.RunSQL(
            sql="REVOKE DELETE ON keeping_hold FROM safereturn_app",
            reverse_sql="GRANT DELETE ON keeping_hold TO safereturn_app",
        ),
    )
