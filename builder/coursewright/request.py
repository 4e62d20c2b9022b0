"""What was asked for, once options, environment and defaults are put together."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coursewright.errors import UsageFault

__all__ = ["Request", "belongs", "epoch_from"]

_NEVER_SOURCE = frozenset({"__pycache__", "node_modules"})


@dataclass(frozen=True, slots=True)
class Request:
    """One build or check.

    content, out: absolute folders. targets: names, in the registry's order. term: id or empty.
    jobs: worker processes. cache: folder or URL, empty for the user's cache folder.
    scheduler: address of a Dask scheduler or empty. epoch: seconds since 1970 for the archives'
    times, `None` for the course's own date. today: the day that review dates are held against.
    notebooks: whether notebooks are looked at, as `check` does not. execute: whether they are
    executed then. twice: and again, to compare their outputs. audit: whether the pages of the site
    are looked at in a browser afterwards.
    """

    content: Path
    out: Path
    targets: tuple[str, ...] = ()
    term: str = ""
    jobs: int = 1
    cache: str = ""
    scheduler: str = ""
    epoch: int | None = None
    today: date = date(1980, 1, 1)
    notebooks: bool = False
    execute: bool = True
    twice: bool = False
    audit: bool = False


def belongs(entry: os.DirEntry[str], out: Path | None) -> bool:
    """Return whether a file or folder is part of the course it lies in.

    Hidden ones are not, nor is `out`, the folder of a build, when it lies inside the course.
    """
    if entry.name.startswith(".") or entry.name in _NEVER_SOURCE:
        return False
    return out is None or entry.path != str(out)


def epoch_from(environment: os._Environ[str] | dict[str, str]) -> int | None:
    """Return SOURCE_DATE_EPOCH as reproducible-builds.org defines it, `None` when it is not set.

    Raises UsageFault when it is not a whole number of seconds.
    """
    value = environment.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    if not value.isdecimal():
        raise UsageFault(f"SOURCE_DATE_EPOCH must be a whole number of seconds (got `{value}`)")
    return int(value)
