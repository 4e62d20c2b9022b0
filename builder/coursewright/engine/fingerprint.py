"""The digest of everything but the course that results depend on: our code, libraries, Python."""

from __future__ import annotations

import sys
from collections.abc import Container, Sequence
from functools import cache
from pathlib import Path

from coursewright.engine.hashing import FileIndex, digest_text, walk_files
from coursewright.engine.installed import installed

__all__ = ["audit_fingerprint", "tool_fingerprint"]

_PACKAGES = (
    "coursewright",
    "coursewright_packaging",
    "coursewright_runtime",
    "coursewright_schemas",
)
_LIBRARIES = (
    "av",
    "jinja2",
    "latex2mathml",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "nh3",
    "pygments",
    "python-docx",
    "pyyaml",
    "webrtcvad-wheels",
)
_BROWSER_LIBRARIES = ("axe-selenium-python", "selenium")


@cache
def tool_fingerprint(index: FileIndex) -> str:
    """Return the digest of our own files, the libraries' versions and Python's version."""
    roots = [_folder(package) for package in _PACKAGES]
    return _fingerprint(index, roots, _LIBRARIES)


def audit_fingerprint(index: FileIndex) -> str:
    """Return the digest of what judges a page, but for axe and the browser.

    The rest of the program may change without a page being looked at again.
    """
    return _fingerprint(index, [_folder("coursewright") / "audit"], _BROWSER_LIBRARIES)


def _fingerprint(index: FileIndex, roots: Sequence[Path], libraries: Container[str]) -> str:
    parts = [sys.version]
    parts += [name for name in installed() if _project(name) in libraries]
    for root in roots:
        for entry in walk_files(root, lambda entry: entry.name != "__pycache__"):
            parts.append(f"{entry.path.removeprefix(str(root))} {index.digest(entry.path)}")
    return digest_text(*parts)


def _folder(package: str) -> Path:
    spec = sys.modules.get(package) or __import__(package)
    return Path(str(spec.__file__)).parent


def _project(metadata: str) -> str:
    """Return whose metadata a folder holds, as PEP 503 writes names."""
    return metadata.partition("-")[0].replace("_", "-").lower()
