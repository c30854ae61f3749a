import pytest
from django.test import Client


def test_the_process_answers_without_a_database(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_asks_the_database_only(client: Client, settings: object) -> None:
    settings.MEILISEARCH_URL = "http://127.0.0.1:9"  # nobody there
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "ok"})
