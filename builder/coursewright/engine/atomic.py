"""Write a file so that readers see the old one or the new one, never a part."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

__all__ = ["write_atomically"]

_number = itertools.count()


def write_atomically(path: Path, data: bytes) -> None:
    """Replace `path` by `data` through a temporary file in the same folder. Raises OSError."""
    handle, temporary = _create_beside(os.fspath(path))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(handle, 0o644)
        os.replace(temporary, path)  # noqa: PTH105 - both are plain names here
    except BaseException:
        os.unlink(temporary)  # noqa: PTH108
        raise


def _create_beside(path: str) -> tuple[int, str]:
    """Open a new file that nobody else has and return its handle and name."""
    folder, name = os.path.split(path)
    while True:
        # Neither the process's number nor the count is believed to be unique: O_EXCL decides.
        temporary = os.path.join(folder, f".{name}.{os.getpid()}-{next(_number)}")  # noqa: PTH118
        try:
            return os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), temporary
        except FileExistsError:
            continue
