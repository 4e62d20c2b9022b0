"""What a build prints when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from coursewright.diagnostics.console import summary
from coursewright.result import Packaged, Result

__all__ = ["lines"]

_UNITS = ("B", "kB", "MB", "GB")


def lines(result: Result, out: Path) -> Iterator[str]:
    """Yield the lines for people: artefacts, losses, and whether `out` was replaced."""
    if not result.published:
        yield ""
        yield f"{click.style('Failed', fg='red', bold=True)}: {summary(result.diagnostics)}."
        yield f"Nothing in {out} was replaced, except reports."
        return
    for packaged in result.packaged:
        yield from _target(packaged, out)
    state = "Nothing had changed in" if result.unchanged else "Wrote"
    yield f"{click.style('Done', fg='green', bold=True)}: {summary(result.diagnostics)}."
    yield f"{state} {out}. Report: {out / 'reports' / 'index.html'}"


def _target(packaged: Packaged, out: Path) -> Iterator[str]:
    files = [file for file in packaged.files if not file.path.endswith("upload.html")]
    size = _human(sum(file.size for file in files))
    what = f"{len(files)} file{'s' if len(files) != 1 else ''}, {size}"
    yield f"{click.style(packaged.title, bold=True)}: {out / packaged.target} ({what})"
    losses = sorted({loss.feature for loss in packaged.losses})
    if losses:
        yield f"  cannot express: {', '.join(losses)} (see reports/losses.json)"


def _human(size: float) -> str:
    for unit in _UNITS:
        if size < 1000 or unit == _UNITS[-1]:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    raise AssertionError
