"""What videos and sound are held against: profiles by name, changed by course.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from coursewright.captions.guidelines import Guideline, guideline

__all__ = ["PROFILES", "Plan", "SoundProfile", "VideoProfile", "plan_of"]


@dataclass(frozen=True, slots=True)
class VideoProfile:
    """What a picture may be; empty, false or zero is no limit.

    Keys are those of `media.video` in course.schema.json, which says what they mean.
    """

    containers: tuple[str, ...] = ()
    codecs: tuple[str, ...] = ()
    codec_profiles: tuple[str, ...] = ()
    pixel_formats: tuple[str, ...] = ()
    width: int = 0
    height: int = 0
    constant_rate: bool = False
    progressive: bool = False
    index_first: bool = False
    keyframe_seconds: float = 0.0
    picture_kbit: int = 0
    frozen_seconds: float = 0.0
    black_seconds: float = 0.0
    plan_tolerance: float = 0.0


@dataclass(frozen=True, slots=True)
class SoundProfile:
    """What sound may be; empty or zero is no limit. Keys are those of `media.sound`."""

    codecs: tuple[str, ...] = ()
    sample_rates: tuple[int, ...] = ()
    channels: int = 0
    loudness: float = 0.0
    loudness_tolerance: float = 0.0
    true_peak: float = 0.0
    silent_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a course's media are held against. profile: its name."""

    profile: str = "coursera"
    video: VideoProfile = field(default_factory=VideoProfile)
    sound: SoundProfile = field(default_factory=SoundProfile)
    captions: Guideline = field(default_factory=lambda: Guideline("none"))


_COURSERA = VideoProfile(
    containers=("mp4",),
    codecs=("h264",),
    codec_profiles=("High", "Main"),
    pixel_formats=("yuv420p",),
    width=1920,
    height=1080,
    constant_rate=True,
    progressive=True,
    index_first=True,
    keyframe_seconds=10,
    picture_kbit=8000,
    frozen_seconds=60,
    black_seconds=3,
    plan_tolerance=0.5,
)
_TEACHING = SoundProfile(("aac",), (44_100, 48_000), 2, -16, 2, -1, 10)

PROFILES: Mapping[str, tuple[VideoProfile, SoundProfile]] = {
    "coursera": (_COURSERA, _TEACHING),
    # EBU R128, with the tolerance for live programmes.
    "broadcast": (_COURSERA, replace(_TEACHING, loudness=-23, loudness_tolerance=1)),
    "any": (VideoProfile(), SoundProfile()),
}


def plan_of(media: Mapping[str, Mapping[str, Any]]) -> Plan:
    """Return what `media` of course.yaml asks for: profiles by name, and changes to them."""
    options = media.get("video", {})
    name = str(options.get("profile", "coursera"))
    video, sound = PROFILES[name]
    return Plan(
        name,
        _changed(video, options),
        _changed(sound, media.get("sound", {})),
        guideline(media.get("captions", {})),
    )


def _changed(profile: Any, options: Mapping[str, Any]) -> Any:
    known = {each.name for each in fields(profile)}
    values = {key: value for key, value in options.items() if key in known}
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list | tuple)}
    return replace(profile, **{**values, **lists})
