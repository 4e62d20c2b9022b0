"""Paths as authors write them, relative to the file that has them."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterable
from pathlib import PurePosixPath

__all__ = ["near_path", "resolved", "suggestion"]

_NEAR = 0.6


def resolved(base: str, target: str) -> str | None:
    """Return the path from the course folder, `None` when it leads out of the course.

    base: path of the file in which `target` is written.
    """
    if target.startswith("/"):
        return None
    parts = base.split("/")[:-1]
    for part in target.split("/"):
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def near_path(path: str, known: Iterable[str]) -> str:
    """Return the path among `known` that was probably meant, empty when none is near.

    It has the same ending, and a name that is near by itself: folders alone are alike too easily.
    """
    meant = PurePosixPath(path)
    alike = [each for each in known if _is_like(PurePosixPath(each), meant)]
    return next(iter(difflib.get_close_matches(path, alike, n=1, cutoff=_NEAR)), "")


def suggestion(path: str, known: Iterable[str], base: str) -> str:
    """Return the hint that names the path that was probably meant, as `base` has to write it.

    Empty when none is near. base: path of the file in which the author writes.
    """
    near = near_path(path, known)
    written = posixpath.relpath(near, posixpath.dirname(base) or ".") if near else ""
    return f'did you mean "{written}"?' if near else ""


def _is_like(path: PurePosixPath, meant: PurePosixPath) -> bool:
    ratio = difflib.SequenceMatcher(None, path.stem, meant.stem).ratio()
    return path.suffix == meant.suffix and ratio >= _NEAR
