"""Look at one page in every view, with axe and with every rule of ours."""

from __future__ import annotations

import base64
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from coursewright.audit.axe import COLOUR_RULES, STANDARDS, AxeFault, run_axe
from coursewright.audit.browser import Browser, BrowserFault
from coursewright.audit.checks import CHECKS, Check
from coursewright.audit.checks.walk import Stop
from coursewright.audit.model import VIEWS, Finding, Outcome, PageFacts, Seen, View
from coursewright.audit.spoken import spoken
from coursewright.audit.tab import Sighting, Tab, sightings

__all__ = ["visit"]

_AXE_VIEWS = ("light", "dark", "light, 320 px", "dark, 320 px")
_SPOKEN_VIEW = "reduced motion"  # where nothing moves, the same is said every time
_PICTURES = 10  # of one page: what lies side by side is seen together
_MARGIN = 12
_LARGEST = (640, 360)
_FACTS = "return window.__coursewright.facts();"
_BOXES = """
const cw = window.__coursewright;
return [cw.boxes(arguments[0]), cw.readable(arguments[0]), cw.inPages(arguments[0])];
"""
_LOOKS = "const cw = window.__coursewright; return [cw.exposure(), cw.paints()];"
_TAGS = re.compile(r"<[^>]*>")
_LETTERS = re.compile(r"[^\W_]")
_HOST = "return window.__coursewright.isHost();"
_MISSING = "return typeof window.__coursewright === 'undefined' || !document.body;"


class _Record:
    """What is found in one view after another."""

    def __init__(self) -> None:
        self.views: dict[Sighting, list[str]] = {}
        self.pictures: dict[Sighting, bytes] = {}
        self.passed: set[str] = set()
        self.inapplicable: set[str] = set()
        self.exposures: set[str] = set()
        self.paints: set[str] = set()
        self.walks: dict[str, Sequence[Stop]] = {}

    def add(self, each: Sighting, view: View, picture: bytes) -> None:
        key = Sighting(each.rule, each.outcome, each.message, each.selector, each.html)
        self.views.setdefault(key, []).append(view.name)
        if picture:
            self.pictures.setdefault(key, picture)

    def findings(self) -> Iterator[Finding]:
        for each, views in self.views.items():
            yield Finding(
                rule=each.rule,
                outcome=each.outcome,
                message=each.message,
                selector=each.selector,
                html=each.html,
                views=tuple(dict.fromkeys(views)),
                picture=self.pictures.get(each, b""),
            )

    def seen(self, facts: PageFacts, phrases: tuple[str, ...]) -> Seen:
        found = {each.rule for each in self.views}
        passed = self.passed - found
        return Seen(
            findings=tuple(sorted(self.findings(), key=lambda f: (f.rule, f.selector, f.message))),
            passed=tuple(sorted(passed)),
            inapplicable=tuple(sorted(self.inapplicable - found - passed)),
            facts=facts,
            phrases=phrases,
        )


def visit(
    browser: Browser,
    address: str,
    standard: str,
    memory: dict[str, bool],
    only: Collection[str] = (),
    *,
    own: bool = True,
) -> Seen:
    """Return what is wrong with a page.

    standard: key of `STANDARDS`. memory: see `Tab`. only: ids of rules of ours, to try no others.
    own: whether to try rules of ours at all. Raises BrowserFault when the page cannot be looked at,
    or when any rule failed to run.
    """
    record, facts = _Record(), PageFacts()
    phrases: tuple[str, ...] = ()
    for view in VIEWS:
        checks = [
            check
            for check in CHECKS
            if own and view.name in check.views and (not only or check.rule.id in only)
        ]
        with_axe = view.name in _AXE_VIEWS and not only
        if not checks and not with_axe:
            continue
        browser.look(view)
        browser.open(address)
        if browser.script(_MISSING):
            raise BrowserFault("the page is not HTML, or its scripts end the audit's")
        if view is VIEWS[0]:
            facts = _facts(browser.script(_FACTS))
        exposure, paints = browser.script(_LOOKS)
        tab = Tab(browser, view, memory, record.walks.get(exposure))
        found = [*_axe(tab, standard, record, exposure, paints)] if with_axe else []
        found += _own(tab, checks, record)
        if any(check.find for check in checks):
            record.walks.setdefault(exposure, tab.walk)
        for each, picture in _pictured(browser, found, len(record.pictures)):
            record.add(each, view, picture)
        if view.name == _SPOKEN_VIEW and not only:
            phrases = spoken(browser)
    return record.seen(facts, phrases)


