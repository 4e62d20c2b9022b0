"""Submissions that attack tests which run programs, hand over mocks or read source."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coursewright_runtime.grading.execute import Executor
from coursewright_runtime.grading.outcome import State, Visibility
from coursewright_runtime.grading.walls import find_wall
from walls.conftest import LIMITS
from walls.labs import SAMPLES, file_of_tests, make_lab
from walls.test_hostile_submissions import points, told

PROGRAMS = SAMPLES / "programs"
ATTACKS = sorted(path.name for path in (PROGRAMS / "hostile").iterdir())


@pytest.fixture(scope="module")
def executor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Executor]:
    folder = tmp_path_factory.mktemp("programs") / "lab"
    tests = [file_of_tests("test_hidden.py", Visibility.HIDDEN)]
    with Executor(make_lab(folder, None, tests, LIMITS, PROGRAMS / "lab"), find_wall()) as made:
        yield made


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_gains_nothing(attack: str, executor: Executor, tmp_path: Path) -> None:
    shutil.copytree(PROGRAMS / "hostile" / attack, tmp_path / "it")
    execution = executor.execute(tmp_path / "it")
    assert points(execution) == 0, execution.outcomes
    assert len(execution.outcomes) == 4
    assert not any(outcome.state is State.PASSED for outcome in execution.outcomes)
    assert "SECRET" not in told(execution)
    assert "HELLO" not in told(execution)
    assert "SECRET" not in "".join(
        each.detail for each in execution.outcomes if "mock" not in attack
    )
    shutil.copytree(PROGRAMS / "lab" / "solution", tmp_path / "neighbour")
    assert points(executor.execute(tmp_path / "neighbour")) == pytest.approx(10)


def test_a_pipe_in_place_of_a_module_is_told_at_once(executor: Executor, tmp_path: Path) -> None:
    shutil.copytree(PROGRAMS / "hostile" / "pipe-for-a-module", tmp_path / "it")
    execution = executor.execute(tmp_path / "it")
    assert "main.py is no ordinary file, so it cannot be read." in execution.problems
    (source,) = [each for each in execution.outcomes if each.id.endswith("::test_source")]
    assert source.message == "A hidden test failed."
    assert "is no ordinary file" in source.detail
