"""The committed videos are what their scripts say, small and in the promised form."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import ffmpeg
import pytest
import yaml

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "tools" / "videos").glob("*.yaml"))
LARGEST = 3_000_000
LARGEST_IN_ALL = 9_000_000
SHORTEST = 120
_CUE = re.compile(r"(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})\n(.+)", re.DOTALL)


def script(path: Path) -> Any:
    """Return what a script says."""
    return yaml.safe_load(path.read_text("utf-8"))


def file_of(path: Path, suffix: str) -> Path:
    """Return a file that is made from the script."""
    target = ROOT / script(path)["target"]
    return target.with_name(target.name + suffix)


def cues(path: Path) -> list[tuple[float, float, list[str]]]:
    """Return start, end and rows of the captions of a script's video."""
    blocks = file_of(path, ".en.vtt").read_text("utf-8").strip().split("\n\n")
    found = [_CUE.fullmatch(block) for block in blocks[1:]]
    assert all(found)
    return [
        (
            int(m[1]) * 3600 + int(m[2]) * 60 + float(m[3]),
            int(m[4]) * 3600 + int(m[5]) * 60 + float(m[6]),
            m[7].splitlines(),
        )
        for m in found
        if m
    ]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_the_form_is_the_promised_one(path: Path) -> None:
    video = file_of(path, ".mp4")
    assert video.stat().st_size < LARGEST
    facts = ffmpeg.probe(str(video))
    assert float(facts["format"]["duration"]) >= SHORTEST
    picture = next(s for s in facts["streams"] if s["codec_type"] == "video")
    sound = next(s for s in facts["streams"] if s["codec_type"] == "audio")
    assert (picture["codec_name"], picture["width"], picture["height"]) == ("h264", 1920, 1080)
    assert (picture["r_frame_rate"], picture["avg_frame_rate"]) == ("25/1", "25/1")
    assert sound["codec_name"] == "aac"
    assert b"moov" in video.read_bytes()[:4096], "the index stands behind the pictures"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_the_captions_are_the_script_in_two_short_rows(path: Path) -> None:
    said = [line for scene in script(path)["scenes"] for line in scene["say"]]
    shown = cues(path)
    assert [" ".join(rows) for _, _, rows in shown] == said
    assert all(len(rows) <= 2 and max(map(len, rows)) <= 42 for _, _, rows in shown)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_captions_stand_where_somebody_speaks(path: Path) -> None:
    """Between two captions there is silence, and in them there is none worth the name."""
    silences = _silences(file_of(path, ".mp4"))
    shown = cues(path)
    for (_, end, _), (start, _, _) in pairwise(shown):
        middle = (end + start) / 2
        assert any(low <= middle <= high for low, high in silences), f"speech at {middle:.2f} s"
    assert shown[-1][1] < float(ffmpeg.probe(str(file_of(path, ".mp4")))["format"]["duration"])


def _silences(video: Path) -> list[tuple[float, float]]:
    sound = ffmpeg.input(str(video)).audio.filter("silencedetect", noise="-45dB", d=0.15)
    _, log = sound.output("-", format="null").run(capture_stdout=True, capture_stderr=True)
    found = re.findall(rb"silence_(start|end): (-?[\d.]+)", log)
    starts = [float(value) for kind, value in found if kind == b"start"]
    ends = [float(value) for kind, value in found if kind == b"end"]
    return list(zip(starts, [*ends, float("inf")], strict=False))


def test_all_media_together_are_small() -> None:
    kinds = (".mp4", ".png", ".svg", ".vtt")
    media = [path for path in (ROOT / "content").rglob("*") if path.suffix in kinds]
    assert sum(path.stat().st_size for path in media) < LARGEST_IN_ALL
    assert {file_of(path, ".mp4") for path in SCRIPTS} == {p for p in media if p.suffix == ".mp4"}
