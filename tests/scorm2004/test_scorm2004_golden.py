"""What the target writes, file by file; `--regen` writes the trees anew."""

from __future__ import annotations

import hashlib
import io
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree
from scorm2004_samples import build, make_publication, moodle_packages, package

from coursewright_packaging.archive import Archive, write_archive
from coursewright_packaging.scorm2004.control import CONTROL_NAMES

GOLDEN = Path(__file__).parent / "golden"
PLAYER = files("coursewright_packaging.scorm2004") / "player"
EDITIONS = ("4th", "3rd")

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Files]:
    folder = tmp_path_factory.mktemp("golden")
    return {edition: package(folder / edition, edition) for edition in EDITIONS}


def _readable(name: str, content: bytes) -> bytes:
    """Return XML indented; a digest of what others made; a list of what an archive holds."""
    if name == "imsmanifest.xml":
        root = etree.fromstring(content)
        etree.indent(root)
        return etree.tostring(root, encoding="UTF-8") + b"\n"
    if name in CONTROL_NAMES or name.endswith(".xsd"):
        return hashlib.sha256(content).hexdigest().encode() + b"\n"
    if name.endswith(".zip"):
        return "".join(f"{each}\n" for each in _names(content)).encode()
    if name.startswith("player/") and content == _players(name):
        return b"(as in the player's folder)\n"
    return content


def _names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def _players(name: str) -> bytes | None:
    path = PLAYER / name.removeprefix("player/")
    return path.read_bytes() if path.is_file() else None


def _tree(folder: Path) -> Files:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def _compare(found: Files, folder: Path, regen: bool) -> None:
    if regen:
        for name, content in found.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    expected = _tree(folder)
    assert sorted(found) == sorted(expected)
    assert found == expected


def test_the_fourth_edition_holds_what_it_held(packages: dict[str, Files], regen: bool) -> None:
    found = {name: _readable(name, content) for name, content in packages["4th"].items()}
    _compare(found, GOLDEN / "4th", regen)


def test_the_third_edition_differs_as_it_did(packages: dict[str, Files], regen: bool) -> None:
    assert packages["3rd"].keys() == packages["4th"].keys()
    differing = {
        name: _readable(name, content)
        for name, content in packages["3rd"].items()
        if content != packages["4th"][name]
    }
    _compare(differing, GOLDEN / "3rd", regen)


@pytest.mark.parametrize(("number", "tree"), [(0, "moodle-scorm2004"), (1, "moodle-scorm12")])
def test_the_packages_for_moodle_differ_as_they_did(
    number: int, tree: str, packages: dict[str, Files], tmp_path: Path, regen: bool
) -> None:
    made = moodle_packages(tmp_path)[number]
    differing = {
        name: _readable(name, content)
        for name, content in made.items()
        if content != packages["4th"].get(name)
    }
    _compare(differing, GOLDEN / tree, regen)


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    zips = []
    for name in ("a", "b"):
        (artefact,) = build(make_publication(tmp_path / name)).artefacts
        assert isinstance(artefact.content, Archive)
        write_archive(tmp_path / f"{name}.zip", artefact.content, timestamp=0)
        zips.append((tmp_path / f"{name}.zip").read_bytes())
    assert zips[0] == zips[1]
