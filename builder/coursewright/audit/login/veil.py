"""Take what was typed into a login out of all that an audit keeps of a page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from urllib.parse import quote, quote_plus

from coursewright.audit.model import Finding, PageFacts, Seen

__all__ = ["Veil"]

_INSTEAD = "•••"
_SHORTEST = 4  # letters of a value that was cut off; fewer tell nothing
_CUT = r"(?=…|\.\.\.|$)"


@dataclass(frozen=True)
class Veil:
    """Values that may stand nowhere: neither as they are, nor in HTML or addresses, nor cut off."""

    values: Collection[str]

    def text(self, text: str) -> str:
        """Return the text without the values."""
        return self._pattern.sub(_INSTEAD, text)

    def seen(self, seen: Seen) -> Seen:
        """Return what came of a page without the values; where one stood, pictures go, too."""
        veiled = replace(
            seen,
            findings=tuple(map(self._finding, seen.findings)),
            facts=self._facts(seen.facts),
            phrases=tuple(map(self.text, seen.phrases)),
            fault=self.text(seen.fault),
        )
        if veiled == seen:
            return seen
        return replace(
            veiled, findings=tuple(replace(each, picture=b"") for each in veiled.findings)
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        written = {way for value in self.values if value for way in _ways(value)}
        longest_first = sorted(written, key=lambda way: (-len(way), way))
        whole = [re.escape(way) for way in longest_first]
        cut = [
            re.escape(way[:end]) + _CUT
            for way in longest_first
            for end in range(len(way) - 1, _SHORTEST - 1, -1)
        ]
        return re.compile("|".join([*whole, *cut]) or r"(?!)")

    def _finding(self, finding: Finding) -> Finding:
        return replace(
            finding,
            message=self.text(finding.message),
            selector=self.text(finding.selector),
            html=self.text(finding.html),
        )

    def _facts(self, facts: PageFacts) -> PageFacts:
        return replace(
            facts,
            title=self.text(facts.title),
            navigation=tuple(
                (self.text(label), tuple((self.text(a), self.text(b)) for a, b in links))
                for label, links in facts.navigation
            ),
            controls=tuple(
                (self.text(a), self.text(b), self.text(c)) for a, b, c in facts.controls
            ),
        )


def _ways(value: str) -> Iterator[str]:
    """Yield how a value may be written in a page."""
    yield value
    yield escape(value)
    yield escape(value, quote=False)
    yield quote(value)
    yield quote(value, safe="")
    yield quote_plus(value)
