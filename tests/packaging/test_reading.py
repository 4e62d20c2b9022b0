"""Archives as attackers send them are refused, each by the rule that names the trick."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from archive_tricks import TRICKS
from coursewright_packaging.verify import verify_file


@pytest.mark.parametrize("trick", TRICKS)
def test_each_trick_is_refused_by_its_rule(tmp_path: Path, trick: str) -> None:
    make, rule = TRICKS[trick]
    path = tmp_path / "package.zip"
    make(path)
    found = verify_file(path, "package.zip").diagnostics
    assert {d.rule for d in found} == {rule}
    assert all(d.path == "package.zip" and d.message and d.hint for d in found)


@pytest.mark.parametrize("name", ["pipe.zip", "pipe.txt"])
def test_a_pipe_keeps_nobody_waiting(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    (found,) = verify_file(tmp_path / name, name).diagnostics
    assert "this is no" in found.message


def test_a_huge_text_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "questions.txt").open("wb") as file:
        file.truncate(8 << 30)
    (found,) = verify_file(tmp_path / "questions.txt", "questions.txt").diagnostics
    assert found.rule == "archive-is-bounded"


def test_damage_inside_of_a_member_is_told_of_the_member(tmp_path: Path) -> None:
    path = tmp_path / "damaged.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(range(256)) * 40)
    data = bytearray(path.read_bytes())
    data[60:70] = b"\xff" * 10
    path.write_bytes(bytes(data))
    rules = {each.rule for each in verify_file(path, "damaged.zip").diagnostics}
    assert rules == {"archive-members-are-intact"}
