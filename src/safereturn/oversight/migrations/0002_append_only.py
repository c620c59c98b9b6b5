from django.db import migrations

from safereturn.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("oversight", "0001_initial"),)
    operations = (append_only("oversight_cyclekept", stamped="recorded_at"),)
