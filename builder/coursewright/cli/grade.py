"""`coursewright grade`: grade the submissions of a lab."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from coursewright.cli.graded import paths_of, tell
from coursewright.cli.options import Output, output_options

if TYPE_CHECKING:
    from coursewright_runtime.grading.batch import Graded
    from coursewright_runtime.grading.lab import GraderLab
    from coursewright_runtime.grading.walls import Wall

__all__ = ["command"]

_PATH = click.Path(path_type=Path, exists=True)


_BY_PERSONS = (
    "its notebooks are in {}, and programs grade Python notebooks only; cells of tests wait for "
    "a person, files are graded by the tests and checks of metadata.yml"
)


@click.command("grade")
@click.argument("lab", type=_PATH)
@click.argument("submissions", nargs=-1, required=True, type=_PATH)
@click.option("--lab", "name", default="", metavar="ID", help="Lab of a runtime bundle.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the results. [grades/ID]",
)
@click.option("--term", default=None, help="Term whose due dates count.")
@click.option(
    "--jobs", "-j", type=click.IntRange(1, 256), default=None, help="Submissions at a time."
)
@click.option(
    "--nbgrader",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="An nbgrader course: reads what people graded, and writes scores into its gradebook.",
)
@click.option(
    "--wall",
    type=click.Choice(["bubblewrap", "container"]),
    default="bubblewrap",
    show_default=True,
    help="What keeps learners' code in.",
)
@click.option("--after-due", is_flag=True, help="Show tests of visibility after_due_date.")
@click.option("--unsafe", is_flag=True, help="Run learners' code without any wall.")
@output_options
def command(
    lab: Path,
    submissions: tuple[Path, ...],
    name: str,
    out: Path | None,
    term: str | None,
    jobs: int | None,
    nbgrader: Path | None,
    wall: str,
    after_due: bool,
    unsafe: bool,
    output: Output,
) -> int:
    """Grade SUBMISSIONS of a LAB.

    LAB is the folder of a lab in a course, a lab's grader side, or a runtime bundle. SUBMISSIONS
    are folders, zips, notebooks, folders of these, or an nbgrader course with `submitted/`.
    What is graded already is not graded again; an interrupted run goes on where it ended.
    """
    from coursewright.bundle.find import NotGradable, find_lab
    from coursewright.engine.imports import light_imports
    from coursewright_runtime.grading.workspace import sweep, workspace

    light_imports()
    signal.signal(signal.SIGTERM, _interrupt)
    sweep()
    with workspace("lab") as work:
        try:
            found = find_lab(lab, work, name=name, term=term)
        except NotGradable as broken:
            output.report(broken.diagnostics, broken.root)
            return 1
        if found.language.lower() != "python":
            output.say(f"{found.id}: {_BY_PERSONS.format(found.language)}")
        target = out or Path("grades") / found.id
        behind = _wall("unsafe" if unsafe else wall)
        many = jobs or len(os.sched_getaffinity(0))
        graded = _grade(found, submissions, target, behind, many, nbgrader, output)
        _write(found, graded, target, after_due=after_due)
    tell(graded, target, output)
    return 0


def _interrupt(_number: int, _frame: object) -> NoReturn:
    """Let a request to end remove what is temporary, as an interrupt from the keyboard does."""
    raise KeyboardInterrupt


def _wall(mode: str) -> Wall:
    from coursewright.errors import EnvironmentFault
    from coursewright_runtime.grading.walls import NoWall, find_wall

    try:
        return find_wall(mode)
    except NoWall as missing:
        raise EnvironmentFault(str(missing)) from missing


def _grade(
    lab: GraderLab,
    paths: Sequence[Path],
    out: Path,
    wall: Wall,
    jobs: int,
    nbgrader: Path | None,
    output: Output,
) -> tuple[Graded, ...]:
    from coursewright.engine.progress import Progress
    from coursewright.errors import EnvironmentFault
    from coursewright_runtime.grading.batch import Executors, grade_all
    from coursewright_runtime.grading.errors import GradingFault
    from coursewright_runtime.grading.grade import Grader
    from coursewright_runtime.grading.sinks.nbgrader import open_course
    from coursewright_runtime.grading.submissions import find_submissions

    try:
        submissions = find_submissions(lab, paths)
        grader = Grader.of(lab, wall)
        progress = Progress(not output.quiet)
        with (
            open_course(lab, nbgrader, submissions) if nbgrader else nullcontext() as gradebook,
            Executors(lab, wall, min(jobs, len(submissions) or 1)) as executors,
            progress.phase("grading", len(submissions)) as advance,
        ):
            graded = grade_all(
                grader,
                submissions,
                paths_of(out)["records"],
                executors,
                by_hand=gradebook.by_hand if gradebook else lambda _: {},
                on_done=lambda: advance(1),
            )
            if gradebook:
                gradebook.keep(submissions, [each.result for each in graded])
    except GradingFault as fault:
        raise EnvironmentFault(str(fault)) from fault
    return graded


def _write(lab: GraderLab, graded: Sequence[Graded], out: Path, *, after_due: bool) -> None:
    from coursewright.theme import paper_stylesheet
    from coursewright_runtime.grading.batch import file_name
    from coursewright_runtime.grading.files import write_atomically
    from coursewright_runtime.grading.sinks.coursera import feedback_json
    from coursewright_runtime.grading.sinks.page import feedback_page
    from coursewright_runtime.grading.sinks.table import scores_csv

    results = [each.result for each in graded]
    paths = paths_of(out)
    write_atomically(paths["scores"], scores_csv(results).encode())
    for result in results:
        name = file_name(result.submission)
        page = feedback_page(result, lab, stylesheet=paper_stylesheet(), after_due=after_due)
        write_atomically(paths["feedback"] / f"{name}.html", page.encode())
        write_atomically(paths["coursera"] / name / "htmlFeedback.html", page.encode())
        text = feedback_json(result, rich="HTML")
        write_atomically(paths["coursera"] / name / "feedback.json", text.encode())
