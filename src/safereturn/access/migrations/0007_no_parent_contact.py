from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("access", "0006_wall"),)
    operations = (
        migrations.RemoveConstraint(model_name="restriction", name="somebody_is_kept_out"),
        migrations.AlterField(
            model_name="restriction",
            name="kind",
            field=models.CharField(
                choices=[
                    ("excluded", "This person may not see the child"),
                    ("named-only", "Only the people named may see the child"),
                    ("hidden-from", "This class of fields is hidden from this person"),
                    ("location-hidden", "Places are shown to the police and the holders of the case alone"),
                    ("allegation", "An allegation against this person, hidden from them and their teams"),
                    ("no-parent-contact", "Nobody contacts the parents before asking"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ("named-only", "location-hidden", "no-parent-contact")),
                    ("person_id__isnull", False),
                    _connector="OR",
                ),
                name="somebody_is_kept_out",
            ),
        ),
    )
