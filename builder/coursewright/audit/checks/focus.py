"""Whether a control looks different when the Tab key comes to it, judged by what is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.audit.browser import Browser, BrowserFault
from coursewright.audit.checks.walk import Stop
from coursewright.audit.model import Outcome
from coursewright.audit.rules import keyboard
from coursewright.audit.tab import Sighting, Tab

__all__ = ["invisible"]

_AROUND = 10  # pixels; outlines stand outside of the element
_LARGEST = (1400, 500)
_DIFFERENT = 24  # of 255, in one channel
_LOOKS = 3
_ENOUGH = 12  # pixels: a blinking caret alone has fewer than a line of text is high
_COVERED = "something else lies on it when it has the focus"
_FOCUS = "return window.__coursewright.focus(arguments[0], arguments[1]);"
_FRAMES = """
const [count, done] = arguments;
const wait = (left) => left ? requestAnimationFrame(() => wait(left - 1)) : done(true);
wait(count);
"""
_DIFFERING = """
const [one, other, least, done] = arguments;
const drawn = async (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const brush = canvas.getContext("2d");
  brush.drawImage(picture, 0, 0);
  return brush.getImageData(0, 0, picture.width, picture.height).data;
};
Promise.all([drawn(one), drawn(other)]).then(([a, b]) => {
  let count = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i += 4) {
    count += [0, 1, 2].some((k) => Math.abs(a[i + k] - b[i + k]) > least);
  }
  done(count);
}, (error) => done(String(error)));
"""


def invisible(tab: Tab) -> Iterator[Sighting]:
    """Yield the controls that look the same with and without the focus.

    One that has the same markup, styles, style sheets and background as another is not drawn again.
    """
    for stop in {stop.key: stop for stop in tab.walk}.values():
        if stop.box[2] <= 0 or (" » " in stop.selector and stop.html.startswith("<iframe")):
            continue
        memory = f"{tab.view.scheme} {stop.signature}"
        if memory not in tab.memory and (shown := _shown(tab.browser, stop)) is not None:
            tab.memory[memory] = shown
        if stop.covered or not tab.memory.get(memory, True):
            yield Sighting(
                keyboard.FOCUS_VISIBLE.id,
                Outcome.VIOLATION,
                _COVERED if stop.covered else "it looks the same with and without the focus",
                stop.selector,
                stop.html,
                stop.box,
            )


def _shown(browser: Browser, stop: Stop) -> bool | None:
    """Return whether the focus is seen in any look, `None` when the control is gone by now."""
    looks = [_shows(browser, stop, 0)]
    while looks[-1] is False and len(looks) < _LOOKS:
        looks.append(_shows(browser, stop, len(looks)))
    return looks[-1]


def _shows(browser: Browser, stop: Stop, look: int) -> bool | None:
    """Return whether pictures with and without the focus differ. look: number of the try."""
    # The last key was Tab, so that the browser takes this focus for one of the keyboard.
    box = browser.script(_FOCUS, stop.selector, True)
    if box is None or not (box[2] and box[3]):
        return None  # a page may take a button away once it is no longer needed
    _wait(browser, look)
    focused = _drawn(browser, box)
    browser.script(_FOCUS, stop.selector, False)
    _wait(browser, look)
    blurred = _drawn(browser, box)
    if focused == blurred:
        return False
    count = browser.awaited(_DIFFERING, focused, blurred, _DIFFERENT)
    if not isinstance(count, int):
        raise BrowserFault(f"two pictures could not be compared: {count}")
    return count >= _ENOUGH


def _wait(browser: Browser, look: int) -> None:
    """Wait longer with every look: a busy machine may be late to draw what a picture is to show."""
    if look:
        browser.awaited(_FRAMES, 4 * look)


def _drawn(browser: Browser, box: list[float]) -> str:
    """Return the picture of a place in the page and what is around it: PNG in base64."""
    x, y, width, height = box
    clip = {
        "x": max(x - _AROUND, 0),
        "y": max(y - _AROUND, 0),
        "width": min(width + 2 * _AROUND, _LARGEST[0]),
        "height": min(height + 2 * _AROUND, _LARGEST[1]),
        "scale": 1,
    }
    shot = browser.cdp("Page.captureScreenshot", format="png", clip=clip, optimizeForSpeed=True)
    return str(shot["data"])