def _axe(
    tab: Tab, standard: str, record: _Record, exposure: str, paints: Sequence[str]
) -> Iterator[Sighting]:
    only = _left_to_try(record, exposure, paints)
    if only is None:
        return
    try:
        result = run_axe(tab.browser, STANDARDS[standard], only=only)
    except AxeFault as error:
        raise BrowserFault(str(error)) from error
    record.passed |= result.passed
    record.inapplicable |= result.inapplicable
    inside = bool(tab.browser.script(_HOST))
    # The page that stands for a platform is not what is judged.
    found = [each for each in result.found if not inside or " » " in each[3]]
    selectors = [selector for _, _, _, selector, _ in found]
    boxes, readable, ours = tab.browser.script(_BOXES, selectors) if selectors else ((), (), ())
    for (rule, outcome, message, selector, html), box, easy, own in zip(
        found, boxes, readable, ours, strict=True
    ):
        settled = _settled(rule, outcome, html, easy)
        if settled is not None and own:
            yield Sighting(rule, settled, message, selector, html, tuple(box) if box else None)


def _left_to_try(record: _Record, exposure: str, paints: Sequence[str]) -> tuple[str, ...] | None:
    """Return the rules of axe that this view can change: none of them named for all of them.

    What is exposed as in an earlier view is judged as there but for its colours, and colours that
    were judged need not be again; `None` says that nothing is left.
    """
    known, new = exposure in record.exposures, set(paints) - record.paints
    record.exposures.add(exposure)
    record.paints |= new
    if not known:
        return ()
    return COLOUR_RULES if new else None


def _settled(rule: str, outcome: Outcome, html: str, readable: bool | None) -> Outcome | None:
    """Return what is left of what axe cannot decide: `None` where it is decided to be no fault."""
    if outcome is not Outcome.REVIEW:
        return outcome
    if rule == "color-contrast" and readable is not None:
        return None if readable else Outcome.VIOLATION
    if rule == "label-content-name-mismatch" and not _LETTERS.search(_TAGS.sub("", html)):
        return None  # a sign is no text that somebody could say
    return outcome


def _own(tab: Tab, checks: Sequence[Check], record: _Record) -> Iterator[Sighting]:
    record.passed |= {check.rule.id for check in checks}
    scripted = [check.rule.id for check in checks if check.find is None]
    if scripted:
        for rule, told in tab.ask(scripted).items():
            if told.get("error"):
                raise BrowserFault(f"the rule {rule} failed: {told['error']}")
            yield from sightings(rule, told["found"])
    for check in checks:
        if check.find is not None:
            yield from check.find(tab)


def _facts(told: dict[str, Any]) -> PageFacts:
    navigation = tuple(
        (label, tuple((text, address) for text, address in links))
        for label, links in told["navigation"]
    )
    controls = tuple((name, target, text) for name, target, text in told["controls"])
    return PageFacts(told["title"], told["language"], navigation, told["structure"], controls)


def _pictured(
    browser: Browser, found: Iterable[Sighting], taken: int
) -> Iterator[tuple[Sighting, bytes]]:
    for each in found:
        picture = b""
        if taken < _PICTURES and each.box and each.box[2] > 0 and each.outcome is Outcome.VIOLATION:
            picture = _picture(browser, each.box)
            taken += 1
        yield each, picture


def _picture(browser: Browser, box: tuple[float, float, float, float]) -> bytes:
    x, y, width, height = box
    clip = {
        "x": max(x - _MARGIN, 0),
        "y": max(y - _MARGIN, 0),
        "width": min(width + 2 * _MARGIN, _LARGEST[0]),
        "height": min(height + 2 * _MARGIN, _LARGEST[1]),
        "scale": 1,
    }
    shot = browser.cdp(
        "Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True
    )
    return base64.b64decode(shot["data"])
