"""What strangers hand in is called by its name, even when it is no package that is verified."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from sample_packages import sample

from courses import run
from coursewright_packaging.verify import verify_file
from packages import Files, pack

_OTHERS = {
    "cmi5.xml": "cmi5",
    "tincan.xml": "xAPI",
    "h5p.json": "H5P",
    "moodle_backup.xml": "Moodle backup",
    "META-INF/container.xml": "EPUB",
    "WEB-INF/web.xml": "without WEB-INF/bb-manifest.xml",
    "course.au": "AICC",
}
_NO_ARCHIVES = {
    "it is empty": b"",
    "gzip": gzip.compress(b"a tar archive"),
    "PDF": b"%PDF-1.7\n",
    "page": b"\n<!DOCTYPE html><html></html>",
    "not a zip file": b'{"cells": []}',
}


@pytest.mark.parametrize("member", _OTHERS)
def test_a_package_of_another_kind_is_called_by_its_name(member: str, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(pack({member: b"x"}))
    (found,) = verify_file(path, path.name).diagnostics
    assert found.rule == "package-kind-is-known"
    assert _OTHERS[member] in found.message


@pytest.mark.parametrize("told", _NO_ARCHIVES)
def test_a_file_that_is_no_archive_is_called_by_its_name(told: str, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(_NO_ARCHIVES[told])
    (found,) = verify_file(path, path.name).diagnostics
    assert found.rule == "archive-opens"
    assert told in found.message


def test_a_quiz_as_canvas_exports_it_is_no_cartridge(tmp_path: Path) -> None:
    """Canvas, and text2qti after it, write QTI in the namespace of a cartridge."""
    files = sample("qti12")
    manifest = files["imsmanifest.xml"].replace(b"/imscp_v1p1", b"/imsccv1p1/imscp_v1p1")
    named = b"<metadata><schema>IMS Content</schema></metadata><organizations/>"
    files["imsmanifest.xml"] = manifest.replace(b"<organizations/>", named)
    path = tmp_path / "package.zip"
    path.write_bytes(pack(files))
    verified = verify_file(path, path.name)
    assert (verified.kind, verified.diagnostics) == ("QTI package", ())


def test_a_text_of_other_questions_is_one_finding(tmp_path: Path) -> None:
    path = tmp_path / "questions.txt"
    path.write_text("::Q1:: What? {=a ~b}\n\n::Q2:: Where? {=x ~y}\n", "utf-8")
    (found,) = verify_file(path, path.name).diagnostics
    assert found.rule == "question-line-starts-with-keyword"


@pytest.mark.parametrize("tagged", ["!!timestamp 99", "!!int x", "!!bool x", "!!float ''"])
def test_a_text_that_does_not_fit_its_tag_is_told(tagged: str, tmp_path: Path) -> None:
    files = sample("instructor")
    name = next(name for name in files if name.endswith("metadata.yml"))
    path = tmp_path / "package.zip"
    path.write_bytes(pack({**files, name: f"title: {tagged}\n".encode()}))
    (found, *_) = verify_file(path, path.name).diagnostics
    assert found.member == name
    assert "it is no YAML" in found.message


@pytest.mark.parametrize("form", ["human", "json", "sarif", "junit", "github"])
@pytest.mark.parametrize(
    "bundle",
    [
        {"\x1b[2J\n::error::mine.txt": b""},
        {"upload-plan.json": b'{"steps": [{"file": "\\ud800x"}]}', "course_metadata.json": b"{}"},
    ],
    ids=["moves a terminal", "has no encoding"],
)
def test_a_strange_name_is_told(bundle: Files, form: str, tmp_path: Path) -> None:
    (tmp_path / "package.zip").write_bytes(pack(bundle))
    done = run("verify", "--format", form, "package.zip", cwd=tmp_path)
    told = done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in told
    assert not {"\x1b", "\r"} & {*told}
    assert "\n::error::mine" not in told
