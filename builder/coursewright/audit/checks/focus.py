"""Whether a control looks different when the Tab key comes to it, judged by what is drawn."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator

from coursewright.audit import rules
from coursewright.audit.browser import Browser
from coursewright.audit.checks.walk import Stop
from coursewright.audit.model import Outcome
from coursewright.audit.tab import Sighting, Tab

__all__ = ["differing", "invisible", "pixels"]

_AROUND = 10  # pixels; outlines stand outside of the element
_LARGEST = (1400, 500)
_DIFFERENT = 24  # of 255, in one channel
_ENOUGH = 12  # pixels: a blinking caret alone has fewer than a line of text is high
_FOCUS = "return window.__coursewright.focus(arguments[0], arguments[1]);"
_SIGNATURE, _LENGTH, _HEADER = b"\x89PNG\r\n\x1a\n", 4, 8


def invisible(tab: Tab) -> Iterator[Sighting]:
    """Yield the controls that look the same with and without the focus.

    One that has the same markup, styles, style sheets and background as another is not drawn again.
    """
    for stop in {stop.key: stop for stop in tab.walk}.values():
        if stop.box[2] <= 0 or " » " in stop.selector and stop.html.startswith("<iframe"):
            continue
        memory = f"{tab.view.scheme} {stop.signature}"
        if memory not in tab.memory:
            tab.memory[memory] = _shows(tab.browser, stop)
        if not tab.memory[memory]:
            yield Sighting(
                rules.FOCUS_VISIBLE.id,
                Outcome.VIOLATION,
                "it looks the same with and without the focus",
                stop.selector,
                stop.html,
                stop.box,
            )


def _shows(browser: Browser, stop: Stop) -> bool:
    # The last key was Tab, so that the browser takes this focus for one of the keyboard.
    box = browser.script(_FOCUS, stop.selector, True)
    if box is None:
        return True
    focused = _drawn(browser, box)
    browser.script(_FOCUS, stop.selector, False)
    return differing(focused, _drawn(browser, box)) >= _ENOUGH


def _drawn(browser: Browser, box: list[float]) -> bytes:
    x, y, width, height = box
    clip = {
        "x": max(x - _AROUND, 0),
        "y": max(y - _AROUND, 0),
        "width": min(width + 2 * _AROUND, _LARGEST[0]),
        "height": min(height + 2 * _AROUND, _LARGEST[1]),
        "scale": 1,
    }
    shot = browser.cdp("Page.captureScreenshot", format="png", clip=clip, optimizeForSpeed=True)
    return base64.b64decode(shot["data"])


def differing(one: bytes, other: bytes) -> int:
    """Return how many pixels of two pictures (PNG, 8 bits) of the same size differ clearly."""
    if one == other:
        return 0
    (rows, channels), (others, same) = pixels(one), pixels(other)
    if len(rows) != len(others) or channels != same or len(rows[0]) != len(others[0]):
        return _ENOUGH
    return sum(
        any(abs(a - b) > _DIFFERENT for a, b in zip(x[i : i + 3], y[i : i + 3], strict=True))
        for x, y in zip(rows, others, strict=True)
        if x != y
        for i in range(0, len(x), channels)
    )


def pixels(png: bytes) -> tuple[list[bytes], int]:
    """Return the rows of a PNG of 8 bits per channel, and the number of channels (PNG, clause 9)."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert png.startswith(_SIGNATURE) and depth == 8 and colour in (2, 6), "an unexpected picture"
    channels = 3 if colour == 2 else 4
    data, at = bytearray(), len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + _LENGTH])
        if png[at + _LENGTH : at + _HEADER] == b"IDAT":
            data += png[at + _HEADER : at + _HEADER + length]
        at += length + _HEADER + _LENGTH
    return _unfiltered(zlib.decompress(bytes(data)), width * channels, height, channels), channels


def _unfiltered(data: bytes, size: int, height: int, step: int) -> list[bytes]:
    rows: list[bytes] = []
    above = bytes(size)
    for number in range(height):
        start = number * (size + 1)
        row = bytearray(data[start + 1 : start + 1 + size])
        _undo(data[start], row, above, step)
        above = bytes(row)
        rows.append(above)
    return rows


def _undo(kind: int, row: bytearray, above: bytes, step: int) -> None:
    for i in range(len(row)) if kind else ():
        left = row[i - step] if i >= step else 0
        corner = above[i - step] if i >= step else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = above[i]
        elif kind == 3:
            guess = (left + above[i]) // 2
        else:
            guess = _paeth(left, above[i], corner)
        row[i] = (row[i] + guess) & 255


def _paeth(left: int, above: int, corner: int) -> int:
    sums = left + above - corner
    far = (abs(sums - left), abs(sums - above), abs(sums - corner))
    if far[0] <= far[1] and far[0] <= far[2]:
        return left
    return above if far[1] <= far[2] else corner
