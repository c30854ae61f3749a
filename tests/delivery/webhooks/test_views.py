from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import ADMINISTRATORS, SUPPORT
from content.models import City
from delivery.models import AuditRecord, WebhookDelivery, WebhookSubscription
from delivery.webhooks.operations import note_gone
from delivery.webhooks.signatures import secret_of
from tests.factories import a_city, a_user
from tests.factories.admin import open_form, signed_in
from tests.factories.receivers import a_subscription

pytestmark = pytest.mark.django_db
LIST = "/admin/webhooks/"
ADD = "/admin/webhooks/new/"
FORM = {
    "name": "Приложение",
    "url": "https://127.0.0.1:8443/hook?key=do-not-show",
    "actions": ["published", "unpublished"],
    "kinds": ["event"],
    "city_number": "",
    "is_active": "on",
}


@pytest.fixture
def admin() -> User:
    return a_user(ADMINISTRATORS)


@pytest.fixture
def client(admin: User) -> Client:
    return signed_in(admin)


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def page(client: Client, name: str, subscription: WebhookSubscription) -> str:
    response = client.get(reverse(f"webhooks:{name}", args=(subscription.pk,)))
    assert response.status_code == 200
    return response.content.decode()


def test_a_new_subscription_shows_its_secret_once(client: Client) -> None:
    city = a_city()
    response = client.post(ADD, {**FORM, "city_number": city.pk})
    subscription = WebhookSubscription.objects.get()
    assert response.url == reverse("webhooks:secret", args=(subscription.pk,))
    facts = (subscription.actions, subscription.kinds, subscription.city_number, subscription.is_active)
    assert facts == (["published", "unpublished"], ["event"], city.pk, True)
    secret = secret_of(subscription)
    first = client.get(response.url)
    assert (secret in first.content.decode(), "no-store" in first.headers["Cache-Control"]) == (True, True)
    assert secret not in page(client, "secret", subscription)
    assert secret not in page(client, "edit", subscription)


def test_nobody_else_gets_to_see_a_secret_that_is_to_be_shown(client: Client) -> None:
    client.post(ADD, FORM)
    subscription = WebhookSubscription.objects.get()
    assert secret_of(subscription) not in page(signed_in(a_user(ADMINISTRATORS)), "secret", subscription)


def test_a_new_form_offers_everything() -> None:
    a_city()
    offered = open_form(signed_in(a_user(ADMINISTRATORS)), ADD)
    assert (offered["city_number"], offered["is_active"]) == ("", "on")
    html = signed_in(a_user(ADMINISTRATORS)).get(ADD).content.decode()
    assert html.count("checked") == 3 + 3 + 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://hooks.example/", "https://"),
        ("http://user:word@hooks.example/", "https://"),
        ("http://10.0.0.1/", "внутреннюю сеть"),
        ("http://[::1]:8000/", "внутреннюю сеть"),
        ("http://169.254.169.254/latest/meta-data/", "внутреннюю сеть"),
        ("http://100.64.0.1/", "внутреннюю сеть"),
        ("http://0xa000001/", "внутреннюю сеть"),
    ],
)
def test_an_address_that_nothing_would_be_sent_to_is_refused_at_its_field(client: Client, url: str, said: str) -> None:
    response = client.post(ADD, {**FORM, "url": url})
    assert (response.status_code, list(errors(response))) == (200, ["url"])
    assert said in errors(response)["url"][0]
    assert WebhookSubscription.objects.count() == 0


def test_a_name_is_refused_for_the_address_it_leads_to(client: Client, settings: Any) -> None:
    settings.WEBHOOK_ALLOWED_NETWORKS = []
    response = client.post(ADD, {**FORM, "url": "https://localhost/"})
    assert "внутреннюю сеть" in errors(response)["url"][0]


def test_without_encryption_is_for_developers(client: Client, settings: Any) -> None:
    settings.WEBHOOK_ALLOW_HTTP = False
    assert list(errors(client.post(ADD, {**FORM, "url": "http://127.0.0.1/"}))) == ["url"]


@pytest.mark.parametrize("field", ["actions", "kinds"])
def test_nothing_chosen_is_said_at_the_field(client: Client, field: str) -> None:
    response = client.post(ADD, {**FORM, field: []})
    assert errors(response) == {field: ["Отметьте хотя бы одно."]}


