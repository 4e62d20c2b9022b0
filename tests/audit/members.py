"""A server on loopback whose pages only those see who have logged in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

__all__ = ["NAME", "PASSWORD", "Members", "members"]

NAME, PASSWORD = "ada.lovelace", 'T0p "secret" & <long>'
_TOKEN = "session=3f9a"
_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<link rel="icon" href="data:,"></head><body><main><h1>{title}</h1>{body}</main></body></html>'
)
_FORM = (
    '<form method="post" action="/login"><p><label>Name <input id="name" name="name" '
    'autocomplete="username"></label></p><p><label>Password <input id="word" name="word" '
    'type="password" autocomplete="current-password"></label></p><button>Log in</button></form>'
)


@dataclass
class Members:
    """The server. logins: how many succeeded. sent: what else was sent to it, by path.

    base: its address, with a slash.
    """

    base: str = ""
    logins: int = 0
    sent: list[str] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    members: Members


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        body = self.server.members.bodies.get(self.path)
        if self.path == "/login" or self.path == "/ended":
            # The second ends the session, and shows the form at an address of its own.
            self._answer("Log in", _FORM, "session=; Max-Age=0" if body is not None else "")
        elif _TOKEN not in self.headers.get("Cookie", ""):
            self._move("/login")
        else:
            self._answer("Members", body or '<p id="inside">Welcome.</p>')

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.path != "/login":
            self.server.members.sent.append(self.path)
        if sent == {"name": [NAME], "word": [PASSWORD]}:
            self.server.members.logins += 1
            self._move("/home", f"{_TOKEN}; HttpOnly; Path=/")
        else:
            self._answer("Log in", f"<p>Wrong: {sent}</p>{_FORM}")

    def _move(self, path: str, cookie: str = "") -> None:
        self.send_response(303)
        self.send_header("Location", path)
        self._end(b"", cookie)

    def _answer(self, title: str, body: str, cookie: str = "") -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self._end(_PAGE.format(title=title, body=body).encode(), cookie)

    def _end(self, data: bytes, cookie: str) -> None:
        if cookie:
            self.send_header("Set-Cookie", cookie)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *given: object) -> None:
        """Say nothing."""


@contextmanager
def members(**bodies: str) -> Iterator[Members]:
    """Serve until the end of the block. bodies: by name, of pages for those who are logged in."""
    server = _Server(("127.0.0.1", 0), _Handler)
    served = {f"/{name}": body for name, body in bodies.items()}
    server.members = Members(f"http://127.0.0.1:{server.server_port}/", bodies=served)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.members
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
