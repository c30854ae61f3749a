import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet
from django.test import override_settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from cms.settings import base
from delivery.mail import QueuedEmailBackend

IN_MEMORY = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def queued(settings: object) -> None:
    """Undo pytest-django, which keeps messages in memory whatever the settings say."""
    settings.EMAIL_BACKEND = "delivery.mail.QueuedEmailBackend"
    settings.MAIL_TRANSPORT = IN_MEMORY
    mail.outbox = []


def send(subject: str = "Тема", **fields: object) -> int:
    message = EmailMultiAlternatives(
        subject, "Текст\nв две строки", "Редакция <from@example.org>", ["to@example.org"], **fields
    )
    message.attach_alternative("<p>Текст</p>", "text/html")
    return message.send()


def work() -> None:
    """Run the worker until nothing is left to do."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(queues=["mail"], wait=False, install_signal_handlers=False, listen_notify=False)


def letters() -> QuerySet[ProcrastinateJob]:
    return ProcrastinateJob.objects.filter(task_name="delivery.send_mail")


def test_the_site_sends_its_mail_through_jobs() -> None:
    assert base.EMAIL_BACKEND == "delivery.mail.QueuedEmailBackend"


@pytest.mark.django_db
def test_a_message_is_a_job_and_nothing_is_sent_yet(queued: None) -> None:
    assert send(cc=["cc@example.org"], headers={"X-Kind": "test"}) == 1
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.queue_name, job.status) == ("delivery.send_mail", "mail", "todo")
    assert job.args == {
        "subject": "Тема",
        "body": "Текст\nв две строки",
        "html": "<p>Текст</p>",
        "sender": "Редакция <from@example.org>",
        "recipients": ["to@example.org", "cc@example.org"],
        "headers": {"X-Kind": "test"},
    }
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_message_without_html_or_with_a_broken_address() -> None:
    message = EmailMessage("Тема", "Текст", None, ["", "to@example.org"])
    assert QueuedEmailBackend().send_messages([message]) == 1
    job = ProcrastinateJob.objects.get()
    assert (job.args["html"], job.args["recipients"]) == ("", ["to@example.org"])
    assert job.args["sender"] == settings.DEFAULT_FROM_EMAIL


@pytest.mark.django_db
def test_a_rollback_takes_the_message_with_it(queued: None) -> None:
    with transaction.atomic():
        send()
        assert ProcrastinateJob.objects.count() == 1
        transaction.set_rollback(True)
    assert ProcrastinateJob.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_worker_hands_the_message_to_the_transport(queued: None) -> None:
    send("Первое")
    send("Второе")
    work()
    assert [message.subject for message in mail.outbox] == ["Первое", "Второе"]
    first = mail.outbox[0]
    assert (first.body, first.from_email, first.to) == (
        "Текст\nв две строки",
        "Редакция <from@example.org>",
        ["to@example.org"],
    )
    assert [part[0] for part in first.alternatives] == ["<p>Текст</p>"]
    assert set(letters().values_list("status", flat=True)) == {"succeeded"}


@pytest.mark.django_db(transaction=True)
@override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=9, EMAIL_TIMEOUT=2)
def test_a_dead_mail_server_is_tried_again_later(queued: None, settings: object) -> None:
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    send()
    work()
    job = letters().get()
    assert (job.status, job.attempts, job.scheduled_at is not None) == ("todo", 1, True)
