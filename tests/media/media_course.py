"""A course of the cases, and what the real program says of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import caption_faults
import media_faults

from clips import clip, webvtt
from courses import run, write_files

__all__ = ["Found", "by_case", "course", "tell"]

_COURSE = """\
format: 1
id: media
title: Media
language: en
media:
  video: {width: 320, height: 180, picture_kbit: 2000, black_seconds: 2, frozen_seconds: 4}
  sound: {silent_seconds: 3}
"""
_DECIDED = "audio_description: {not_needed: It is a test picture.}\n"
Found = Mapping[str, frozenset[str]]


def course(folder: Path, captions: Mapping[str, caption_faults.Captions], media: bool) -> Path:
    """Write the cases as a course. media: whether its videos are the faulty ones."""
    write_files(folder, {"course.yaml": _COURSE, "01-part/01-start.md": "# Start\n"})
    for name, case in captions.items():
        file = f"captions-{name}.{case.ending}"
        tracks = case.tracks.replace("@", file)
        text = f"media: captions-{name}.mp4\n{_DECIDED}captions:\n  {tracks}\n"
        item = f"01-part/10-captions-{name}.video.yaml"
        write_files(folder, {item: text, f"01-part/{file}": case.content})
        shutil.copy(clip(), folder / "01-part" / f"captions-{name}.mp4")
    for name, each in (media_faults.FAULTS if media else media_faults.SOUND).items():
        file = f"media-{name}.{each.ending}"
        each.make(folder / "01-part" / file)
        track = f"captions: [{{language: en, file: media-{name}.en.vtt}}]\n"
        more = "" if each.yaml == "undecided" else f"{_DECIDED}{each.yaml}"
        item = f"01-part/20-media-{name}.video.yaml"
        text = f"media: {file}\n{track}{more}"
        write_files(folder, {item: text, f"01-part/media-{name}.en.vtt": webvtt()})
    return folder


def tell(folder: Path) -> str:
    """Return what a deep check says, as JSON."""
    done = run(
        "media", "check", "--deep", "--format", "json", "--content", folder, cwd=folder.parent
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def by_case(told: str) -> Found:
    """Return the rules that were broken, by the name of the case."""
    found: dict[str, set[str]] = {}
    for each in json.loads(told)["diagnostics"]:
        name = Path(each["path"]).name.removeprefix("10-").removeprefix("20-").partition(".")[0]
        found.setdefault(name, set()).add(each["rule"])
    return {name: frozenset(rules) for name, rules in found.items()}
