"""Who works with which cities is in the audit log."""

from typing import Any

import pytest

from accounts.models import User
from accounts.roles import ADMINISTRATORS, EDITORS
from content.models import CityAssignment
from delivery.models import AuditRecord
from delivery.pseudonyms import pseudonym
from tests.factories import a_city, a_user
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db


def said(account: User) -> list[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    rows = AuditRecord.objects.filter(kind="user", object_id=pseudonym(account.public_id)).order_by("pk")
    return [(row.action, row.actor, row.before, row.after) for row in rows]


def test_a_city_is_given_changed_handed_over_and_taken() -> None:
    administrator, first, second = a_user(ADMINISTRATORS), a_user(EDITORS), a_user(EDITORS)
    here, there = a_city(), a_city("satpayev", name_ru="Сатпаев")
    client, actor = signed_in(administrator), pseudonym(administrator.public_id)
    client.post("/admin/city_assignments/new/", {"user": first.pk, "city": here.pk})
    row = CityAssignment.objects.get()
    client.post(f"/admin/city_assignments/edit/{row.pk}/", {"user": first.pk, "city": there.pk})
    client.post(f"/admin/city_assignments/edit/{row.pk}/", {"user": second.pk, "city": there.pk})
    client.post(f"/admin/city_assignments/delete/{row.pk}/")
    cities = {"none": {"cities": []}, "here": {"cities": ["jezkazgan"]}, "there": {"cities": ["satpayev"]}}
    assert said(first) == [
        ("cities", actor, cities["none"], cities["here"]),
        ("cities", actor, cities["here"], cities["there"]),
        ("cities", actor, cities["there"], cities["none"]),
    ]
    assert said(second) == [
        ("cities", actor, cities["none"], cities["there"]),
        ("cities", actor, cities["there"], cities["none"]),
    ]


def test_a_refusal_and_a_saving_without_a_change_leave_no_record() -> None:
    editor, city = a_user(EDITORS), a_city()
    signed_in(editor).post("/admin/city_assignments/new/", {"user": editor.pk, "city": city.pk})
    row = CityAssignment.objects.create(user=editor, city=city)
    client = signed_in(a_user(ADMINISTRATORS))
    client.post(f"/admin/city_assignments/edit/{row.pk}/", {"user": editor.pk, "city": city.pk})
    assert said(editor) == []
