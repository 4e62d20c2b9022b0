"""What was measured of a media file; plain data, kept in the cache by content."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Container", "Frames", "Media", "MediaFile", "Picture", "Sound", "Spans", "Timing"]

Spans = tuple[tuple[float, float], ...]
"""Stretches of time: start and end in seconds, in order, not overlapping."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file to measure.

    path: where it lies, which is no part of its identity. digest: SHA-256 of the content.
    """

    digest: str
    path: str = field(repr=False, compare=False, default="")


@dataclass(frozen=True, slots=True)
class Timing:
    """How long frames stand. shortest, longest: seconds, of all but the last frame.

    tick: unit of the file's clock, seconds. keyframe_gap: longest time between two keyframes.
    octets: size of all frames.
    """

    frames: int
    shortest: float
    longest: float
    tick: float
    keyframe_gap: float
    octets: int

    @property
    def constant(self) -> bool:
        """Return whether all frames stand equally long, but for rounding to the clock's unit."""
        return self.longest - self.shortest <= self.tick * 1.5


@dataclass(frozen=True, slots=True)
class Container:
    """What the boxes of a file say (ISO/IEC 14496-12).

    kind: `mp4`, `mov`, or empty when it has no boxes. cut: why the file is not whole, or empty.
    broken: what is wrong with its boxes. index_first: whether `moov` stands before `mdat`.
    timing: of the picture, `None` when the boxes do not tell.
    """

    kind: str
    size: int
    cut: str = ""
    broken: tuple[str, ...] = ()
    index_first: bool = True
    timing: Timing | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """The first video stream. length: seconds. cover: whether it is only a picture of an album."""

    codec: str
    profile: str
    pixel_format: str
    width: int
    height: int
    square: bool
    interlaced: bool
    length: float
    timing: Timing | None


@dataclass(frozen=True, slots=True)
class Sound:
    """The first audio stream.

    loudness: LUFS, `None` for silence. true_peak: dBTP, `None` for silence. silences: below
    -50 dB for a second or more. speech: where somebody seems to speak. broken: packets that could
    not be decoded.
    """

    codec: str
    sample_rate: int
    channels: int
    length: float
    loudness: float | None = None
    true_peak: float | None = None
    silences: Spans = ()
    speech: Spans = ()
    broken: int = 0


@dataclass(frozen=True, slots=True)
class Media:
    """All that is known of a file without decoding every frame.

    length: seconds. formats: names of the container's kind. unreadable: why no stream could be
    opened, or empty. examined: false when PyAV is not installed, so that only boxes were read.
    """

    container: Container
    formats: tuple[str, ...] = ()
    length: float = 0.0
    picture: Picture | None = None
    sound: Sound | None = None
    unreadable: str = ""
    examined: bool = True


@dataclass(frozen=True, slots=True)
class Frames:
    """What decoding every frame tells. broken: frames or packets that could not be decoded."""

    count: int
    black: Spans = ()
    frozen: Spans = ()
    broken: int = 0
