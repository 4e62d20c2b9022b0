"""Where in an author's text the parts of a paragraph stand; the parser tells only lines."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

__all__ = ["Finder", "Spot"]

Spot = tuple[int, int]
"""Line and column, both counted from 0."""


class Finder:
    """Finds the parts of one paragraph, asked for in the order in which they stand."""

    def __init__(self, lines: Sequence[str], first: int, last: int) -> None:
        """Look at `lines` from `first` to before `last`."""
        self._lines = lines
        self._first = first
        self._text = "\n".join(lines[first:last])
        self._next = 0

    def skip_code(self, content: str) -> None:
        """Pass over a code span, which may hold what looks like a link or a formula."""
        if any(each in content for each in ("](", "$", "<")):
            for opening in ("`", "` "):
                self._pass(self._text.find(opening + content, self._next), len(opening + content))

    def formula(self, content: str) -> Spot:
        """Return where the first dollar sign of a formula stands."""
        found = self._text.find(f"${content}", self._next)
        self._pass(found, len(content) + 2)
        return self.inside(found - self._text.startswith("$$", found - 1))

    def html(self, content: str) -> int:
        """Return the offset at which HTML stands, for `inside`."""
        found = self._text.find(content, self._next)
        self._pass(found, len(content))
        return found

    def inside(self, offset: int) -> Spot:
        """Return the place of an offset; of the paragraph when nothing was found."""
        found = offset if offset >= 0 else len(self._text) - len(self._text.lstrip())
        before = self._text[:found]
        return self._first + before.count("\n"), found - (before.rfind("\n") + 1)

    def target(self, target: str) -> Spot:
        """Return where the address of a link or image stands: here, or in a definition."""
        for written in dict.fromkeys((target, unquote(target))):
            found = self._address(written)
            if found >= 0:
                self._pass(found, len(written))
                return self.inside(found)
            if definition := self._defined(written):
                return definition
        return self.inside(-1)

    def _pass(self, offset: int, length: int) -> None:
        if offset >= 0:
            self._next = offset + length

    def _address(self, written: str) -> int:
        found = self._text.find(written, self._next) if written else -1
        while found >= 0 and not self._is_address(found, found + len(written)):
            found = self._text.find(written, found + 1)
        return found

    def _is_address(self, start: int, end: int) -> bool:
        before, after = self._text[max(0, start - 2) : start], self._text[end : end + 1]
        opens = before.endswith(("](", "<")) or self._text[:start].rstrip().endswith("](")
        return opens and (not after or after in " \t\n)>")

    def _defined(self, written: str) -> Spot | None:
        for number, line in enumerate(self._lines):
            name, colon, address = line.partition("]:")
            at = address.strip().removeprefix("<")
            if colon and name.lstrip(" >").startswith("[") and at.startswith(written):
                return number, line.index(written, len(name))
        return None
