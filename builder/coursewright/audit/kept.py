"""What is known from earlier audits: results by page bytes, what they load, rules and versions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from coursewright.audit.linked import Linked
from coursewright.audit.model import Page, Seen
from coursewright.engine.cache import Cache
from coursewright.engine.hashing import FileIndex, digest_text

__all__ = ["Kept"]


@dataclass(frozen=True, slots=True)
class Kept:
    """Results in the cache. program: stands for our rules, axe, the browser and the standard."""

    cache: Cache
    index: FileIndex
    program: str

    def find(self, page: Page, root: Path | None) -> Seen | None:
        """Return what is known of a page; files that only its scripts loaded must be as then."""
        if not page.digest or root is None:
            return None
        entry = self.cache.get(self._key(page))
        if entry is None or not isinstance(entry[0], Seen):
            return None
        seen = entry[0]
        same = all(self._digest(root / path) == digest for path, digest in seen.extras)
        return seen if same else None

    def keep(
        self, page: Page, seen: Seen, root: Path | None, asked: Collection[tuple[str, str]]
    ) -> None:
        """Keep the result of a page, unless it was not audited. asked: which file loaded which."""
        if not page.digest or root is None or seen.fault:
            return
        name = page.address.removeprefix(page.root)
        known = set(Linked(root, self.index.digest).files(name))
        others = {path for by, path in tuple(asked) if by in known or not by} - known
        extras = tuple((path, self._digest(root / path)) for path in sorted(others))
        self.cache.put(self._key(page), replace(seen, extras=extras))

    def _key(self, page: Page) -> str:
        return digest_text("audit", self.program, page.digest)

    def _digest(self, path: Path) -> str:
        try:
            return self.index.digest(path)
        except OSError:
            return "absent"
