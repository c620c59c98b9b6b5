from django.db import migrations

from safereturn.audit.append_only import append_only
from safereturn.keeping.erasing import FUNCTION


class Migration(migrations.Migration):
    dependencies = (("keeping", "0005_subject_access"),)
    operations = (
        append_only("keeping_subjectrequest", stamped="recorded_at"),
        append_only("keeping_subjectedit", stamped="recorded_at"),
        append_only("keeping_subjectapproval", stamped="recorded_at"),
        append_only("keeping_subjectfile", stamped="recorded_at"),
        migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),  # which lets these tables go with the record
    )
