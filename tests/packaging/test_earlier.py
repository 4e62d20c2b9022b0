"""An archive made with the help of an earlier one has the same bytes as one made from nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright_packaging.archive import (
    Archive,
    HashedFile,
    Member,
    content_digest,
    write_archive,
)
from coursewright_packaging.earlier import Earlier
from coursewright_packaging.errors import PackagingError

NAMES = st.sampled_from(["a.html", "b.html", "c.png", "d/e.txt", "d/f.zip"])
CONTENTS = st.binary(max_size=40) | st.integers(1, 9).map(lambda n: bytes([n, 7]) * (n << 17))
MEMBERS = st.dictionaries(NAMES, CONTENTS, max_size=5)


def _archive(members: dict[str, bytes], folder: Path, *, as_files: bool = False) -> Archive:
    return Archive(tuple(Member(n, _content(c, folder, as_files)) for n, c in members.items()))


def _content(data: bytes, folder: Path, as_file: bool) -> bytes | HashedFile:
    if not as_file:
        return data
    path = folder / content_digest(data)
    path.write_bytes(data)
    return HashedFile(path, path.name)


@settings(max_examples=60, deadline=None)
@given(before=MEMBERS, after=MEMBERS, first=st.booleans(), second=st.booleans())
def test_the_bytes_are_the_same_with_and_without_an_earlier_archive(
    before: dict[str, bytes], after: dict[str, bytes], first: bool, second: bool
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old = write_archive(folder / "old", _archive(before, folder, as_files=first), timestamp=0)
        wanted = _archive(after, folder, as_files=second)
        alone = write_archive(folder / "alone", wanted, timestamp=1 << 30)
        with (folder / "old").open("rb") as file:
            earlier = Earlier(file.fileno(), old.layout)
            helped = write_archive(folder / "new", wanted, timestamp=1 << 30, earlier=earlier)
        assert (folder / "new").read_bytes() == (folder / "alone").read_bytes()
        assert helped == alone


def test_what_the_earlier_archive_holds_is_not_packed_again(tmp_path: Path) -> None:
    source = HashedFile(tmp_path / "gone.png", content_digest(b"x" * (1 << 20)))
    source.path.write_bytes(b"x" * (1 << 20))
    archive = Archive((Member("picture.png", source),))
    old = write_archive(tmp_path / "old", archive, timestamp=0)
    source.path.unlink()
    with (tmp_path / "old").open("rb") as file:
        earlier = Earlier(file.fileno(), old.layout)
        new = write_archive(tmp_path / "new", archive, timestamp=0, earlier=earlier)
    assert new == old


def test_an_earlier_archive_that_became_shorter_is_said(tmp_path: Path) -> None:
    archive = Archive((Member("picture.png", os.urandom(5000)),))
    old = write_archive(tmp_path / "old", archive, timestamp=0)
    with (tmp_path / "old").open("r+b") as file:
        file.truncate(100)
        earlier = Earlier(file.fileno(), old.layout)
        with pytest.raises(PackagingError, match=r"picture\.png"):
            write_archive(tmp_path / "new", archive, timestamp=0, earlier=earlier)
