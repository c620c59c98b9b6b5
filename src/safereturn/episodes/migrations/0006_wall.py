from django.db import migrations

from safereturn.access.policies import walled


class Migration(migrations.Migration):
    dependencies = (("episodes", "0005_unborn"), ("access", "0006_wall"))
    operations = (walled("episodes_episode", belongs="id IN (SELECT episodes_seen())"), walled("episodes_event"))
