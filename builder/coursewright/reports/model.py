"""What the report page shows."""

from __future__ import annotations

from dataclasses import dataclass

from coursewright.check.alignment import Alignment
from coursewright.result import Packaged
from coursewright_packaging.diagnostic import Diagnostic

__all__ = ["Report"]


@dataclass(frozen=True, slots=True)
class Report:
    """A finished build for people. finished: when, ISO 8601. alignment: one line per outcome."""

    title: str
    version: str
    coursewright: str
    finished: str
    published: bool
    diagnostics: tuple[Diagnostic, ...]
    alignment: tuple[Alignment, ...]
    packaged: tuple[Packaged, ...]
