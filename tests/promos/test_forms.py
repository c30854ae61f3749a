from datetime import time
from typing import Any

import pytest

from accounts.roles import ADMINISTRATORS
from promos.models import Promotion
from tests.factories import a_promotion, a_user
from tests.factories.admin import open_form, press, signed_in, url_of

pytestmark = pytest.mark.django_db


def draft_of(promotion: Promotion) -> Any:
    return Promotion.objects.get(pk=promotion.pk).get_latest_revision_as_object()


def send(promotion: Promotion, **fields: Any) -> Any:
    client = signed_in(a_user(ADMINISTRATORS))
    address = url_of(promotion, "edit")
    return press(client, address, {**open_form(client, address), **fields}, "")


def test_kind_size_days_hours_and_code() -> None:
    promotion = a_promotion(live=False, discount="")
    response = send(
        promotion,
        discount_kind="amount",
        discount_value="500",
        weekdays=["5", "6"],
        time_from="10:00",
        time_until="12:00",
        code=" utro500 ",
        usage_limit="30",
    )
    assert response.status_code == 302
    draft = draft_of(promotion)
    assert (draft.discount_kind, draft.discount_value, draft.weekdays) == ("amount", 500, [5, 6])
    assert (draft.time_from, draft.time_until) == (time(10), time(12))
    assert (draft.code, draft.usage_limit) == ("UTRO500", 30)


def test_what_was_stored_comes_back_unchanged() -> None:
    fields = {"weekdays": [0, 6], "time_from": time(22), "time_until": time(2), "discount_kind": "gift"}
    promotion = a_promotion(live=False, **fields)
    assert send(promotion, weekdays=["0", "6"]).status_code == 302
    draft = draft_of(promotion)
    assert {name: getattr(draft, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("fields", "name", "message"),
    [
        (
            {"discount_kind": "percent", "discount_value": "150"},
            "discount_value",
            "Скидка не бывает больше 100 процентов.",
        ),
        (
            {"discount_kind": "gift", "discount_value": "5"},
            "discount_value",
            "Для этого вида скидки число не нужно. Очистите поле или смените вид.",
        ),
        (
            {"time_from": "10:00", "time_until": ""},
            "time_until",
            "Укажите и начало, и конец часов, или очистите оба.",
        ),
    ],
)
def test_refusals_at_the_field(fields: dict[str, str], name: str, message: str) -> None:
    promotion = a_promotion(live=False)
    before = draft_of(promotion).serializable_data()
    response = send(promotion, **fields)
    assert response.status_code == 200
    assert list(response.context["form"].errors[name]) == [message]
    assert draft_of(promotion).serializable_data() == before
