"""One page in one view, as checks see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coursewright.audit.browser import Browser
from coursewright.audit.model import Outcome, View

if TYPE_CHECKING:
    from coursewright.audit.checks.walk import Stop

__all__ = ["Sighting", "Tab"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A finding in one view. box: x, y, width and height in the page; `None` when unknown."""

    rule: str
    outcome: Outcome
    message: str
    selector: str
    html: str
    box: tuple[float, float, float, float] | None = None


class Tab:
    """The open page. memory: what was found out of controls that look alike, for all pages."""

    def __init__(
        self,
        browser: Browser,
        view: View,
        memory: dict[str, bool],
        walked: Sequence[Stop] | None = None,
    ) -> None:
        """Look at what `browser` shows in `view`.

        walked: where the Tab key went in an earlier view that shows and exposes the same.
        """
        self.browser = browser
        self.view = view
        self.memory = memory
        self._walked = walked

    def ask(self, rules: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        """Run the scripts of rules and return what they found, by rule."""
        found = self.browser.script("return window.__coursewright.run(arguments[0]);", list(rules))
        return found if isinstance(found, dict) else {}

    @cached_property
    def walk(self) -> tuple[Stop, ...]:
        """Return where the Tab key goes, from the top of the page until it comes back."""
        from coursewright.audit.checks.walk import again, walk

        return walk(self.browser) if self._walked is None else again(self.browser, self._walked)


def sightings(rule: str, found: Sequence[Mapping[str, Any]]) -> Iterator[Sighting]:
    """Yield what a script found of a rule."""
    for each in found:
        outcome = Outcome.REVIEW if each.get("review") else Outcome.VIOLATION
        box = tuple(each["box"]) if each.get("box") else None
        message, selector, html = each["message"], each["selector"], each["html"]
        yield Sighting(rule, outcome, message, selector, html, box)
