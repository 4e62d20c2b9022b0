"""What strangers hand in is called by its name, even when it is no package that is verified."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from sample_packages import sample

from coursewright_packaging.verify import verify_file
from packages import pack

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
