"""Verify a Canvas course package of any tool."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coursewright_packaging.canvas.check_fields import check_fields
from coursewright_packaging.canvas.check_media import check_media
from coursewright_packaging.canvas.check_scores import check_scores
from coursewright_packaging.canvas.html import check_html
from coursewright_packaging.canvas.modules import check_modules
from coursewright_packaging.canvas.quizzes import check_quizzes
from coursewright_packaging.canvas.rules import RULES
from coursewright_packaging.canvas.settings import FLAG
from coursewright_packaging.commoncartridge import verify as cartridge_verify
from coursewright_packaging.commoncartridge.package import MANIFEST, Cartridge
from coursewright_packaging.diagnostic import Diagnostic
from coursewright_packaging.xml import markup

__all__ = ["KIND", "RULES", "recognise", "verify"]

KIND = "Canvas course package"


def recognise(names: frozenset[str], read: Callable[[str], bytes]) -> bool:
    """Return whether Canvas would read the cartridge as its own: by the flag in the manifest."""
    return cartridge_verify.recognise(names, read) and f'href="{FLAG}"'.encode() in markup(
        read(MANIFEST)
    )


def verify(names: tuple[str, ...], read: Callable[[str], bytes], path: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the package."""
    cartridge = Cartridge(names, read, path)
    if cartridge.manifest is None:  # all else would only follow from it
        yield from cartridge.faults
        return
    yield from cartridge_verify.check_profile(cartridge)
    for check in (
        check_modules,
        check_fields,
        check_scores,
        check_media,
        check_quizzes,
        check_html,
    ):
        yield from check(cartridge)
    yield from cartridge.faults
