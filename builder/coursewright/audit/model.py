"""What an audit looks at and what it finds, as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

__all__ = [
    "VIEWS",
    "Audit",
    "Cause",
    "Finding",
    "Outcome",
    "Page",
    "PageFacts",
    "Seen",
    "View",
]


class Outcome(str, Enum):
    """What a rule says of an element. What it cannot decide is never a pass."""

    VIOLATION = "violation"
    REVIEW = "needs review"


@dataclass(frozen=True, slots=True)
class View:
    """How a page is looked at. width, height: in CSS pixels. media: what the reader prefers."""

    name: str
    scheme: str = "light"
    width: int = 1280
    height: int = 800
    media: tuple[tuple[str, str], ...] = ()


VIEWS = (
    View("light"),
    View("dark", scheme="dark"),
    View("light, 320 px", width=320, height=640),
    View("dark, 320 px", scheme="dark", width=320, height=640),
    # 640 pixels are a window of 1280 pixels at a zoom of 200 %.
    View("zoom 200 %", width=640, height=400),
    View("reduced motion", media=(("prefers-reduced-motion", "reduce"),)),
    View("forced colours", media=(("forced-colors", "active"),)),
)
"""Every way that every page is looked at."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, or one question, at one element of one page.

    rule: id. selector: CSS, with ` » ` between frames and ` >>> ` into shadow trees. html: the
    beginning of the element. views: names of the views in which it was found. picture: PNG.
    """

    rule: str
    outcome: Outcome
    message: str
    selector: str
    html: str
    views: tuple[str, ...]
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is compared between pages.

    navigation: label, and texts and addresses of its links. controls: id, target and name of links
    and buttons outside of menus. structure: digest of the elements and
    captions, without their words; answers of people hold while it stays.
    """

    title: str = ""
    language: str = ""
    navigation: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    structure: str = ""
    controls: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of looking at one body.

    passed, inapplicable: ids of rules. phrases: what a screen reader says. extras: files that only
    scripts asked for, with digests. fault: why the page was not audited, empty when it was.
    """

    findings: tuple[Finding, ...] = ()
    passed: tuple[str, ...] = ()
    inapplicable: tuple[str, ...] = ()
    facts: PageFacts = PageFacts()
    phrases: tuple[str, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it will be opened.

    name: as reports call it, `site/items/x.html` or `canvas/x.imscc!wiki_content/x.html`.
    place: the site or package that holds it. address: URL. digest: of all that it depends on,
    empty when that is unknown. item: id of the course's item, empty when it is of none.
    """

    name: str
    place: str
    address: str
    digest: str
    item: str = ""
    root: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings of one rule at elements that look alike: mend one place and all of them go.

    pages: names with the source place of each, `content/x.md:12` or empty.
    """

    rule: str
    outcome: Outcome
    message: str
    selector: str
    html: str
    views: tuple[str, ...]
    pages: tuple[tuple[str, str], ...]
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Audit:
    """A finished audit.

    full: whether the packages were audited, too. named: whether a user said what to audit. skipped:
    why nothing was audited, empty when it was. seen: what came of each page. bodies: how many
    different bodies there were. kept: how many were known from earlier. standard: `wcag21aa`,
    `wcag22aa` or `en301549`.
    """

    full: bool
    named: bool = False
    pages: tuple[Page, ...] = ()
    seen: tuple[Seen, ...] = ()
    causes: tuple[Cause, ...] = ()
    kept: int = 0
    versions: tuple[tuple[str, str], ...] = ()
    standard: str = "wcag21aa"
    skipped: str = ""

    @property
    def scope(self) -> str:
        """Return what was looked at, in one word: `none`, `named`, `site` or `full`."""
        if self.skipped:
            return "none"
        return "named" if self.named else "full" if self.full else "site"

    @property
    def bodies(self) -> int:
        """Return how many different pages were there; equal ones are audited once."""
        return len({page.digest or page.address for page in self.pages})

    @property
    def violations(self) -> tuple[Cause, ...]:
        """Return the causes that fail."""
        return tuple(each for each in self.causes if each.outcome is Outcome.VIOLATION)

    @property
    def reviews(self) -> tuple[Cause, ...]:
        """Return what a person has to decide."""
        return tuple(each for each in self.causes if each.outcome is Outcome.REVIEW)

    @property
    def unaudited(self) -> Iterator[tuple[Page, str]]:
        """Yield the pages that were not audited, with the reason."""
        for page, seen in zip(self.pages, self.seen, strict=True):
            if seen.fault:
                yield page, seen.fault
