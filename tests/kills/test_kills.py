"""Nothing that was acknowledged is lost, whatever is killed and whenever: database, pages and worker."""

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from safereturn.config import keeping_alive
from tests.kills.service import Service, a_cluster, migrate, run
from tests.kills.writers import Writer

KILLS = int(os.environ.get("KILLS", "2"))  # of each part
BETWEEN = 1.5  # seconds of calm after each kill, once the pages answer again
RESCUE_AFTER = 3  # seconds: in a service a minute
PATIENCE = 120  # seconds from the last kill, in which every job must be done
ROOT = Path(__file__).parents[2]
NOT_DONE = "SELECT count(*) FROM procrastinate_jobs WHERE id <= %s AND status <> 'succeeded'"


@pytest.fixture
def service(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """A service of its own that writes safely, with eight people who report."""
    data = tmp_path_factory.mktemp("kills")
    for name in list(os.environ):
        if name.startswith(("DATABASE", "SAFERETURN", "DJANGO")):
            monkeypatch.delenv(name)
    for name, value in {
        "SAFERETURN_DEMONSTRATION": "1",
        "SAFERETURN_DATA": str(data),
        "SAFERETURN_RESCUE_AFTER": str(RESCUE_AFTER),
        "PYTHONPATH": str(ROOT),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(keeping_alive, "SHORT_LIFE", 0)  # here, who dies early was killed and is not given up
    with a_cluster(data) as cluster:
        migrate()
        yield Service(cluster)


def test_kills_lose_no_report_no_duty_and_no_job(service: Service, capfd: pytest.CaptureFixture[str]) -> None:
    posts = json.loads(run(sys.executable, "-m", "tests.kills.partnership"))
    enough = threading.Event()
    writers = [Writer(service.address, post, enough) for post in posts]
    with service.running():
        for writer in writers:
            writer.start()
        for part in ("worker", "web", "database") * KILLS:
            time.sleep(BETWEEN)
            service.kill(part)
            last_kill = time.monotonic()
            service.wait_until_ready()
        time.sleep(BETWEEN)
        enough.set()
        for writer in writers:
            writer.join()
        assert [writer.fault for writer in writers if writer.fault] == []

        latest_job = service.ask("SELECT max(id) FROM procrastinate_jobs")
        while (jobs_not_done := service.ask(NOT_DONE, latest_job)) and time.monotonic() < last_kill + PATIENCE:
            time.sleep(0.1)
        done_after = time.monotonic() - last_kill
        rescued = service.ask("SELECT count(*) FROM procrastinate_events WHERE type = 'deferred_for_retry'")
        acknowledged = {key: episode for writer in writers for key, episode in writer.acknowledged.items()}
        found = json.loads(run(sys.executable, "-m", "tests.kills.ledger", given=json.dumps(acknowledged)))

    sent_again = sum(writer.sent_again for writer in writers)
    tried = sum(len(writer.tried) for writer in writers)
    with capfd.disabled():
        print(
            f"""
killed   worker, web and database {KILLS} times each; the worker {service.killed_at_work} times with a job in its hands
reports  {tried} tried, {len(acknowledged)} acknowledged, {found["reports lost"]} lost, {found["reports twice"]} twice
forms    {sent_again} sent again because nobody had answered
duties   {found["duties"]} stored, {found["duties lost"]} lost
jobs     {latest_job} begun, {rescued} started again, {jobs_not_done} not done {done_after:.0f} s after the last kill
logs     {found["faults in the logs"]} faults"""
        )
    assert len(acknowledged) == tried == found["episodes"]
    assert found["reports lost"] == found["reports twice"] == 0
    assert found["children without an episode"] == found["episodes without duties"] == 0
    assert found["duties lost"] == found["faults in the logs"] == 0
    assert jobs_not_done == 0