def test_a_change_is_stored_and_recorded_without_the_path_of_the_address(client: Client) -> None:
    client.post(ADD, FORM)
    subscription = WebhookSubscription.objects.get()
    address = reverse("webhooks:edit", args=(subscription.pk,))
    client.post(address, {**FORM, "kinds": ["event", "business"], "url": "https://127.0.0.2/hook?key=do-not-show"})
    subscription.refresh_from_db()
    assert subscription.kinds == ["event", "business"]
    records = AuditRecord.objects.filter(kind="webhook").order_by("pk")
    assert [(record.action, record.title) for record in records] == [("create", "Приложение"), ("edit", "Приложение")]
    assert (records[1].before, records[1].after) == (
        {"receiver": "127.0.0.1:8443", "kinds": ["event"]},
        {"receiver": "127.0.0.2", "kinds": ["business", "event"]},
    )
    journal = client.get("/admin/journals/changes/").content.decode()
    assert ("Сервер получателя" in journal, "do-not-show" in journal) == (True, False)
    assert "do-not-show" not in client.get(LIST).content.decode()


def test_the_form_does_not_undo_what_the_sending_wrote(client: Client) -> None:
    subscription = a_subscription("http://127.0.0.1/")
    address = reverse("webhooks:edit", args=(subscription.pk,))
    WebhookSubscription.objects.update(failures=3, last_failure="no_connection", tried_at=timezone.now())
    client.post(address, {**FORM, "url": subscription.url})
    subscription.refresh_from_db()
    assert (subscription.failures, subscription.last_failure) == (3, "no_connection")


def test_a_subscription_that_was_switched_off_says_why_and_begins_anew(client: Client) -> None:
    subscription = a_subscription("http://127.0.0.1/")
    note_gone(subscription, now=timezone.now())
    assert "больше не принимает сообщения (410)" in page(client, "edit", subscription)
    client.post(reverse("webhooks:edit", args=(subscription.pk,)), {**FORM, "url": subscription.url})
    subscription.refresh_from_db()
    assert (subscription.is_active, subscription.gone_at) == (True, None)
    assert "(410)" not in page(client, "edit", subscription)


def test_a_secret_is_changed_and_shown_once(client: Client) -> None:
    subscription = a_subscription()
    old = secret_of(subscription)
    assert "прежним секретом" in page(client, "rotate", subscription)
    subscription.refresh_from_db()
    assert secret_of(subscription) == old
    response = client.post(reverse("webhooks:rotate", args=(subscription.pk,)))
    subscription.refresh_from_db()
    new = secret_of(subscription)
    shown = client.get(response.url).content.decode()
    assert (old == new, new in shown, old in shown) == (False, True, False)
    assert new not in str(list(AuditRecord.objects.values()))


def test_deleting_takes_the_messages_along(client: Client) -> None:
    subscription = a_subscription()
    a_delivery(subscription)
    client.post(reverse("webhooks:delete", args=(subscription.pk,)))
    assert (WebhookSubscription.objects.count(), WebhookDelivery.objects.count()) == (0, 0)
    assert AuditRecord.objects.filter(kind="webhook").latest("pk").action == "delete"


def a_delivery(subscription: WebhookSubscription, state: str = "failed") -> WebhookDelivery:
    now = timezone.now()
    return WebhookDelivery.objects.create(
        subscription=subscription,
        type="event.published",
        kind="event",
        object_id="00000000-0000-0000-0000-000000000007",
        slug="kontsert",
        city="jezkazgan",
        payload="{}",
        state=state,
        attempts=12,
        created_at=now,
        expires_at=now,
        next_try_at=now,
    )


def test_what_failed_is_sent_again_and_nothing_else(client: Client) -> None:
    subscription, other = a_subscription(), a_subscription(name="Другая")
    failed = [a_delivery(subscription), a_delivery(subscription)]
    left = [a_delivery(subscription, "delivered"), a_delivery(other)]
    assert "Не доставлено сообщений: 2." in page(client, "resend", subscription)
    assert WebhookDelivery.objects.filter(state="waiting").count() == 0
    client.post(reverse("webhooks:resend", args=(subscription.pk,)))
    again = WebhookDelivery.objects.filter(state="waiting", attempts=0, expires_at__gt=timezone.now())
    assert sorted(again.values_list("pk", flat=True)) == [one.pk for one in failed]
    assert sorted(WebhookDelivery.objects.filter(attempts=12).values_list("pk", flat=True)) == [one.pk for one in left]


def test_the_list_asks_the_database_a_fixed_number_of_times(client: Client, django_assert_max_num_queries: Any) -> None:
    counts = []
    for number in range(3):
        a_subscription(name=f"Подписка {number}", city_number=a_city().pk)
        City.objects.get_or_create(slug=f"city{number}", defaults={"name_ru": f"Город {number}"})
        client.get(LIST)
        with django_assert_max_num_queries(40) as asked:
            response = client.get(LIST)
        counts.append(len(asked))
        assert response.status_code == 200
    assert len(set(counts)) == 1, counts


def test_support_reads_the_journal_and_manages_nothing() -> None:
    client = signed_in(a_user(SUPPORT))
    assert (client.get(LIST).status_code, client.get("/admin/journals/webhooks/").status_code) == (302, 200)
