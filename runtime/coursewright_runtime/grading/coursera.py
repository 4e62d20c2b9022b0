"""Coursera's grader contract (autograder v2) around the engine; the program of a grader image.

`python -m coursewright_runtime.grading.coursera FOLDER`, where FOLDER holds `lab/` and
`stylesheet.css`. It reads `/shared/submission` and writes `/shared/feedback.json` with
`/shared/htmlFeedback.html`. It ends with 0 whatever was handed in: anything else means to Coursera
that the grader is broken, and the learner reads nothing. Standard error is for staff.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import traceback
from collections.abc import Container
from pathlib import Path

from coursewright_runtime.grading.assemble import ungradable
from coursewright_runtime.grading.execute import Executor
from coursewright_runtime.grading.files import write_atomically
from coursewright_runtime.grading.grade import Grader, grade
from coursewright_runtime.grading.lab import GraderLab, read_lab
from coursewright_runtime.grading.record import GradingResult
from coursewright_runtime.grading.sinks.coursera import feedback_json
from coursewright_runtime.grading.sinks.page import feedback_page
from coursewright_runtime.grading.submissions import Submitted
from coursewright_runtime.grading.walls import Mode, find_wall

__all__ = ["grade_shared", "main"]

_FEEDBACK, _PAGE = "feedback.json", "htmlFeedback.html"
_BROKEN = "The grader could not grade this; the staff of the course can see why."


def main() -> None:
    """Grade what lies in `$SHARED_DIR/submission` (`/shared` when it is not set)."""
    folder, shared = Path(sys.argv[1]), Path(os.environ.get("SHARED_DIR", "/shared"))
    print(f"part {os.environ.get('partId', 'unknown')}", file=sys.stderr)  # noqa: SIM112
    grade_shared(folder, shared)


def grade_shared(folder: Path, shared: Path) -> None:
    """Grade `shared/submission` by `folder/lab`, and write feedback; never raises for its sake.

    The lab's folder is emptied on the way where users cannot be changed. What the submission wrote
    into `shared` while it ran is removed. Raises OSError where `shared` cannot be written.
    """
    before = {path.name for path in shared.iterdir()} - {_FEEDBACK, _PAGE}
    try:
        stylesheet = (folder / "stylesheet.css").read_text("utf-8")
        lab = read_lab(folder / "lab")
    except Exception:
        traceback.print_exc()
        data = f'{{"fractionalScore": 0.0, "feedback": "{_BROKEN}"}}\n'
        write_atomically(shared / _FEEDBACK, data.encode())
        return
    result = _graded(lab, shared / "submission")
    _remove_all_but(before, shared)
    page = feedback_page(result, lab, stylesheet=stylesheet)
    write_atomically(shared / _PAGE, page.encode())
    text = feedback_json(result, rich="HTML", automatic=True)
    write_atomically(shared / _FEEDBACK, text.encode())


def _remove_all_but(names: Container[str], folder: Path) -> None:
    """Remove what the submission put there: a verdict of its own, or what keeps ours out."""
    with contextlib.suppress(OSError):  # it may have locked the folder, which is of its user
        folder.chmod(folder.stat().st_mode | 0o700)
    for path in sorted(folder.iterdir()):
        if path.name in names:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def _graded(lab: GraderLab, submission: Path) -> GradingResult:
    try:
        wall = find_wall(Mode.CONTAINER, consume=True)
        grader = Grader.of(lab, wall)
        with Executor(lab, wall) as executor:
            return grade(grader, _submitted(submission), executor.execute)
    except Exception:
        traceback.print_exc()
        return ungradable(lab, "learner", (_BROKEN,))


def _submitted(folder: Path) -> Submitted:
    """Return the learner's one file, or the folder when there are several."""
    files = [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    alone = len(files) == 1 and files[0].suffix.lower() in (".zip", ".ipynb")
    return Submitted("learner", files[0] if alone else folder)


if __name__ == "__main__":
    main()
