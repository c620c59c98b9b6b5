from django.db import migrations

from safereturn.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("access", "0003_glass"), ("audit", "0002_append_only"))
    operations = (
        append_only("access_breakglass", stamped="asked_at"),
        append_only("access_authorisation", stamped="recorded_at"),
    )
