"""An nbgrader course beside us: what people graded there, and our scores in its gradebook.

Folders and tables are nbgrader's (0.9): `source/`, `release/`, `submitted/`, `autograded/`,
`gradebook.db`. Formgrader then shows what waits for a person, `nbgrader export` what we gave.
"""

from __future__ import annotations

import json
import os
import shutil
import sysconfig
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.code import Cell, cells_of
from coursewright_runtime.grading.errors import GradingFault
from coursewright_runtime.grading.files import write_atomically
from coursewright_runtime.grading.lab import GraderLab
from coursewright_runtime.grading.outcome import State
from coursewright_runtime.grading.record import GradingResult, TestResult
from coursewright_runtime.grading.submissions import Submitted, stage
from coursewright_runtime.grading.unpack import Refused
from coursewright_runtime.grading.workspace import workspace

__all__ = ["NbgraderCourse", "is_plain_name", "open_course"]

_MISSING = "nbgrader is missing; install it with `pip install coursewright[grading]`"


@contextmanager
def open_course(
    lab: GraderLab, folder: Path, submissions: Sequence[Submitted]
) -> Iterator[NbgraderCourse]:
    """Yield the course in `folder`, whose assignment is called as the lab's id.

    Raises GradingFault when nbgrader is missing, its gradebook cannot be read, or it cannot have a
    learner of the name of one of the submissions.
    """
    for each in submissions:
        if not is_plain_name(each.name):
            raise GradingFault(f"nbgrader cannot have a learner called `{each.name}`")
    try:
        from nbgrader.api import Gradebook
        from sqlalchemy.exc import SQLAlchemyError
    except ImportError as error:
        raise GradingFault(_MISSING) from error
    url = f"sqlite:///{(folder / 'gradebook.db').resolve()}"
    try:
        with _own_programs(), _quiet(), Gradebook(url) as gradebook:
            yield NbgraderCourse(lab, folder, url, gradebook)
    except SQLAlchemyError as error:
        raise GradingFault(f"the gradebook of `{folder.name}` cannot be used: {error}") from error


