"""What kernels run in: the packages and kernels that are installed, and the variables they see."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from coursewright.engine.hashing import digest_text
from coursewright.engine.installed import entries, installed

__all__ = ["environment_digest", "missing_packages", "passed_digests", "variables"]

_NEEDED = ("nbclient", "jupyter_client", "ipykernel")
# All others stay behind: keys and passwords come in variables of any name.
_HARMLESS = (
    "HOME",
    "JUPYTER_DATA_DIR",
    "JUPYTER_PATH",
    "LANG",
    "LANGUAGE",
    "LD_LIBRARY_PATH",
    "LOGNAME",
    "PATH",
    "PYTHONPATH",
    "SHELL",
    "SOURCE_DATE_EPOCH",
    "TZ",
    "USER",
    "VIRTUAL_ENV",
    "XDG_CACHE_HOME",
)


def missing_packages() -> tuple[str, ...]:
    """Return what executing needs and this environment lacks."""
    return tuple(name for name in _NEEDED if find_spec(name) is None)


def environment_digest() -> str:
    """Return a digest of Python, the installed distributions and kernels; a few milliseconds."""
    parts = [sys.version, *installed()]
    for data in _data_folders():
        for name in sorted(entries(f"{data}/kernels")):
            file = Path(data, "kernels", name, "kernel.json")
            parts.append(file.read_text("utf-8", "replace") if file.is_file() else "")
    return digest_text(*parts)


def _data_folders() -> Iterator[str]:
    """Yield where kernels are installed, as jupyter_core's `jupyter_path` has it."""
    yield from filter(None, os.environ.get("JUPYTER_PATH", "").split(os.pathsep))
    home = Path.home() / ".local/share/jupyter"
    yield os.environ.get("JUPYTER_DATA_DIR", str(home))
    yield f"{sys.prefix}/share/jupyter"
    yield from ("/usr/local/share/jupyter", "/usr/share/jupyter")


def variables(named: Iterable[str], environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables for kernels: harmless ones, and those that the author has named."""
    wanted = {*_HARMLESS, *named}
    return {
        name: value
        for name, value in sorted(environment.items())
        if name in wanted or name.startswith("LC_")
    }


def passed_digests(
    named: Iterable[str], environment: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Return each named variable with the digest of its value, empty when it is not set."""
    return tuple(
        (name, digest_text("variable", name, environment[name]) if name in environment else "")
        for name in sorted(set(named))
    )
