"""Make the sample course's videos from `tools/videos/*.yaml`: slides, speech, captions, an MP4.

Needs Chromium, ffmpeg and espeak-ng, which `./bootstrap` installs. `nox -s videos` runs it.
"""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
import tempfile
import wave
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import ffmpeg
import jinja2
import yaml
from selenium import webdriver

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "tools" / "videos"
SIZE = (1920, 1080)
FRAMES_PER_SECOND = 25
WORDS_PER_MINUTE = "150"
PAUSE_AFTER_LINE = 0.35
PAUSE_AFTER_SCENE = 1.0
WIDEST_CAPTION = 42


@dataclass(frozen=True)
class Scene:
    """What one slide shows and what is said meanwhile.

    say: the lines, each one caption. Beside `bullets` and `note` stands one picture: `parts`, boxes
    with arrows, of which `active` is lit; `steps`, each with a label and perhaps a mark (`works`,
    `fails`, `again`, `stop`); lines of `code`; or `bars`, each with label, value and the value as
    `shown`.
    """

    heading: str
    say: tuple[str, ...]
    note: str = ""
    bullets: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    active: str = ""
    steps: tuple[dict[str, Any], ...] = ()
    code: tuple[str, ...] = ()
    bars: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Line:
    """One spoken line. length: seconds of speech; pause: seconds of silence after it."""

    text: str
    sound: Path
    length: float
    pause: float


def main() -> int:
    """Make every video again, or those whose scripts are named as arguments."""
    for path in sorted(SCRIPTS.glob("*.yaml")):
        if sys.argv[1:] and path.stem not in sys.argv[1:]:
            continue
        script = yaml.safe_load(path.read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            make_video(script, Path(folder))
    return 0


def make_video(script: dict[str, Any], folder: Path) -> None:
    """Make one video with its poster and captions beside it."""
    scenes = [Scene(**scene) for scene in script["scenes"]]
    target = ROOT / script["target"]
    slides = draw(script, scenes, folder)
    spoken = [speak(scene, f"{n:02}", folder) for n, scene in enumerate(scenes)]
    target.with_suffix(".png").write_bytes(slides[0].read_bytes())
    captions = target.with_name(f"{target.name}.{script['language']}.vtt")
    captions.write_text(webvtt([line for lines in spoken for line in lines]), encoding="utf-8")
    encode(slides, spoken, target.with_suffix(".mp4"))
    print(f"made {target.with_suffix('.mp4').relative_to(ROOT)}")


def draw(script: dict[str, Any], scenes: list[Scene], folder: Path) -> list[Path]:
    """Return one picture a scene."""
    loader = jinja2.FileSystemLoader(SCRIPTS)
    pages = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    template = pages.get_template("slide.html.j2")
    options = webdriver.ChromeOptions()
    for flag in ("--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu"):
        options.add_argument(flag)
    slides = []
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    with webdriver.Chrome(options=options, service=service) as browser:
        metrics = {"width": SIZE[0], "height": SIZE[1], "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        for number, scene in enumerate(scenes):
            page = folder / f"{number:02}.html"
            words = {"title": script["title"], "language": script["language"]}
            place = {"number": number + 1, "count": len(scenes)}
            page.write_text(template.render(scene=scene, **words, **place), encoding="utf-8")
            browser.get(page.as_uri())
            slides.append(page.with_suffix(".png"))
            browser.save_screenshot(str(slides[-1]))
    return slides


def speak(scene: Scene, name: str, folder: Path) -> list[Line]:
    """Return the lines of a scene, each synthesised by itself so that its length is known."""
    lines = []
    for number, text in enumerate(scene.say):
        sound = folder / f"{name}-{number:02}.wav"
        command = ["espeak-ng", "-v", "en-us", "-s", WORDS_PER_MINUTE, "-z", "-w", str(sound), text]
        subprocess.run(command, check=True)
        with wave.open(str(sound)) as file:
            length = file.getnframes() / file.getframerate()
        lines.append(Line(text, sound, length, PAUSE_AFTER_LINE))
    return [*lines[:-1], _last(lines)]


def _last(lines: list[Line]) -> Line:
    """Return the last line with a pause that ends the scene with a whole frame.

    A scene of a broken number of frames would shift all captions after it.
    """
    spoken = sum(line.length + line.pause for line in lines[:-1]) + lines[-1].length
    frames = math.ceil((spoken + PAUSE_AFTER_SCENE) * FRAMES_PER_SECOND)
    return replace(lines[-1], pause=frames / FRAMES_PER_SECOND - spoken)


def webvtt(lines: list[Line]) -> str:
    """Return the captions as WebVTT, one cue a line."""
    cues = ["WEBVTT\n"]
    start = 0.0
    for line in lines:
        span = f"{_clock(start)} --> {_clock(start + line.length)}"
        cues.append(f"{span}\n{_two_rows(line.text)}\n")
        start += line.length + line.pause
    return "\n".join(cues)


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _two_rows(text: str) -> str:
    if len(text) <= WIDEST_CAPTION:
        return text
    middle = min(
        (n for n, character in enumerate(text) if character == " "),
        key=lambda n: abs(n - len(text) / 2),
    )
    rows = text[:middle], text[middle + 1 :]
    if max(map(len, rows)) > WIDEST_CAPTION:
        raise ValueError(f"too long for two rows of {WIDEST_CAPTION} characters: {text}")
    return "\n".join(rows)


def encode(slides: list[Path], spoken: list[list[Line]], target: Path) -> None:
    """Write the MP4: H.264 at a constant rate, AAC, the index in front."""
    streams = []
    for slide, lines in zip(slides, spoken, strict=True):
        frames = round(sum(line.length + line.pause for line in lines) * FRAMES_PER_SECOND)
        picture = ffmpeg.input(str(slide), framerate=FRAMES_PER_SECOND)
        picture = picture.video.filter("format", "yuv420p").filter("loop", frames - 1, 1)
        sounds = [
            ffmpeg.input(str(line.sound)).audio.filter("apad", pad_dur=line.pause) for line in lines
        ]
        streams += [picture, ffmpeg.concat(*sounds, v=0, a=1)]
    joined = ffmpeg.concat(*streams, v=1, a=1).node
    # Coding to AAC adds up to 3 dB to a peak; the limiter, at 192 kHz as loudnorm leaves it, makes
    # room for them.
    loud = joined[1].filter("loudnorm", i=-15, tp=-1.5).filter("volume", "3dB")
    loud = loud.filter("alimiter", limit=0.58, level=0, attack=2, release=20)
    loud = loud.filter("aresample", 48000)
    settings = {
        "vcodec": "libx264", "preset": "slow", "crf": 26, "tune": "stillimage",
        "pix_fmt": "yuv420p", "r": FRAMES_PER_SECOND, "g": FRAMES_PER_SECOND * 10,
        "profile:v": "high", "acodec": "aac", "audio_bitrate": "64k", "ac": 1,
        "movflags": "+faststart", "map_metadata": -1, "fflags": "+bitexact", "threads": 1,
    }  # fmt: skip
    ffmpeg.output(joined[0], loud, str(target), **settings).overwrite_output().run(quiet=True)


if __name__ == "__main__":
    sys.exit(main())
