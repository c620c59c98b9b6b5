from django.db import migrations

from safereturn.audit.append_only import stamped_by_the_database


class Migration(migrations.Migration):
    dependencies = (("interviews", "0002_append_only"),)
    operations = (stamped_by_the_database("interviews_account", "recorded_at"),)
