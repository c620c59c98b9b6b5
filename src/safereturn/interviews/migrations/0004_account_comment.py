from django.db import migrations


class Migration(migrations.Migration):
    dependencies = (("interviews", "0003_stamped_by_the_database"),)
    operations = (
        migrations.AlterModelTableComment(
            name="account", table_comment="Append-only. The app may insert and read, nothing else."
        ),
    )
