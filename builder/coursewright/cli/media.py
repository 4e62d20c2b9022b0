"""`coursewright media`: check videos and audio files, make conforming ones, and posters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coursewright.cli.options import Output, content_options, output_options, work_options

if TYPE_CHECKING:
    from coursewright.media.profiles import Plan

__all__ = ["command"]

_PROFILES = ["coursera", "broadcast", "any"]
_GUIDELINES = ["netflix", "bbc", "dcmp", "none"]
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group("media")
def command() -> None:
    """Check videos and audio files, make conforming ones, and posters."""


@command.command("check")
@click.argument("files", nargs=-1, type=_FILE)
@click.option("--deep", is_flag=True, help="Decode every frame: black and frozen stretches.")
@click.option("--profile", type=click.Choice(_PROFILES), help="Profile, for FILES.")
@click.option("--guideline", type=click.Choice(_GUIDELINES), help="For the captions in FILES.")
@click.option("--record", type=click.Path(path_type=Path), help="Write what was measured, as JSON.")
@content_options
@work_options
@output_options
def check(
    files: tuple[Path, ...],
    deep: bool,
    profile: str | None,
    guideline: str | None,
    record: Path | None,
    content: Path,
    term: str,
    jobs: int | None,
    cache: str,
    scheduler: str,
    output: Output,
) -> int:
    """Hold media and captions against a profile: those of the course, or FILES.

    The course's own profile is that of `media` in course.yaml.
    """
    from coursewright.build import media_check
    from coursewright.cli.build import request_of
    from coursewright.diagnostics.console import summary
    from coursewright.engine.progress import Progress

    request = request_of(content, Path("dist"), (), term, jobs, cache, scheduler)
    plan = _plan(profile, guideline)
    examination, found = media_check(request, files, plan, deep, Progress(not output.quiet))
    root = Path() if files else request.content
    output.report(found, root, sorted(examination.measured) if examination else ())
    if record and examination:
        from coursewright.engine.atomic import write_atomically
        from coursewright.media.record import media_record

        text = json.dumps(media_record(examination), indent=2, ensure_ascii=False)
        write_atomically(record, f"{text}\n".encode())
    output.say(f"{len(examination.measured) if examination else 0} media files: {summary(found)}")
    return int(any(diagnostic.severity.value == "error" for diagnostic in found))


@command.command("normalise")
@click.argument("file", type=_FILE)
@click.option("--output", "-o", "target", type=click.Path(path_type=Path), help="File to write.")
@click.option("--profile", type=click.Choice(_PROFILES), default="coursera", show_default=True)
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def normalise(file: Path, target: Path | None, profile: str, quiet: bool) -> None:
    """Write an MP4 of FILE that conforms to the profile; FILE itself stays as it is."""
    from coursewright.engine.progress import Progress
    from coursewright.media.facts import MediaFile
    from coursewright.media.measure import measure_media
    from coursewright.media.normalise import normalise as write

    target = target or file.with_name(f"{file.stem}.normalised.mp4")
    length = int(measure_media(MediaFile("", str(file))).length)
    with Progress(not quiet).phase("normalise", length) as advance:
        write(file, target, _plan(profile, None), advance)
    click.echo(f"Wrote {target}")


@command.command("poster")
@click.argument("file", type=_FILE)
@click.option("--at", "second", type=click.FloatRange(min=0), default=0.0, help="Time in seconds.")
@click.option("--output", "-o", "target", type=click.Path(path_type=Path), help="File to write.")
def poster(file: Path, second: float, target: Path | None) -> None:
    """Write a frame of FILE as a picture, PNG unless the name of the output says otherwise."""
    from coursewright.media.normalise import make_poster

    target = target or file.with_suffix(".png")
    make_poster(file, target, second)
    click.echo(f"Wrote {target}")


def _plan(profile: str | None, guideline: str | None) -> Plan:
    from coursewright.media.profiles import plan_of

    video = {"profile": profile} if profile else {}
    captions = {"guideline": guideline} if guideline else {}
    return plan_of({"video": video, "captions": captions})
