"""Make a long video for the measurements of media, and run one measurement in a process of its own.

The video is ten minutes of 1920 × 1080 at 25 frames a second and about 5 Mbit/s, made of a clip
of ten seconds that is repeated without coding it again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

__all__ = ["make_long_video"]

_SECONDS = 10
_TIMES = 60


def make_long_video(folder: Path) -> Path:
    """Return ten minutes of video below `folder`."""
    short, long = folder / "ten-seconds.mp4", folder / "ten-minutes.mp4"
    if long.exists():
        return long
    picture = f"testsrc2=size=1920x1080:rate=25:duration={_SECONDS},noise=alls=6:allf=t"
    sound = f"anoisesrc=d={_SECONDS}:c=pink:a=0.2,tremolo=f=3:d=0.9"
    coded = "-c:v libx264 -preset veryfast -b:v 5M -maxrate 6M -bufsize 6M -pix_fmt yuv420p -g 50"
    inputs = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound]
    settings = [*coded.split(), "-c:a", "aac", "-ar", "48000", "-ac", "2"]
    _ffmpeg(*inputs, *settings, str(short))
    repeat = ["-stream_loop", str(_TIMES - 1), "-i", str(short)]
    _ffmpeg(*repeat, "-c", "copy", "-movflags", "+faststart", str(long))
    return long


def _ffmpeg(*arguments: str) -> None:
    subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "error", "-y", *arguments], check=True)


def _stream_checks(path: str) -> None:
    import av

    from coursewright.media.boxes import read_container
    from coursewright.media.streams import picture_of

    container = read_container(Path(path))
    with av.open(path) as opened:
        picture_of(opened, container.timing)


def _sound(path: str) -> None:
    import av

    from coursewright.media.sound import measured
    from coursewright.media.streams import sound_of

    with av.open(path) as opened:
        sound = sound_of(opened)
        assert sound is not None
        measured(opened, sound)


def _deep(path: str) -> None:
    from coursewright.media.facts import MediaFile
    from coursewright.media.frames import watch_frames

    watch_frames(MediaFile("", path))


if __name__ == "__main__":
    {"nothing": lambda _: None, "streams": _stream_checks, "sound": _sound, "deep": _deep}[
        sys.argv[1]
    ](sys.argv[2])
