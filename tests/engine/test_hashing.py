"""The index of files is quick, notices changes, and does not grow with files that are gone."""

from __future__ import annotations

import json
import os
from pathlib import Path

from coursewright.engine.hashing import FileIndex

LONG_AGO = 1_700_000_000


def _old_file(path: Path, text: str) -> Path:
    path.write_text(text)
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_what_is_gone_is_forgotten_and_what_stands_is_kept(tmp_path: Path) -> None:
    kept, gone = (_old_file(tmp_path / name, name) for name in ("kept", "gone"))
    place = tmp_path / "index.json"
    index = FileIndex(place)
    before = {path: index.digest(path) for path in (kept, gone)}
    index.save()
    gone.unlink()
    index = FileIndex(place)
    index.digest(_old_file(tmp_path / "new", "new"))
    index.save()
    assert sorted(Path(name).name for name in json.loads(place.read_text())) == ["kept", "new"]
    assert FileIndex(place).recall(kept, kept.lstat()) == before[kept]


def test_a_file_that_changes_has_another_digest(tmp_path: Path) -> None:
    file = _old_file(tmp_path / "a", "one")
    index = FileIndex(tmp_path / "index.json")
    first = index.digest(file)
    file.write_text("two")
    assert index.digest(file) != first
