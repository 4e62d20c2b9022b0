"""A conforming file made of any input by ffmpeg; the original stays as it is."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coursewright.errors import EnvironmentFault, UsageFault
from coursewright.media.facts import Media, MediaFile
from coursewright.media.measure import can_examine, measure_media
from coursewright.media.profiles import Plan

__all__ = ["make_poster", "normalise"]

_RATE = 25  # frames in a second, for what had no constant rate
_RATES = (24, 24000 / 1001, 25, 30, 30000 / 1001, 50, 60, 60000 / 1001)
_ROOM = 3.0  # dB below the limit: coding to AAC adds peaks
_QUIETEST, _LOUDEST = -9.0, 0.0  # what loudnorm takes as a peak
_TRIALS = 5  # to find a gain
_FREE = {"fflags": "+bitexact", "map_metadata": -1}
Advance = Callable[[int], None]


def normalise(source: Path, target: Path, plan: Plan, advance: Advance) -> None:
    """Write a file that conforms to the plan. advance: called with seconds that are done.

    Raises UsageFault when the target is the source or the source cannot be read, EnvironmentFault
    without ffmpeg or PyAV.
    """
    _need_ffmpeg()
    if not can_examine():
        raise EnvironmentFault(
            "normalising needs PyAV to read; run `pip install coursewright[media]`"
        )
    if target.exists() and target.samefile(source):
        raise UsageFault("the original is never overwritten; name another file with `--output`")
    media = measure_media(MediaFile("", str(source)))
    if media.unreadable:
        raise UsageFault(f"`{source}` cannot be opened: {media.unreadable}")
    gain = _gain(source, media, plan)
    with _beside(target) as temporary:
        _run(_command(source, temporary, media, plan, gain), advance)


def _gain(source: Path, media: Media, plan: Plan) -> float:
    """Return the gain in dB that brings the sound to the plan's loudness, found by trying.

    Where peaks have to be limited, what comes out is quieter than the gain says.
    """
    import ffmpeg

    sound, wanted = media.sound, plan.sound
    if not wanted.loudness or sound is None or sound.loudness is None or sound.true_peak is None:
        return 0.0
    gain = wanted.loudness - sound.loudness
    if sound.true_peak + gain <= _highest(plan):
        return gain
    with tempfile.TemporaryDirectory(prefix="coursewright-") as folder:
        trial = str(Path(folder) / "trial.mp4")
        for _ in range(_TRIALS):
            stream = _sound(ffmpeg.input(str(source))["a:0"], media, plan, gain)
            made = ffmpeg.output(stream, trial, format="mp4", **_FREE, **_aac(media, plan))
            _run(made, lambda _: None)
            heard = measure_media(MediaFile("", trial)).sound
            missed = wanted.loudness - heard.loudness if heard and heard.loudness else 0.0
            if abs(missed) <= wanted.loudness_tolerance / 4:
                break
            gain += missed
    return gain


def make_poster(source: Path, target: Path, second: float) -> None:
    """Write the frame at a time, in seconds, as a picture. Raises like `normalise`."""
    import ffmpeg

    _need_ffmpeg()
    with _beside(target) as temporary:
        picture = ffmpeg.input(str(source), ss=second)["v"]
        options = {"frames:v": 1, "update": 1, **_FREE}
        _run(ffmpeg.output(picture, str(temporary), **options), lambda _: None)
        if not temporary.is_file() or temporary.stat().st_size == 0:
            raise UsageFault(f"`{source}` has no frame at {second:g} s")


def _need_ffmpeg() -> None:
    if shutil.which("ffmpeg") is None:
        raise EnvironmentFault("writing media needs ffmpeg; on Debian: apt-get install ffmpeg")


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Yield a file beside the target that takes its place when all went well."""
    temporary = target.with_name(f".{os.getpid()}-{target.name}")
    try:
        yield temporary
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _command(source: Path, target: Path, media: Media, plan: Plan, gain: float) -> Any:
    import ffmpeg

    given = ffmpeg.input(str(source))
    streams, options = [], {**_FREE, "movflags": "+faststart"}
    if media.picture:
        streams.append(_picture(given["v:0"], media, plan))
        profile = (plan.video.codec_profiles or ("High",))[0].lower()
        options |= {
            "vcodec": "libx264",
            "profile:v": profile,
            "pix_fmt": "yuv420p",
            "crf": 20,
            "g": round(_rate(media) * min(plan.video.keyframe_seconds or 10, 4)),
        }
        if plan.video.picture_kbit:
            rate = plan.video.picture_kbit * 9 // 10
            options |= {"maxrate": f"{rate}k", "bufsize": f"{rate}k"}
    if media.sound:
        streams.append(_sound(given["a:0"], media, plan, gain))
        options |= _aac(media, plan)
    return ffmpeg.output(*streams, str(target), format="mp4", **options)


