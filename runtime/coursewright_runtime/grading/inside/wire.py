"""Plain data over a socket: a frame is four bytes of length and JSON, so reading it runs no code.

JSON's own types mean themselves; every other type is an object with one key, its tag:
`t` tuple, `d` dict as pairs, `s` set, `z` frozenset, `b` bytes, `y` bytearray, `i` large int,
`f` float that JSON lacks, `c` complex, `p` path, `e` Ellipsis. Further tags are the peers' own.
"""

from __future__ import annotations

import base64
import json
import math
import select
import socket
import time
from collections.abc import Callable
from pathlib import PurePath, PurePosixPath
from typing import Any

FRAME_LIMIT = 16 * 1024 * 1024  # bytes
DEPTH_LIMIT = 60
SMALL = 1 << 53

Export = Callable[[Any], Any]
Resolve = Callable[[str, Any], Any]


class BrokenLink(Exception):
    """The other side is gone, or what it sent is no message."""


class LinkTimeout(BrokenLink):
    """The other side did not answer in time."""


class TooLarge(Exception):
    """A value is nested too deeply or is too large to be handed over."""


def encode(value: Any, export: Export, depth: int = 0) -> Any:
    """Return a value as JSON data; `export` answers for everything that is no plain data.

    Raises TooLarge for what is nested deeper than DEPTH_LIMIT, cycles included.
    """
    if depth > DEPTH_LIMIT:
        raise TooLarge("a value is nested too deeply to be handed over")
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    encoder = _ENCODERS.get(kind)
    return encoder(value, export, depth + 1) if encoder else export(value)


def _integer(value: int, _export: Export, _depth: int) -> Any:
    return value if -SMALL < value < SMALL else {"i": format(value, "x")}


def _float(value: float, _export: Export, _depth: int) -> Any:
    return value if math.isfinite(value) else {"f": repr(value)}


def _sequence(tag: str) -> Callable[[Any, Export, int], Any]:
    def encoder(value: Any, export: Export, depth: int) -> Any:
        items = [encode(item, export, depth) for item in value]
        return {tag: items} if tag else items

    return encoder


def _dict(value: dict[Any, Any], export: Export, depth: int) -> Any:
    pairs = value.items()
    return {"d": [[encode(k, export, depth), encode(v, export, depth)] for k, v in pairs]}


def _bytes(tag: str) -> Callable[[Any, Export, int], Any]:
    return lambda value, _export, _depth: {tag: base64.b64encode(value).decode()}


def _path(value: Any, _export: Export, _depth: int) -> Any:
    return {"p": str(value)}


_PATHS = {type(PurePosixPath()), type(PurePath())}
try:
    from pathlib import Path

    _PATHS.add(type(Path()))
except NotImplementedError:  # pragma: no cover - a platform without its own paths
    pass

_ENCODERS: dict[type, Callable[[Any, Export, int], Any]] = {
    int: _integer,
    float: _float,
    complex: lambda value, _export, _depth: {"c": [repr(value.real), repr(value.imag)]},
    list: _sequence(""),
    tuple: _sequence("t"),
    set: _sequence("s"),
    frozenset: _sequence("z"),
    dict: _dict,
    bytes: _bytes("b"),
    bytearray: _bytes("y"),
    type(Ellipsis): lambda _value, _export, _depth: {"e": None},
    **dict.fromkeys(_PATHS, _path),
}


def decode(data: Any, resolve: Resolve, depth: int = 0) -> Any:
    """Return the value that JSON data stand for; `resolve` answers for tags that are not plain.

    Raises BrokenLink for data that no encoder makes.
    """
    if depth > DEPTH_LIMIT + 4:
        raise BrokenLink("a message is nested too deeply")
    if isinstance(data, list):
        return [decode(item, resolve, depth + 1) for item in data]
    if not isinstance(data, dict):
        return data
    if "h" in data:
        return resolve("h", data)
    if len(data) != 1:
        raise BrokenLink("a value has no single tag")
    ((tag, payload),) = data.items()
    try:
        return _tagged(tag, payload, resolve, depth + 1)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise BrokenLink(f"a value of tag {tag!r} cannot be read") from error


def _tagged(tag: str, payload: Any, resolve: Resolve, depth: int) -> Any:
    if tag in ("t", "s", "z"):
        kind = {"t": tuple, "s": set, "z": frozenset}[tag]
        return kind(decode(item, resolve, depth) for item in payload)
    if tag == "d":
        return {decode(k, resolve, depth): decode(v, resolve, depth) for k, v in payload}
    simple = _DECODERS.get(tag)
    return simple(payload) if simple else resolve(tag, payload)


_DECODERS: dict[str, Callable[[Any], Any]] = {
    "b": lambda payload: base64.b64decode(payload, validate=True),
    "y": lambda payload: bytearray(base64.b64decode(payload, validate=True)),
    "i": lambda payload: int(payload, 16),
    "f": float,
    "c": lambda payload: complex(float(payload[0]), float(payload[1])),
    "p": lambda payload: Path(str(payload)),
    "e": lambda _payload: ...,
}


class Channel:
    """Sends and receives frames over a connected socket."""

    def __init__(self, connection: socket.socket) -> None:
        """Use a stream socket, which is closed with the channel."""
        self._socket = connection
        self._socket.setblocking(False)
        self._buffer = bytearray()
        self._poll = select.poll()
        self._poll.register(connection.fileno(), select.POLLIN)

    def send(self, message: Any, deadline: float | None = None) -> None:
        """Send JSON data; raises TooLarge, BrokenLink or, after `deadline`, LinkTimeout.

        deadline: in seconds of `time.monotonic`, None to wait for ever.
        """
        body = json.dumps(message, separators=(",", ":")).encode()
        if len(body) > FRAME_LIMIT:
            raise TooLarge("a value is too large to be handed over")
        view = memoryview(len(body).to_bytes(4, "big") + body)
        while view:
            try:
                view = view[self._socket.send(view) :]
            except BlockingIOError:
                self._wait_until_writable(deadline)
            except OSError as error:
                raise BrokenLink("the other side is gone") from error

    def _wait_until_writable(self, deadline: float | None) -> None:
        left = None if deadline is None else max(0.0, deadline - time.monotonic())
        if not select.select([], [self._socket], [], left)[1]:
            raise LinkTimeout("the other side does not listen")

    def receive(self, deadline: float | None = None) -> Any:
        """Return the next message; raises BrokenLink, or LinkTimeout after `deadline`."""
        head = self._take(4, deadline)
        length = int.from_bytes(head, "big")
        if length > FRAME_LIMIT:
            raise BrokenLink("a message is too large")
        try:
            return json.loads(self._take(length, deadline))
        except (ValueError, RecursionError) as error:
            raise BrokenLink("a message is no JSON") from error

    def _take(self, count: int, deadline: float | None) -> bytes:
        while len(self._buffer) < count:
            self._fill(deadline)
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken

    def _fill(self, deadline: float | None) -> None:
        left = None if deadline is None else max(0.0, deadline - time.monotonic()) * 1000
        if not self._poll.poll(left):
            raise LinkTimeout("the other side did not answer in time")
        try:
            data = self._socket.recv(1 << 18)
        except BlockingIOError:
            return
        except OSError as error:
            raise BrokenLink("the other side is gone") from error
        if not data:
            raise BrokenLink("the other side is gone")
        self._buffer += data

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()
