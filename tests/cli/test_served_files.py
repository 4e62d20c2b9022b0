"""Parts of files over HTTP, as RFC 9110 has them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from http.server import ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.cli.served_files import FileHandler, byte_range

CONTENT = bytes(range(256))


class _Silent(FileHandler):
    def log_message(self, format: str, *given: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Serve one file on loopback."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "film.mp4").write_bytes(CONTENT)
    handler = partial(_Silent, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def _ask(port: int, name: str = "/film.mp4", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", name, headers=headers)
    answer = connection.getresponse()
    return answer, answer.read()


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=250-", 250, 255),
        ("bytes=-6", 250, 255),
        ("bytes=9-999", 9, 255),
    ],
)
def test_a_part_is_sent_with_its_place(port: int, asked: str, first: int, last: int) -> None:
    answer, body = _ask(port, Range=asked)
    assert answer.status == 206
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/256"
    assert answer.headers["Content-Type"] == "video/mp4"
    assert body == CONTENT[first : last + 1]


@pytest.mark.parametrize("asked", ["bytes=256-", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(port: int, asked: str) -> None:
    answer, body = _ask(port, Range=asked)
    assert (answer.status, answer.headers["Content-Range"], body) == (416, "bytes */256", b"")


@pytest.mark.parametrize("asked", ["", "bytes=9-1", "bytes=0-1,4-5", "lines=1-2", "bytes=-"])
def test_whoever_asks_for_no_part_gets_the_whole(port: int, asked: str) -> None:
    answer, body = _ask(port, Range=asked)
    assert (answer.status, answer.headers["Accept-Ranges"], body) == (200, "bytes", CONTENT)


def test_what_is_absent_is_absent_in_part_too(port: int) -> None:
    assert _ask(port, "/other.mp4", Range="bytes=0-9")[0].status == 404


@given(st.text(alphabet="bytes=0123456789-, ", max_size=30), st.integers(0, 1 << 40))
def test_a_part_lies_within_the_file(asked: str, size: int) -> None:
    part = byte_range(asked, size)
    assert part is None or not part or (0 <= part.start < part.stop <= size)
