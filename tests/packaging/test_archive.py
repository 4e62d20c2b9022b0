"""The archive writer is deterministic, streams, and refuses what no archive should hold."""

from __future__ import annotations

import hashlib
import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from coursewright_packaging.archive import Archive, Content, HashedFile, Member, write_archive
from coursewright_packaging.errors import PackagingError

NOON = 1_755_777_600  # 2025-08-21T12:00:00Z


def _archive(*members: tuple[str, Content], ordered: bool = False) -> Archive:
    return Archive(tuple(Member(name, content) for name, content in members), ordered)


def test_members_are_sorted_and_have_the_given_time_and_plain_modes(tmp_path: Path) -> None:
    write_archive(tmp_path / "a.zip", _archive(("b.txt", b"b"), ("a.txt", b"a")), timestamp=NOON)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == ["a.txt", "b.txt"]
        assert {i.date_time for i in archive.infolist()} == {(2025, 8, 21, 12, 0, 0)}
        assert {i.external_attr >> 16 for i in archive.infolist()} == {0o100644}


def test_an_ordered_archive_keeps_its_order(tmp_path: Path) -> None:
    content = _archive(("mimetype", b"b"), ("a.txt", b"a"), ordered=True)
    write_archive(tmp_path / "a.zip", content, timestamp=NOON)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == ["mimetype", "a.txt"]


def test_two_writes_give_the_same_bytes_whatever_the_files_times(tmp_path: Path) -> None:
    (tmp_path / "video.mp4").write_bytes(b"v" * 1000)
    content = _archive(
        ("video.mp4", HashedFile(tmp_path / "video.mp4", "0" * 64)), ("x.html", b"<p/>" * 99)
    )
    first = write_archive(tmp_path / "1.zip", content, timestamp=NOON)
    (tmp_path / "video.mp4").write_bytes(b"v" * 1000)
    second = write_archive(tmp_path / "2.zip", content, timestamp=NOON)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    assert first == second
    assert first.sha256 == hashlib.sha256((tmp_path / "1.zip").read_bytes()).hexdigest()
    assert dict(first.members)["x.html"] == hashlib.sha256(b"<p/>" * 99).hexdigest()


def test_media_is_stored_and_text_is_deflated(tmp_path: Path) -> None:
    content = _archive(("a.PNG", b"x" * 100), ("a.html", b"x" * 100))
    write_archive(tmp_path / "a.zip", content, timestamp=NOON)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.getinfo("a.PNG").compress_type == zipfile.ZIP_STORED
        assert archive.getinfo("a.html").compress_type == zipfile.ZIP_DEFLATED


def test_an_archive_in_an_archive_is_written_the_same_way(tmp_path: Path) -> None:
    inner = _archive(("in.txt", b"inside"))
    write_archive(tmp_path / "inner.zip", inner, timestamp=NOON)
    write_archive(tmp_path / "a.zip", _archive(("deep/inner.zip", inner)), timestamp=NOON)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read("deep/inner.zip") == (tmp_path / "inner.zip").read_bytes()


@pytest.mark.parametrize(
    ("timestamp", "year"), [(0, 1980), (-(1 << 40), 1980), (1 << 40, 2107), (NOON, 2025)]
)
def test_times_are_those_that_a_zip_can_hold(tmp_path: Path, timestamp: int, year: int) -> None:
    write_archive(tmp_path / "a.zip", _archive(("a", b"")), timestamp=timestamp)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.infolist()[0].date_time[0] == year


@pytest.mark.parametrize("name", ["/abs", "../up", "a/../b", "a\\b", "", "a//b"])
def test_unsafe_names_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PackagingError, match="safe member name"):
        write_archive(tmp_path / "a.zip", _archive((name, b"")), timestamp=NOON)


def test_one_name_twice_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(PackagingError, match=r"named `x\.txt`"):
        write_archive(
            tmp_path / "a.zip", _archive(("x.txt", b"1"), ("x.txt", b"2")), timestamp=NOON
        )


def test_large_files_pass_in_pieces(tmp_path: Path) -> None:
    size = 200 << 20
    with (tmp_path / "big.mp4").open("wb") as file:
        file.truncate(size)
    tracemalloc.start()
    try:
        nested = _archive(("big.mp4", HashedFile(tmp_path / "big.mp4", "0" * 64)))
        write_archive(tmp_path / "a.zip", _archive(("in.zip", nested)), timestamp=NOON)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20 << 20
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        inner = zipfile.ZipFile(io.BytesIO(archive.open("in.zip").read()))
        assert inner.getinfo("big.mp4").file_size == size
