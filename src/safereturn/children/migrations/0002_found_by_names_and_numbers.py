import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

# Names by sound, in the codes of Daitch and Mokotoff, which bring together one name as many tongues write it. Its parts
# are named with their schema, as a dump is read back without a search path. The column is the database's alone: no page
# reads it, and to look at thousands of names is quick where their sounds are kept.
SOUNDS = """
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch SCHEMA public;
CREATE FUNCTION sounds_of(names text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT code), '{}')
    FROM regexp_split_to_table(names, '[^[:alpha:]'']+') AS word, unnest(public.daitch_mokotoff(word)) AS code
    WHERE word <> ''
$$;
ALTER TABLE children_child ADD COLUMN sounds text[] NOT NULL GENERATED ALWAYS AS (
    sounds_of(given_name || ' ' || family_name || ' ' || known_as || ' ' || also_called)
) STORED;
-- Else whoever searches first after many were added waits for all of them to be sorted in.
CREATE INDEX children_by_sound ON children_child USING gin (sounds) WITH (fastupdate = off);
"""
NO_SOUNDS = "ALTER TABLE children_child DROP COLUMN sounds; DROP FUNCTION sounds_of(text); DROP EXTENSION fuzzystrmatch"


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_team_mailbox"),
        ("children", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Number",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nhs", "NHS number"),
                            ("upn", "Unique pupil number"),
                            ("local", "Number of a council or a home"),
                            ("police", "Police reference"),
                            ("telephone", "Telephone"),
                        ],
                        max_length=12,
                    ),
                ),
                ("number", models.CharField(max_length=40)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
            ],
        ),
        migrations.AddField(
            model_name="child",
            name="also_called",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="child",
            name="joined_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="joined",
                to="children.child",
            ),
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(fields=["born_on"], name="children_by_birthday"),
        ),
        migrations.AddField(
            model_name="number",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="numbers", to="children.child"
            ),
        ),
        migrations.AddIndex(
            model_name="number",
            index=models.Index(fields=["number"], name="children_by_number"),
        ),
        migrations.AddConstraint(
            model_name="number",
            constraint=models.UniqueConstraint(fields=("child", "kind", "number"), name="a_number_once_for_a_child"),
        ),
        migrations.RunSQL(SOUNDS, NO_SOUNDS),
    ]
