"""One course of faulty documents and one of their twins, checked by the real program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import document_faults
import pytest

from courses import run, write_files

_COURSE = "format: 1\nid: papers\ntitle: Papers\nlanguage: en\n"


def tell(folder: Path, files: dict[str, bytes]) -> list[dict[str, Any]]:
    """Return what a check says of a course that attaches the files."""
    links = "".join(f"- [{name}]({name})\n" for name in files)
    page = f"# Papers\n\n{links}"
    lesson = {"course.yaml": _COURSE, "01-part/01-papers.md": page}
    write_files(folder, {**lesson, **{f"01-part/{name}": data for name, data in files.items()}})
    done = run("check", "--format", "json", "--content", folder, cwd=folder.parent)
    assert "Traceback" not in done.stderr, done.stderr
    told: list[dict[str, Any]] = json.loads(done.stdout)["diagnostics"]
    return told


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Return what is said of all faulty documents."""
    cases = document_faults.FAULTS
    files = {f"{name}.{case.ending}": case.faulty() for name, case in cases.items()}
    return tell(tmp_path_factory.mktemp("faulty") / "course", files)


@pytest.fixture(scope="session")
def told_of_twins(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Return what is said of their sound twins."""
    cases = document_faults.FAULTS
    # The twin of an old format is the new one.
    files = {
        f"{name}.{case.ending.removesuffix('x') + 'x' if case.ending != 'pdf' else 'pdf'}": (
            case.sound()
        )
        for name, case in cases.items()
    }
    return tell(tmp_path_factory.mktemp("sound") / "course", files)
