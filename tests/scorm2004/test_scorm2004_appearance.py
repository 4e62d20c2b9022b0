"""Pages of the package in Chromium: phone and desktop, light and dark, and what axe finds."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from scorm2004_platform import Learner

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"


def _violations(learner: Learner) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and its best practices, in the page's frame."""
    learner.driver.execute_script(AXE.read_text("utf-8"))
    script = "const done = arguments[0]; axe.run(document, {iframes: false}).then(done)"
    found = learner.driver.execute_async_script(script)
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


_GROUND = """
let element = document.querySelector(arguments[0]);
while (getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)") {
  element = element.parentElement;
}
return getComputedStyle(element).backgroundColor;
"""


def _contrast(learner: Learner, text: str, ground: str) -> float:
    colour = "return getComputedStyle(document.querySelector(arguments[0])).color"
    pair = (
        _luminance(learner.driver.execute_script(colour, text)),
        _luminance(learner.driver.execute_script(_GROUND, ground)),
    )
    return (max(pair) + 0.05) / (min(pair) + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of `rgb(…)` (WCAG 2.2)."""
    parts = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "item", ["item-intro", "item-basics", "item-everything", "item-video", "item-lab"]
)
def test_pages_fit_and_can_be_read(item: str, scheme: str, width: int, learner: Learner) -> None:
    driver = learner.driver
    feature = {"name": "prefers-color-scheme", "value": scheme}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    metrics = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 600}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        learner.open(f"item={item}")
        if learner.sees("#begin"):
            assert _violations(learner) == []
            learner.click("#begin")
        wide = driver.execute_script("return document.scrollingElement.scrollWidth")
        assert wide <= width
        assert learner.sees("#save")
        assert _contrast(learner, "body", ".sco-bar") >= 7
        for selector in ("#status", "#save", "button[type=submit]", ".crumbs", "legend"):
            if learner.sees(selector):
                assert _contrast(learner, selector, selector) >= 4.5, selector
        assert _violations(learner) == []
        ground = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
        assert (_luminance(ground) > 0.5) == (scheme == "light")
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_headings_do_not_skip_a_level(learner: Learner) -> None:
    script = "return [...document.querySelectorAll('h1,h2,h3,h4')].map(e => Number(e.tagName[1]))"
    for item in ("item-intro", "item-lab", "item-everything", "item-site"):
        learner.open(f"item={item}")
        levels = learner.driver.execute_script(script)
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), (item, levels)
