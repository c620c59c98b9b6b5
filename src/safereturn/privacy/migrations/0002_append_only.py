from django.db import migrations

from safereturn.audit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("privacy", "0001_initial"),)
    operations = (
        append_only("privacy_alert", stamped="found_at"),
        append_only("privacy_sampled", stamped="chosen_at"),
        append_only("privacy_review", stamped="recorded_at"),
    )
