"""What learners read of failing tests: nothing that they have not seen, unless authors say it."""

from __future__ import annotations

import json
from pathlib import Path

from coursewright_runtime.grading.outcome import Execution, Visibility
from coursewright_runtime.grading.walls import find_wall
from walls.labs import NOTEBOOK, SAMPLES, execute, file_of_tests, make_lab, notebook, submit

SEALED = SAMPLES / "sealed"
ANSWER = (SEALED / "solution" / "answer.py").read_text("utf-8")


def messages(execution: Execution) -> dict[str, str]:
    return {each.id.rpartition("::")[2]: each.message for each in execution.outcomes}


def graded(tmp_path: Path, *names: str, cells: str | None = None) -> dict[str, str]:
    hidden = {"test_hidden.py": Visibility.HIDDEN}
    tests = [file_of_tests(name, hidden.get(name, Visibility.VISIBLE)) for name in names]
    lab = make_lab(tmp_path / "lab", cells, tests, given=SEALED)
    texts = {"answer.py": ANSWER, **({NOTEBOOK: cells} if cells else {})}
    return messages(execute(lab, submit(tmp_path / "work", texts), find_wall()))


def test_a_test_with_values_of_its_own_shows_them(tmp_path: Path) -> None:
    told = graded(tmp_path, "test_seen.py")
    assert "assert 'given 1' == 'seen value'" in told["test_shows_values"]
    assert told["test_error_of_the_learner"].startswith("Your code raised ValueError: seen")


def test_values_of_other_files_are_not_shown(tmp_path: Path) -> None:
    told = graded(tmp_path, "test_seen.py", "test_borrows.py")
    assert "HIDDEN" not in json.dumps(told)
    assert told["test_with_a_fixture_of_another_file"] == "assert answer.give(6) == sixth failed"
    assert told["test_introspection"] == "assert answer.give(4) == DEEP[4] failed"
    assert told["test_words_of_the_author"] == "five is wrong"
    assert told["test_error"] == "KeyError"
    assert told["test_handed_over"] == "Your code raised an exception."


def test_words_of_a_library_are_not_the_authors(tmp_path: Path) -> None:
    told = graded(tmp_path, "test_hidden.py")
    assert told == {
        "test_mock": "A hidden test failed.",
        "test_raises": "A hidden test failed.",
        "test_words": "words of the author",
    }


def test_what_a_hidden_cell_handed_over_is_in_no_later_message(tmp_path: Path) -> None:
    hidden = "### BEGIN HIDDEN TESTS\nimport answer\ntry:\n    answer.fail('HIDDEN-CELL')\n"
    hidden += "except ValueError:\n    pass\n### END HIDDEN TESTS\n"
    shown = "import answer\nassert answer.recall() == 'nothing'"
    cells = notebook([
        {"id": "first", "role": "test", "points": 1, "source": f"{hidden}{shown}"},
        {"id": "second", "role": "test", "points": 1, "source": "answer.fail('')"},
    ])  # fmt: skip
    told = graded(tmp_path, "test_seen.py", cells=cells)
    assert "HIDDEN" not in json.dumps(told)
    assert told[f"{NOTEBOOK}#first"] == "assert answer.recall() == 'nothing' failed"
    assert told["test_after_it"] == 'assert answer.recall() == "nothing" failed'
