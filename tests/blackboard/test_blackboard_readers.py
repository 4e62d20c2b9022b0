"""An independent reader, qti-package-maker, finds the same questions and keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from blackboard_samples import build, make_publication, written
from qti_package_maker.engines.bbq_text_upload import read_package as text_reader
from qti_package_maker.engines.blackboard_export_zip import read_package as pool_reader
from qti_package_maker.package_interface import QTIPackageInterface

from coursewright_packaging.diagnostic import Severity
from coursewright_packaging.verify import verify_file


@pytest.fixture(scope="module")
def artefacts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("readers")
    return written(build(make_publication(folder / "source")), folder / "dist")


def _items(reader: Any, path: Path) -> dict[str, Any]:
    """Return the first item of each type."""
    bank = reader.read_items_from_file(str(path), allow_mixed=True)
    try:
        found: dict[str, Any] = {}
        for item in bank:
            found.setdefault(item.item_type, item)
        return found
    finally:
        bank.cleanup()


def test_a_pool_is_read_with_its_keys(artefacts: dict[str, Path]) -> None:
    found = _items(pool_reader, artefacts["blackboard/pools/quiz-1.zip"])
    assert found["MC"].answer_text == "<p>Option a</p>"
    assert found["MC"].choices_list == ["<p>Option a</p>", "<p>Option b</p>"]
    assert found["MA"].answers_list == ["<p>Option a</p>", "<p>Option c</p>"]
    assert found["FIB"].answers_list == ["Paris", "Lutetia"]
    assert found["MULTI_FIB"].answer_map == {"animal": ["cow", "goat"], "food": ["milk"]}
    assert (found["NUM"].answer_float, found["NUM"].tolerance_float) == pytest.approx((3.14, 0.01))
    match = dict(zip(found["MATCH"].prompts_list, found["MATCH"].choices_list, strict=True))
    assert match == {"<p>France</p>": "<p>Paris</p>", "<p>Italy</p>": "<p>Rome</p>"}


def test_the_pools_image_is_recovered_under_its_name(artefacts: dict[str, Path]) -> None:
    item = _items(pool_reader, artefacts["blackboard/pools/quiz-1.zip"])["MC"]
    assert 'src="pic.png"' in item.question_text


@pytest.mark.parametrize("view", ["original", "ultra"])
def test_a_text_file_is_read_with_its_keys(view: str, artefacts: dict[str, Path]) -> None:
    found = _items(text_reader, artefacts[f"blackboard/questions/{view}/quiz-1.txt"])
    assert found["MC"].answer_text == "Option a"
    assert found["MA"].answers_list == ["Option a", "Option c"]
    assert found["FIB"].answers_list == ["Paris", "Lutetia"]
    assert found["MULTI_FIB"].answer_map == {"animal": ["cow", "goat"], "food": ["milk"]}
    assert (found["NUM"].answer_float, found["NUM"].tolerance_float) == pytest.approx((3.14, 0.01))
    assert found["MATCH"].choices_list == ["Paris", "Rome"]
    if view == "original":
        assert found["ORDER"].ordered_answers_list == [
            "Option first",
            "Option second",
            "Option third",
        ]


def test_a_pool_of_the_reader_has_no_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its pools are imported, although its choices show feedback that is not there."""
    monkeypatch.chdir(tmp_path)
    written = QTIPackageInterface("peer", verbose=False, allow_mixed=True)
    written.add_item("MC", ("Which?", ["a", "b", "c"], "b"))
    written.add_item("MATCH", ("Which?", ["x", "y", "z"], ["1", "2", "3"]))
    written.save_package("blackboard_export_zip")
    (path,) = tmp_path.glob("*.zip")
    found = {each.rule: each.severity for each in verify_file(path, path.name).diagnostics}
    assert found["blackboard-feedback-resolves"] is Severity.WARNING
    assert Severity.ERROR not in found.values()
