"""The seal of each day leaves the database, to a file and by mail, whatever was missed meanwhile."""

import datetime as dt
from pathlib import Path

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from safereturn.agencies.models import Team
from safereturn.audit.kept_outside import SealsDiffer, keep_outside
from safereturn.audit.models import DaySeal
from safereturn.audit.verification import verify
from safereturn.config import clock, jobs
from safereturn.config.sealing import mail_seals, seal_days
from tests.apps.partnership import a_partnership, a_post

pytestmark = pytest.mark.django_db
TUESDAY = dt.datetime(2026, 11, 24, 0, 10, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def days() -> list[str]:
    return [day.isoformat() for day in DaySeal.objects.order_by("place").values_list("day", flat=True)]


def test_the_first_night_seals_the_day_before() -> None:
    seal_days(now=TUESDAY)
    assert days() == ["2026-11-23"]


def test_a_day_that_runs_is_not_sealed_and_one_that_is_sealed_not_again() -> None:
    assert len(seal_days(now=TUESDAY)) == 1
    assert seal_days(now=TUESDAY + DAY - dt.timedelta(minutes=11)) == []


def test_days_that_were_missed_are_sealed_each() -> None:
    seal_days(now=TUESDAY)
    seal_days(now=TUESDAY + 3 * DAY)
    assert days() == ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"]
    assert verify() == []


def test_a_day_ends_when_it_does_in_london() -> None:
    seal_days(now=dt.datetime(2026, 7, 1, 23, 10, tzinfo=dt.UTC))  # ten past midnight of 2 July
    assert days() == ["2026-07-01"]


# The file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "seals" / "days.txt"


def test_the_file_holds_the_line_of_every_seal_and_is_only_ever_added_to(file: Path) -> None:
    seal_days(now=TUESDAY)
    keep_outside(file)
    first = file.read_text()
    seal_days(now=TUESDAY + 2 * DAY)
    keep_outside(file)
    assert file.read_text().startswith(first)
    assert file.read_text() == "".join(f"{seal}\n" for seal in DaySeal.objects.order_by("place"))
    assert verify(file) == []
    assert keep_outside(file) == 0


@pytest.mark.parametrize("left", [0, 1, 50, 90])
def test_a_file_that_a_power_cut_left_half_written_is_completed(file: Path, left: int) -> None:
    seal_days(now=TUESDAY)
    seal_days(now=TUESDAY + DAY)
    keep_outside(file)
    whole = file.read_text()
    file.write_text(whole[:left])
    keep_outside(file)
    assert file.read_text() == whole


def test_a_file_that_tells_of_other_seals_is_left_alone_and_the_difference_told(file: Path) -> None:
    seal_days(now=TUESDAY)
    keep_outside(file)
    altered = file.read_text().replace("2026-11-23", "2026-11-22")
    file.write_text(altered)
    with pytest.raises(SealsDiffer, match="one of the two was altered"):
        keep_outside(file)
    assert file.read_text() == altered


# The mail


@pytest.fixture
def governance() -> list[Team]:
    """The information governance of the city, which has a mailbox, and of the county, which has two officers."""
    teams = a_partnership()
    city, county = (
        Team.objects.create(agency=teams[of].agency, name="Information governance", kind="information-governance")
        for of in ("First Contact", "Starting Point")
    )
    city.mailbox = "information.governance@derby.example"
    city.save()
    for role in ("privacy-referee", "agency-administrator"):
        a_post(county, role)
    return [city, county]


def test_each_agency_is_mailed_the_lines_of_the_latest_days(governance: list[Team]) -> None:
    seal_days(now=TUESDAY)
    seal_days(now=TUESDAY + 9 * DAY)
    city, county = governance
    day = dt.date(2026, 12, 2)
    assert mail_seals(day=day, team_id=city.pk, now=TUESDAY) == 1
    assert mail_seals(day=day, team_id=county.pk, now=TUESDAY) == 2
    assert mail.outbox[0].to == ["information.governance@derby.example"]
    seals = [str(seal) for seal in DaySeal.objects.order_by("place")]
    sent = [line for line in mail.outbox[0].body.splitlines() if line in seals]
    assert sent == seals[-7:]


def test_a_team_that_nobody_can_be_mailed_in_stops_nobody() -> None:
    seal_days(now=TUESDAY)
    empty = Team.objects.create(
        agency=a_partnership()["First Contact"].agency, name="Nobody yet", kind="information-governance"
    )
    assert mail_seals(day=dt.date(2026, 11, 23), team_id=empty.pk, now=TUESDAY) == 0


# The job


@pytest.fixture
def tonight(settings: Settings, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SAFERETURN_SEALS = file
    monkeypatch.setattr(clock, "now", lambda: TUESDAY)


def mails_to_send() -> list[dict[str, object]]:
    return list(ProcrastinateJob.objects.filter(task_name=jobs.mail_day_seal.name).values_list("args", flat=True))


@pytest.mark.usefixtures("tonight")
def test_the_job_of_the_night_seals_keeps_and_mails_once_however_often_it_runs(
    file: Path, governance: list[Team]
) -> None:
    jobs.seal_days(0)
    jobs.seal_days(0)
    assert days() == ["2026-11-23"]
    assert file.read_text() == f"{DaySeal.objects.get()}\n"
    assert mails_to_send() == [{"day": "2026-11-23", "team_id": team.pk} for team in governance]
    for given in mails_to_send():
        jobs.mail_day_seal(**given)
    assert len(mail.outbox) == 2


@pytest.mark.usefixtures("tonight")
def test_a_file_that_cannot_be_written_keeps_no_day_from_being_sealed(file: Path, governance: list[Team]) -> None:
    file.parent.mkdir()
    file.mkdir()
    with pytest.raises(IsADirectoryError):
        jobs.seal_days(0)
    assert days() == ["2026-11-23"]
    assert len(mails_to_send()) == 2
    file.rmdir()
    jobs.seal_days(0)
    assert file.read_text() == f"{DaySeal.objects.get()}\n"
