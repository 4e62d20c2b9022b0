"""Verify a Common Cartridge of any tool."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coursewright_packaging.commoncartridge.assessments import check_assessments
from coursewright_packaging.commoncartridge.manifest import check_manifest
from coursewright_packaging.commoncartridge.package import MANIFEST, Cartridge
from coursewright_packaging.commoncartridge.rules import RULES
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["KIND", "RULES", "recognise", "verify"]

KIND = "Common Cartridge"


def recognise(names: frozenset[str], read: Callable[[str], bytes]) -> bool:
    """Return whether the archive's manifest names Common Cartridge."""
    return MANIFEST in names and b"Common Cartridge" in read(MANIFEST)[:8000]


def verify(names: tuple[str, ...], read: Callable[[str], bytes], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the cartridge."""
    cartridge = Cartridge(names, read, path)
    yield from check_manifest(cartridge)
    yield from check_assessments(cartridge)
    yield from cartridge.faults
