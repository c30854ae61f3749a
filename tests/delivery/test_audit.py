"""The audit log can be written and read, and nothing else."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from delivery.audit import record, records_of
from delivery.enums import AuditAction
from delivery.models import AuditRecord
from delivery.pseudonyms import LENGTH, pseudonym, pseudonyms, who_is_who
from tests.factories import a_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
SOMEONE = UUID("00000000-0000-0000-0000-000000000001")


def a_record(**changes: object) -> AuditRecord:
    facts: dict[str, object] = {
        "action": AuditAction.EDIT,
        "by": None,
        "kind": "event",
        "object_id": SOMEONE,
        "city": "jezkazgan",
        "before": {"title_ru": "Было"},
        "after": {"title_ru": "Стало"},
        "now": NOW,
    }
    return record(**{**facts, **changes})  # type: ignore[arg-type]


def refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError:
        return True
    return False


def test_a_record_names_the_person_by_pseudonym_only() -> None:
    person = a_user(email="aigul@example.org")
    row = AuditRecord.objects.get(pk=a_record(by=person, reason="Опечатка").pk)
    assert (row.at, row.action, row.kind, row.object_id, row.city) == (NOW, "edit", "event", str(SOMEONE), "jezkazgan")
    assert (row.before, row.after, row.reason) == ({"title_ru": "Было"}, {"title_ru": "Стало"}, "Опечатка")
    assert row.actor == pseudonym(person.public_id)
    assert str(person.public_id) not in str(vars(row))
    assert "aigul" not in str(vars(row))


def test_the_database_refuses_changes_removal_and_emptying() -> None:
    row = a_record()
    assert refused("UPDATE delivery_audit_record SET reason = 'x'")
    assert refused("DELETE FROM delivery_audit_record")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL audit.truncation = ''")
    assert refused("TRUNCATE delivery_audit_record")
    assert list(AuditRecord.objects.values_list("pk", "reason")) == [(row.pk, "")]
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()


def test_an_account_can_be_removed_and_its_records_stay() -> None:
    person = a_user()
    a_record(by=person)
    person.delete()
    assert AuditRecord.objects.count() == 1


def test_a_rollback_takes_the_record_along() -> None:
    with transaction.atomic():
        a_record()
        transaction.set_rollback(True)
    assert not AuditRecord.objects.exists()


def test_the_records_of_one_object_are_newest_first() -> None:
    first, second = a_record(), a_record(now=NOW.replace(hour=10))
    a_record(object_id="other")
    assert list(records_of(kind="event", object_id=SOMEONE)) == [second, first]


def test_a_pseudonym_depends_on_the_key_and_old_keys_still_match(settings: Any) -> None:
    settings.AUDIT_PSEUDONYM_KEY = "first"
    old = pseudonym(SOMEONE)
    assert (len(old), old == pseudonym(SOMEONE)) == (LENGTH, True)
    settings.AUDIT_PSEUDONYM_KEY = "second"
    new = pseudonym(SOMEONE)
    assert old != new
    assert who_is_who({SOMEONE: "Айгуль"}) == {new: "Айгуль"}
    settings.AUDIT_PSEUDONYM_KEY_FALLBACKS = ["first"]
    assert who_is_who({SOMEONE: "Айгуль"}) == {new: "Айгуль", old: "Айгуль"}
    assert set(pseudonyms([SOMEONE])) == {old, new}
