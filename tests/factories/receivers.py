"""Receivers of webhooks: real HTTP servers on this machine, and subscriptions that lead to them."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from procrastinate.contrib.django import app

from delivery.models import WebhookSubscription
from delivery.webhooks.operations import subscribe
from tests.factories.people import a_user

Respond = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Request:
    """What arrived."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """A server that notes what it gets and answers with ``code``, or as ``respond`` does."""

    url: str
    port: int
    code: int = 200
    body: bytes = b"ok"
    headers: dict[str, str] = field(default_factory=dict)
    respond: Respond | None = None
    requests: list[Request] = field(default_factory=list)


@contextmanager
def a_receiver(*, context: ssl.SSLContext | None = None, **fields: Any) -> Iterator[Receiver]:
    """Run a server until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.requests.append(Request(self.path, dict(self.headers), body))
            if receiver.respond is not None:
                receiver.respond(self)
                return
            self.send_response(receiver.code)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(receiver.body)

        def log_message(self, *_arguments: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_arguments: Any) -> None:
            """A client that hung up is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    port = server.server_address[1]
    receiver = Receiver(url=f"http://127.0.0.1:{port}/hook?key=1", port=port, **fields)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def a_subscription(url: str = "http://127.0.0.1:9/hook", **fields: Any) -> WebhookSubscription:
    """Create a subscription to everything through the operation."""
    values = {
        "name": "Приложение",
        "actions": ["published", "updated", "unpublished"],
        "kinds": ["event", "business", "promotion"],
        **fields,
    }
    subscription = WebhookSubscription(url=url, **values)
    subscribe(subscription, by=a_user(), now=datetime(2026, 1, 1, tzinfo=UTC))
    return subscription


def work(*queues: str) -> None:
    """Run a worker until nothing is left to do that is due."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(
            queues=list(queues) or ["changes", "webhooks"],
            wait=False,
            install_signal_handlers=False,
            listen_notify=False,
        )
