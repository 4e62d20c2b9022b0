"""Verify a Common Cartridge of any tool."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coursewright_packaging.commoncartridge.assessments import check_assessments
from coursewright_packaging.commoncartridge.contents import check_contents
from coursewright_packaging.commoncartridge.manifest import check_manifest
from coursewright_packaging.commoncartridge.package import MANIFEST, Cartridge
from coursewright_packaging.commoncartridge.portable import check_portable
from coursewright_packaging.commoncartridge.portable_rules import PORTABLE
from coursewright_packaging.commoncartridge.resources import check_folders, check_resources
from coursewright_packaging.commoncartridge.rules import GENERIC
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.xml import markup

__all__ = ["KIND", "RULES", "check_profile", "recognise", "verify"]

KIND = "Common Cartridge"
RULES = (*GENERIC, *PORTABLE)


def recognise(names: frozenset[str], read: Callable[[str], bytes]) -> bool:
    """Return whether the manifest names Common Cartridge or one of its namespaces."""
    if MANIFEST not in names:
        return False
    head = markup(read(MANIFEST))
    if b"Common Cartridge<" in head:
        return True
    # Canvas exports quizzes, and text2qti writes them, in the namespace of a cartridge.
    questions = b"<schema>IMS Content</schema>" in head and b'type="imsqti_xmlv1p2"' in head
    return b"/xsd/imsccv1p" in head and not questions


def verify(names: tuple[str, ...], read: Callable[[str], bytes], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the cartridge."""
    cartridge = Cartridge(names, read, path)
    if cartridge.manifest is None:  # all else would only follow from it
        yield from cartridge.faults
        return
    yield from check_profile(cartridge)
    yield from check_folders(cartridge)
    yield from check_portable(cartridge)
    yield from cartridge.faults


def check_profile(cartridge: Cartridge) -> Iterator[Diagnostic]:
    """Yield what is wrong by the rules that hold for Canvas's packages, too."""
    yield from check_manifest(cartridge)
    yield from check_resources(cartridge)
    yield from check_contents(cartridge)
    yield from check_assessments(cartridge)
