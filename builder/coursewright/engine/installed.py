"""Which distributions are installed, told by the names of their folders.

`importlib.metadata` reads a file of each and needs the parser of mails for it, which is a tenth of
what a build costs that has nothing to do.
"""

from __future__ import annotations

import os
import sys

__all__ = ["entries", "installed"]

_ENDS = (".dist-info", ".egg-info")


def installed() -> list[str]:
    """Return the names of metadata folders (`lxml-5.3.0.dist-info`) in the order of `sys.path`."""
    return [name for folder in sys.path for name in sorted(entries(folder)) if name.endswith(_ENDS)]


def entries(folder: str) -> list[str]:
    """Return the names in a folder; none of one that cannot be read."""
    try:
        return os.listdir(folder or ".")  # noqa: PTH208 - names are all that is wanted
    except OSError:
        return []
