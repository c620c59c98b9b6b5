from django.db import migrations

from safereturn.access.policies import walled

# An account is part of each episode in whose log the interview stands: a later one may take up an earlier one (A47).
OF_AN_INTERVIEW_SEEN = (
    "episode_id IN (SELECT episodes_seen())"
    " OR EXISTS (SELECT FROM episodes_event AS held WHERE held.key = interviews_account.key)"
)


class Migration(migrations.Migration):
    dependencies = (("interviews", "0004_account_comment"), ("episodes", "0006_wall"))
    operations = (walled("interviews_account", belongs=OF_AN_INTERVIEW_SEEN),)
