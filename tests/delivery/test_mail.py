import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import override_settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from cms.settings import base
from delivery.mail import QueuedEmailBackend
from delivery.models import Message

FIELDS = ("subject", "body", "html", "sender", "recipients", "headers")
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
    message = Message.objects.get()
    assert {name: getattr(message, name) for name in FIELDS} == {
        "subject": "Тема",
        "body": "Текст\nв две строки",
        "html": "<p>Текст</p>",
        "sender": "Редакция <from@example.org>",
        "recipients": ["to@example.org", "cc@example.org"],
        "headers": {"X-Kind": "test"},
    }
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.queue_name, job.status) == ("delivery.send_mail", "mail", "todo")
    assert job.args == {"message_id": message.pk}
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_message_without_html_or_with_a_broken_address() -> None:
    message = EmailMessage("Тема", "Текст", None, ["", "to@example.org"])
    assert QueuedEmailBackend().send_messages([message]) == 1
    stored = Message.objects.get()
    assert (stored.html, stored.recipients) == ("", ["to@example.org"])
    assert stored.sender == settings.DEFAULT_FROM_EMAIL


@pytest.mark.django_db
def test_a_rollback_takes_the_message_with_it(queued: None) -> None:
    with transaction.atomic():
        send()
        assert (ProcrastinateJob.objects.count(), Message.objects.count()) == (1, 1)
        transaction.set_rollback(True)
    assert (ProcrastinateJob.objects.count(), Message.objects.count()) == (0, 0)


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
    assert Message.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=9, EMAIL_TIMEOUT=2)
@pytest.mark.parametrize(("attempts", "status"), [(0, "todo"), (6, "failed")])
def test_a_dead_mail_server_keeps_the_message_and_its_text_out_of_the_logs(
    queued: None, settings: object, caplog: pytest.LogCaptureFixture, attempts: int, status: str
) -> None:
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    caplog.set_level("DEBUG")
    caplog.set_level("DEBUG", logger="procrastinate")
    send()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = %s", [attempts])
    work()
    job = letters().get()
    assert (job.status, job.attempts) == (status, attempts + 1)
    assert Message.objects.get().body == "Текст\nв две строки"
    logged = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert f"delivery.send_mail[{job.pk}](message_id={Message.objects.get().pk})" in logged
    assert [word for word in ("Текст", "Тема", "to@example.org") if word in logged] == []


@pytest.mark.django_db(transaction=True)
def test_a_message_that_is_gone_is_not_sent(queued: None) -> None:
    send()
    Message.objects.all().delete()
    work()
    assert (mail.outbox, letters().get().status) == ([], "succeeded")


def test_a_message_is_named_without_its_text() -> None:
    assert str(Message(pk=7, subject="Тема", body="Текст")) == "Message 7"
