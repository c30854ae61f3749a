import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.utils import timezone

from delivery.models.webhook import new_message_id
from delivery.webhooks.signatures import secret_of, signed_headers
from tests.factories.receivers import a_subscription

pytestmark = pytest.mark.django_db
PAGE = Path("docs/webhooks.md")
BODY = '{"type":"event.published","data":{"slug":"қала"}}'


def example(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def cases() -> list[tuple[str, dict[str, str], str, bool]]:
    """Return (secret, headers, body, whether it is genuine)."""
    subscription = a_subscription()
    headers = signed_headers(subscription, message_id=new_message_id(), body=BODY.encode(), now=timezone.now())
    late = {**headers, "webhook-timestamp": str(int(headers["webhook-timestamp"]) - 301)}
    two = {**headers, "webhook-signature": f"v1,AAAA {headers['webhook-signature']}"}
    secret = secret_of(subscription)
    return [
        (secret, headers, BODY, True),
        (secret, two, BODY, True),
        (secret, late, BODY, False),
        (secret, headers, BODY.replace("published", "updated"), False),
        (secret_of(a_subscription()), headers, BODY, False),
    ]


def test_the_example_in_python_verifies() -> None:
    namespace: dict[str, object] = {}
    exec(example("python"), namespace)  # noqa: S102 - the example of our own page
    is_genuine = namespace["is_genuine"]
    assert [is_genuine(secret, headers, body.encode()) for secret, headers, body, _expected in cases()] == [
        expected for *_arguments, expected in cases()
    ]


def test_the_example_in_node_verifies(tmp_path: Path) -> None:
    node = shutil.which("node")
    assert node is not None, "npm, which make needs, comes with Node"
    script = tmp_path / "verify.mjs"
    asking = (
        "import { readFileSync } from 'node:fs';"
        "const cases = JSON.parse(readFileSync(0, 'utf-8'));"
        "const found = cases.map(([secret, headers, body]) => isGenuine(secret, headers, Buffer.from(body)));"
        "console.log(JSON.stringify(found));"
    )
    script.write_text(example("js") + asking, encoding="utf-8")
    asked = cases()
    answer = subprocess.run([node, str(script)], input=json.dumps(asked), capture_output=True, text=True, check=True)  # noqa: S603
    assert json.loads(answer.stdout) == [expected for *_arguments, expected in asked]


def test_the_example_message_has_the_keys_of_a_real_one() -> None:
    shown = re.search(r"^(\{\"type\".*\})$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert shown is not None
    message = json.loads(shown[1])
    assert (list(message), list(message["data"])) == (
        ["type", "timestamp", "data"],
        ["kind", "id", "slug", "city", "url"],
    )
