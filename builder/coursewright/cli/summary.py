"""What a build prints when it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from coursewright.diagnostics.console import summary
from coursewright.result import Packaged, Result
from coursewright.terminal import fill, width

__all__ = ["lines"]

_INDENT = 18
_PIPED = 100  # columns where no terminal is
_UNITS = ("B", "kB", "MB", "GB")


def lines(result: Result, out: Path) -> Iterator[str]:
    """Yield the lines for people: artefacts, losses, and whether `out` was replaced."""
    if not result.published:
        yield ""
        yield f"{click.style('Failed', fg='red', bold=True)}: {summary(result.diagnostics)}."
        yield f"Nothing in {out} was replaced, except reports."
        return
    for packaged in sorted(result.packaged, key=lambda each: each.title):
        yield from _target(packaged, out)
    state = "Nothing had changed in" if result.unchanged else "Wrote"
    yield f"{click.style('Done', fg='green', bold=True)}: {summary(result.diagnostics)}."
    yield f"{state} {out}. Report: {out / 'reports' / 'index.html'}"


def _target(packaged: Packaged, out: Path) -> Iterator[str]:
    files = [file for file in packaged.files if not file.path.endswith("upload.html")]
    if not files:
        return
    size = _human(sum(file.size for file in files))
    # A site's pages are one thing for people, and so are the many pools of a course.
    place = out / files[0].path if len(files) == 1 else out / packaged.target
    count = "" if len(files) == 1 else f"{len(files)} files, "
    yield f"{click.style(packaged.title.ljust(_INDENT), bold=True)}{place} ({count}{size})"
    if features := {loss.feature for loss in packaged.losses}:
        indent = " " * _INDENT
        text = f"{indent}replaced or lost, see the report: {_kinds(features)}"
        yield fill(text, width() or _PIPED, rest=indent)


def _kinds(features: Iterable[str]) -> str:
    """Return the kinds of features, each with how many of it when they are several."""
    counts = Counter(feature.partition(".")[0] for feature in features)
    return ", ".join(f"{kind} ({n})" if n > 1 else kind for kind, n in sorted(counts.items()))


def _human(size: float) -> str:
    for unit in _UNITS:
        if size < 1000 or unit == _UNITS[-1]:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    raise AssertionError
