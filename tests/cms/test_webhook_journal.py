import csv
from io import StringIO
from typing import Any

import pytest
from django.utils import timezone

from accounts.roles import ADMINISTRATORS, SUPPORT
from content.models import CityAssignment
from delivery.models import WebhookDelivery
from tests.delivery.webhooks.test_views import a_delivery
from tests.factories import a_city, a_user
from tests.factories.admin import signed_in
from tests.factories.receivers import a_subscription

pytestmark = pytest.mark.django_db
JOURNAL = "/admin/journals/webhooks/"


def shown(query: str = "") -> int:
    return signed_in(a_user(ADMINISTRATORS)).get(f"{JOURNAL}?{query}").context["result_count"]


def test_filters_narrow_what_is_shown() -> None:
    one, two = a_subscription(), a_subscription(name="Вторая")
    a_city()
    a_delivery(one)
    a_delivery(one, "delivered")
    a_delivery(two)
    narrowed = {query: shown(query) for query in ("", "state=failed", f"subscription={two.pk}", "action=published")}
    assert narrowed == {"": 3, "state=failed": 2, f"subscription={two.pk}": 1, "action=published": 3}
    assert [shown(query) for query in ("action=updated", "kind=business", "city=jezkazgan", "q=kontsert")] == [
        0,
        0,
        3,
        3,
    ]
    assert [shown(query) for query in ("subscription=x", "subscription=%00", "period=x", "state__exact=1")] == [
        3,
        3,
        3,
        3,
    ]


def test_a_row_shows_the_message_and_the_answer_as_text() -> None:
    delivery = a_delivery(a_subscription())
    WebhookDelivery.objects.update(response_code=500, response_start="<script>alert(1)</script>", failure="refused")
    html = signed_in(a_user(ADMINISTRATORS)).get(f"{JOURNAL}inspect/{delivery.pk}/").content.decode()
    assert ("&lt;script&gt;" in html, "<script>alert(1)" in html) == (True, False)
    assert ("сервер ответил отказом" in html, "Отправить снова" in html) == (True, True)


def test_one_message_is_sent_again() -> None:
    subscription = a_subscription()
    delivery, other = a_delivery(subscription, "delivered"), a_delivery(subscription)
    client = signed_in(a_user(ADMINISTRATORS))
    assert client.get(f"{JOURNAL}replay/{delivery.pk}/").status_code == 405
    assert client.post(f"{JOURNAL}replay/{delivery.pk}/").url == f"{JOURNAL}inspect/{delivery.pk}/"
    states = dict(WebhookDelivery.objects.values_list("pk", "state"))
    assert states == {delivery.pk: "waiting", other.pk: "failed"}


def test_support_reads_and_sends_nothing() -> None:
    delivery = a_delivery(a_subscription())
    client = signed_in(a_user(SUPPORT))
    assert "Отправить снова" not in client.get(f"{JOURNAL}inspect/{delivery.pk}/").content.decode()
    assert client.post(f"{JOURNAL}replay/{delivery.pk}/").url == "/admin/"
    assert WebhookDelivery.objects.get().state == "failed"


def test_messages_about_other_cities_are_for_others() -> None:
    delivery = a_delivery(a_subscription())
    person = a_user(ADMINISTRATORS)
    CityAssignment.objects.create(user=person, city=a_city("astana", name_ru="Астана"))
    client = signed_in(person)
    assert client.get(JOURNAL).context["result_count"] == 0
    assert client.post(f"{JOURNAL}replay/{delivery.pk}/").status_code == 404
    assert WebhookDelivery.objects.get().state == "failed"


def test_an_export_has_the_columns_in_words() -> None:
    a_delivery(a_subscription())
    response: Any = signed_in(a_user(ADMINISTRATORS)).get(f"{JOURNAL}?export=csv")
    [row] = csv.DictReader(StringIO(b"".join(response.streaming_content).decode("utf-8-sig")))
    assert (row["Событие"], row["Подписка"], row["Состояние"]) == ("event.published", "Приложение", "не доставлено")


def test_the_journal_asks_the_database_a_fixed_number_of_times(django_assert_max_num_queries: Any) -> None:
    client = signed_in(a_user(ADMINISTRATORS))
    counts = []
    for number in range(3):
        a_delivery(a_subscription(name=f"{number}, {timezone.now()}"))
        client.get(JOURNAL)
        with django_assert_max_num_queries(40) as asked:
            client.get(JOURNAL)
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
