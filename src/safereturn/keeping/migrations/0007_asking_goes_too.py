from django.db import migrations

from safereturn.keeping.erasing import FUNCTION


class Migration(migrations.Migration):
    dependencies = (("keeping", "0006_subject_access_is_append_only"), ("finding", "0004_asking_is_append_only"))
    operations = (migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),)  # which lets askings go with the access record