def _rate(media: Media) -> float:
    """Return the rate of frames to write: that of the input where it is constant and usual."""
    timing = media.picture.timing if media.picture else None
    if timing is None or not timing.longest:
        return _RATE
    middle = 2 / (timing.shortest + timing.longest)
    near = min(_RATES, key=lambda rate: abs(rate - middle))
    return near if timing.constant and abs(near - middle) < 0.5 else _RATE


def _picture(stream: Any, media: Media, plan: Plan) -> Any:
    picture = media.picture
    assert picture is not None
    if picture.interlaced:
        stream = stream.filter("yadif")
    width = plan.video.width or picture.width // 2 * 2
    height = plan.video.height or picture.height // 2 * 2
    fitted = {"force_original_aspect_ratio": "decrease", "force_divisible_by": 2}
    if not picture.square:
        stream = stream.filter("scale", "iw*sar", "ih")
    stream = stream.filter("scale", width, height, **fitted)
    stream = stream.filter("pad", width, height, "(ow-iw)/2", "(oh-ih)/2").filter("setsar", 1)
    return stream.filter("fps", f"{_rate(media):.6f}").filter("format", "yuv420p")


def _aac(media: Media, plan: Plan) -> dict[str, Any]:
    channels = media.sound.channels if media.sound else 0
    return {"acodec": "aac", "audio_bitrate": "128k", "ac": min(channels, plan.sound.channels or 2)}


def _sound(stream: Any, media: Media, plan: Plan, gain: float) -> Any:
    """Return the sound louder by `gain` dB, its peaks limited where the plan limits them."""
    sound, wanted = media.sound, plan.sound
    assert sound is not None
    if wanted.loudness and sound.true_peak is not None:
        stream = stream.filter("volume", f"{gain:.2f}dB")
        if sound.true_peak + gain > _highest(plan):
            limit = 10 ** (_highest(plan) / 20)
            # Limited at four times the rate, where true peaks show themselves.
            stream = stream.filter("aresample", 192_000)
            stream = stream.filter("alimiter", limit=f"{limit:.4f}", level=0)
    return stream.filter("aresample", (wanted.sample_rates or (48_000,))[-1])


def _highest(plan: Plan) -> float:
    """Return the peak in dB that coding brings up to the plan's at most."""
    return min(max(plan.sound.true_peak - _ROOM, _QUIETEST), _LOUDEST)


def _run(command: Any, advance: Advance) -> None:
    command = command.global_args("-nostdin", "-loglevel", "error", "-progress", "pipe:1")
    process = command.overwrite_output().run_async(pipe_stdout=True)
    done = 0
    try:
        for line in process.stdout:
            name, _, value = line.decode().strip().partition("=")
            if name == "out_time_us" and value.isdecimal():
                second = int(value) // 1_000_000
                advance(max(second - done, 0))
                done = max(second, done)
        if process.wait():
            raise EnvironmentFault("ffmpeg could not write the file; its own words stand above")
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
