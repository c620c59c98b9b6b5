from django.db import migrations, models
from django.db.models import Q

# Who was involved, and who was kept out, is ended or lifted and never deleted: the service itself cannot.
TABLES = "access_involvement, access_restriction"


class Migration(migrations.Migration):
    dependencies = (("access", "0001_initial"),)
    operations = (
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.CheckConstraint(
                condition=~Q(field_class__in=("existence", "identity", "duties")),
                name="what_every_page_shows_is_not_hidden_alone",
            ),
        ),
        migrations.RunSQL(
            sql=f"REVOKE DELETE ON {TABLES} FROM safereturn_app",
            reverse_sql=f"GRANT DELETE ON {TABLES} TO safereturn_app",
        ),
    )
