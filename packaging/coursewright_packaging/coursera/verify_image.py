"""Verify what Lab Manager or a grader's upload takes: a Dockerfile and all that it copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coursewright_packaging.coursera import rules
from coursewright_packaging.coursera.dockerfile import check_image
from coursewright_packaging.coursera.rules import IMAGE_RULES
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["KIND", "RULES", "recognise", "verify"]

KIND = "Coursera image"
RULES = IMAGE_RULES


def recognise(names: frozenset[str], _read: Callable[[str], bytes]) -> bool:
    """Return whether the archive has a Dockerfile, at the root or in its only folder."""
    if "Dockerfile" in names:
        return True
    folders = {name.partition("/")[0] for name in names}
    return len(folders) == 1 and f"{min(folders)}/Dockerfile" in names


def verify(names: tuple[str, ...], read: Callable[[str], bytes], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the folder."""
    for rule, member, message in check_image(names, read):
        hint = ""
        if rule is rules.DOCKERFILE_ROOT:
            hint = "Pack what is in the folder, not the folder itself."
        yield rule.at(path, message, member=member, hint=hint)
