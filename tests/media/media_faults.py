"""Faulty and sound videos, each with a maker and the rules that must catch it."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from clips import clip, ffmpeg, speech

__all__ = ["FAULTS", "SOUND", "Case", "recorded"]

Make = Callable[[Path], None]
_COPY = ["-c", "copy"]
_H264 = "-c:v libx264 -preset veryfast -profile:v high -pix_fmt yuv420p -g 50 -threads 1".split()
_FAST = ["-movflags", "+faststart"]
_SPOKEN = ["-map", "0:v", "-map", "0:a", "-c:a", "copy", *_FAST]


@dataclass(frozen=True)
class Case:
    """A video. make: writes it. rules: that must catch it, all and no others.

    ending: of its file. yaml: more lines of its item.
    """

    make: Make
    rules: frozenset[str] = frozenset()
    ending: str = "mp4"
    yaml: str = ""


def _caught(make: Make, *rules: str, ending: str = "mp4", yaml: str = "") -> Case:
    return Case(make, frozenset(rules), ending, yaml)


def _remade(*options: str) -> Make:
    """Return a maker that gives the clip to ffmpeg with options."""
    return lambda path: ffmpeg("-i", clip(), *options, path)


def _picture(*options: str) -> Make:
    """Return a maker that codes the clip's picture anew."""
    return _remade(*_SPOKEN, *options)


def _sound(*options: str) -> Make:
    """Return a maker that codes the clip's sound anew."""
    return _remade("-c:v", "copy", *_FAST, *options)


def _filtered(picture: str) -> Make:
    return _picture("-vf", picture, *_H264)


def _bytes(change: Callable[[bytes], bytes]) -> Make:
    """Return a maker that changes the clip's bytes."""
    return lambda path: path.write_bytes(change(clip().read_bytes())) and None


def _at_end(path: Path) -> None:
    ffmpeg("-i", clip(), *_COPY, path)


