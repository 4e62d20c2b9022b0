"""Who says whether an answer is right: the test, never the answer, and never nothing at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coursewright_runtime.grading.execute import Executor
from coursewright_runtime.grading.lab import Limits
from coursewright_runtime.grading.outcome import State, Visibility
from coursewright_runtime.grading.walls import find_wall
from walls.labs import NOTEBOOK, SAMPLES, execute, file_of_tests, make_lab, notebook, submit

JUDGING = SAMPLES / "judging"
ATTACKS = sorted(path.name for path in (JUDGING / "hostile").iterdir())
LIMITS = Limits(cell_seconds=10.0, seconds=60.0)
OWN_TEXTS = {"test_own_text"}  # which ask nothing of a submission


@pytest.fixture(scope="module")
def executor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Executor]:
    folder = tmp_path_factory.mktemp("judging") / "lab"
    names = ("test_hidden.py", "test_evaluates.py")
    tests = [file_of_tests(name, Visibility.HIDDEN) for name in names]
    with Executor(make_lab(folder, None, tests, LIMITS, JUDGING), find_wall()) as made:
        yield made


def passed(executor: Executor, submission: Path, folder: Path) -> tuple[set[str], set[str]]:
    """Return the names of the tests that passed, and of those that did not."""
    shutil.copytree(submission, folder)
    outcomes = executor.execute(folder).outcomes
    names = {o.id.rpartition("::")[2]: o.state is State.PASSED for o in outcomes}
    return {n for n, good in names.items() if good}, {n for n, good in names.items() if not good}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_answer_that_says_yes_gains_nothing(
    attack: str, executor: Executor, tmp_path: Path
) -> None:
    gained, lost = passed(executor, JUDGING / "hostile" / attack, tmp_path / "it")
    assert gained == OWN_TEXTS
    assert len(lost) >= 15


def test_the_solution_passes_all_but_what_executes_its_words(
    executor: Executor, tmp_path: Path
) -> None:
    gained, lost = passed(executor, JUDGING / "solution", tmp_path / "it")
    assert lost == {"test_text_of_the_submission", "test_code_of_the_submission"}
    assert len(gained) >= 14


@pytest.mark.parametrize(
    ("submission", "test", "why"),
    [
        ("hostile/says-yes-to-everything", "test_text", "`startswith` is not asked of it"),
        ("hostile/returns-an-empty-list", "test_all_close", "value is empty"),
        ("hostile/returns-nothing-but-shape", "test_one_row", "value is empty"),
        ("solution", "test_text_of_the_submission", "executing a text that does not stand"),
    ],
)
def test_the_author_reads_why(
    submission: str, test: str, why: str, executor: Executor, tmp_path: Path
) -> None:
    shutil.copytree(JUDGING / submission, tmp_path / "it")
    (outcome,) = (
        o for o in executor.execute(tmp_path / "it").outcomes if o.id.endswith(f"::{test}")
    )
    assert why in outcome.detail


def test_a_cell_executes_no_words_of_the_submission(tmp_path: Path) -> None:
    answer = {"source": "def formula():\n    return '2 * 21'"}
    cells = notebook([
        answer,
        {"id": "theirs", "role": "test", "points": 1, "source": "assert eval(formula()) == 42"},
        {"id": "mine", "role": "test", "points": 1, "source": "assert eval('6 * 7') == 42"},
    ])  # fmt: skip
    lab = make_lab(tmp_path / "lab", cells)
    execution = execute(lab, submit(tmp_path / "work", {NOTEBOOK: cells}), find_wall())
    assert [o.points for o in execution.outcomes] == [0, 1]
    assert "isolation: shared" in execution.outcomes[0].detail
