"""Options that commands share, and how diagnostics leave the program."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from coursewright.terminal import width
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["Output", "content_options", "output_options", "work_options"]

Function = TypeVar("Function", bound=Callable[..., Any])
_FORMATS = ["human", "json", "sarif", "junit", "github"]


@dataclass(frozen=True, slots=True)
class Output:
    """How to speak. format: one of human, json, sarif, junit, github."""

    format: str
    quiet: bool

    def say(self, text: str) -> None:
        """Print a line for people, unless quiet or a machine listens."""
        if not self.quiet and self.format == "human":
            click.echo(text)

    def report(
        self,
        diagnostics: Sequence[Diagnostic],
        root: Path,
        files: Iterable[str] = (),
        *,
        excerpts: bool = True,
    ) -> None:
        """Print the diagnostics in the chosen format; their paths are relative to `root`.

        Code hosts want them relative to the repository, so SARIF and GitHub annotations have them
        so. files: what was looked at, for formats that name what is sound, too.
        excerpts: whether people are shown the lines; not of files in which a secret may stand.
        """
        from coursewright.diagnostics import console, machine
        from coursewright.diagnostics.places import from_repository

        if self.format == "json":
            click.echo(machine.as_json(diagnostics))
        elif self.format == "junit":
            click.echo(machine.as_junit(diagnostics, files))
        elif self.format == "sarif":
            from coursewright.diagnostics.registry import all_rules

            click.echo(machine.as_sarif(from_repository(diagnostics, root), all_rules()))
        elif self.format == "github":
            for line in machine.as_github(from_repository(diagnostics, root)):
                click.echo(line)
        else:
            for line in console.render(diagnostics, root, width(errors=True), excerpts=excerpts):
                click.echo(line, err=True)


def output_options(function: Function) -> Function:
    """Add `--format`, `--quiet` and `--no-color`; the command gets `output`."""

    def wrapped(*args: Any, format: str, quiet: bool, no_color: bool, **kwargs: Any) -> Any:
        if no_color or os.environ.get("NO_COLOR"):
            click.get_current_context().color = False
        return function(*args, output=Output(format, quiet), **kwargs)

    wrapped.__doc__ = function.__doc__
    wrapped.__click_params__ = getattr(function, "__click_params__", [])  # type: ignore[attr-defined]
    for option in (
        click.option("--no-color", is_flag=True, help="Print without colours."),
        click.option("--quiet", "-q", is_flag=True, help="Print problems only."),
        click.option(
            "--format",
            type=click.Choice(_FORMATS),
            default="human",
            show_default=True,
            help="How to print problems.",
        ),
    ):
        option(wrapped)
    return wrapped  # type: ignore[return-value]


def _default_content() -> str:
    here = not Path("content").is_dir() and Path("course.yaml").is_file()
    return "." if here else "content"


def content_options(function: Function) -> Function:
    """Add `--content` and `--term`."""
    function = click.option("--term", default="", help="Term whose dates the packages carry.")(
        function
    )
    return click.option(
        "--content",
        type=click.Path(path_type=Path, file_okay=False),
        default=_default_content,
        help="Folder of the course. [default: content, or this folder when it is a course]",
    )(function)


def work_options(function: Function) -> Function:
    """Add `--jobs`, `--cache` and `--scheduler`."""
    function = click.option(
        "--scheduler", default="", metavar="URL", help="Dask scheduler to run on (tcp://host:port)."
    )(function)
    function = click.option(
        "--cache",
        default="",
        envvar="COURSEWRIGHT_CACHE",
        metavar="DIR|URL",
        help="Folder or URL of the cache.",
    )(function)
    return click.option(
        "--jobs",
        "-j",
        type=click.IntRange(1, 256),
        default=None,
        help="Worker processes. [default: one per processor]",
    )(function)
