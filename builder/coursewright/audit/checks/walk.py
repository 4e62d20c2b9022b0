"""Walk through a page with the Tab key, as people do who use no mouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from coursewright.audit.browser import Browser

__all__ = ["BACK", "FORWARD", "Stop", "again", "backward", "circle", "escapes", "walk"]

FORWARD, BACK = 0, 8  # modifiers; 8 is Shift
_TAB, _ESCAPE = ("Tab", 9), ("Escape", 27)
_MOST = 400  # stops; no page of a course has more
_SURE = 3  # times round before a circle is believed
_PLAYERS = ("<video", "<audio")
_IN_PLAYER = 15  # the browser's own controls in a player are one element to a page
_START = """
window.focus();
document.activeElement?.blur?.();
window.__coursewright.begin();
"""
_WHERE = "return window.__coursewright.where();"
_UP = "return window.__coursewright.hearsKeyUp();"
_AGAIN = "window.__coursewright.begin(); return window.__coursewright.revisited(arguments[0]);"


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the focus is.

    key: number of the element. box: in the page. address: of the page then.
    state: its title, headings and dialogs. document: when it was
    opened. signature: equal for controls whose focus looks alike. covered: whether nothing of
    it can be seen for what lies on it.
    """

    key: int
    selector: str
    html: str
    box: tuple[float, float, float, float]
    address: str
    state: str
    document: float
    signature: str
    covered: bool


def walk(browser: Browser) -> tuple[Stop, ...]:
    """Return each place that Tab comes to, until it leaves the page or has gone round."""
    browser.script(_START)
    return tuple(_steps(browser, FORWARD))


def again(browser: Browser, stops: Sequence[Stop]) -> tuple[Stop, ...]:
    """Return the places of an earlier walk as they are in this view, where the same can be seen."""
    selectors = list(dict.fromkeys(stop.selector for stop in stops))
    return tuple(_stop(told) for told in browser.script(_AGAIN, selectors) if told)


def circle(stops: Sequence[Stop]) -> set[int]:
    """Return the keys of the stops among which Tab goes round and round; none when it got out."""
    counts = Counter(stop.key for stop in stops)
    players = {stop.key for stop in stops if stop.html.startswith(_PLAYERS)}
    return {
        key for key, count in counts.items() if count >= (_IN_PLAYER if key in players else _SURE)
    }


def backward(browser: Browser) -> tuple[Stop, ...]:
    """Return each place that Shift and Tab come to, from where the focus is now."""
    return tuple(_steps(browser, BACK))


def escapes(browser: Browser, modifiers: int, held: Collection[int]) -> bool:
    """Return whether Escape and one more Tab lead out of the stops `held`, of which one has it."""
    browser.press(*_ESCAPE)
    browser.press(*_TAB, modifiers=modifiers)
    after = _where(browser)
    return after is None or after.key not in held


def _steps(browser: Browser, modifiers: int) -> Iterator[Stop]:
    seen: dict[int, int] = {}
    away = 0
    up = bool(browser.script(_UP))
    for _ in range(_MOST):
        browser.press(*_TAB, modifiers=modifiers, up=up)
        stop = _where(browser)
        if stop is None:  # the browser's own controls, or a control that gave the focus away
            away += 1
            if away > 1:
                return
            continue
        if away and stop.key in seen:
            return
        away = 0
        seen[stop.key] = seen.get(stop.key, 0) + 1
        if seen[stop.key] > (_IN_PLAYER if stop.html.startswith(_PLAYERS) else _SURE):
            return
        yield stop


def _where(browser: Browser) -> Stop | None:
    told: dict[str, Any] | None = browser.script(_WHERE)
    return _stop(told) if told else None


def _stop(told: dict[str, Any]) -> Stop:
    x, y, width, height = told["box"]
    return Stop(
        key=told["key"],
        selector=told["selector"],
        html=told["html"],
        box=(x, y, width, height),
        address=told["address"],
        state=told["state"],
        document=told["document"],
        signature=told["signature"],
        covered=told["covered"],
    )
