import pytest
from django.contrib.auth.models import Group
from django.utils.translation import override

from accounts.roles import CITY_MANAGERS, EDITORS, ROLE_DESCRIPTIONS, ROLE_LABELS, ROLES, in_order_of_roles, is_role

pytestmark = pytest.mark.django_db


def test_every_role_has_a_name_and_a_description() -> None:
    assert set(ROLE_LABELS) == set(ROLE_DESCRIPTIONS) == set(ROLES)
    assert len({str(label) for label in ROLE_LABELS.values()}) == len(ROLES)


def test_a_role_is_shown_in_the_language_of_the_reader_and_a_group_under_its_own_name() -> None:
    role, own = Group(name=EDITORS), Group(name="Фотографы")
    assert (str(role), str(own), is_role(role), is_role(own)) == ("Редактор", "Фотографы", True, False)
    with override("kk"):
        assert str(Group(name=CITY_MANAGERS)) == "Қала менеджері"


def test_roles_come_first_and_in_their_order() -> None:
    for name in (*reversed(ROLES), "Авторы"):
        Group.objects.get_or_create(name=name)
    found = Group.objects.order_by(in_order_of_roles(), "name").values_list("name", flat=True)
    assert list(found) == [*ROLES, "Авторы"]
