"""Submissions that attack the grader, run for real behind the walls, each beside a neighbour."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from coursewright_runtime.grading.execute import Executor
from coursewright_runtime.grading.outcome import Execution, State, Visibility
from walls.labs import NOTEBOOK, SAMPLES, cells_of_sample, notebook, submit

pytestmark = pytest.mark.slow

ATTACKS = sorted(path.name for path in (SAMPLES / "hostile").iterdir())
UNDONE = {"triple": "def triple(number):\n    return None\n"}


def hand_in(attack: str, folder: Path) -> Path:
    """Return the submission that a folder describes.

    `cell.py` is the answer cell of the notebook, `cells.json` all of its cells, `links` names
    symbolic links and their targets; without them the notebook answers nothing.
    """
    shutil.copytree(SAMPLES / "hostile" / attack, folder)
    if (folder / "links").exists():
        for line in (folder / "links").read_text("utf-8").splitlines():
            name, target = line.split()
            (folder / name).symlink_to(target)
    if not (folder / NOTEBOOK).exists():
        (folder / NOTEBOOK).write_text(_notebook(folder), encoding="utf-8")
    return folder


def _notebook(folder: Path) -> str:
    if (folder / "cells.json").exists():
        return notebook(json.loads((folder / "cells.json").read_text("utf-8")))
    answer = folder / "cell.py"
    text = answer.read_text("utf-8") if answer.exists() else UNDONE["triple"]
    return notebook(answered(text))


def answered(text: str) -> list[dict[str, Any]]:
    """Return the sample's cells as learners got them, with an answer."""
    given = [
        {**cell, "source": cell["source"].partition("### BEGIN")[0]} for cell in cells_of_sample()
    ]
    answers = {"write-triple": text, "explain": "YOUR ANSWER HERE"}
    return [{**cell, "source": answers.get(cell["id"], cell["source"])} for cell in given]


@pytest.fixture(scope="module")
def neighbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a submission without fault, with a file that nobody else should find."""
    solution = (SAMPLES / "lab" / "solution" / "answer.py").read_text("utf-8")
    texts = {"answer.py": solution, NOTEBOOK: notebook(cells_of_sample()), "neighbour.txt": "mine"}
    return submit(tmp_path_factory.mktemp("neighbour") / "work", texts)


def points(execution: Execution) -> float:
    """Return the points of an execution."""
    return sum(outcome.points or 0.0 for outcome in execution.outcomes)


def told(execution: Execution) -> str:
    """Return all that the learner reads."""
    return "\n".join([*execution.problems, *(outcome.message for outcome in execution.outcomes)])


def test_there_are_many_attacks() -> None:
    assert len(ATTACKS) >= 80


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_gains_nothing_and_disturbs_nobody(
    attack: str, executor: Executor, neighbour: Path, tmp_path: Path
) -> None:
    execution = executor.execute(hand_in(attack, tmp_path / attack))
    assert points(execution) == 0, execution.outcomes
    assert sum(outcome.maximum for outcome in execution.outcomes) == pytest.approx(25)
    assert "SECRET" not in told(execution)
    assert all(outcome.message for outcome in execution.outcomes)
    assert not any(outcome.state in (State.PASSED, State.PENDING) for outcome in execution.outcomes)
    beside = executor.execute(neighbour)
    assert points(beside) == pytest.approx(25), beside.outcomes
    assert not beside.problems


LOOTERS = [
    path.parent.name
    for path in sorted((SAMPLES / "hostile").glob("*/answer.py"))
    if "def loot" in path.read_text("utf-8")
]


@pytest.mark.parametrize("attack", LOOTERS)
def test_a_search_finds_nothing(attack: str, executor: Executor, tmp_path: Path) -> None:
    execution = executor.execute(hand_in(attack, tmp_path / attack))
    seen, *_ = [
        o for o in execution.outcomes if o.visibility is Visibility.VISIBLE and "tests/" in o.id
    ]
    assert "loot: []" in seen.detail  # the search ran to its end, and came back empty
