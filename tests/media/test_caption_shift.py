"""`coursewright captions shift`: nothing is lost unless somebody asked for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from courses import run

VTT = """\
WEBVTT

first
00:02.000 --> 00:03.000
One.

00:04.000 --> 00:06.500 align:start
Two.

NOTE stays

00:01:07.000 --> 00:01:09.000
Three.
"""
SRT = (
    "1\r\n00:00:02,000 --> 00:00:03,000\r\nOne.\r\n\r\n"
    "2\r\n00:00:09,000 --> 00:00:10,000\r\nTwo.\r\n"
)


def _shift(folder: Path, text: str, *arguments: str, name: str = "a.vtt") -> tuple[int, str, str]:
    (folder / name).write_bytes(text.encode())
    done = run("captions", "shift", name, *arguments, cwd=folder)
    return done.returncode, done.stdout + done.stderr, (folder / name).read_bytes().decode()


def test_what_would_lose_a_caption_is_refused(tmp_path: Path) -> None:
    code, said, text = _shift(tmp_path, VTT, "-5")
    assert (code, text) == (2, VTT)
    assert "2 of 3 captions of `a.vtt`" in said
    assert "line 4, 00:00:02.000 “One.”" in said
    assert "at most by -2;" in said
    assert "--clamp" in said


@pytest.mark.parametrize(("name", "text"), [("a.vtt", VTT), ("a.srt", SRT)])
def test_the_largest_shift_and_its_way_back_restore_every_time(
    name: str, text: str, tmp_path: Path
) -> None:
    code, _, early = _shift(tmp_path, text, "-2", name=name)
    assert code == 0
    back = _shift(tmp_path, early, "2", name=name)[2]
    # Hours are always written.
    assert back == text.replace("00:02.000 --> 00:03.000", "00:00:02.000 --> 00:00:03.000").replace(
        "00:04.000 --> 00:06.500", "00:00:04.000 --> 00:00:06.500"
    )


def test_clamping_drops_and_cuts_and_says_which(tmp_path: Path) -> None:
    code, said, text = _shift(tmp_path, VTT, "-5", "--clamp")
    assert code == 0
    assert "Dropped the one at line 4, 00:00:02.000 “One.”" in said
    assert "Cut the beginning of the one at line 7, 00:00:04.000 “Two.”" in said
    assert text == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.500 align:start\nTwo.\n\nNOTE stays\n\n"
        "00:01:02.000 --> 00:01:04.000\nThree.\n"
    )
