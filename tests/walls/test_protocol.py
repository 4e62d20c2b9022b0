"""What tests can do with code that runs in another process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from coursewright_runtime.grading.outcome import Execution, State
from coursewright_runtime.grading.walls import find_wall
from walls.labs import (
    NOTEBOOK,
    SAMPLES,
    course_lab,
    execute,
    file_of_tests,
    make_lab,
    notebook,
    submit,
)

CELLS = [{"source": "%precision 3\n"}, {"source": "def from_the_notebook(n):\n    return n + n"}]


def run(
    tmp_path: Path,
    *names: str,
    isolation: str = "trusted",
    mode: str = "bubblewrap",
    changes: Mapping[str, str] = {},
) -> Execution:
    """Run test files of the sample against its own solution, or a changed one."""
    given = SAMPLES / "protocol"
    tests = [file_of_tests(name, isolation=isolation) for name in names]
    lab = make_lab(tmp_path / "lab", notebook(CELLS), tests, given=given)
    solution = (given / "solution").glob("*.py")
    texts = {path.name: path.read_text("utf-8") for path in solution}
    submission = submit(tmp_path / "work", {**texts, NOTEBOOK: notebook(CELLS), **changes})
    return execute(lab, submission, find_wall(mode, consume=True))


@pytest.mark.parametrize("mode", ["bubblewrap", "container", "unsafe"])
@pytest.mark.parametrize(
    "name", ["test_protocol.py", "test_specification.py", "test_commands.py", "test_arrays.py"]
)
def test_the_protocol_carries_what_tests_do(name: str, mode: str, tmp_path: Path) -> None:
    execution = run(tmp_path, name, mode=mode)
    wrong = [(o.id, o.message, o.detail) for o in execution.outcomes if o.state is not State.PASSED]
    assert not wrong
    assert len(execution.outcomes) >= 6
    assert sum(o.points or 0 for o in execution.outcomes) == pytest.approx(10)
    assert not any(o.forgeable for o in execution.outcomes)


@pytest.mark.parametrize("mode", ["bubblewrap", "container"])
def test_shared_tests_run_in_the_learners_process_and_say_so(mode: str, tmp_path: Path) -> None:
    execution = run(tmp_path, "test_shared.py", isolation="shared", mode=mode)
    assert [(o.state, o.points, o.forgeable) for o in execution.outcomes] == [
        (State.PASSED, 5.0, True), (State.FAILED, 0.0, True)]  # fmt: skip


def test_what_a_shared_process_reports_is_checked(tmp_path: Path) -> None:
    forged = (SAMPLES / "forged" / "ai_client.py").read_text("utf-8")
    execution = run(
        tmp_path, "test_shared.py", isolation="shared", changes={"ai_client.py": forged}
    )
    assert [(o.state, o.points, o.maximum) for o in execution.outcomes] == [
        (State.PASSED, 5.0, 5.0), (State.ERROR, 0.0, 5.0)]  # fmt: skip
    for outcome in execution.outcomes:
        outcome.title.encode()


def test_a_failure_is_expected_where_pytest_says_so(tmp_path: Path) -> None:
    states = [o.state for o in run(tmp_path, "test_expected_failures.py").outcomes]
    assert states == [State.PASSED, State.FAILED, State.FAILED, State.FAILED, State.NOT_RUN]


def test_what_the_protocol_cannot_do_fails(tmp_path: Path) -> None:
    (outcome,) = run(tmp_path, "test_shared.py").outcomes
    assert (outcome.state, outcome.points, outcome.maximum) == (State.ERROR, 0.0, 10.0)


@pytest.mark.parametrize(
    "name", ["lab-1-1-script-transformation", "lab-1-2-conversations-and-errors"]
)
def test_the_courses_labs_give_solutions_all_and_the_release_nothing(
    name: str, tmp_path: Path
) -> None:
    lab = course_lab(name, tmp_path / "lab")
    solved = submit(
        tmp_path / "solved", {NOTEBOOK: (lab.folder / "source" / NOTEBOOK).read_text("utf-8")}
    )
    execution = execute(lab, solved, find_wall())
    wrong = [o for o in execution.outcomes if o.state not in (State.PASSED, State.PENDING)]
    assert not wrong
    assert not execution.problems
    assert sum(o.points is None for o in execution.outcomes) == 3
    untouched = execute(lab, lab.folder / "release", find_wall())
    assert [o.id for o in untouched.outcomes if o.points != 0] == []
    assert [o.maximum for o in untouched.outcomes] == pytest.approx(
        [o.maximum for o in execution.outcomes]
    )
