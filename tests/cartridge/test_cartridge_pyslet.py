"""An independent reader, pyslet, runs its tests of the Common Cartridge profile over our packages.

pyslet's tests of version 1.1 are those of 1.0 and still name 1.0's type of associated content, so
the constant is set here. Two exceptions, both of Canvas's own layout:

- A topic or web link of a Canvas export stands at the package's root, and so has no folder that
  pyslet could look into.
- A quiz's settings list a file of `non_cc_assessments/`, above the quiz's folder.
"""

from __future__ import annotations

import unittest
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pyslet import imscc_profilev1p0, imscc_profilev1p1

from courses import documented_course, run
from coursewright_packaging.commoncartridge.writing import LOR

TESTS = 8
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pyslet")


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pyslet")
    documented_course(folder / "content", lab=True)
    done = run("build", "cartridge", "canvas", "--term", "spring", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "dist"


def _read(package: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(imscc_profilev1p0, "AssociatedContentType", LOR)
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    return imscc_profilev1p1.CommonCartridge(str(folder))


def _failed(cartridge: Any) -> list[str]:
    result = unittest.TestResult()
    imscc_profilev1p0.CCTestSuite(cartridge).run(result)
    assert result.testsRun == TESTS
    assert not result.errors, result.errors[0][1]
    return [test.id().rpartition(".")[2] for test, _ in result.failures]


def test_the_generic_cartridge_passes_all(
    dist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = dist / "cartridge" / "tea-for-engineers-cc11.imscc"
    cartridge = _read(package, tmp_path, monkeypatch)
    assert len(cartridge.cwcList) > 1
    kinds = {cartridge.cp.manifest.get_element_by_id(name).type for name in cartridge.laoTable}
    assert len(kinds) == 5, kinds
    assert _failed(cartridge) == []


def test_a_file_beside_a_topic_is_found(
    dist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The suite does fail when there is something to find."""
    package = dist / "cartridge" / "tea-for-engineers-cc11.imscc"
    cartridge = _read(package, tmp_path, monkeypatch)
    topic = next(tmp_path.rglob("topic.xml")).parent.name
    manifest = tmp_path / "imsmanifest.xml"
    stray = f"{topic}/leaf.svg"
    (tmp_path / stray).write_bytes((tmp_path / "assets/brewing/leaf.svg").read_bytes())
    text = manifest.read_text("utf-8").replace(
        '<file href="assets/brewing/leaf.svg"', f'<file href="{stray}"'
    )
    manifest.write_text(text, "utf-8")
    cartridge = imscc_profilev1p1.CommonCartridge(str(tmp_path))
    assert _failed(cartridge) == ["test_1_4_associated_content_1", "test_1_4_web_content_1"]


def test_the_canvas_package_passes_but_for_its_own_layout(
    dist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = dist / "canvas" / "tea-for-engineers.imscc"
    cartridge = _read(package, tmp_path, monkeypatch)
    at_root = [name for name, (folder, _) in cartridge.laoTable.items() if folder is None]
    types = {cartridge.cp.manifest.get_element_by_id(name).type for name in at_root}
    assert types == {"imsdt_xmlv1p1", "imswl_xmlv1p1"}
    for name in at_root:
        del cartridge.laoTable[name]
    assert _failed(cartridge) == ["test_1_4_associated_content_2"]
