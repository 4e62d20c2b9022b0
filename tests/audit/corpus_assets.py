"""Pictures, sound and video for the pages of the audit corpus, made on the spot."""

from __future__ import annotations

import math
import shutil
import struct
import wave
import zlib
from collections.abc import Callable
from pathlib import Path

from clips import clip, ffmpeg, speech, webvtt

__all__ = ["write_assets"]

Colour = tuple[int, int, int]
_PICTURES = Path(__file__).parent / "corpus/pictures"


def write_assets(folder: Path) -> None:
    """Write every asset that a page of the corpus may name with `@/`."""
    shutil.copytree(_PICTURES, folder)
    (folder / "valley.png").write_bytes(_png(320, 200, _valley))
    (folder / "dots.png").write_bytes(_png(160, 60, _dots))
    _tune(folder / "tune.wav")
    shutil.copyfile(speech(), folder / "talk.wav")
    shutil.copyfile(clip(), folder / "lecture.mp4")
    ffmpeg("-i", clip(), "-an", "-c:v", "copy", "-fflags", "+bitexact", folder / "silent.mp4")
    (folder / "lecture.vtt").write_text(webvtt(), encoding="utf-8")
    described = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nA grid of coloured squares moves.\n"
    (folder / "described.vtt").write_text(described, encoding="utf-8")


def _png(width: int, height: int, colour: Callable[[int, int], Colour]) -> bytes:
    """Return a PNG (W3C PNG, clause 5), eight bits a channel. colour: of the pixel at x, y."""
    rows = b"".join(
        b"\0" + bytes(part for x in range(width) for part in colour(x, y)) for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _valley(x: int, y: int) -> Colour:
    """Return a bright sky above dark hills."""
    hill = 110 + 30 * math.sin(x / 37) + 12 * math.sin(x / 11)
    return (235 - y // 3, 238 - y // 4, 245) if y < hill else (40 + y // 6, 70 + y // 8, 45)


def _dots(x: int, y: int) -> Colour:
    """Return noisy dots that hide a few strokes, as captchas do."""
    stroke = (x // 6 + y // 9) % 7 == 0 and 20 < y < 45
    return (30, 30, 60) if stroke or (x * 7919 + y * 104729) % 11 == 0 else (240, 240, 235)


def _tune(path: Path) -> None:
    """Write six seconds of a low tone."""
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        beats = (int(9000 * math.sin(n * 0.2)) for n in range(6 * 8000))
        sound.writeframes(b"".join(struct.pack("<h", beat) for beat in beats))
