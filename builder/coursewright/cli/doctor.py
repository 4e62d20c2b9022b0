"""`coursewright doctor`: what is installed, what it is for, and the command that gets it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

import click

from coursewright.terminal import fill, width
from coursewright.version import __version__

__all__ = ["command"]

_TEXT = 11  # column at which names begin


@dataclass(frozen=True, slots=True)
class _Tool:
    """name: as people call it. need: program, or module after a colon. use, get: in words."""

    name: str
    need: str
    use: str
    get: str


_APT = "apt-get install --no-install-recommends"
_TOOLS = (
    _Tool("git", "git", "keeping a course, and installing", f"{_APT} git"),
    _Tool(
        "Node 20", "node", "installing the browser parts of a checkout", "see https://nodejs.org"
    ),
    _Tool("Chromium", "chromium", "tests and audits in a browser", f"{_APT} chromium"),
    _Tool("ChromeDriver", "chromedriver", "the same", f"{_APT} chromium-driver"),
    _Tool("ffmpeg", "ffmpeg", "`media normalise` and `media poster`", f"{_APT} ffmpeg"),
    _Tool("espeak-ng", "espeak-ng", "speaking descriptions of code", f"{_APT} espeak-ng"),
    _Tool("bubblewrap", "bwrap", "the wall around learners' code", f"{_APT} bubblewrap"),
    _Tool("PyAV", ":av", "measuring videos", "pip install coursewright[media]"),
    _Tool("pikepdf", ":pikepdf", "reading PDFs", "pip install coursewright[documents]"),
    _Tool(
        "nbgrader",
        ":nbgrader",
        "reading and writing its courses",
        "pip install coursewright[grading]",
    ),
    _Tool(
        "Jupyter",
        ":ipykernel",
        "executing notebooks",
        "pip install coursewright[grading]",
    ),
)


@click.command("doctor")
def command() -> int:
    """Tell what is installed and what is missing."""
    click.echo(f"coursewright {__version__}, Python {sys.version.split()[0]}")
    parts = _missing_parts()
    _tell("browser parts", "search in the site, SCORM's schemas", parts)
    for tool in _TOOLS:
        _tell(tool.name, tool.use, "" if _is_there(tool.need) else tool.get)
    return 3 if parts else 0


def _tell(name: str, use: str, get: str) -> None:
    """Print a line. get: what brings the tool, empty when it is there."""
    mark = click.style("missing", fg="yellow") if get else click.style("found", fg="green")
    # Its colour is no part of the width.
    pad = " " * (len("missing") - len(click.unstyle(mark)))
    text = f"{name.ljust(14)} {use}{f' – {get}' if get else ''}"
    columns = width()
    click.echo(f"  {mark}{pad}  {fill(text, columns and columns - _TEXT, rest=' ' * _TEXT)}")


def _is_there(need: str) -> bool:
    module = need.removeprefix(":")
    return shutil.which(need) is not None if module == need else find_spec(module) is not None


def _missing_parts() -> str:
    """Return how to get the files from npm packages that the program itself needs, if any lack."""
    return next(_faults(), "")


def _faults() -> Iterator[str]:
    from coursewright_packaging import vendor
    from coursewright_packaging.errors import PackagingError

    for name in vendor.vendored():
        try:
            vendor.file(name)
        except PackagingError as error:
            yield str(error)
