"""The learner's notebook is what the real `nbgrader generate_assignment` makes, cell by cell."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from nbgrader.apps import NbGraderAPI
from parity_corpus import ACCEPTED, REFUSED
from traitlets.config import Config

from coursewright.compile.release import LabSource, release_lab

MODULE = Path(__file__).parents[2] / "content/01-llm-application-foundations"
CORPUS = {
    **ACCEPTED,
    **{
        path.parent.name: path.read_text("utf-8")
        for path in sorted(MODULE.glob("lab-*/notebook.ipynb"))
    },
}


@pytest.fixture(scope="module")
def nbgrader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NbGraderAPI]:
    """Return nbgrader over a course with the corpus and an assignment for each refused notebook."""
    root = tmp_path_factory.mktemp("nbgrader")
    for name, text in CORPUS.items():
        _write(root / "source" / "corpus" / f"{name}.ipynb", text)
    for name, text in REFUSED.items():
        _write(root / "source" / name / "n.ipynb", text)
    # nbgrader calls alembic as a program, which lies beside the interpreter.
    paths = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setenv("PATH", paths)
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.db_url = f"sqlite:///{root / 'gradebook.db'}"
    yield NbGraderAPI(config=config)
    monkeypatch.undo()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def theirs(nbgrader: NbGraderAPI) -> Mapping[str, Any]:
    """Return what nbgrader makes of each notebook of the corpus."""
    done = nbgrader.generate_assignment("corpus")
    assert done["success"], done.get("log")
    folder = Path(nbgrader.coursedir.root) / "release" / "corpus"
    return {name: json.loads((folder / f"{name}.ipynb").read_text("utf-8")) for name in CORPUS}


@pytest.mark.parametrize("name", CORPUS)
def test_the_release_is_what_nbgrader_makes(name: str, theirs: Mapping[str, Any]) -> None:
    released = release_lab(LabSource("lab", "n.ipynb", CORPUS[name]))
    ours = json.loads(released.notebook)
    assert not [each for each in released.diagnostics if each.severity.value == "error"]
    assert ours["nbformat_minor"] == theirs[name]["nbformat_minor"]
    assert len(ours["cells"]) == len(theirs[name]["cells"])
    for mine, other in zip(ours["cells"], theirs[name]["cells"], strict=True):
        assert _cell(mine) == _cell(other)


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    return {**cell, "source": "".join(cell["source"])}


@pytest.mark.parametrize("name", REFUSED)
def test_what_nbgrader_refuses_is_an_error(
    name: str, nbgrader: NbGraderAPI, theirs: Mapping[str, Any]
) -> None:
    assert theirs  # nbgrader works, so a refusal is about the notebook
    found = release_lab(LabSource("lab", "n.ipynb", REFUSED[name])).diagnostics
    assert not nbgrader.generate_assignment(name)["success"]
    assert any(each.severity.value == "error" for each in found)
