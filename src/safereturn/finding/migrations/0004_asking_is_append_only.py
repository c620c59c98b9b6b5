from django.db import migrations

from safereturn.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("finding", "0003_asking"),)
    operations = (
        append_only("finding_asking", stamped="asked_at"),
        append_only("finding_answer", stamped="recorded_at"),
    )
