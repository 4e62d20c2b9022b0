"""Verify a Canvas course package of any tool."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coursewright_packaging.canvas.html import check_html
from coursewright_packaging.canvas.modules import check_settings
from coursewright_packaging.canvas.quizzes import check_quizzes
from coursewright_packaging.canvas.rules import RULES
from coursewright_packaging.canvas.settings import FLAG
from coursewright_packaging.commoncartridge import verify as cartridge_verify
from coursewright_packaging.commoncartridge.assessments import check_assessments
from coursewright_packaging.commoncartridge.manifest import check_manifest
from coursewright_packaging.commoncartridge.package import MANIFEST, Cartridge
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["KIND", "RULES", "recognise", "verify"]

KIND = "Canvas course package"


def recognise(names: frozenset[str], read: Callable[[str], bytes]) -> bool:
    """Return whether Canvas would read the cartridge as its own: by the flag in the manifest."""
    return cartridge_verify.recognise(names, read) and FLAG.encode() in read(MANIFEST)


def verify(names: tuple[str, ...], read: Callable[[str], bytes], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the package."""
    cartridge = Cartridge(names, read, path)
    yield from check_manifest(cartridge)
    yield from check_assessments(cartridge)
    yield from check_settings(cartridge)
    yield from check_quizzes(cartridge)
    yield from check_html(cartridge)
    yield from cartridge.faults