def _cut_at_end(path: Path) -> None:
    _at_end(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _media_to_the_end(data: bytes) -> bytes:
    """Return the file with a media box that says it reaches to the end, cut within."""
    at = data.index(b"mdat") - 4
    return (data[:at] + b"\0\0\0\0" + data[at + 4 :])[: len(data) * 2 // 3]


def _broken_media(data: bytes) -> bytes:
    """Return the file with a stretch of its picture overwritten."""
    at = data.index(b"mdat") + len(data) // 3
    return data[:at] + bytes(range(256)) * 40 + data[at + 256 * 40 :]


def _small_box(data: bytes) -> bytes:
    at = data.index(b"moov") + 4
    return data[:at] + struct.pack(">I", 3) + data[at + 4 :]


def _other_kind(path: Path) -> None:
    path.write_text("This is no video.\n" * 50)


def _archive(path: Path) -> None:
    path.write_bytes(b"PK\3\4" + bytes(500))


def _tagged(data: bytes) -> bytes:
    return data + b"\0\0\0\x10!!!!" + bytes(8)


def _variable(path: Path) -> None:
    chosen = "select='not(eq(mod(n,7),3))'"
    ffmpeg("-i", clip(), *_SPOKEN, "-vf", chosen, "-fps_mode", "vfr", *_H264, path)


def _without_picture(path: Path) -> None:
    ffmpeg("-i", clip(), "-vn", "-c:a", "copy", *_FAST, path)


def _short_picture(path: Path) -> None:
    ffmpeg("-i", clip(), *_SPOKEN, "-vf", "trim=end=11", *_H264, path)


def _still(path: Path) -> None:
    ffmpeg("-i", clip(), *_SPOKEN, "-vf", "loop=250:1:50,trim=end=16", *_H264, path)


_QUIET = "-af", "volume=-20dB"
_INTERLACED = ["-vf", "tinterlace=interleave_top", "-flags", "+ildct+ilme"]

FAULTS: Mapping[str, Case] = {
    "codec-hevc": _caught(
        _picture("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"),
        "video-codec-is-allowed",
    ),
    "codec-mpeg4": _caught(_picture("-c:v", "mpeg4"), "video-codec-is-allowed"),
    "codec-vp9": _caught(
        _picture("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"),
        "video-codec-is-allowed",
    ),
    "container-mkv": _caught(_remade(*_COPY), "video-container-is-allowed", ending="mkv"),
    "container-avi": _caught(
        _remade("-c:v", "mpeg4", "-c:a", "mp3"),
        "video-container-is-allowed",
        "video-codec-is-allowed",
        "sound-codec-is-allowed",
        ending="avi",
    ),
    "container-webm": _caught(
        _remade("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus"),
        "video-container-is-allowed",
        "video-codec-is-allowed",
        "sound-codec-is-allowed",
        ending="webm",
    ),
    "container-mov": _caught(_remade(*_COPY, *_FAST), "video-container-is-allowed", ending="mov"),
    "profile-baseline": _caught(
        _picture("-c:v", "libx264", "-profile:v", "baseline", "-preset", "ultrafast"),
        "video-codec-profile-is-allowed",
    ),
    "colours-444": _caught(
        _picture("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv444p"),
        "video-codec-profile-is-allowed",
        "video-pixel-format-is-allowed",
    ),
    "colours-422": _caught(
        _picture("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv422p"),
        "video-codec-profile-is-allowed",
        "video-pixel-format-is-allowed",
    ),
    "ten-bits": _caught(
        _picture("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p10le"),
        "video-codec-profile-is-allowed",
        "video-pixel-format-is-allowed",
    ),
    "too-small": _caught(_filtered("scale=160:90"), "video-has-the-right-size"),
    "upright": _caught(_filtered("transpose"), "video-has-the-right-size"),
    "almost-the-size": _caught(_filtered("scale=318:180,setsar=1"), "video-has-the-right-size"),
    "squeezed": _caught(_filtered("setsar=4/3"), "video-pixels-are-square"),
    "interlaced": _caught(_picture(*_INTERLACED, *_H264), "video-is-progressive"),
    "variable-rate": _caught(_variable, "video-frame-rate-is-constant"),
    "index-at-the-end": _caught(_at_end, "video-index-comes-first"),
    "cut-with-the-index-in-front": _caught(
        _bytes(lambda data: data[: len(data) * 2 // 3]), "media-file-is-whole"
    ),
    "cut-before-the-index": _caught(_cut_at_end, "media-file-is-whole"),
    "cut-in-an-endless-box": _caught(_bytes(_media_to_the_end), "media-file-is-whole"),
    "cut-in-the-first-header": _caught(_bytes(lambda data: data[:12]), "media-file-is-whole"),
    "cut-by-one-byte": _caught(_bytes(lambda data: data[:-1]), "media-file-is-whole"),
    "rare-keyframes": _caught(
        _picture(*_H264, "-g", "1000", "-sc_threshold", "0"), "video-keyframes-are-frequent"
    ),
    "too-many-bits": _caught(_filtered("noise=alls=90:allf=t"), "video-bitrate-is-bounded"),
    "silent": _caught(_sound("-af", "volume=0"), "sound-is-audible"),
    "no-sound": _caught(_remade("-an", "-c:v", "copy", *_FAST), "media-has-sound"),
    "no-picture": _caught(_without_picture, "video-has-picture"),
    "too-quiet": _caught(_sound("-c:a", "aac", *_QUIET), "sound-is-as-loud-as-agreed"),
    "too-loud": _caught(
        _sound("-c:a", "aac", "-b:a", "128k", "-af", "volume=14dB"),
        "sound-is-as-loud-as-agreed",
        "sound-does-not-clip",
    ),
    "clipping": _caught(
        _sound("-c:a", "aac", "-af", "volume='if(between(t,3.2,3.4),6,1)':eval=frame"),
        "sound-does-not-clip",
    ),
    "sound-is-interrupted": _caught(
        _sound("-c:a", "aac", "-af", "volume=enable='between(t,5.2,12.3)':volume=0"),
        "sound-is-not-interrupted",
    ),
    "sound-mp3": _caught(_sound("-c:a", "mp3"), "sound-codec-is-allowed"),
    "sound-ac3": _caught(_sound("-c:a", "ac3"), "sound-codec-is-allowed"),
    "sound-opus": _caught(_sound("-c:a", "libopus"), "sound-codec-is-allowed"),
    "sound-rate": _caught(_sound("-c:a", "aac", "-ar", "22050"), "sound-form-is-allowed"),
    "six-channels": _caught(
        _sound("-c:a", "aac", "-af", "pan=5.1|FC=c0", "-b:a", "256k"), "sound-form-is-allowed"
    ),
    "picture-ends-early": _caught(_short_picture, "sound-is-as-long-as-picture"),
    "too-short-for-the-plan": _caught(
        _remade(*_COPY, *_FAST), "media-length-fits-the-plan", yaml="minutes: 9\n"
    ),
    "black": _caught(
        _filtered("drawbox=c=black:t=fill:enable='between(t,4,9)'"),
        "picture-is-not-black",
        "picture-is-not-frozen",
    ),
    "frozen-to-the-end": _caught(_still, "picture-is-not-frozen"),
    "broken-frames": _caught(_bytes(_broken_media), "media-decode-without-error"),
    "no-video-at-all": _caught(_other_kind, "media-file-is-readable"),
    "empty": _caught(lambda path: path.write_bytes(b"") and None, "media-file-is-readable"),
    "an-archive": _caught(_archive, "media-file-is-readable"),
    "box-too-small": _caught(_bytes(_small_box), "media-boxes-are-sound"),
    "bytes-behind-the-last-box": _caught(_bytes(_tagged), "media-file-is-whole"),
    "nobody-decided": _caught(
        _remade(*_COPY, *_FAST), "audio-description-is-decided", yaml="undecided"
    ),
}


def _fine(make: Make, ending: str = "mp4") -> Case:
    return Case(make, ending=ending)


SOUND: Mapping[str, Case] = {
    "plain": _fine(lambda path: _copied(path)),
    "profile-main": _fine(
        _picture("-c:v", "libx264", "-profile:v", "main", "-preset", "veryfast", "-g", "50")
    ),
    "rate-30000-1001": _fine(_picture("-r", "30000/1001", *_H264)),
    "rate-60": _fine(_picture("-r", "60", *_H264)),
    "without-b-frames": _fine(_picture(*_H264, "-bf", "0")),
    "stereo-44100": _fine(_sound("-c:a", "aac", "-ar", "44100", "-ac", "2")),
    "old-clock": _fine(_remade(*_COPY, *_FAST, "-video_track_timescale", "600")),
    "fragmented": _fine(
        _remade(*_COPY, "-movflags", "+frag_keyframe+empty_moov+default_base_moof")
    ),
    "large-media-box": _fine(_bytes(lambda data: _large(data))),
}


def _copied(path: Path) -> None:
    shutil.copy(clip(), path)


def _large(data: bytes) -> bytes:
    """Return the file with a free box behind it whose size is written in 64 bits."""
    return data + struct.pack(">I4sQ", 1, b"free", 20) + bytes(4)


def recorded(path: Path) -> None:
    """Write the speech as an audio file of the kind that the path's ending says."""
    loud = "loudnorm=i=-16:tp=-3,volume=2dB,alimiter=limit=0.65:level=0,aresample=48000"
    ffmpeg("-i", speech(), "-af", loud, "-b:a", "96k", path)
