"""`coursewright notebooks`: execute a course's notebooks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coursewright.cli.options import Output, content_options, output_options, work_options

if TYPE_CHECKING:
    from coursewright.execute.outcome import Outcome
    from coursewright.prove.model import Proof, Proved

__all__ = ["command"]

_SHOWN = 20  # lines of a traceback


@click.group("notebooks")
def command() -> None:
    """Execute a course's notebooks and report what they do."""


@command.command("validate")
@content_options
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="dist",
    show_default=True,
    help="Folder whose `reports/notebooks.json` is written.",
)
@click.option("--twice", is_flag=True, help="Execute again, and compare what cells put out.")
@work_options
@output_options
def validate(
    content: Path,
    term: str,
    out: Path,
    twice: bool,
    jobs: int | None,
    cache: str,
    scheduler: str,
    output: Output,
) -> int:
    """Execute every notebook on a fresh kernel, labs with their solutions."""
    from coursewright import build
    from coursewright.cli.build import request_of
    from coursewright.diagnostics.console import summary
    from coursewright.engine.progress import Progress

    asked = request_of(content, out, (), term, jobs, cache, scheduler)
    request = replace(asked, notebooks=True, twice=twice)
    examined = build.validate(request, Progress(not output.quiet))
    output.report(examined.diagnostics, request.content)
    for outcome in examined.executed.outcomes:
        for line in _lines(outcome):
            output.say(line)
    for proved in examined.proved:
        output.say(_proof_line(proved))
    output.say(f"{content}: {summary(examined.diagnostics)}")
    return int(any(each.severity.value == "error" for each in examined.diagnostics))


def _lines(outcome: Outcome) -> Iterator[str]:
    run = outcome.run
    if run is None:
        yield f"{outcome.path}: not executed, {outcome.reason}; stored outputs are shown"
        return
    if run.ending.value == "no-kernel":
        yield f"{outcome.path}: not executed, {run.message}; stored outputs are shown"
        return
    slowest = run.slowest
    longest = f", longest cell {slowest.cell} with {slowest.seconds:.1f} s" if slowest else ""
    # Places count every cell of the notebook, so what ran is not counted beside them.
    number = len(run.cells)
    whole = f", {number} code cell{'' if number == 1 else 's'}"
    ran = f" in cell {run.cell}" if run.cell else whole
    went = f"{run.ending.value}{ran}, {run.seconds:.1f} s"
    yield f"{outcome.path}: {went}{longest}"
    yield from _traceback(run.traceback)


def _traceback(lines: tuple[str, ...]) -> Iterator[str]:
    """Yield the end of a traceback, where the error is; all of it stands in the report."""
    if len(lines) > _SHOWN:
        yield "    … its beginning stands in reports/notebooks.json"
    yield from (f"    {_printable(line)}".rstrip() for line in lines[-_SHOWN:])


def _printable(line: str) -> str:
    """Return what a cell wrote as a terminal may get it: without control characters."""
    return "".join(each if each.isprintable() else "\ufffd" for each in line)


def _proof_line(proved: Proved) -> str:
    if proved.proof is None:
        return f"{proved.path}: not graded, {proved.reason}"
    went = _went(proved.proof)
    note = f"; {proved.note}" if proved.note else ""
    return f"{proved.path}: {went}, {proved.proof.seconds:.1f} s{note}"


def _went(proof: Proof) -> str:
    if not proof.holds:
        return "solution or tests fail"
    if proof.empty:
        return "nothing that a program grades"
    return "solution earns all, release nothing"
