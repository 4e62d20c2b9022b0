"""What a grading depends on beside the submission: interpreter, packages and the lab."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import sys

from coursewright_runtime.grading.lab import GraderLab

__all__ = ["environment_of", "installed"]


def environment_of(lab: GraderLab) -> str:
    """Return a hash of the interpreter, its packages and the grader side of a lab."""
    digest = hashlib.sha256(installed().encode())
    for path in sorted(lab.folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(lab.folder).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@functools.cache
def installed() -> str:
    """Return the interpreter's version and the packages that it can import, a line for each."""
    found = {f"{each.name}=={each.version}" for each in importlib.metadata.distributions()}
    return "\n".join([sys.version, *sorted(found)])
