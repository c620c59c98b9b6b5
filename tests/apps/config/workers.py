"""What the tests of jobs share: a real worker for one queue, and jobs in its table."""

from typing import Any

from django.db import connection
from procrastinate import App
from procrastinate.contrib.django.models import ProcrastinateJob

from safereturn.config.worker_connection import WorkerConnection

QUEUE = "tried"  # nothing but what a test defers goes here: what is due by the clock waits in another queue


def work(app: App, **options: Any) -> None:
    """Let a worker do what waits in the queue, one job at a time."""
    with app.replace_connector(WorkerConnection()) as working:
        working.run_worker(queues=[QUEUE], **{"wait": False, "listen_notify": False, "concurrency": 1, **options})


def statuses() -> dict[str, list[str]]:
    """How the jobs of the queue stand, by their task's last name, the oldest first."""
    found: dict[str, list[str]] = {}
    for name, status in (
        ProcrastinateJob.objects.filter(queue_name=QUEUE).order_by("id").values_list("task_name", "status")
    ):
        found.setdefault(name.rpartition(".")[2], []).append(status)
    return found


def a_worker(heard_of: str) -> int:
    """A worker that was last heard of so long ago, such as "61 seconds". Its number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval) RETURNING id", [heard_of]
        )
        (number,) = cursor.fetchone()
    return int(number)


def taken_by(worker: int, job: int) -> None:
    """Let a worker have taken a job, and not ended it."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", [worker, job])
