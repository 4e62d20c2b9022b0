"""Diagnostics for people: place, rule, message, the source line with a caret, and a hint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from coursewright_packaging.diagnostic import Diagnostic, Severity

__all__ = ["render", "summary"]

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
_WIDTH = 160
_ROOM = 20


def render(diagnostics: Iterable[Diagnostic], root: Path) -> Iterator[str]:
    """Yield the lines to print; source lines are read from below `root`."""
    sources: dict[str, list[str]] = {}
    for diagnostic in diagnostics:
        yield _headline(diagnostic)
        if not diagnostic.member:
            yield from _excerpt(diagnostic, sources, root)
        if diagnostic.hint:
            yield click.style("  hint: ", bold=True) + _printable(diagnostic.hint)


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


def _headline(diagnostic: Diagnostic) -> str:
    place = diagnostic.path
    if diagnostic.member:
        place += f"!{diagnostic.member}"
    if diagnostic.line:
        place += f":{diagnostic.line}:{max(diagnostic.column, 1)}"
    severity = click.style(
        f"{diagnostic.severity.value}[{diagnostic.rule}]",
        fg=_COLOURS.get(diagnostic.severity),
        bold=True,
    )
    return f"{_printable(place)}: {severity} {_printable(diagnostic.message)}"


def _excerpt(diagnostic: Diagnostic, sources: dict[str, list[str]], root: Path) -> Iterator[str]:
    if not diagnostic.line:
        return
    if diagnostic.path not in sources:
        sources[diagnostic.path] = _lines(root / diagnostic.path)
    lines = sources[diagnostic.path]
    if diagnostic.line > len(lines):
        return
    text, column = _window(lines[diagnostic.line - 1].replace("\t", " "), diagnostic.column)
    yield f"  {diagnostic.line:>4} | {text}"
    if 0 < column <= len(text) + 1:
        yield f"  {'':>4} | {' ' * (column - 1)}{click.style('^', fg='red', bold=True)}"


def _window(line: str, column: int) -> tuple[str, int]:
    """Return what is shown of a line, and where in it the column stands."""
    before = _printable(line[: max(column - 1, 0)])
    text = before + _printable(line[max(column - 1, 0) :])
    start = max(len(before) - _WIDTH // 2, 0) if len(before) > _WIDTH - _ROOM else 0
    shown = text[start : start + _WIDTH]
    return ("…" + shown[1:] if start else shown), (len(before) - start + 1 if column else 0)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []


def _printable(text: str) -> str:
    # An author's file may hold escape sequences or characters that turn the reading direction.
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
