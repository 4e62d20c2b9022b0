"""Small videos made on the spot by ffmpeg and espeak-ng, once in a process."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
import wave
from functools import cache
from pathlib import Path

__all__ = ["LINES", "clip", "cue_times", "ffmpeg", "plain_clip", "plain_sound", "speech", "webvtt"]

LINES = (
    "Warm the pot with water.",
    "Add one spoon of leaves for every cup.",
    "Now pour it very slowly.",
    "Now wait four minutes, and do not stir.",
    "Take the leaves out.",
    "Taste it before you add any milk.",
)
_PAUSES = (0.6, 0.9, 0.7, 0.5, 0.8, 1.0)
_PICTURE = ["-f", "lavfi", "-i"]
_H264 = "-c:v libx264 -preset veryfast -profile:v high -pix_fmt yuv420p -g 50 -threads 1".split()
_AAC = "-c:a aac -b:a 96k -ar 48000 -ac 1 -movflags +faststart".split()
_LOUD = "loudnorm=i=-16:tp=-3,volume=2dB,alimiter=limit=0.65:level=0,aresample=48000"


def ffmpeg(*arguments: str | Path) -> None:
    """Run ffmpeg; what exists is overwritten."""
    program = shutil.which("ffmpeg")
    assert program, "these tests need ffmpeg: apt-get install ffmpeg"
    command = [program, "-nostdin", "-loglevel", "error", "-y", *map(str, arguments)]
    subprocess.run(command, check=True, timeout=120)


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="clips-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _spoken() -> tuple[Path, tuple[tuple[float, float], ...]]:
    """Return the lines as sound, and when each is spoken."""
    program = shutil.which("espeak-ng")
    assert program, "these tests need espeak-ng: apt-get install espeak-ng"
    times, at, data = [], 0.5, b""
    for number, line in enumerate(LINES):
        file = _folder() / f"line-{number}.wav"
        subprocess.run([program, "-v", "en-us", "-s", "150", "-z", "-w", file, line], check=True)
        with wave.open(str(file)) as sound:
            form, frames = sound.getparams(), sound.readframes(sound.getnframes())
        length = len(frames) / 2 / form.framerate
        silence = _PAUSES[number - 1] if number else 0.5
        at += _PAUSES[number - 1] if number else 0
        data += b"\0\0" * round(silence * form.framerate) + frames
        times.append((at, at + length))
        at += length
    data += b"\0\0" * form.framerate
    with wave.open(str(path := _folder() / "speech.wav"), "wb") as sound:
        sound.setparams(form._replace(nframes=0))
        sound.writeframes(data)
    return path, tuple(times)


def speech() -> Path:
    """Return the lines as a WAV file."""
    return _spoken()[0]


def cue_times() -> tuple[tuple[float, float], ...]:
    """Return when each line is spoken, in seconds."""
    return _spoken()[1]


def webvtt(by: float = 0.0, lines: tuple[str, ...] = LINES) -> str:
    """Return the captions of the speech, moved by seconds."""
    blocks = ["WEBVTT"]
    for (start, end), line in zip(cue_times(), lines, strict=True):
        blocks.append(f"{stamp(start + by)} --> {stamp(end + by)}\n{line}")
    return "\n\n".join(blocks) + "\n"


def stamp(seconds: float) -> str:
    """Return a time as WebVTT has it."""
    milliseconds = max(round(seconds * 1000), 0)
    return f"00:{milliseconds // 60000:02}:{milliseconds // 1000 % 60:02}.{milliseconds % 1000:03}"


@cache
def clip(width: int = 320, height: int = 180, rate: str = "25") -> Path:
    """Return a sound and conforming video of the speech, in this size."""
    path = _folder() / f"clip-{width}-{height}-{rate.replace('/', '-')}.mp4"
    source = f"testsrc2=size={width}x{height}:rate={rate}"
    sound = ["-i", speech(), "-af", _LOUD, "-shortest"]
    ffmpeg(*_PICTURE, source, *sound, *_H264, *_AAC, path)
    return path


@cache
def plain_clip() -> Path:
    """Return a full-size video of eight seconds; from the first to the third, something is said."""
    path = _folder() / "plain.mp4"
    source = "color=c=teal:size=1920x1080:rate=25:duration=8"
    start = cue_times()[2][0] - 1
    sound = ["-ss", f"{start:.3f}", "-t", "3", "-i", speech(), "-af", f"{_LOUD},apad=whole_dur=8"]
    ffmpeg(*_PICTURE, source, *sound, *_H264, *_AAC, path)
    return path


@cache
def plain_sound() -> Path:
    """Return the sound of `plain_clip` as an MP3."""
    path = _folder() / "plain.mp3"
    ffmpeg("-i", plain_clip(), "-vn", "-fflags", "+bitexact", "-b:a", "64k", path)
    return path
