"""Streams of a file as PyAV sees them: kinds, formats, sizes, and times where boxes do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.media.facts import Picture, Sound, Timing
from coursewright.media.samples import timing_of

if TYPE_CHECKING:
    from av.container import InputContainer

__all__ = ["packet_timing", "picture_of", "sound_of"]

_FEW = 8  # frames; an interlaced stream shows it in the first


def picture_of(opened: InputContainer, timing: Timing | None) -> Picture | None:
    """Return what the first video stream is, `None` without one.

    timing: as the boxes tell it. Raises av.FFmpegError when no frame can be decoded.
    """
    from fractions import Fraction

    streams = [s for s in opened.streams.video if not _is_cover(s)]
    if not streams:
        return None
    stream = streams[0]
    context = stream.codec_context
    interlaced = any(frame.interlaced_frame for frame in _first_frames(opened, stream))
    return Picture(
        codec=context.name,
        profile=str(context.profile or ""),
        pixel_format=str(context.pix_fmt or ""),
        width=context.width,
        height=context.height,
        square=Fraction(stream.sample_aspect_ratio or 1) == 1,
        interlaced=interlaced,
        length=_length(stream),
        timing=timing,
    )


def _is_cover(stream: Any) -> bool:
    from av.stream import Disposition

    return bool(stream.disposition & Disposition.attached_pic)


def _first_frames(opened: InputContainer, stream: Any) -> list[Any]:
    frames = []
    for frame in opened.decode(stream):
        frames.append(frame)
        if len(frames) == _FEW or not frame.interlaced_frame:
            break
    return frames


def sound_of(opened: InputContainer) -> Sound | None:
    """Return what the first audio stream is, not yet measured; `None` without one."""
    if not opened.streams.audio:
        return None
    stream = opened.streams.audio[0]
    context = stream.codec_context
    return Sound(context.name, context.sample_rate, context.channels, _length(stream))


def _length(stream: Any) -> float:
    base = stream.time_base
    return float(stream.duration * base) if stream.duration and base else 0.0


def packet_timing(path: str) -> Timing | None:
    """Return the timing of the picture by reading every packet, for files without boxes."""
    import av

    with av.open(path) as opened:
        if not opened.streams.video:
            return None
        stream = opened.streams.video[0]
        packets = [p for p in opened.demux(stream) if p.pts is not None]
        tick = float(stream.time_base or 1)
    times = sorted(p.pts * tick for p in packets if p.pts is not None)
    keys = sorted(p.pts * tick for p in packets if p.is_keyframe and p.pts is not None)
    return timing_of(times, keys, tick, sum(p.size for p in packets)) if times else None
