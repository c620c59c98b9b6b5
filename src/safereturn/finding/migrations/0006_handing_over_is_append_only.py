from django.db import migrations

from safereturn.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("finding", "0005_handing_over"),)
    operations = (
        append_only("finding_handedover", stamped="handed_at"),
        append_only("finding_takenup", stamped="recorded_at"),
    )
