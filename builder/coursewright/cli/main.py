"""The program: finds the command, runs it, turns faults into one line and an exit code.

Commands load when they are called, so that `--help` stays quick.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import NoReturn

import click

from coursewright.errors import CoursewrightError
from coursewright.version import __version__

__all__ = ["build_main", "main"]

_COMMANDS = {
    "acr": "Write an accessibility conformance report of what people have signed.",
    "audit": "Audit pages in a real browser for what bars people with disabilities.",
    "build": "Compile a course into packages for learning platforms.",
    "captions": "Mend caption files.",
    "check": "Report every mistake in what a course says; notebooks and media are left to build.",
    "coursera": "Check graders for Coursera on this machine.",
    "diff": "Compare two packages by meaning: what importing the new one will do.",
    "doctor": "Tell what is installed and what is missing.",
    "explain": "Explain a rule: what it says, why, and how to mend.",
    "grade": "Grade the submissions of a lab.",
    "media": "Check videos and audio files, make conforming ones, and posters.",
    "new": "Start a course.",
    "notebooks": "Execute a course's notebooks and report what they do.",
    "serve": "Show the built site on this machine.",
    "verify": "Check finished packages, ours or anybody's.",
}
_ENVIRONMENT = 3
_INTERRUPTED = 130


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"coursewright.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], _COMMANDS, n=1)
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean `{near[0]}`?", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        # The summaries stand here, so that help does not load every command.
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="coursewright")
def program() -> None:
    """Compile one course directory into packages for every learning platform."""


def main() -> None:
    """Run `coursewright`."""
    _run(lambda: program.main(standalone_mode=False))


def build_main() -> None:
    """Run `build …`, which is `coursewright build …` under the name that authors type."""
    from coursewright.cli.build import command

    _run(lambda: command.main(prog_name="build", standalone_mode=False))


def _run(start: Callable[[], object]) -> None:
    try:
        code = start()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except CoursewrightError as error:
        code = _fail(str(error), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        code = _fail("interrupted; no file is left half written", _INTERRUPTED)
    except OSError as error:
        code = _fail(_environment(error), _ENVIRONMENT)
    except Exception as error:
        code = _foreign(error)
    _leave(code if isinstance(code, int) else 0)


def _leave(code: int) -> NoReturn:
    """End the process without taking a course's thousands of objects apart first."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # whoever read it has gone
            code = code or _ENVIRONMENT
    os._exit(code)


def _foreign(error: Exception) -> int:
    from coursewright_packaging.errors import PackagingError

    if isinstance(error, PackagingError):
        return _fail(str(error), _ENVIRONMENT)
    raise error


def _environment(error: OSError) -> str:
    where = f" `{error.filename}`" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return f"the disk is full{where}; free some space and run the same command again"
    return f"{error.strerror or error}{where}"


def _fail(message: str, code: int) -> int:
    click.echo(f"{click.style('error:', fg='red', bold=True)} {message}", err=True)
    return code
