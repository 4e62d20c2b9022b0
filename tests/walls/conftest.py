"""One warm server for all tests that need the sample lab."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coursewright_runtime.grading.execute import Executor
from coursewright_runtime.grading.lab import GraderLab, Limits
from coursewright_runtime.grading.walls import find_wall
from walls.labs import sample_lab

LIMITS = Limits(cell_seconds=1.0, seconds=5.0, memory=400, processes=16, file=4, disk=8, output=64)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> GraderLab:
    """Return the lab that hostile submissions are thrown at."""
    return sample_lab(tmp_path_factory.mktemp("lab") / "lab", LIMITS)


@pytest.fixture(scope="session")
def executor(lab: GraderLab) -> Iterator[Executor]:
    """Return an executor of that lab behind bubblewrap."""
    with Executor(lab, find_wall()) as made:
        yield made
