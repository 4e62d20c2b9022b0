"""Zip files that other programs read, in the form for large ones, too."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from coursewright_packaging import zip_writer
from coursewright_packaging.errors import PackagingError
from coursewright_packaging.zip_writer import Entry, ZipWriter, checksum, deflate

NOON = (2025, 8, 21, 12, 0, 0)
TEXT = b"Tokens cost money. " * 99


def _add(out: ZipWriter, name: str, content: bytes, *, deflated: bool = True) -> None:
    packed = deflate(content) if deflated else content
    out.add(Entry(name, checksum(content), len(content), len(packed), deflated), (packed,))


@pytest.mark.parametrize("limit", [0, 100, 300, 0xFFFFFFFF])
def test_what_needs_64_bits_is_read_by_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr(zip_writer, "_LIMIT_32", limit)
    path = tmp_path / "a.zip"
    with path.open("wb") as file:
        out = ZipWriter(file, NOON)
        _add(out, "text.txt", TEXT)
        _add(out, "übung.png", TEXT, deflated=False)
        out.close()
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.read("text.txt") == archive.read("übung.png") == TEXT
    subprocess.run(["unzip", "-tqq", path], check=True)


def test_more_members_than_16_bits_can_count() -> None:
    file = io.BytesIO()
    out = ZipWriter(file, NOON)
    for number in range(65_600):
        _add(out, f"{number}.txt", b"", deflated=False)
    out.close()
    with zipfile.ZipFile(file) as archive:
        assert len(archive.namelist()) == 65_600


def test_a_member_that_is_not_as_long_as_announced() -> None:
    out = ZipWriter(io.BytesIO(), NOON)
    with pytest.raises(PackagingError, match=r"`a\.txt` changed while it was read"):
        out.add(Entry("a.txt", 0, 5, 5, deflated=False), (b"1234",))
