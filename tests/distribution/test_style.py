"""The code reads alike everywhere, its types hold, and its arrows go one way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "--no-cache", "."],
        ["ruff", "format", "--no-cache", "--check", "."],
        ["lint-imports", "--no-cache"],
        ["mypy"],
    ],
    ids=["ruff", "format", "arrows", "types"],
)
def test_the_code_is_as_contributing_says(command: list[str]) -> None:
    program, *arguments = command
    done = subprocess.run(
        [str(PROGRAMS / program), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_stands_where_it_would_shadow_another() -> None:
    """A module directly in a source root would hide the PyPI package `packaging`, say."""
    for root in ("content", "builder", "packaging", "runtime", "schemas"):
        assert not list((ROOT / root).glob("*.py")), root
