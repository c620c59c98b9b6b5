from django.db import migrations

from safereturn.audit.append_only import stamped_by_the_database


class Migration(migrations.Migration):
    dependencies = (("audit", "0002_append_only"),)
    operations = (stamped_by_the_database("audit_dayseal", "recorded_at"),)
