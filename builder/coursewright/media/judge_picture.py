"""The picture of a video held against a profile."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.media import rules
from coursewright.media.facts import Media, Picture, Timing
from coursewright.media.profiles import Plan, VideoProfile
from coursewright_packaging.diagnostic import Rule

__all__ = ["judge_picture"]

Finding = tuple[Rule, str]


def judge_picture(media: Media, plan: Plan, video: bool) -> Iterator[Finding]:
    """Yield what is wrong with container and picture. video: whether there must be one."""
    if not video:
        return
    if media.picture is None:
        yield rules.HAS_PICTURE, "the file has no picture"
        return
    wanted = plan.video
    yield from _container(media, wanted)
    yield from _form(media.picture, wanted)
    if media.picture.timing:
        yield from _timing(media.picture.timing, media.picture, wanted)


def _container(media: Media, wanted: VideoProfile) -> Iterator[Finding]:
    kinds = {media.container.kind} if media.container.kind else {*media.formats}
    if wanted.containers and not kinds & {*wanted.containers}:
        found = media.container.kind or (media.formats or ("unknown",))[0]
        message = f"the container is {found}; allowed are {_list(wanted.containers)}"
        yield rules.CONTAINER, message
    elif wanted.index_first and not media.container.index_first:
        yield rules.INDEX_FIRST, "the index (`moov`) stands behind the media (`mdat`)"


def _form(picture: Picture, wanted: VideoProfile) -> Iterator[Finding]:
    if wanted.codecs and picture.codec not in wanted.codecs:
        yield rules.CODEC, f"the picture is {picture.codec}; allowed are {_list(wanted.codecs)}"
    elif wanted.codec_profiles and picture.profile not in wanted.codec_profiles:
        allowed = _list(wanted.codec_profiles)
        message = f"the codec's profile is {picture.profile or 'unknown'}; allowed are {allowed}"
        yield rules.CODEC_PROFILE, message
    if wanted.pixel_formats and picture.pixel_format not in wanted.pixel_formats:
        allowed = _list(wanted.pixel_formats)
        yield rules.PIXELS, f"the pixel format is {picture.pixel_format}; allowed are {allowed}"
    if wanted.progressive and picture.interlaced:
        yield rules.PROGRESSIVE, "the picture is interlaced"
    size = (wanted.width or picture.width, wanted.height or picture.height)
    if (picture.width, picture.height) != size:
        message = f"the picture has {picture.width} × {picture.height} pixels"
        yield rules.SIZE, f"{message}; allowed are {size[0]} × {size[1]}"
    if any(size) and wanted.width and not picture.square:
        yield rules.SQUARE, "the pixels of the picture are not square"


def _timing(timing: Timing, picture: Picture, wanted: VideoProfile) -> Iterator[Finding]:
    if wanted.constant_rate and not timing.constant:
        short, long = timing.shortest * 1000, timing.longest * 1000
        yield rules.CONSTANT_RATE, f"frames stand between {short:.0f} and {long:.0f} ms"
    limit = wanted.keyframe_seconds
    if 0 < limit < timing.keyframe_gap - timing.tick:
        gap = timing.keyframe_gap
        yield rules.KEYFRAMES, f"keyframes are up to {gap:.1f} s apart; allowed are {limit:g} s"
    rate = timing.octets * 8 / 1000 / picture.length if picture.length else 0.0
    if 0 < wanted.picture_kbit < rate:
        message = f"the picture has {rate:,.0f} kbit/s; allowed are {wanted.picture_kbit:,}"
        yield rules.PICTURE_RATE, message


def _list(words: tuple[str, ...]) -> str:
    return " and ".join(words)
