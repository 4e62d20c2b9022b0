"""`coursewright new`: start a course that builds without an edit."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import click

__all__ = ["command"]


@click.group("new")
def command() -> None:
    """Start a course."""


@command.command("course")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--title", default="", help="Title of the course. [default: made of the folder's name]"
)
def course(folder: Path, title: str) -> None:
    """Make a small, complete course in FOLDER."""
    from coursewright.skeleton import copy_to

    name = title or folder.resolve().name.replace("-", " ").replace("_", " ").capitalize()
    copy_to(folder, name)
    # By its path: `bootstrap` puts the program on nobody's PATH but its own.
    program = shlex.quote(os.path.abspath(sys.argv[0]))  # noqa: PTH100 - links stay as they are
    click.echo(f"Made `{folder}`. Now run:\n  cd {shlex.quote(str(folder))}\n  {program} build all")
