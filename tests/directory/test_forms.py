from typing import Any

import pytest

from accounts.roles import ADMINISTRATORS
from directory.models import Business
from tests.factories import a_business, a_category, a_user
from tests.factories.admin import open_form, press, signed_in, url_of

pytestmark = pytest.mark.django_db
HOURS = {
    "week": {"mon": [["09:00", "13:00"], ["14:00", "18:00"]], "fri": [["18:00", "02:00"]], "sat": [["00:00", "24:00"]]},
    "exceptions": [{"first": "2026-12-31", "last": "2027-01-02", "hours": [], "note_ru": "Новый год", "note_kk": ""}],
    "holidays": [["10:00", "16:00"]],
}


def draft_of(business: Business) -> Any:
    return Business.objects.get(pk=business.pk).get_latest_revision_as_object()


def send(business: Business, **fields: str) -> Any:
    client = signed_in(a_user(ADMINISTRATORS))
    address = url_of(business, "edit")
    return press(client, address, {**open_form(client, address), **fields}, "")


def errors(response: Any, name: str) -> list[str]:
    assert response.status_code == 200
    return list(response.context["form"].errors.get(name, []))


def test_a_form_that_is_only_saved_changes_nothing() -> None:
    business = a_business(
        live=False, phones=["+77102123456", "+77012345678"], whatsapp="+77012345678", telegram="aroma_zhez"
    )
    business.opening_hours = HOURS
    business.save_revision()
    assert send(business).status_code == 302
    draft = draft_of(business)
    assert draft.opening_hours == HOURS
    assert (draft.phones, draft.whatsapp) == (["+77102123456", "+77012345678"], "+77012345678")
    assert draft.telegram == "aroma_zhez"


def test_contacts_as_people_type_them() -> None:
    business = a_business(live=False)
    response = send(
        business,
        **{"phones-0": "8 (7102) 12-34-56", "phones-2": "+7 701 234 56 78", "phones-3": "87102123456"},
        whatsapp="8 701 234 56 78",
        instagram="https://www.instagram.com/aroma.zhez/",
        telegram="https://t.me/aroma_zhez",
    )
    assert response.status_code == 302
    draft = draft_of(business)
    assert draft.phones == ["+77102123456", "+77012345678"]
    assert (draft.whatsapp, draft.instagram, draft.telegram) == ("+77012345678", "aroma.zhez", "aroma_zhez")


def test_wrong_contacts_are_refused_at_their_field_and_stay_typed() -> None:
    business = a_business(live=False)
    response = send(business, **{"phones-0": "12-34-56", "phones-1": "телефон"}, whatsapp="+7 000", telegram="@я")
    assert errors(response, "phones") == [
        "12-34-56: Не хватает кода города или оператора. Пример: 8 (7102) 12-34-56.",
        "телефон: Такого номера нет. Пример: 8 (7102) 12-34-56 или +7 701 234 56 78.",
    ]
    assert errors(response, "whatsapp") == ["Такого номера нет. Пример: 8 (7102) 12-34-56 или +7 701 234 56 78."]
    assert errors(response, "telegram") == ["Имя в Telegram, например @aroma_zhez, или ссылка t.me."]
    assert 'value="12-34-56"' in response.content.decode()
    assert draft_of(business).phones == []


def test_hours_are_typed_row_by_row() -> None:
    business = a_business(live=False)
    response = send(
        business,
        **{
            "opening_hours-mon-0-opens": "9",
            "opening_hours-mon-0-closes": "1330",
            "opening_hours-mon-1-opens": "14.00",
            "opening_hours-mon-1-closes": "18",
            "opening_hours-fri-0-opens": "18:00",
            "opening_hours-fri-0-closes": "02:00",
            "opening_hours-sat-mode": "round",
            "opening_hours-sun-mode": "closed",
            "opening_hours-holidays-mode": "closed",
            "opening_hours-exceptions-0-first": "2026-12-31",
            "opening_hours-exceptions-0-mode": "",
            "opening_hours-exceptions-0-0-opens": "10",
            "opening_hours-exceptions-0-0-closes": "15",
            "opening_hours-exceptions-0-note_kk": "Жаңа жыл",
        },
    )
    assert response.status_code == 302
    assert draft_of(business).opening_hours == {
        "week": {
            "mon": [["09:00", "13:30"], ["14:00", "18:00"]],
            "fri": [["18:00", "02:00"]],
            "sat": [["00:00", "24:00"]],
            "sun": [],
        },
        "exceptions": [
            {
                "first": "2026-12-31",
                "last": "2026-12-31",
                "hours": [["10:00", "15:00"]],
                "note_ru": "",
                "note_kk": "Жаңа жыл",
            }
        ],
        "holidays": [],
    }


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"mon-0-opens": "9"}, "Понедельник: укажите и начало, и конец."),
        ({"tue-0-opens": "9", "tue-0-closes": "25"}, "Вторник: время пишут так: 09:00."),
        (
            {"fri-0-opens": "9", "fri-0-closes": "14", "fri-1-opens": "13", "fri-1-closes": "18"},
            "Пятница: часы перекрываются.",
        ),
        (
            {"thu-0-opens": "18", "thu-0-closes": "10", "fri-0-opens": "9", "fri-0-closes": "18"},
            "Четверг: часы после полуночи заходят на часы следующего дня.",
        ),
        (
            {"sun-mode": "closed", "sun-0-opens": "9", "sun-0-closes": "14"},
            "Воскресенье: выберите что-то одно: часы или отметку «выходной» либо «круглосуточно».",
        ),
        ({"exceptions-0-note_ru": "Ремонт"}, "Исключение 1: укажите дату, например 31.12.2026."),
        (
            {"exceptions-0-first": "2026-12-31", "exceptions-0-mode": ""},
            "31.12.2026: укажите часы или выберите «закрыто».",
        ),
        (
            {"exceptions-0-first": "2026-12-31", "exceptions-0-last": "2026-12-01"},
            "31.12.2026: последний день раньше первого.",
        ),
    ],
)
def test_wrong_hours_are_refused_with_the_day(typed: dict[str, str], message: str) -> None:
    business = a_business(live=False)
    response = send(business, **{f"opening_hours-{name}": value for name, value in typed.items()})
    assert errors(response, "opening_hours") == [message]
    assert draft_of(business).opening_hours is None


def test_an_exception_is_deleted_by_its_box() -> None:
    business = a_business(live=False)
    business.opening_hours = HOURS
    business.save_revision()
    assert send(business, **{"opening_hours-exceptions-0-delete": "on"}).status_code == 302
    assert draft_of(business).opening_hours == {**HOURS, "exceptions": []}


def test_a_category_of_another_kind() -> None:
    business = a_business(live=False)
    response = send(business, category=str(a_category("concerts").pk))
    assert errors(response, "category") == ["Это категория другого вида. Выберите категорию заведений."]
    business.category = a_category("concerts")
    with pytest.raises(Exception, match="категория другого вида"):
        business.clean()
