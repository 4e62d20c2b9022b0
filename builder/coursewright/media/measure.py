"""All facts of one file, in the order of their cost: boxes, streams, sound."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from coursewright.media.boxes import read_container
from coursewright.media.facts import Container, Media, MediaFile

__all__ = ["can_examine", "measure_media"]


@cache
def can_examine() -> bool:
    """Return whether PyAV and the voice detector are installed, without importing them."""
    return find_spec("av") is not None and find_spec("webrtcvad") is not None


def measure_media(file: MediaFile) -> Media:
    """Return the facts of a file; a step of the engine. Raises OSError when it cannot be read."""
    container = read_container(Path(file.path))
    if not can_examine():
        return Media(container, examined=False)
    import av

    av.logging.set_level(av.logging.PANIC)  # what it would print is in the facts
    try:
        return _streams(file, container)
    except av.FFmpegError as error:
        return Media(container, unreadable=str(error.strerror or error))


def _streams(file: MediaFile, container: Container) -> Media:
    import av

    from coursewright.media.sound import measured
    from coursewright.media.streams import packet_timing, picture_of, sound_of

    with av.open(file.path) as opened:
        formats = tuple(opened.format.name.split(","))
        length = (opened.duration or 0) / av.time_base
        picture = picture_of(opened, container.timing)
    if picture and picture.timing is None:
        picture = replace(picture, timing=packet_timing(file.path))
    with av.open(file.path) as opened:
        sound = sound_of(opened)
        if sound:
            sound = measured(opened, sound)
    return Media(container, formats, length, picture, sound)
