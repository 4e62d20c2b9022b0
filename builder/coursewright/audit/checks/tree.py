"""The accessibility tree, as a screen reader gets it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coursewright.audit.model import Outcome
from coursewright.audit.rules import keyboard
from coursewright.audit.tab import Sighting, Tab

__all__ = ["nameless"]

_ROLELESS = frozenset({"generic", "none", "presentation", "Unknown"})
_CONTAINERS = frozenset(
    {
        "RootWebArea", "WebArea", "Iframe", "IframePresentational", "Video", "Audio", "document",
        "dialog", "main", "EmbeddedObject", "PluginObject", "grid", "rootWebArea",
    }
)  # fmt: skip
_TELL = """function() {
  const cw = window.__coursewright;
  if (!cw || cw.isHost() || this.tabIndex < 0) { return null; }
  const box = this.getBoundingClientRect();
  return { selector: cw.outside()[0] + cw.selector(this), html: cw.html(this),
    box: [box.x + scrollX, box.y + scrollY, box.width, box.height] };
}"""


def nameless(tab: Tab) -> Iterator[Sighting]:
    """Yield what can be focused and has no name, or no role."""
    for node in tab.browser.cdp("Accessibility.getFullAXTree")["nodes"]:
        if node.get("ignored") or not _focusable(node):
            continue
        role = str(node.get("role", {}).get("value", ""))
        if role in _CONTAINERS:
            continue
        name = str(node.get("name", {}).get("value", "")).strip()
        told = _told(tab, node) if role in _ROLELESS or not name else None
        if told:
            message = "it has no role" if role in _ROLELESS else f"this {role} has no name"
            box = tuple(told["box"])
            yield Sighting(
                keyboard.NAMED.id, Outcome.VIOLATION, message, told["selector"], told["html"], box
            )


def _focusable(node: dict[str, Any]) -> bool:
    return any(
        each["name"] == "focusable" and each["value"]["value"] for each in node["properties"]
    )


def _told(tab: Tab, node: dict[str, Any]) -> dict[str, Any] | None:
    if "backendDOMNodeId" not in node:
        return None
    found = tab.browser.cdp("DOM.resolveNode", backendNodeId=node["backendDOMNodeId"])
    answer = tab.browser.cdp(
        "Runtime.callFunctionOn",
        objectId=found["object"]["objectId"],
        functionDeclaration=_TELL,
        returnByValue=True,
    )
    told: dict[str, Any] | None = answer["result"].get("value")
    return told
