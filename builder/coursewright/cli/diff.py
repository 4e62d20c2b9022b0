"""`coursewright diff`: what importing a new package over an old one will do."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coursewright import terminal
from coursewright.terminal import fill

if TYPE_CHECKING:
    from coursewright_packaging.meaning.compare import Change

__all__ = ["command"]

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
# Colour and sign of a line, by what happened.
_SIGNS = {
    "added": ("+", "green"),
    "removed": ("-", "red"),
    "changed": ("~", "yellow"),
    "moved": (">", "cyan"),
    "reused": ("!", "magenta"),
}
_VERSION = 1


@click.command("diff")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="How to print the differences.",
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing; the exit code tells.")
@click.option("--no-color", is_flag=True, help="Print without colours.")
def command(old: Path, new: Path, form: str, quiet: bool, no_color: bool) -> int:
    """Compare two packages of one kind by meaning.

    OLD and NEW are SCORM, Common Cartridge, Canvas, Blackboard or Coursera packages. Printed is
    what was added, removed, changed or moved, and ids that stand for another thing than before.
    Exit codes are those of `diff`: 0 when both mean the same, 1 when they differ, 2 for trouble.
    """
    from coursewright.engine.imports import light_imports
    from coursewright.errors import UsageFault
    from coursewright_packaging.meaning.compare import compare
    from coursewright_packaging.meaning.read import NotReadable, read_meaning

    light_imports()
    if no_color or os.environ.get("NO_COLOR"):
        click.get_current_context().color = False
    try:
        was, now = read_meaning(old), read_meaning(new)
    except NotReadable as error:
        raise UsageFault(str(error)) from error
    if was.kind != now.kind:
        raise UsageFault(
            f"`{old}` is a {was.kind} and `{new}` a {now.kind}; pass two packages of one kind"
        )
    changes = compare(was.entries, now.entries)
    if not quiet:
        lines = (_json(now.kind, changes),) if form == "json" else _lines(now.kind, changes)
        for line in lines:
            click.echo(line)
    return int(bool(changes))


def _json(kind: str, changes: Sequence[Change]) -> str:
    lines = [{**asdict(change), "what": change.what.value} for change in changes]
    return json.dumps({"version": _VERSION, "kind": kind, "changes": lines}, indent=2)


def _lines(kind: str, changes: Sequence[Change]) -> Iterator[str]:
    columns = terminal.width()
    width = max((len(change.kind) for change in changes), default=0)
    for change in changes:
        sign, colour = _SIGNS[change.what.value]
        title = f"“{change.title}”" if change.title else change.id
        place = f" in {' / '.join(change.place)}" if change.place else ""
        text = f"{sign} {change.kind.ljust(width)}  {title}{place}{_told(change)}"
        filled = fill(text, columns, rest=" " * (width + 4))
        yield click.style(filled, fg=colour)
    counts = Counter(change.what.value for change in changes)
    told = ", ".join(f"{counts[what]} {what}" for what in _SIGNS if counts[what])
    yield f"{kind}: {told or 'both mean the same'}."


def _told(change: Change) -> str:
    facts = ", ".join(change.facts)
    match change.what.value:
        case "changed":
            was = f" (the title was “{change.was}”)" if change.was else ""
            return f": {facts}{was}"
        case "moved":
            return f": was in {change.was or 'the course itself'}"
        case "reused":
            return f": its id was that of the {change.was}"
    return ""
