"""One course of faulty media and one of sound ones, checked by the real program."""

from __future__ import annotations

from pathlib import Path

import caption_faults
import media_faults
import pytest
from media_course import Found, by_case, course, tell


@pytest.fixture(scope="module")
def faulty(told: str) -> Found:
    """Return the rules that the faulty course breaks, by case."""
    return by_case(told)


@pytest.mark.parametrize("name", media_faults.FAULTS)
def test_a_faulty_video_is_caught_by_its_rules(name: str, faulty: Found) -> None:
    assert faulty.get(f"media-{name}", frozenset()) == media_faults.FAULTS[name].rules


@pytest.mark.parametrize("name", caption_faults.FAULTS)
def test_faulty_captions_are_caught_by_their_rules(name: str, faulty: Found) -> None:
    assert faulty.get(f"captions-{name}", frozenset()) == caption_faults.FAULTS[name].rules


def test_nothing_is_said_of_sound_ones(tmp_path: Path) -> None:
    assert by_case(tell(course(tmp_path / "course", caption_faults.SOUND, media=False))) == {}


def test_there_are_enough_cases() -> None:
    assert len(media_faults.FAULTS) + len(caption_faults.FAULTS) >= 60
