"""The files that audits read and write, and the digests that they remember of others."""

from __future__ import annotations

from pathlib import Path

from coursewright.engine.cache import default_folder
from coursewright.engine.hashing import FileIndex, digest_text

__all__ = ["REPORT", "WAIVERS", "open_index"]

REPORT = "reports/accessibility.json"
"""The report for programs, below `dist`."""

WAIVERS = "accessibility-baseline.yaml"
"""What may stay, in the course's folder."""


def open_index(out: Path) -> FileIndex:
    """Return the digests of files that audits of `out` have read."""
    return FileIndex(default_folder() / "files" / f"audit-{digest_text(str(out))[:16]}.json")
