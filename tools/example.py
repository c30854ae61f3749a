"""Serves the example page of the TypeScript client (``clients/typescript/example``) beside the running site."""

import argparse
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from tools import running_site

CLIENT: Final = running_site.ROOT / "clients" / "typescript"
# Browsers may call the API from here, see CORS_ALLOWED_ORIGINS of the development settings.
PORT: Final = 5173
_PAGE: Final = "/example/"
_WRITTEN: Final = 'data-api="http://127.0.0.1:8000"'
_TYPES: Final = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript", ".mjs": "text/javascript"}


class _Handler(SimpleHTTPRequestHandler):
    """Files of the client; the page is told where the API is."""

    extensions_map = _TYPES
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, api: str, **kwargs: str) -> None:
        self.api = api
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as the server calls it

    def do_GET(self) -> None:
        """Answer with a file, or with the page."""
        path = self.path.partition("?")[0]
        if path == "/":
            self.send_response(302)
            self.send_header("Location", _PAGE)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path == _PAGE:
            self._send_page()
        else:
            super().do_GET()

    def _send_page(self) -> None:
        text = (CLIENT / "example" / "index.html").read_text(encoding="utf-8")
        body = text.replace(_WRITTEN, f'data-api="{self.api}"').encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing: the page's own errors are in the browser."""


def example_server(*, api: str, port: int = PORT) -> ThreadingHTTPServer:
    """Return a server of the page, not yet started; the page asks the API at ``api``."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, api=api, directory=str(CLIENT)))


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="make example", description=__doc__)
    parser.add_argument("--api", help="address of the site (the running one of this clone)")
    parser.add_argument("--port", type=int, default=PORT)
    arguments = parser.parse_args()
    api = arguments.api or running_site.address()
    with example_server(api=api, port=arguments.port) as server:
        print(f"http://localhost:{arguments.port}{_PAGE} asks {api}. Stop with Ctrl-C.", flush=True)  # noqa: T201 - for the person who started it
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
