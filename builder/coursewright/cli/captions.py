"""`coursewright captions`: mend caption files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from coursewright.captions.shift import Timing

__all__ = ["command"]

_NUMBERS = {"ignore_unknown_options": True}  # -2.5 is a number


@click.group("captions")
def command() -> None:
    """Mend caption files."""


@command.command("shift", context_settings=_NUMBERS)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("seconds", type=float)
@click.option("--output", "-o", "target", type=click.Path(path_type=Path), help="Another file.")
@click.option(
    "--clamp", is_flag=True, help="Drop or cut what would begin before the beginning, and say so."
)
def shift(file: Path, seconds: float, target: Path | None, clamp: bool) -> None:
    """Move every caption in FILE by SECONDS; a negative number shows them earlier.

    When a caption would begin before the beginning, nothing is written.
    """
    from coursewright.captions.shift import clamped, timings
    from coursewright.engine.atomic import write_atomically

    text = _read(file)
    if not clamp:
        _refuse(file, seconds, tuple(timings(text)))
    shifted, dropped, cut = clamped(text, seconds)
    write_atomically(target or file, shifted.encode())
    click.echo(f"Moved {file} by {seconds:+g} s{f' into {target}' if target else ''}")
    for word, cues in (("Dropped", dropped), ("Cut the beginning of", cut)):
        for cue in cues:
            click.echo(f"{word} {_named(cue)}")


def _read(file: Path) -> str:
    from coursewright.errors import UsageFault

    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageFault(f"`{file}` is not UTF-8; save it as UTF-8 first") from error


def _refuse(file: Path, seconds: float, cues: Sequence[Timing]) -> None:
    """Raise UsageFault when a cue would begin before the beginning."""
    from coursewright.errors import UsageFault

    early = [cue for cue in cues if round((cue.start + seconds) * 1000) < 0]
    if not early:
        return
    earliest = min(cue.start for cue in early)
    most = f"at most by -{earliest:g}" if earliest else "not at all to earlier"
    raise UsageFault(
        f"{len(early)} of {len(cues)} captions of `{file}` would begin before the beginning, first "
        f"{_named(early[0])}; nothing was written. It can be moved {most}; "
        "`--clamp` drops or cuts such captions and says which"
    )


def _named(cue: Timing) -> str:
    from coursewright.captions.write import stamp

    return f"the one at line {cue.line}, {stamp(cue.start)} “{cue.text}”"