@contextmanager
def _own_programs() -> Iterator[None]:
    """Let nbgrader, which starts `alembic` by name for a new gradebook, find it beside Python."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep back what SQLAlchemy warns of inside nbgrader, where nothing is lost by it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"nbgrader\.", message=".*not in session.*")
        yield


def is_plain_name(name: str) -> bool:
    """Return whether nbgrader may use `name` as a folder."""
    return name not in ("", ".", "..") and not set(name) & set("/\\\0+")


class NbgraderCourse:
    """One assignment of an nbgrader course."""

    def __init__(self, lab: GraderLab, folder: Path, url: str, gradebook: Any) -> None:
        """Read what people graded so far; other threads may then ask for it."""
        self._lab, self._folder, self._url, self._gradebook = lab, folder, url, gradebook
        self._given = dict(self._read())

    def by_hand(self, submitted: Submitted) -> Mapping[str, float]:
        """Return the points that people gave, by outcome id, for answers that stand unchanged."""
        given = self._given.get(submitted.name, {})
        if not given:
            return given
        with workspace("submission") as folder:
            try:
                stage(self._lab, submitted, folder)
            except Refused:
                return {}
            kept = {notebook: self._unchanged(submitted, folder, notebook) for notebook in
                    self._lab.notebooks}  # fmt: skip
        return {
            outcome: points
            for outcome, points in given.items()
            if outcome.partition("#")[2] in kept.get(outcome.partition("#")[0], ())
        }

    def keep(self, submissions: Sequence[Submitted], results: Sequence[GradingResult]) -> None:
        """Write the results, the notebooks that formgrader shows, and the assignment itself."""
        self._assignment()
        for submitted, result in zip(submissions, results, strict=True):
            if result.gradable:
                given = self.by_hand(submitted)  # before the notebooks that people saw go
                self._notebooks(submitted)
                self._scores(submitted, result, given)
        self._gradebook.db.commit()

    def _read(self) -> Iterator[tuple[str, dict[str, float]]]:
        from nbgrader.api import MissingEntry

        try:
            submissions = self._gradebook.assignment_submissions(self._lab.id)
        except MissingEntry:
            return
        for submission in submissions:
            yield (
                submission.student.id,
                {
                    f"{notebook.name}.ipynb#{grade.name}": float(grade.manual_score)
                    + float(grade.extra_credit or 0)
                    for notebook in submission.notebooks
                    for grade in notebook.grades
                    if grade.manual_score is not None and not grade.needs_manual_grade
                },
            )

    def _unchanged(self, submitted: Submitted, folder: Path, notebook: str) -> frozenset[str]:
        """Return the grade ids whose answers are those that people saw."""
        shown = cells_of(self._step("autograded", submitted.name) / Path(notebook).name)
        now = {cell.grade_id: cell for cell in cells_of(folder / notebook) if cell.grade_id}
        same = {c.grade_id for c in shown if c.grade_id and _same(now.get(c.grade_id), c)}
        if same | {c.grade_id for c in shown if c.locked} >= {c.grade_id for c in shown}:
            # A task is answered in cells of the learner's own, so only if none of them changed.
            mine = [c.text for c in cells_of(folder / notebook) if not c.grade_id]
            if mine == [c.text for c in shown if not c.grade_id]:
                same |= {cell.grade_id for cell in shown}
        return frozenset(same)

    def _step(self, step: str, learner: str = "") -> Path:
        return self._folder / step / learner / self._lab.id

    def _assignment(self) -> None:
        lab = self._lab
        for step in ("source", "release"):
            if not self._step(step).exists():
                shutil.copytree(lab.folder / step, self._step(step))
        self._gradebook.update_or_create_assignment(lab.id)
        for notebook in lab.notebooks:
            self._save_cells(notebook)

    def _save_cells(self, notebook: str) -> None:
        """Let nbgrader's own preprocessor note the cells."""
        import nbformat
        from nbgrader.preprocessors import ComputeChecksums, SaveCells

        source, release = (self._lab.folder / step / notebook for step in ("source", "release"))
        read = nbformat.reads(source.read_text("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
        released = nbformat.reads(release.read_text("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
        stubs = {_id(cell): cell.source for cell in released.cells if _label(cell).get("solution")}
        for cell in read.cells:
            cell.source = stubs.get(_id(cell), cell.source)
        names = {"notebook": Path(notebook).stem, "assignment": self._lab.id, "db_url": self._url}
        resources = {"nbgrader": names, "unique_key": Path(notebook).stem}
        read, resources = ComputeChecksums().preprocess(read, resources)
        try:
            SaveCells().preprocess(read, resources)
        except RuntimeError as error:
            raise GradingFault(
                f"cells of {notebook} came or went since the gradebook was made; "
                f"run `nbgrader db assignment remove {self._lab.id} --force` first"
            ) from error
        self._gradebook.db.expire_all()

    def _notebooks(self, submitted: Submitted) -> None:
        """Fill `submitted/` and `autograded/` of one learner."""
        with workspace("submission") as folder:
            stage(self._lab, submitted, folder)
            for notebook in self._lab.notebooks:
                file = folder / notebook
                if not file.is_file():
                    continue
                there = self._step("submitted", submitted.name) / Path(notebook).name
                if not there.exists():
                    write_atomically(there, file.read_bytes())
                shown = self._shown(notebook, file)
                at = self._step("autograded", submitted.name) / Path(notebook).name
                if shown:
                    write_atomically(at, shown.encode("utf-8", "backslashreplace"))

    def _shown(self, notebook: str, file: Path) -> str:
        """Return the learner's notebook with the author's cells put back and without outputs."""
        authored = {
            cell.grade_id: cell.text
            for cell in cells_of(self._lab.folder / "source" / notebook)
            if cell.locked and cell.grade_id
        }
        try:
            data = json.loads(file.read_bytes())
            for cell in data["cells"]:
                name = _id(cell)
                cell["source"] = authored.get(name, cell["source"])
                if cell["cell_type"] == "code":
                    cell |= {"outputs": [], "execution_count": None}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return ""
        return json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n"

    def _scores(
        self, submitted: Submitted, result: GradingResult, given: Mapping[str, float]
    ) -> None:
        lab, gradebook = self._lab, self._gradebook
        gradebook.update_or_create_student(result.submission)
        moment = {"timestamp": submitted.moment} if submitted.moment else {}
        submission = gradebook.update_or_create_submission(lab.id, result.submission, **moment)
        tests = {test.id: test for test in result.tests}
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                outcome = f"{notebook.name}.ipynb#{grade.name}"
                if outcome in tests:
                    _note(grade, tests[outcome], judged=outcome in given)
        share = result.lateness.deducted / lab.points if lab.points else 0.0
        for notebook in submission.notebooks:
            notebook.late_submission_penalty = share * notebook.max_score


def _note(grade: Any, test: TestResult, *, judged: bool) -> None:
    """Keep what people gave; ask them again when the answer has changed since."""
    grade.auto_score = None if test.state is State.PENDING else test.points
    again = grade.manual_score is not None and not judged
    grade.needs_manual_grade = again or (grade.auto_score is None and not judged)


def _same(now: Cell | None, shown: Cell) -> bool:
    return now is not None and (now.locked or now.text == shown.text)


def _label(cell: Any) -> Mapping[str, Any]:
    label = cell.get("metadata", {}).get("nbgrader", {})
    return label if isinstance(label, Mapping) else {}


def _id(cell: Any) -> str:
    return str(_label(cell).get("grade_id", ""))
