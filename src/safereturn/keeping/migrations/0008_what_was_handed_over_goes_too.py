from django.db import migrations

from safereturn.keeping.erasing import FUNCTION


class Migration(migrations.Migration):
    dependencies = (("keeping", "0007_asking_goes_too"), ("finding", "0006_handing_over_is_append_only"))
    operations = (migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),)  # with the record, as it tells of the child
