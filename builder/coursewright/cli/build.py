"""`coursewright build`: from a course to finished packages."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from coursewright.cli.options import Output, content_options, output_options, work_options
from coursewright.request import Request, epoch_from

__all__ = ["command", "request_of"]


@click.command("build")
@click.argument("targets", nargs=-1)
@content_options
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="dist",
    show_default=True,
    help="Folder that the packages go to.",
)
@click.option(
    "--execute/--no-execute",
    default=True,
    help="Execute notebooks, or show their stored outputs.",
)
@click.option(
    "--audit/--no-audit",
    default=True,
    envvar="COURSEWRIGHT_AUDIT",
    help="Audit changed pages of the site in a browser, or let the reports say that nobody did.",
)
@work_options
@output_options
def command(
    targets: tuple[str, ...],
    content: Path,
    term: str,
    out: Path,
    jobs: int | None,
    cache: str,
    scheduler: str,
    execute: bool,
    audit: bool,
    output: Output,
) -> int:
    """Compile a course into packages for learning platforms.

    TARGETS are `all` (the default) or names such as `scorm2004 canvas`.
    """
    from coursewright.build import build
    from coursewright.engine.progress import Progress
    from coursewright.engine.workers import collect_rarely
    from coursewright.targets.registry import choose

    collect_rarely()
    asked = request_of(content, out, choose(targets), term, jobs, cache, scheduler)
    request = replace(asked, notebooks=True, execute=execute, audit=audit)
    result = build(request, Progress(not output.quiet))
    from coursewright.cli.summary import lines

    output.report(result.diagnostics, request.content)
    for line in lines(result, out):
        output.say(line)
    return _audit(request, result.unchanged, output, out) if result.published else 1


def _audit(request: Request, unchanged: bool, output: Output, out: Path) -> int:
    from coursewright.audit.after_build import after_build
    from coursewright.engine.progress import Progress

    told = after_build(request, Progress(not output.quiet), unchanged=unchanged)
    for line in told.lines:
        output.say(line)
    if told.lines:
        output.say(f"Accessibility: {out / 'reports' / 'accessibility.html'}")
    return told.code


def request_of(
    content: Path,
    out: Path,
    targets: tuple[str, ...],
    term: str,
    jobs: int | None,
    cache: str,
    scheduler: str,
) -> Request:
    """Return the request that these options and the environment make."""
    from coursewright.engine.workers import default_jobs

    return Request(
        content=content.resolve(),
        out=out.resolve(),
        targets=targets,
        term=term,
        jobs=jobs or default_jobs(),
        cache=cache,
        scheduler=scheduler,
        epoch=epoch_from(os.environ),
        today=date.today(),
    )
