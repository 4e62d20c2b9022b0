"""The faulty course, made and checked once."""

from __future__ import annotations

import caption_faults
import media_course
import pytest


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what is said of the faulty course, as JSON."""
    folder = tmp_path_factory.mktemp("faulty") / "course"
    return media_course.tell(media_course.course(folder, caption_faults.FAULTS, media=True))
