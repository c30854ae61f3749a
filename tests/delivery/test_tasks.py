from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from delivery.models import Message
from delivery.tasks import remove_old_jobs, remove_old_messages, retry_stalled_jobs

pytestmark = pytest.mark.django_db(transaction=True)


def work() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(queues=["upkeep"], wait=False, install_signal_handlers=False, listen_notify=False)


def a_job(status: str, *, attempts: int = 0, lock: str | None = None, days_ago: int = 0) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts, queueing_lock)"
            " VALUES ('elsewhere', 'delivery.send_mail', '{}', %s, %s, %s) RETURNING id",
            [status, attempts, lock],
        )
        pk = cursor.fetchone()[0]
        # The trigger noted the insertion as an event of this moment.
        cursor.execute("DELETE FROM procrastinate_events WHERE job_id = %s", [pk])
        cursor.execute(
            "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, %s, now() - make_interval(days => %s))",
            [pk, "succeeded" if status == "succeeded" else "failed", days_ago],
        )
    return pk


def states() -> dict[int, tuple[str, int]]:
    jobs = ProcrastinateJob.objects.filter(queue_name="elsewhere")
    return {job.pk: (job.status, job.attempts) for job in jobs}


def test_jobs_of_a_dead_worker_are_started_again_or_given_up() -> None:
    held = a_job("doing")
    poison = a_job("doing", attempts=10)
    twin = a_job("doing", lock="one")
    waiting = a_job("todo", lock="one")
    failed = a_job("failed")
    retry_stalled_jobs.defer(timestamp=0)
    work()
    found = states()
    assert {pk: found[pk][0] for pk in found} == {
        held: "todo",
        poison: "failed",
        twin: "failed",
        waiting: "todo",
        failed: "failed",
    }
    assert (found[held][1], found[waiting][1], found[failed][1]) == (1, 0, 0)


def test_a_job_of_a_living_worker_is_left_alone() -> None:
    job = a_job("doing")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        worker = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_jobs SET worker_id = %s", [worker])
    retry_stalled_jobs.defer(timestamp=0)
    work()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers WHERE id = %s", [worker])
    assert states() == {job: ("doing", 0)}


def test_jobs_that_ended_long_ago_are_removed() -> None:
    old = [a_job(status, days_ago=31) for status in ("succeeded", "failed", "cancelled", "aborted", "todo")]
    recent = a_job("failed", days_ago=0)
    remove_old_jobs.defer(timestamp=0)
    work()
    assert list(states()) == [old[-1], recent]


def test_messages_that_nobody_could_deliver_are_removed_after_a_week() -> None:
    for days in (6, 8):
        message = Message.objects.create(
            subject=f"{days}", body="", sender="a@example.org", recipients=["b@example.org"], headers={}
        )
        Message.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(days=days))
    remove_old_messages(timestamp=0)
    assert list(Message.objects.values_list("subject", flat=True)) == ["6"]


def test_the_upkeep_is_due_by_itself() -> None:
    due = {periodic.task.name: periodic.cron for periodic in app.periodic_registry.periodic_tasks.values()}
    assert {name: cron for name, cron in due.items() if name.startswith("delivery.")} == {
        "delivery.remove_old_messages": "27 22 * * *",
        "delivery.retry_stalled_jobs": "*/10 * * * *",
        "delivery.remove_old_jobs": "37 22 * * *",
        "delivery.remove_old_deliveries": "47 22 * * *",
        "delivery.wake_webhooks": "* * * * *",
    }
