"""`coursewright check`: every mistake in a course, at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coursewright.cli.options import Output, content_options, output_options, work_options

if TYPE_CHECKING:
    from coursewright.model.course import Course

__all__ = ["command"]


@click.command("check")
@content_options
@work_options
@output_options
def command(
    content: Path, term: str, jobs: int | None, cache: str, scheduler: str, output: Output
) -> int:
    """Report every mistake in what a course says.

    Notebooks are not executed and media not measured; `build` does both.
    """
    from coursewright.build import check
    from coursewright.cli.build import request_of
    from coursewright.diagnostics.console import summary
    from coursewright.engine.progress import Progress

    request = request_of(content, Path("dist"), (), term, jobs, cache, scheduler)
    examined = check(request, Progress(not output.quiet))
    found = examined.diagnostics
    output.report(found, request.content)
    output.say(f"{content}: {summary(found)}")
    if examined.course and (left := _left_to_build(examined.course)):
        output.say(left)
    return int(any(diagnostic.severity.value == "error" for diagnostic in found))


def _left_to_build(course: Course) -> str:
    """Return what only `build` looks at, in one line; empty when there is nothing of the kind."""
    from coursewright.execute.tasks import executables
    from coursewright.media.examine import recordings

    allowed = course.info.notebooks.execute
    notebooks = sum(allowed and item.execute for item in executables(course))
    videos = {each.path: each.video for each in recordings(course)}
    parts = (
        ("not executed", [*_counted(notebooks, "notebook")]),
        (
            "not measured",
            [
                *_counted(sum(videos.values()), "video"),
                *_counted(len(videos) - sum(videos.values()), "audio file"),
            ],
        ),
    )
    told = [f"{what}: {', '.join(things)}" for what, things in parts if things]
    return f"{'; '.join(told)}; `build` does {'both' if len(told) > 1 else 'it'}" if told else ""


def _counted(number: int, word: str) -> Iterator[str]:
    if number:
        yield f"{number} {word}{'s' if number != 1 else ''}"
