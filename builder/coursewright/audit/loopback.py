"""Folders served on loopback while an audit runs, each at a port of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

__all__ = ["Loopback", "loopback"]


class _Handler(SimpleHTTPRequestHandler):
    """Serves files and notes which; says nothing."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *given: object, asked: set[tuple[str, str]], directory: str) -> None:
        self._asked = asked
        super().__init__(*given, directory=directory)  # type: ignore[arg-type]

    def send_head(self):  # type: ignore[no-untyped-def]
        self._asked.add((_path(self.headers.get("Referer", "")), _path(self.path)))
        return super().send_head()

    def list_directory(self, path: object) -> None:  # noqa: ARG002 - the base class asks so
        self.send_error(404)

    def log_message(self, format: str, *given: object) -> None:
        """Say nothing: what is missing is a finding or does not matter."""


def _path(address: str) -> str:
    return unquote(urlsplit(address).path).lstrip("/")


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that hung up."""


class Loopback:
    """The servers of one audit."""

    def __init__(self, stack: ExitStack) -> None:
        """End the servers with `stack`."""
        self._stack = stack

    def serve(self, folder: Path) -> tuple[str, set[tuple[str, str]]]:
        """Serve a folder. Return its address with a slash, and who asked for what, which grows."""
        asked: set[tuple[str, str]] = set()
        handler = partial(_Handler, directory=str(folder), asked=asked)
        server = self._stack.enter_context(_Server(("127.0.0.1", 0), handler))
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        self._stack.callback(thread.join)
        self._stack.callback(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}/", asked


@contextmanager
def loopback() -> Iterator[Loopback]:
    """Yield what serves folders until the end of the block."""
    with ExitStack() as stack:
        yield Loopback(stack)
