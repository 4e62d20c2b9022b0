"""Small packages as other tools make them are clean; each fault in them is caught by its rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sample_packages import sample

from coursewright_packaging.verify import Verified, verify_file
from packages import Files, apply_fault, faults, pack

HERE = Path(__file__).parent
KINDS = {
    "cartridge": "Common Cartridge",
    "grader": "Coursera image",
    "image": "Coursera image",
    "instructor": "archive for instructors",
    "runtime": "runtime bundle for the lab service (for no platform)",
    "qti12": "QTI package",
    "qti21": "QTI package",
    "scorm12": "SCORM 1.2 package",
}
CASES = [(name, case) for name in KINDS for case in faults(HERE / "faults" / f"{name}.yaml")]


def _verified(files: Files, folder: Path) -> Verified:
    path = folder / "package.zip"
    path.write_bytes(pack(files))
    return verify_file(path, path.name)


@pytest.mark.parametrize("name", KINDS)
def test_a_sample_is_known_and_clean(name: str, tmp_path: Path) -> None:
    assert _verified(sample(name), tmp_path) == Verified("package.zip", KINDS[name], ())


@pytest.mark.parametrize("number", "023")
def test_every_version_of_the_cartridge_is_known_and_clean(number: str, tmp_path: Path) -> None:
    space = "imscc" if number == "0" else f"imsccv1p{number}"
    files = {
        name: re.sub(rb"imsccv1p1(?=/im)", space.encode(), content).replace(
            b">1.1.0<", f">1.{number}.0<".encode()
        )
        for name, content in sample("cartridge").items()
    }
    found = _verified(files, tmp_path)
    assert found.kind == "Common Cartridge"
    told = [] if number == "0" else ["cartridge-version-is-portable"]
    assert [each.rule for each in found.diagnostics] == told


@pytest.mark.parametrize(("name", "case"), CASES, ids=lambda each: str(each)[:90])
def test_a_fault_is_caught_by_its_rule(name: str, case: Mapping[str, Any], tmp_path: Path) -> None:
    found = _verified(apply_fault(case, sample(name)), tmp_path)
    assert found.kind == KINDS[name]
    assert case["rule"] in {each.rule for each in found.diagnostics}, found.diagnostics
    assert all(each.path == "package.zip" and each.hint for each in found.diagnostics)


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "iso-8859-1"])
@pytest.mark.parametrize("name", ["cartridge", "scorm12", "qti12"])
def test_a_manifest_in_another_encoding_is_read(name: str, coding: str, tmp_path: Path) -> None:
    files = sample(name)
    text = files["imsmanifest.xml"].decode().replace("UTF-8", coding.removesuffix("-sig"))
    files["imsmanifest.xml"] = text.encode(coding)
    if coding.startswith("utf-16-"):
        files["imsmanifest.xml"] = text.replace(coding, "utf-16").encode(coding)
    found = _verified(files, tmp_path)
    assert found.kind == KINDS[name]
    # Moodle looks for the namespace in the first bytes, whatever their encoding.
    told = {"cartridge-namespace-comes-early"} if "utf-16" in coding and name == "cartridge" else ()
    assert {each.rule for each in found.diagnostics} == set(told)


def test_a_folder_that_was_packed_with_its_name_is_told(tmp_path: Path) -> None:
    files = {f"course/{name}": content for name, content in sample("cartridge").items()}
    (found,) = _verified(files, tmp_path).diagnostics
    assert found.member == "course/imsmanifest.xml"
    assert found.hint == "Pack what is in the folder, not the folder itself."
    files = {f"image/{name}": content for name, content in sample("image").items()}
    (found,) = _verified(files, tmp_path).diagnostics
    assert (found.rule, found.hint) == (
        "coursera-dockerfile-at-root",
        "Pack what is in the folder, not the folder itself.",
    )


def test_what_is_wrong_a_thousand_times_is_counted_not_listed(tmp_path: Path) -> None:
    files = sample("cartridge") | {f"stray/{number}.txt": b"x" for number in range(1000)}
    found = _verified(files, tmp_path).diagnostics
    assert len(found) == 201
    assert "800 more violations of this rule are not listed" in {each.message for each in found}


@pytest.mark.parametrize(
    "script",
    ["first", "~first", "first|second&part", "2*{first,part, second}&(first)", 'first<>"failed"'],
)
def test_scripts_of_aicc_are_clean(script: str, tmp_path: Path) -> None:
    escaped = script.replace("&", "&amp;").replace("<", "&lt;")
    found = _verified(
        _manifest(sample("scorm12"), ">first</adlcp:pre", f">{escaped}</adlcp:pre"), tmp_path
    )
    assert [each.rule for each in found.diagnostics if "script" in each.rule] == []


def test_metadata_of_scorm12_are_clean(tmp_path: Path) -> None:
    """Most tools write them into the manifest."""
    space = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
    told = '<title><langstring xml:lang="en">Rivers</langstring></title>'
    lom = f'</schemaversion><lom xmlns="{space}"><general>{told}</general></lom>'
    files = _manifest(sample("scorm12"), "</schemaversion>", lom)
    named = _manifest(
        files, "adlcp_rootv1p2.xsd", f"adlcp_rootv1p2.xsd {space} imsmd_rootv1p2p1.xsd"
    )
    assert _verified(named, tmp_path).diagnostics == ()


def _manifest(files: Files, old: str, new: str) -> Files:
    """Return the members with another text in the manifest."""
    content = files["imsmanifest.xml"]
    assert old.encode() in content
    return files | {"imsmanifest.xml": content.replace(old.encode(), new.encode(), 1)}
