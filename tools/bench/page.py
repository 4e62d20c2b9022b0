"""The page of benchmarks: its rows, and what it says of the machine and the versions."""

from __future__ import annotations

import os
import platform
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import peers
from measure import Cost

__all__ = ["GIGABYTE", "MEGABYTE", "Line", "megabytes", "page", "ratio", "seconds"]

GIGABYTE = 1 << 30
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Line:
    """One row of the page. value, limit: of the same unit; aim: what would please, or empty."""

    what: str
    value: str
    limit: str
    aim: str
    holds: bool
    seen: str


def ratio(what: str, value: float, limit: float, aim: str, seen: str, places: int = 2) -> Line:
    """Return a row for how many times the other a value is."""
    return Line(
        what, f"{value:.{places}f} ×", f"{limit:g} ×", aim and f"{aim} ×", value <= limit, seen
    )


def seconds(what: str, cost: Cost, limit: float) -> Line:
    """Return a row for the wall time of a cost."""
    seen = f"{cost.cpu:.2f} s of processor time"
    return Line(what, f"{cost.wall:.2f} s", f"{limit:g} s", "", cost.wall <= limit, seen)


def megabytes(what: str, size: int, limit: int) -> Line:
    """Return a row for a size in bytes."""
    value = size / MEGABYTE
    return Line(what, f"{value:.0f} MB", f"{limit} MB", "", value <= limit, "")


def page(lines: list[Line]) -> str:
    """Return the page with the rows."""
    rows = "".join(
        f"| {line.what} | **{line.value}** | {line.limit} | {line.aim} | "
        f"{'yes' if line.holds else '**no**'} | {line.seen} |\n"
        for line in lines
    )
    return _TEXT.format(rows=rows, machine=_machine(), versions=_versions())


def _machine() -> str:
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    processors = len(os.sched_getaffinity(0))
    return f"{model}, {processors} processors, {memory:.0f} GB, {platform.system()}"


def _versions() -> str:
    names = ("coursewright", "lxml", "markdown-it-py", "pygments", "jinja2")
    ours = [f"Python {platform.python_version()}", *(f"{n} {version(n)}" for n in names)]
    zipped = subprocess.run(["zip", "-v"], capture_output=True, text=True, check=False).stdout
    found = next((line for line in zipped.splitlines() if "This is Zip" in line), "zip")
    return ", ".join([*ours, *peers.VERSIONS, found.removeprefix("This is ").split(" (")[0]])


_TEXT = """\
# Benchmarks

Written by `nox -s bench`. Every ratio is of two programs run one after the other in the same run,
on the same machine, each several times, the median taken; seconds mean little elsewhere, ratios
more.

The course is made by `tools/bench/corpus.py`: per lesson 7 kB of Markdown with two code blocks, a
formula, a table and a picture, no two alike; a notebook and a quiz for every fifth lesson. A build
verifies each package and searches it for leaks, with two workers; unless a line says "four
packages", it makes the web site and the generic cartridge, too. What is not compressed, 33 MB of
pictures, stands in each package, twice in Blackboard's and Coursera's.
MkDocs renders the same Markdown to HTML, code highlighted by Pygments as ours is, and does nothing
else. PreTeXt makes one SCORM package of the same lessons. Builds leave notebooks unexecuted, as
their peers do; executing is measured apart, on 40 notebooks of six cells that run in no time, all
starting of programs and kernels counted, with the same kernel in all three. Submissions to grade
are notebooks with one function, tested openly and in hidden; a quarter of them is right.

| What | Measured | Limit | Aim | Holds | Seen |
|---|---|---|---|---|---|
{rows}
Machine: {machine}.

Versions: {versions}.
"""
