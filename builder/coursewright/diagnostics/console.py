"""Diagnostics for people: place, rule, message, the source line with a caret, and a hint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from coursewright.terminal import fill, printable
from coursewright_packaging.diagnostic import Diagnostic, Severity

__all__ = ["render", "summary"]

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
_WIDTH = 160
_MARGIN = 10  # number of the line, and the bar
_HINT = len("  hint: ")
_ROOM = 20


def render(
    diagnostics: Iterable[Diagnostic],
    root: Path,
    columns: int | None = None,
    *,
    excerpts: bool = True,
) -> Iterator[str]:
    """Yield the lines to print; source lines are read from below `root`.

    columns: of the terminal, `None` for messages of one line each. excerpts: whether source lines
    are shown.
    """
    sources: dict[str, list[str]] = {}
    for diagnostic in diagnostics:
        yield _headline(diagnostic, columns)
        if excerpts and not diagnostic.member:
            yield from _excerpt(diagnostic, sources, root, columns)
        if diagnostic.hint:
            hint = fill(f"  hint: {printable(diagnostic.hint)}", columns, rest="        ")
            yield click.style(hint[:_HINT], bold=True) + hint[_HINT:]


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many there are of each severity, for example `2 errors, 1 warning`."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "advice"}
    parts = [
        f"{counts[severity]} {word}{'s' if counts[severity] != 1 and word != 'advice' else ''}"
        for severity, word in words.items()
        if counts[severity]
    ]
    return ", ".join(parts) or "no problems"


def _headline(diagnostic: Diagnostic, columns: int | None) -> str:
    place = diagnostic.path
    if diagnostic.member:
        place += f"!{diagnostic.member}"
    if diagnostic.line:
        place += f":{diagnostic.line}:{max(diagnostic.column, 1)}"
    before = f"{printable(place)}: "
    severity = f"{diagnostic.severity.value}[{diagnostic.rule}]"
    lines = fill(f"{before}{severity} {printable(diagnostic.message)}", columns, rest="    ")
    # Coloured when it is filled: colours have no width.
    at = lines.index(severity, len(before.rstrip()))
    coloured = click.style(severity, fg=_COLOURS.get(diagnostic.severity), bold=True)
    return lines[:at] + coloured + lines[at + len(severity) :]


def _excerpt(
    diagnostic: Diagnostic, sources: dict[str, list[str]], root: Path, columns: int | None
) -> Iterator[str]:
    if not diagnostic.line:
        return
    if diagnostic.path not in sources:
        sources[diagnostic.path] = _lines(root / diagnostic.path)
    lines = sources[diagnostic.path]
    if diagnostic.line > len(lines):
        return
    width = columns - _MARGIN if columns else _WIDTH
    text, column = _window(lines[diagnostic.line - 1].replace("\t", " "), diagnostic.column, width)
    yield f"  {diagnostic.line:>4} | {text}"
    if 0 < column <= len(text) + 1:
        yield f"  {'':>4} | {' ' * (column - 1)}{click.style('^', fg='red', bold=True)}"


def _window(line: str, column: int, width: int) -> tuple[str, int]:
    """Return what is shown of a line, and where in it the column stands."""
    before = printable(line[: max(column - 1, 0)])
    text = before + printable(line[max(column - 1, 0) :])
    start = max(len(before) - width // 2, 0) if len(before) > width - _ROOM else 0
    shown = text[start : start + width]
    return ("…" + shown[1:] if start else shown), (len(before) - start + 1 if column else 0)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
