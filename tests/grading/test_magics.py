"""What of a cell is Python."""

from __future__ import annotations

import pytest

from coursewright_runtime.grading.magics import plain_python


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ('x = (\n  "a %s"\n  % b\n)', 'x = (\n  "a %s"\n  % b\n)'),
        ("%matplotlib inline\nx = 1", "pass\nx = 1"),
        ("if x:\n    !ls\nfiles = !ls", "if x:\n    pass\npass"),
        ("print?\n?print", "pass\npass"),
        ("%%bash\nls", ""),
        ("%%time\nx = 1", "pass\nx = 1"),
        ("x = (", "x = ("),
    ],
)
def test_magics_do_nothing_and_python_stays(cell: str, python: str) -> None:
    assert plain_python(cell) == python


def test_blank_lines_cost_what_they_measure() -> None:
    lines = "\n" * 400_000 + "x = ("
    assert plain_python(lines) == lines  # a step back for each line would never come to an end
