"""Where code hosts look for a file: below the root of its repository."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["from_repository"]


def from_repository(diagnostics: Iterable[Diagnostic], root: Path) -> tuple[Diagnostic, ...]:
    """Return the diagnostics with paths relative to the repository that holds `root`.

    Where no folder above holds `.git`, they are relative to the current folder. root: what the
    paths are relative to now.
    """
    folder = root.absolute()
    above = _repository(folder) or Path.cwd()
    return tuple(
        replace(each, path=Path(os.path.relpath(folder / each.path, above)).as_posix())
        for each in diagnostics
    )


def _repository(folder: Path) -> Path | None:
    # A work tree that is not the first one has a file of that name.
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)
