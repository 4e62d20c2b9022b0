"""Files that made the verifier hungry are refused before they are read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from coursewright_packaging.verify import verify_file


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_only_stored_and_deflated_members_are_unpacked(tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("imsmanifest.xml", "<manifest/>")
    (found,) = verify_file(path, "a.zip").diagnostics
    assert (found.rule, found.member) == ("archive-members-are-plain", "imsmanifest.xml")


def test_a_text_of_many_megabytes_is_no_file_of_questions(tmp_path: Path) -> None:
    path = tmp_path / "questions.txt"
    path.write_bytes(b"\n" * (5 << 20))
    (found,) = verify_file(path, "questions.txt").diagnostics
    assert found.rule == "archive-is-bounded"


def test_a_text_of_blank_lines_is_told_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "questions.txt"
    path.write_bytes(b"\n" * 30_000)
    assert len(verify_file(path, "questions.txt").diagnostics) < 1_000
