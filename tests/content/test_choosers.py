import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html
from wagtail.users.models import UserProfile

from accounts.models import User
from accounts.roles import EDITORS
from tests.factories import a_business, a_city, a_user
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/snippets/choose/directory/business/results/"


def test_a_business_is_chosen_by_words_of_its_title_and_by_city() -> None:
    other = a_city("satpayev", name_ru="Сатпаев")
    a_business("Кафе «Арома»", title_kk="«Арома» дәмханасы")
    a_business("Кафе «Досым»", city=other, live=False)
    client = signed_in(a_user(EDITORS))

    def found(**query: object) -> list[str]:
        page = html.fromstring(client.get(ADDRESS, query).content.decode())
        return [link.text_content().strip() for link in page.xpath("//a[@data-chooser-modal-choice]")]

    assert found() == ["Кафе «Арома»", "Кафе «Досым»"]
    assert found(q="арома кафе") == ["Кафе «Арома»"]
    assert found(q="дәмхана") == ["Кафе «Арома»"]
    assert found(city=other.pk) == ["Кафе «Досым»"]
    assert found(q="нет такого") == []
    assert found(city="чушь") == ["Кафе «Арома»", "Кафе «Досым»"]


def test_the_dialog_asks_as_much_of_the_database_for_many_rows_as_for_one() -> None:
    client = signed_in(a_user(EDITORS))
    counts = []
    for number in (1, 8):
        for index in range(number):
            a_business(f"Кафе {number}-{index}", live=index % 2 == 0)
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_buttons_of_the_field_and_cities_are_in_the_readers_language() -> None:
    a_city(name_kk="Жезқазған")
    editor = a_user(EDITORS)
    client = signed_in(editor)
    address = "/admin/promotions/add/"
    assert ("Выбрать" in client.get(address).content.decode(), "Таңдау" in client.get(address).content.decode()) == (
        True,
        False,
    )
    UserProfile.objects.create(user=editor, preferred_language="kk")
    client = signed_in(User.objects.get(pk=editor.pk))
    page = html.fromstring(client.get(address).content.decode())
    buttons = [button.text_content().strip() for button in page.xpath("//*[@data-chooser-action-choose]")]
    assert "Таңдау" in buttons
    assert "Жезқазған" in client.get("/admin/import/").content.decode()
