"""Static analysis: what counts as the learner's, and what a learner cannot talk it out of."""

from __future__ import annotations

from pathlib import Path

import pytest
from graded_labs import SOLVED, STUB, cell, cells, small_lab, write_notebook

from coursewright_runtime.grading.assemble import analyse
from coursewright_runtime.grading.lab import Documentation, GraderLab, ModuleRule, Organization

RULES = Organization(
    "work",
    required_modules=("config.py",),
    minimum_functions=2,
    top_level_work=False,
    banned_imports=("subprocess",),
    ruff=("F",),
    modules=(ModuleRule("config.py", ("config", "load"), 1, ("client",), ("print",)),),
)
GOOD = 'def load_config():\n    """Load."""\n    return 1\n\n\ndef config_of():\n    return 2\n'


def shares(lab: GraderLab, submission: Path) -> dict[str, float]:
    return {check.title: check.share for check in analyse(lab, submission)}


def organized(tmp_path: Path, text: str) -> dict[str, float]:
    lab = small_lab(tmp_path / "lab", organization=RULES)
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "config.py").write_text(text)
    return shares(lab, tmp_path / "work")


def test_good_modules_keep_every_rule(tmp_path: Path) -> None:
    assert set(organized(tmp_path, GOOD).values()) == {1.0}


@pytest.mark.parametrize(
    ("added", "broken"),
    [
        ("import subprocess\nsubprocess.run([])\n", "no banned import"),
        ("for x in []:\n    pass\n", "no work when imported"),
        ("config_of()\n", "no work when imported"),
        ("import client\nx = client\n", "imports of config.py"),
        ("y = print\n", "calls of config.py"),
        ("def helper():\n    pass\n", "config.py is about config or load"),
        ("import os\n", "style"),
        ("import os  # noqa\n", "style"),
        ("# ruff: noqa\nimport os\n", "style"),
        ("def (:\n", "every module is Python"),
    ],
)
def test_each_rule_finds_its_fault(tmp_path: Path, added: str, broken: str) -> None:
    assert organized(tmp_path, GOOD + added)[broken] < 1


def test_settings_of_the_learner_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "ruff.toml").write_text('exclude = ["*"]\n[lint]\nignore = ["F"]\n')
    (tmp_path / "work" / "pyproject.toml").write_text('[tool.ruff]\nexclude = ["*"]\n')
    (tmp_path / "work" / "config.py").write_text(GOOD + "import os\n")
    assert shares(small_lab(tmp_path / "lab", organization=RULES), tmp_path / "work")["style"] < 1


def test_the_untouched_release_has_nothing(tmp_path: Path) -> None:
    words = Documentation("work", comments=5, readme="README.md")
    lab = small_lab(tmp_path, organization=RULES, documentation=words)
    assert set(shares(lab, tmp_path / "release").values()) == {0.0}


def test_a_changed_test_cell_is_not_the_learners_code(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab", documentation=Documentation("work"))
    changed = cells(STUB)
    changed[1]["source"] = SOLVED
    write_notebook(tmp_path / "work" / "lab.ipynb", *changed)
    assert shares(lab, tmp_path / "work")["docstrings"] == 0


def test_written_files_and_magics_are_understood(tmp_path: Path) -> None:
    lab = small_lab(tmp_path / "lab", organization=RULES)
    magics = cell("more", "%matplotlib inline\n!ls\nif True:\n    %time x = 1\n")
    written = cell("file", f"%%writefile config.py\n{GOOD}")
    write_notebook(tmp_path / "work" / "lab.ipynb", *cells(SOLVED), magics, written)
    found = shares(lab, tmp_path / "work")
    assert set(found.values()) == {1.0}
    assert "every module is Python" not in found


def test_documentation_is_measured(tmp_path: Path) -> None:
    words = Documentation("work", docstrings=0.8, comments=10, readme="README.md", readme_words=4)
    lab = small_lab(tmp_path / "lab", documentation=words)
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "config.py").write_text(GOOD + "# why\n")
    (tmp_path / "work" / "README.md").write_text("Two words\n")
    found = shares(lab, tmp_path / "work")
    assert found["docstrings"] == pytest.approx(1 / 3 / 0.8)
    assert (found["comments"], found["README.md"]) == (1, 0.5)


@pytest.mark.parametrize(
    "text", ["(" * 10_000, "\0", "x = " + "-" * 20_000 + "1", "é = 1\n", "lambda: " * 5_000 + "1"]
)
def test_hostile_code_is_only_a_finding(tmp_path: Path, text: str) -> None:
    assert min(organized(tmp_path, text).values()) == 0
