"""Know without a browser that the reports of the last audit are right already."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coursewright.audit.browser import browser_state
from coursewright.audit.files import REPORT, WAIVERS, open_index
from coursewright.engine.fingerprint import audit_fingerprint
from coursewright.engine.hashing import digest_text
from coursewright.workshop import own_cache
from coursewright_packaging import vendor

__all__ = ["Told", "mark", "recall", "remember"]


@dataclass(frozen=True, slots=True)
class Told:
    """How an audit ended. lines: for people. code: what the program ends with."""

    lines: tuple[str, ...]
    code: int


def mark(out: Path, content: Path, today: date) -> str:
    """Return the digest of all that the audit of a build depends on, and of what it reported.

    content: the folder that may hold waivers. today: they expire. Raises EnvironmentFault without a
    browser, PackagingError without axe, OSError when `out` holds no finished build or no report.
    """
    index, waivers = open_index(out), content / WAIVERS
    judges = (
        audit_fingerprint(index),
        index.digest(vendor.file("axe-core/axe.min.js")),
        browser_state(),
    )
    files = (out / "SHA256SUMS", out / REPORT, *([waivers] if waivers.is_file() else ()))
    digests = (hashlib.sha256(path.read_bytes()).hexdigest() for path in files)
    return digest_text("last audit", str(out), str(today), *judges, *digests)


def remember(key: str, told: Told) -> None:
    """Keep how the audit of this mark ended, for this user alone."""
    own_cache().put(key, told)


def recall(key: str) -> Told | None:
    """Return how the audit of this mark ended, `None` when there was none."""
    entry = own_cache().get(key)
    return entry[0] if entry and isinstance(entry[0], Told) else None
