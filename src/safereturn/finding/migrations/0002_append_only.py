from django.db import migrations

from safereturn.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("finding", "0001_initial"),)
    operations = (append_only("finding_verdict", stamped="recorded_at"),)
