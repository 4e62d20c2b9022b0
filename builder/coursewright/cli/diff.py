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
from coursewright.terminal import fill, printable

if TYPE_CHECKING:
    from coursewright_packaging.meaning.compare import Change
    from coursewright_packaging.meaning.read import Meaning

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
_SCORM, _SCORM_ITEM = "SCORM", "item-"


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
    from coursewright_packaging.meaning.renamed import renamed

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
        pairs = renamed(changes, was.entries, now.entries)
        advice = (*_doubled(old, was), *_doubled(new, now), *_advice(now.kind, changes, pairs))
        lines = (
            (_json(now.kind, changes, advice),)
            if form == "json"
            else _lines(now.kind, changes, advice)
        )
        for line in lines:
            click.echo(line)
    return int(bool(changes))


def _json(kind: str, changes: Sequence[Change], advice: Sequence[str]) -> str:
    lines = [{**asdict(change), "what": change.what.value} for change in changes]
    return json.dumps(
        {"version": _VERSION, "kind": kind, "changes": lines, "advice": advice}, indent=2
    )


def _doubled(path: Path, meaning: Meaning) -> Iterator[str]:
    """Yield which things of a package a platform cannot tell apart."""
    for key, same in meaning.doubled.items():
        titles = ", ".join(f"{each.kind} “{each.title}”" for each in same)
        yield (
            f"In {path.name} the id `{key}` stands for {len(same)} things ({titles}): a platform "
            "keeps one of them."
        )


def _advice(
    kind: str, changes: Sequence[Change], pairs: Sequence[tuple[Change, Change]]
) -> Iterator[str]:
    """Yield what to do before, or know of, an import. pairs: what only has another id."""
    for removed, added in pairs:
        yield (
            f"“{added.title}” has another id than before, so it comes anew. If you renamed or "
            f"moved its file, write {_old_id(removed, kind)} into it."
        )
    if any(change.what.value == "removed" for change in changes):
        yield (
            "A package replaces the one before: what learners did in `-` is shown no more."
            if kind.startswith(_SCORM)
            else "Importing deletes nothing: what has `-` stays on the platform until you do."
        )


def _old_id(removed: Change, kind: str) -> str:
    name = removed.id.removeprefix(_SCORM_ITEM)
    if kind.startswith(_SCORM) and name != removed.id:
        return f"`id: {name}`"
    # Other packages hold a digest of the id.
    return (
        "`id:` and the id that it had: without one, its old module's and file's name, joined by `-`"
    )


def _lines(kind: str, changes: Sequence[Change], advice: Sequence[str]) -> Iterator[str]:
    columns = terminal.width()
    width = max((len(change.kind) for change in changes), default=0)
    for change in changes:
        sign, colour = _SIGNS[change.what.value]
        title = f"“{change.title}”" if change.title else change.id
        place = f" in {' / '.join(change.place)}" if change.place else ""
        text = f"{sign} {change.kind.ljust(width)}  {title}{place}{_told(change)}"
        filled = fill(printable(text), columns, rest=" " * (width + 4))
        yield click.style(filled, fg=colour)
    counts = Counter(change.what.value for change in changes)
    told = ", ".join(f"{counts[what]} {what}" for what in _SIGNS if counts[what])
    yield f"{kind}: {told or 'both mean the same'}."
    for each in advice:
        yield fill(printable(each), columns, rest="  ")


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
