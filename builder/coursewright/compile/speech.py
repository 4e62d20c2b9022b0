"""Descriptions spoken by espeak-ng, as MP3; a step of the engine, so each is made once."""

from __future__ import annotations

import io
import subprocess
import wave
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

__all__ = ["Speech", "speak", "speaker"]

_RATE = 150  # words a minute, slower than the usual 175: code is listened to
_BITS = 48_000
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Speech:
    """A text to be spoken. language: BCP 47. voice: name and version of what speaks."""

    text: str
    language: str
    voice: str


@cache
def speaker() -> str:
    """Return name and version of what speaks here, empty when it or the encoder is missing."""
    if find_spec("av") is None:
        return ""
    try:
        told = subprocess.run(["espeak-ng", "--version"], capture_output=True, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout.decode("utf-8", "replace").partition("  ")[0].strip()


def speak(speech: Speech) -> bytes:
    """Return the text as MP3, empty when espeak-ng has no voice for its language."""
    for language in (speech.language.lower(), speech.language.partition("-")[0].lower()):
        # The text goes in by the standard input, so that it can be no option.
        command = ["espeak-ng", "-b", "1", "-v", language, "-s", str(_RATE), "--stdin", "--stdout"]
        done = subprocess.run(
            command,
            input=speech.text.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        if done.returncode == 0 and len(done.stdout) > 44:  # longer than a header
            return _mp3(done.stdout)
    return b""


def _mp3(sound: bytes) -> bytes:
    import av

    # What is written to a pipe does not know its length, which `wave` reads over.
    with wave.open(io.BytesIO(sound)) as read:
        rate, samples = read.getframerate(), read.readframes(len(sound))
    target = io.BytesIO()
    with av.open(target, "w", format="mp3", options={"id3v2_version": "0"}) as made:
        stream = made.add_stream("libmp3lame", rate=rate, layout="mono")
        stream.bit_rate = _BITS
        frame = av.AudioFrame("s16", "mono", len(samples) // 2, align=1)
        frame.planes[0].update(samples)
        frame.sample_rate = rate
        made.mux(stream.encode(frame))
        made.mux(stream.encode(None))
    return target.getvalue()
