"""Files of npm packages: inside the wheel, or in `node_modules` of a checkout.

They are never fetched at build time and never committed: `bootstrap` installs them from the lock,
and the wheel's build hook copies those named in `vendored.txt` into `_vendor/`.
"""

from __future__ import annotations

from pathlib import Path

from coursewright_packaging.errors import PackagingError

__all__ = ["file", "vendored"]

_HERE = Path(__file__).resolve().parent


def file(relative: str) -> Path:
    """Return the path of a vendored file or folder, named as below `node_modules`.

    Raises PackagingError, naming the command that installs it, when it is not there.
    """
    for root in (_HERE / "_vendor", _HERE.parents[1] / "node_modules"):
        if (found := root / relative).exists():
            return found
    raise PackagingError(f"`{relative}` is not installed; run `./bootstrap` in the checkout")


def vendored() -> tuple[str, ...]:
    """Return the files and folders below `node_modules` that the program needs at run time."""
    return tuple((_HERE / "vendored.txt").read_text("utf-8").split())
