"""The marked course, built once for all platforms."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from marked_packages import Made, make, read_back


@pytest.fixture(scope="session")
def marked_dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the `dist` of the marked course."""
    return make(tmp_path_factory.mktemp("marked"))


@pytest.fixture(scope="session")
def made(marked_dist: Path) -> Callable[[str], Made]:
    """Return what reads a target's packages back."""
    return cache(lambda target: read_back(marked_dist, target))
