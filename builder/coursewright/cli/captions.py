"""`coursewright captions`: mend caption files."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]

_NUMBERS = {"ignore_unknown_options": True}  # -2.5 is a number


@click.group("captions")
def command() -> None:
    """Mend caption files."""


@command.command("shift", context_settings=_NUMBERS)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("seconds", type=float)
@click.option("--output", "-o", "target", type=click.Path(path_type=Path), help="Another file.")
def shift(file: Path, seconds: float, target: Path | None) -> None:
    """Move every caption in FILE by SECONDS; a negative number shows them earlier."""
    from coursewright.captions.write import moved
    from coursewright.engine.atomic import write_atomically
    from coursewright.errors import UsageFault

    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageFault(f"`{file}` is not UTF-8; save it as UTF-8 first") from error
    write_atomically(target or file, moved(text, seconds).encode())
    click.echo(f"Moved {file} by {seconds:+g} s{f' into {target}' if target else ''}")
