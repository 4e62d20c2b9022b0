"""Write a file so that readers see the old one or the new one; and hash folders."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

__all__ = ["folder_digest", "write_atomically"]


def write_atomically(path: Path, data: bytes) -> None:
    """Replace `path` by `data`, making its folder where needed. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            os.fchmod(handle, 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def folder_digest(*folders: Path) -> str:
    """Return the SHA-256 of all files below the folders, by name and content; links count not."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts:
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                digest.update(f"{path.relative_to(folder).as_posix()}\0{content}\n".encode())
    return digest.hexdigest()
