"""Facts of a file held against a plan: the order, the file as a whole, and sound."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from coursewright.media import rules
from coursewright.media.facts import Frames, Media, Sound, Spans
from coursewright.media.judge_picture import judge_picture
from coursewright.media.profiles import Plan, SoundProfile
from coursewright_packaging.diagnostic import Diagnostic, Rule

__all__ = ["clock", "judge_frames", "judge_media"]

_MOST = 3  # places that are named
_LENGTHS_DIFFER = 1.0  # seconds
_ALWAYS_ALLOWED = 0.5  # minutes
_SOUND_FORMATS = frozenset({"mp3", "ogg", "wav", "flac"})
Finding = tuple[Rule, str]


def judge_media(
    media: Media, plan: Plan, path: str, *, video: bool, minutes: int = 0, typed: str = ""
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a file.

    video: whether it must have a picture. minutes: how long it should be, 0 when not said.
    typed: the file as its author types it in a command, `path` when empty.
    """
    for rule, message in _findings(media, plan, video, minutes):
        yield rule.at(path, message, hint=_hint(rule, plan.profile, typed or path))


def _hint(rule: Rule, profile: str, file: str) -> str:
    """Return what to do about what the profile asks for; empty for all else."""
    keys = [f"`media.{key}`" for key in rules.PROFILE_KEYS.get(rule.id, ())]
    if not keys:
        return ""
    return (
        f"run `coursewright media normalise {shlex.quote(file)}`, which writes a file that "
        f"conforms, or change {' and '.join(keys)} in course.yaml, which come from the profile "
        f"`{profile}`; `media: {{video: {{profile: any}}}}` asks for nothing"
    )


def judge_frames(frames: Frames, media: Media, plan: Plan, path: str) -> Iterator[Diagnostic]:
    """Yield what decoding every frame has shown. media: the file, which may not be whole."""
    container = media.container
    if media.unreadable or container.cut or container.broken:
        return
    if frames.broken:
        message = f"{frames.broken} of {frames.count + frames.broken} frames cannot be decoded"
        yield rules.DECODES.at(path, message)
    pairs = (
        (rules.BLACK, "black", frames.black, plan.video.black_seconds),
        (rules.FROZEN, "frozen", frames.frozen, plan.video.frozen_seconds),
    )
    for rule, word, spans, limit in pairs:
        if limit and (long := [span for span in spans if span[1] - span[0] > limit]):
            yield rule.at(
                path, f"the picture is {word} {_stretches(long)}; allowed are {limit:g} s"
            )


def _findings(media: Media, plan: Plan, video: bool, minutes: int) -> Iterator[Finding]:
    container = media.container
    if container.cut:
        yield rules.WHOLE, container.cut
    for fault in container.broken:
        yield rules.BOXES, fault
    if media.unreadable:
        if not container.cut and not container.broken:
            yield rules.READABLE, f"the file cannot be opened: {media.unreadable}"
        return
    if container.broken or not media.examined:
        return
    yield from judge_picture(media, plan, video)
    yield from _length(media, plan, minutes)
    if media.sound is None:
        yield rules.HAS_SOUND, "the file has no sound"
    else:
        is_plain = not video and bool(_SOUND_FORMATS & {*media.formats})
        if media.sound.broken and not container.cut:
            yield rules.DECODES, f"{media.sound.broken} packets of the sound cannot be decoded"
        yield from _sound(media.sound, plan.sound, is_plain)


def _length(media: Media, plan: Plan, minutes: int) -> Iterator[Finding]:
    tolerance = plan.video.plan_tolerance
    off = abs(media.length / 60 - minutes)
    # Minutes are whole and mostly rounded up.
    if minutes and tolerance and off > max(minutes * tolerance, _ALWAYS_ALLOWED + 0.5):
        message = f"the file has {clock(media.length)} minutes, `minutes` says {minutes}"
        yield rules.LENGTH, message
    picture, sound = media.picture, media.sound
    if picture and sound and picture.length and sound.length:
        difference = picture.length - sound.length
        if abs(difference) > _LENGTHS_DIFFER:
            first = "sound" if difference > 0 else "picture"
            yield rules.LENGTHS_AGREE, f"the {first} ends {abs(difference):.1f} s early"


def _sound(sound: Sound, wanted: SoundProfile, is_plain: bool) -> Iterator[Finding]:
    if wanted.codecs and sound.codec not in wanted.codecs and not is_plain:
        yield rules.SOUND_CODEC, f"the sound is {sound.codec}; allowed are {_list(wanted.codecs)}"
    if wanted.sample_rates and sound.sample_rate not in wanted.sample_rates:
        allowed = _list([str(rate) for rate in wanted.sample_rates])
        yield rules.SOUND_FORM, f"the sound has {sound.sample_rate} Hz; allowed are {allowed}"
    if 0 < wanted.channels < sound.channels:
        message = f"the sound has {sound.channels} channels; allowed are {wanted.channels}"
        yield rules.SOUND_FORM, message
    if sound.loudness is None:
        yield rules.AUDIBLE, "the sound is silent from beginning to end"
        return
    yield from _level(sound, sound.loudness, wanted)


def _level(sound: Sound, loudness: float, wanted: SoundProfile) -> Iterator[Finding]:
    low, high = (wanted.loudness + side * wanted.loudness_tolerance for side in (-1, 1))
    if wanted.loudness and not low - 0.05 <= loudness <= high + 0.05:
        message = f"the loudness is {loudness:.1f} LUFS; allowed are {low:g} to {high:g}"
        yield rules.LOUDNESS, message
    peak = -99.0 if sound.true_peak is None else sound.true_peak
    if wanted.true_peak and peak > wanted.true_peak + 0.05:
        message = f"the true peak is {peak:.1f} dBTP; allowed are {wanted.true_peak:g}"
        yield rules.PEAK, message
    limit = wanted.silent_seconds
    if limit and (long := [span for span in sound.silences if span[1] - span[0] > limit]):
        yield rules.SILENCE, f"the sound is silent {_stretches(long)}; allowed are {limit:g} s"


def _stretches(spans: Spans | list[tuple[float, float]]) -> str:
    shown = [f"{clock(start)} to {clock(end)}" for start, end in spans[:_MOST]]
    more = f" and {len(spans) - _MOST} times more" if len(spans) > _MOST else ""
    return f"from {', '.join(shown)}{more}"


def clock(seconds: float) -> str:
    """Return a time as people read it, `2:05`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def _list(words: tuple[str, ...] | list[str]) -> str:
    return " and ".join(words)
