"""A local server that speaks the chat-completions protocol, well or badly, over real HTTP."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

# From the texts of a question to (status, body); the body of a good answer is made by ``says``.
Behaviour = Callable[[list[str]], tuple[int, bytes]]


def says(content: object) -> tuple[int, bytes]:
    """Answer like a model that says ``content`` (JSON of anything but a string)."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return 200, json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()


def upper(texts: list[str]) -> tuple[int, bytes]:
    """Answer with the texts as they came, marked as translated."""
    return says([text.replace("Концерт", "Концерт (қаз.)").replace("парке", "саябақта") for text in texts])


class StandIn:
    """The server: ``behaviours`` are used up one per question, the last one stays."""

    def __init__(self) -> None:
        self.behaviours: list[Behaviour] = [upper]
        self.questions: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.drip_seconds = 0.0
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                question = json.loads(body)
                stand_in.questions.append({"path": self.path, **question})
                stand_in.headers.append(dict(self.headers))
                behaviour = stand_in.behaviours[0]
                if len(stand_in.behaviours) > 1:
                    stand_in.behaviours.pop(0)
                status, answer = behaviour(json.loads(question["messages"][1]["content"]))
                if status == 0:
                    return self.connection.close()
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                if 300 <= status < 400:
                    self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.end_headers()
                try:
                    if not stand_in.drip_seconds:
                        self.wfile.write(answer)
                        return None
                    for byte in answer:
                        self.wfile.write(bytes([byte]))
                        time.sleep(stand_in.drip_seconds)
                except OSError:
                    pass  # whoever asked has given up
                return None

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.base_url = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def texts(self) -> list[list[str]]:
        """Return the texts of every question so far."""
        return [json.loads(question["messages"][1]["content"]) for question in self.questions]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    server = StandIn()
    yield server
    server.close()


@pytest.fixture
def translator_settings(settings: Any, stand_in: StandIn) -> StandIn:
    """Name the stand-in as the site's translator."""
    settings.TRANSLATOR = "content.translator.openai_compatible.OpenAICompatibleTranslator"
    settings.TRANSLATOR_OPTIONS = {
        "base_url": stand_in.base_url,
        "model": "small",
        "api_key": "key-of-the-test",
        "timeout": 3.0,
    }
    return stand_in
