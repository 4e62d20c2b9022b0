"""Verify native Blackboard packages: courses, tests, pools."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coursewright_packaging.blackboard import (
    answer_keys,
    check_files,
    check_manifest,
    check_questions,
    check_references,
    check_rubrics,
    check_scales,
)
from coursewright_packaging.blackboard.opened import MANIFEST, XML_PARSES, open_package
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.xml import NS, local, markup

__all__ = ["KIND", "RULES", "recognise", "verify"]

KIND = "Blackboard course or pool package"
RULES = (
    XML_PARSES,
    *check_manifest.RULES,
    *check_references.RULES,
    *check_questions.RULES,
    *answer_keys.RULES,
    *check_files.RULES,
    *check_rubrics.RULES,
    *check_scales.RULES,
)


def recognise(names: frozenset[str], read: Callable[[str], bytes]) -> bool:
    """Return whether an archive is a native package."""
    if MANIFEST not in names:
        return False
    return ".bb-package-info" in names or NS["bb"].encode() in markup(read(MANIFEST))


def verify(names: tuple[str, ...], read: Callable[[str], bytes], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with a native package."""
    package = open_package(names, read, path)
    if isinstance(package, Diagnostic):
        yield package
        return
    yield from package.faults
    if local(package.manifest) != "manifest":  # all else would only follow from it
        message = f"the root element is `{local(package.manifest)}`; it must be `manifest`"
        yield package.at(check_manifest.NO_DEFAULT, message, MANIFEST)
        return
    yield from check_manifest.check_manifest(package)
    yield from check_references.check_references(package)
    yield from check_questions.check_questions(package)
    yield from check_files.check_files(package)
    yield from check_rubrics.check_rubrics(package)
    yield from check_scales.check_scales(package)
