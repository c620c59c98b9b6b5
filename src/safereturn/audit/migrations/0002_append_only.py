from django.db import migrations

from safereturn.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("audit", "0001_initial"),)
    operations = (
        append_only("audit_view", stamped="at"),
        append_only("audit_dayseal"),
        append_only("audit_sealedhead"),
    )
