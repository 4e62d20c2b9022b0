"""What the walk with the Tab key tells, and what only a mouse can reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from coursewright.audit.browser import Browser
from coursewright.audit.checks.walk import BACK, FORWARD, Stop, backward, circle, escapes
from coursewright.audit.model import Outcome
from coursewright.audit.rules import keyboard
from coursewright.audit.tab import Sighting, Tab

__all__ = ["disorder", "mouse_only", "surprises", "traps", "unreached"]

_STOPS = "return window.__coursewright.stops();"
_JUDGE_CLICKED = "function() { return window.__coursewright?.clicked(this) ?? null; }"


def traps(tab: Tab) -> Iterator[Sighting]:
    """Yield the controls that hold the focus, forwards or backwards, whatever is pressed."""
    yield from _held(tab, tab.walk, "Tab", FORWARD)
    yield from _held(tab, backward(tab.browser) if tab.walk else (), "Shift and Tab", BACK)


def _held(tab: Tab, stops: Sequence[Stop], keys: str, modifiers: int) -> Iterator[Sighting]:
    """Yield the first stop of a circle that is neither the whole page nor left by Escape."""
    held = circle(stops)
    if not held or escapes(tab.browser, modifiers, held):
        return
    first = next(stop for stop in stops if stop.key in held)
    others = f", with {len(held) - 1} more" if len(held) > 1 else ""
    yield _at(keyboard.NO_TRAP.id, first, f"{keys} never leaves this control{others}")


def _at(rule: str, stop: Stop, message: str) -> Sighting:
    return Sighting(rule, Outcome.VIOLATION, message, stop.selector, stop.html, stop.box)


def unreached(tab: Tab) -> Iterator[Sighting]:
    """Yield the controls that Tab does not come to."""
    reached = {stop.selector for stop in tab.walk}
    for each in tab.browser.script(_STOPS):
        if each["selector"] not in reached:
            message = "the Tab key never comes to this control"
            yield _of(keyboard.REACHABLE.id, each, message)


def _of(rule: str, told: dict[str, Any], message: str) -> Sighting:
    box = tuple(told["box"])
    return Sighting(rule, Outcome.VIOLATION, message, told["selector"], told["html"], box)


def disorder(tab: Tab) -> Iterator[Sighting]:
    """Yield the controls that the Tab key comes to before others that stand before them."""
    stops = tab.browser.script(_STOPS)
    places = {each["selector"]: place for place, each in enumerate(stops)}
    order = [s for s in dict.fromkeys(stop.selector for stop in tab.walk) if s in places]
    for before, after in pairwise(order):
        if places[after] < places[before]:
            told = stops[places[before]]
            yield _of(
                keyboard.ORDER.id, told, "the Tab key comes here before what stands before it"
            )


def surprises(tab: Tab) -> Iterator[Sighting]:
    """Yield the control after whose focus the page was another one."""
    for before, after in pairwise(tab.walk):
        if after.address != before.address:
            # A document that stays tells of it at once, one that goes with the next control.
            at = after if after.document == before.document else before
            yield _at(keyboard.NO_SURPRISE.id, at, "focusing this control opens another page")
        elif after.document == before.document and after.state != before.state:
            message = "with the focus here the page has another title or heading, or a dialog opens"
            yield _at(keyboard.NO_SURPRISE.id, after, message)


def mouse_only(tab: Tab) -> Iterator[Sighting]:
    """Yield what only a mouse can click."""
    for told, kinds in _listening(tab.browser):
        if "click" in kinds and told["mouse"]:
            message = "it can be clicked, but a keyboard cannot reach it"
            yield _of(keyboard.NOT_MOUSE_ONLY.id, told, message)


def _listening(browser: Browser) -> Iterator[tuple[dict[str, Any], set[str]]]:
    """Yield what listens to clicks and can be seen, with the kinds of events."""
    for object_id in _objects(browser):
        found = browser.cdp("DOMDebugger.getEventListeners", objectId=object_id, depth=1)
        kinds = {listener["type"] for listener in found["listeners"]}
        told = _judged(browser, object_id) if "click" in kinds else None
        if told:
            yield told, kinds


def _objects(browser: Browser) -> Iterator[str]:
    """Yield the browser's handles of what may listen: what has its own listeners, and no other."""
    expression = "window.__coursewright.listening()"
    made = browser.cdp("Runtime.evaluate", expression=expression, objectGroup="audit")
    listed = browser.cdp(
        "Runtime.getProperties", objectId=made["result"]["objectId"], ownProperties=True
    )
    for each in listed["result"]:
        if each["name"].isdigit() and "objectId" in each.get("value", {}):
            yield each["value"]["objectId"]


def _judged(browser: Browser, object_id: str) -> dict[str, Any] | None:
    answer = browser.cdp(
        "Runtime.callFunctionOn",
        objectId=object_id,
        functionDeclaration=_JUDGE_CLICKED,
        returnByValue=True,
    )
    told: dict[str, Any] | None = answer["result"].get("value")
    return told
