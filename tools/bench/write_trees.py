"""Write each folder of a folder as an archive, as packaging does; `run.py` times it."""

from __future__ import annotations

import sys
from pathlib import Path

from coursewright_packaging.archive import (
    STORED_SUFFIXES,
    Archive,
    HashedFile,
    Member,
    write_archive,
)


def main(trees: Path) -> None:
    """Write `trees/NAME/` to `trees/NAME.ours`."""
    for tree in sorted(path for path in trees.iterdir() if path.is_dir()):
        files = sorted(path for path in tree.rglob("*") if path.is_file())
        members = tuple(Member(path.relative_to(tree).as_posix(), _content(path)) for path in files)
        write_archive(tree.with_suffix(".ours"), Archive(members), timestamp=0)


def _content(path: Path) -> bytes | HashedFile:
    # Pages are bytes in memory, media are files whose hash the compiler knows.
    media = path.suffix.lower() in STORED_SUFFIXES
    return HashedFile(path, "0" * 64) if media else path.read_bytes()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
