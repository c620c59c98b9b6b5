from django.db import migrations

from safereturn.access.policies import walled


class Migration(migrations.Migration):
    dependencies = (("duties", "0002_reminder"), ("access", "0006_wall"))
    operations = (
        walled("duties_duty"),
        walled("duties_reminder", belongs="EXISTS (SELECT FROM duties_duty AS duty WHERE duty.id = duty_id)"),
    )
