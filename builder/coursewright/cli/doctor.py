"""`coursewright doctor`: what is installed, what is missing, and the command that mends it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

import click

from coursewright.terminal import fill, width
from coursewright.version import __version__

__all__ = ["command"]

_TEXT = 11  # column at which names begin
_PROGRAMS = {
    "chromium": "browser tests and audits: apt-get install chromium chromium-driver",
    "chromedriver": "browser tests and audits: apt-get install chromium chromium-driver",
    "ffmpeg": "making and normalising videos: apt-get install ffmpeg",
    "espeak-ng": "making videos: apt-get install espeak-ng",
}


@click.command("doctor")
def command() -> int:
    """Tell what is installed and what is missing."""
    click.echo(f"coursewright {__version__}, Python {sys.version.split()[0]}")
    needed = list(_vendored())
    for name, problem in [*needed, *_programs()]:
        mark = click.style("missing", fg="yellow") if problem else click.style("found", fg="green")
        # Its colour is no part of the width.
        pad = " " * (len("missing") - len(click.unstyle(mark)))
        text = f"{name} ({problem})" if problem else name
        columns = width()
        click.echo(f"  {mark}{pad}  {fill(text, columns and columns - _TEXT, rest=' ' * _TEXT)}")
    return 3 if any(problem for _, problem in needed) else 0


def _vendored() -> Iterator[tuple[str, str]]:
    from coursewright_packaging import vendor
    from coursewright_packaging.errors import PackagingError

    for name in vendor.vendored():
        try:
            vendor.file(name)
        except PackagingError as error:
            yield name, str(error)
        else:
            yield name, ""


def _programs() -> Iterator[tuple[str, str]]:
    for program, use in _PROGRAMS.items():
        yield program, "" if shutil.which(program) else use
