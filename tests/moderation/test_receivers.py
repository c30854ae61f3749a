from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import TaskState

from accounts.models import User
from accounts.roles import CITY_MANAGERS, EDITORS, MODERATORS
from content.models import CityAssignment
from content.operations import submit
from delivery.models import Message
from moderation.operations import decide
from moderation.queries import seen_version
from tests.factories import a_city, a_user, an_event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _queued(settings: Any) -> None:
    settings.EMAIL_BACKEND = "delivery.mail.QueuedEmailBackend"
    settings.PUBLIC_BASE_URL = settings.WAGTAILADMIN_BASE_URL = "https://example.kz"


def letters() -> list[dict[str, Any]]:
    return list(Message.objects.order_by("id").values())


def decided(event: object, action: str, by: User) -> None:
    seen = seen_version(event)
    decide(
        task_state=TaskState.objects.latest("pk"),
        action=action,
        by=by,
        seen_revision_id=seen.revision_id,
        seen_hash=seen.content_hash,
        now=timezone.now(),
        comment="Укажите цену & адрес",
    )


def test_moderators_of_the_city_are_written_to_and_nobody_else() -> None:
    moderator = a_user(MODERATORS, email="moderator@example.org")
    local = a_user(MODERATORS, email="local@example.org")
    CityAssignment.objects.create(user=local, city=a_city())
    foreign = a_user(MODERATORS, email="foreign@example.org")
    CityAssignment.objects.create(user=foreign, city=a_city("satpayev", name_ru="Сатпаев"))
    a_user(MODERATORS, CITY_MANAGERS, email="without-a-city@example.org")
    gone = a_user(MODERATORS, email="gone@example.org")
    gone.is_active = False
    gone.save()
    submitter = a_user(MODERATORS, EDITORS, email="submitter@example.org")
    a_user(is_superuser=True, email="root@example.org")
    event = an_event("Ужин «У <моря>»", live=False)
    submit(event, by=submitter)
    sent = letters()
    assert sorted(letter["recipients"] for letter in sent) == [["local@example.org"], [moderator.email]]
    assert {letter["subject"] for letter in sent} == {"Ждёт проверки: «Ужин «У <моря>»»"}
    body = sent[0]["body"]
    assert "На проверку отправлено (событие): «Ужин «У <моря>»»." in body
    assert f"https://example.kz/admin/events/edit/{event.pk}/" in body
    assert "preview" not in body


@pytest.mark.parametrize(
    ("action", "subject", "words"),
    [
        ("approve", "Одобрено: «Спектакль»", "Одобрено (событие): «Спектакль»."),
        ("reject", "Нужны правки: «Спектакль»", "Укажите цену & адрес"),
    ],
)
def test_the_submitter_hears_of_the_decision(action: str, subject: str, words: str) -> None:
    submitter = a_user(EDITORS, email="submitter@example.org")
    event = an_event("Спектакль", live=False)
    submit(event, by=submitter)
    decided(event, action, a_user(MODERATORS))
    (letter,) = [letter for letter in letters() if letter["recipients"] == ["submitter@example.org"]]
    assert letter["subject"] == subject
    assert words in letter["body"]
    assert f"https://example.kz/admin/events/edit/{event.pk}/" in letter["body"]


def test_no_word_of_a_letter_is_english() -> None:
    a_user(MODERATORS)
    event = an_event("Спектакль", live=False)
    submit(event, by=a_user(EDITORS))
    decided(event, "reject", a_user(MODERATORS))
    for letter in letters():
        latin = {word for word in letter["body"].split() if word.isascii() and word.isalpha()}
        assert latin == set(), letter["body"]


def test_a_rolled_back_submission_writes_to_nobody() -> None:
    a_user(MODERATORS)
    event = an_event(live=False)
    before = letters()
    with transaction.atomic():
        submit(event, by=a_user(EDITORS))
        assert len(letters()) == 1
        transaction.set_rollback(True)
    assert letters() == before
