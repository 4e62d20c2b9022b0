"""What the target writes, file by file; `--regen` writes the trees anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from blackboard_samples import build, make_publication, members, written
from lxml import etree

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def artefacts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("golden")
    return written(build(make_publication(folder / "source")), folder / "dist")


def _readable(name: str, content: bytes) -> bytes:
    """Return XML indented, so that a difference can be read; archives by their members' names."""
    if name.endswith((".dat", ".xml")):
        root = etree.fromstring(content)
        etree.indent(root)
        return etree.tostring(root, encoding="UTF-8") + b"\n"
    return b"(archive)\n" if content.startswith(b"PK") else content


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("course", "blackboard/demo-course.zip"),
        ("building-block", "blackboard/demo-building-block.war"),
        ("pool", "blackboard/pools/quiz-1.zip"),
    ],
)
def test_an_archive_holds_what_it_held(
    name: str, path: str, artefacts: dict[str, Path], regen: bool
) -> None:
    found = {m: _readable(m, content) for m, content in members(artefacts[path]).items()}
    folder = GOLDEN / name
    if regen:
        _write(folder, found)
    expected = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
    assert sorted(found) == sorted(expected)
    assert found == expected


@pytest.mark.parametrize("view", ["original", "ultra"])
def test_question_files_hold_what_they_held(
    view: str, artefacts: dict[str, Path], regen: bool
) -> None:
    content = artefacts[f"blackboard/questions/{view}/quiz-1.txt"].read_bytes()
    golden = GOLDEN / "questions" / f"{view}.txt"
    if regen:
        _write(golden.parent, {golden.name: content})
    assert content == golden.read_bytes()


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    first = written(build(make_publication(tmp_path / "a")), tmp_path / "1")
    second = written(build(make_publication(tmp_path / "b")), tmp_path / "2")
    assert list(first) == list(second)
    for name, path in first.items():
        assert path.read_bytes() == second[name].read_bytes(), name
