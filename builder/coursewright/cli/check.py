"""`coursewright check`: every mistake in a course, at once."""

from __future__ import annotations

from pathlib import Path

import click

from coursewright.cli.options import Output, content_options, output_options, work_options

__all__ = ["command"]


@click.command("check")
@content_options
@work_options
@output_options
def command(
    content: Path, term: str, jobs: int | None, cache: str, scheduler: str, output: Output
) -> int:
    """Report every mistake in a course, without building."""
    from coursewright.build import check
    from coursewright.cli.build import request_of
    from coursewright.diagnostics.console import summary
    from coursewright.engine.progress import Progress

    request = request_of(content, Path("dist"), (), term, jobs, cache, scheduler)
    found = check(request, Progress(not output.quiet))
    output.report(found, request.content)
    output.say(f"{content}: {summary(found)}")
    return int(any(diagnostic.severity.value == "error" for diagnostic in found))
