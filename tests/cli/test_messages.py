"""What commands say beside their problems."""

from __future__ import annotations

import json
from pathlib import Path

from courses import SMALL, new_course, run, write_files


def test_check_says_what_only_a_build_looks_at(tmp_path: Path) -> None:
    course = new_course(tmp_path / "my-course")
    done = run("check", cwd=course)
    assert done.stdout.splitlines()[1:] == ["not executed: 1 notebook; `build` does it"]
    write_files(tmp_path / "content", SMALL)
    assert run("check", cwd=tmp_path).stdout == "content: no problems\n"


def test_a_notebook_that_raises_is_told_with_one_number_of_its_cell(tmp_path: Path) -> None:
    course = new_course(tmp_path / "my-course")
    file = next(course.glob("*/*.ipynb"))
    notebook = json.loads(file.read_text("utf-8"))
    code = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    notebook["cells"].append({**code, "id": "broken", "source": "1 / 0\n"})
    file.write_text(json.dumps(notebook), "utf-8")
    done = run("notebooks", "validate", cwd=course)
    number = len(notebook["cells"])
    assert f"raised in cell {number}, " in done.stdout
    assert f"cell {number}, line 1: ZeroDivisionError" in done.stderr


def test_small_matching_questions_are_told_once_at_their_lines(tmp_path: Path) -> None:
    """The course's rule tells of every question that the package's rule would tell of."""
    tea, ice, milk = (
        "{prompt: Hot, match: Tea}",
        "{prompt: Cold, match: Ice}",
        "distractors: [Milk]",
    )
    both = "{prompt: Warm, match: Tea}"
    small = (f"[{tea}, {ice}]", f"[{tea}, {both}]", f"[{tea}, {both}]\n    {milk}")
    whole = f"[{tea}, {ice}]\n    {milk}"
    entries = (
        f"  - type: matching\n    stem: Join.\n    pairs: {keys}\n" for keys in (*small, whole)
    )
    quiz = f"questions:\n{''.join(entries)}"
    write_files(tmp_path / "content", {**SMALL, "01-first/02-check.quiz.yaml": quiz})
    done = run("build", "blackboard", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.count("advice[") == len(small)
    assert "01-first/02-check.quiz.yaml:3:11: advice[matching-has-a-choice]" in done.stderr
    verified = run("verify", *_pools(tmp_path), cwd=tmp_path)
    assert verified.stderr.count("advice[blackboard-matching-is-large-enough]") == len(small)


def _pools(folder: Path) -> list[str]:
    return [str(pool) for pool in (folder / "dist/blackboard/pools").iterdir()]
