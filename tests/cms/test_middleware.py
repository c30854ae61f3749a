from uuid import UUID

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/cities", "/api/v1/nowhere", "/admin/login/"])
def test_every_answer_names_the_request_as_the_logs_do(client: Client, path: str) -> None:
    assert UUID(client.get(path)["X-Request-ID"])


@pytest.mark.parametrize("chosen", ["3f2504e0-4f89-41d3-9a0c-0305e82c3301", "a\r\nSet-Cookie: x=1", "x" * 5000])
def test_the_caller_does_not_choose_the_name(client: Client, chosen: str) -> None:
    named = client.get("/healthz", headers={"X-Request-ID": chosen})["X-Request-ID"]
    assert UUID(named)
    assert named != chosen
