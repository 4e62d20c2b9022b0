"""Conforming files and posters, written by the real program from faulty videos."""

from __future__ import annotations

import json
from pathlib import Path

import media_faults
import pytest

from clips import clip, webvtt
from courses import run


@pytest.mark.parametrize("name", ["container-avi", "interlaced", "variable-rate", "too-loud"])
def test_a_faulty_video_conforms_afterwards(name: str, tmp_path: Path) -> None:
    case = media_faults.FAULTS[name]
    source = tmp_path / f"talk.{case.ending}"
    case.make(source)
    before = source.read_bytes()
    done = run("media", "normalise", source.name, "--output", "good.mp4", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert source.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good.mp4", source.name]
    (tmp_path / "good.en.vtt").write_text(webvtt())
    told = run(
        "media", "check", "--profile", "coursera", "--format", "json", "good.mp4", cwd=tmp_path
    )
    assert [each["rule"] for each in json.loads(told.stdout)["diagnostics"]] == []


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("an-archive", 2, "cannot be opened"),
        ("empty", 2, "cannot be opened"),
    ],
)
def test_what_is_no_video_is_left_alone(name: str, code: int, said: str, tmp_path: Path) -> None:
    media_faults.FAULTS[name].make(tmp_path / "talk.mp4")
    done = run("media", "normalise", "talk.mp4", cwd=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert said in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["talk.mp4"]


def test_the_original_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "talk.mp4").write_bytes(clip().read_bytes())
    done = run("media", "normalise", "talk.mp4", "--output", "talk.mp4", cwd=tmp_path)
    assert done.returncode == 2
    assert "never overwritten" in done.stderr
    assert (tmp_path / "talk.mp4").read_bytes() == clip().read_bytes()


def test_a_poster_is_a_frame_of_the_video(tmp_path: Path) -> None:
    (tmp_path / "talk.mp4").write_bytes(clip().read_bytes())
    done = run("media", "poster", "talk.mp4", "--at", "2", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    picture = (tmp_path / "talk.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert tuple(int.from_bytes(picture[at : at + 4]) for at in (16, 20)) == (320, 180)
    again = run("media", "poster", "talk.mp4", "--at", "2", "--output", "two.png", cwd=tmp_path)
    assert again.returncode == 0
    assert (tmp_path / "two.png").read_bytes() == picture


def test_a_poster_of_a_time_beyond_the_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "talk.mp4").write_bytes(clip().read_bytes())
    done = run("media", "poster", "talk.mp4", "--at", "999", cwd=tmp_path)
    assert done.returncode == 2
    assert "has no frame at 999 s" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["talk.mp4"]
