"""What a screen reader says of a page from its beginning to its end, kept as evidence.

The reader is `@guidepup/virtual-screen-reader` of npm. It runs in a world of its own in each frame,
so that it meets the page as it is and none of its scripts, and none of its rules meet the reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from coursewright.audit.browser import Browser
from coursewright.errors import EnvironmentFault
from coursewright_packaging import vendor

__all__ = ["reader_script", "reader_version", "spoken"]

_PACKAGE = "@guidepup/virtual-screen-reader"
_EXPORT = re.compile(r"export\{[\w$]+ as Virtual,([\w$]+) as virtual\};")
_MOST = 5000  # phrases of one frame
_HOST = "return Boolean(window.__coursewright?.isHost());"
_READ = """
(async (most) => {
  const reader = globalThis.coursewrightReader;
  await reader.start({ container: document.body });
  for (let said = 1; said < most; said += 1) {
    if (await reader.lastSpokenPhrase() === "end of document") { break; }
    await reader.next();
  }
  const log = await reader.spokenPhraseLog();
  await reader.stop();
  return log;
})"""


@cache
def reader_script() -> str:
    """Return the reader as a script that leaves it in `coursewrightReader`.

    Raises PackagingError without it, EnvironmentFault when it is not the release that we know.
    """
    text = vendor.file(f"{_PACKAGE}/lib/esm/index.browser.js").read_text("utf-8")
    found = _EXPORT.search(text)
    if found is None:
        raise EnvironmentFault(f"{_PACKAGE} {reader_version()} is not the release that is known")
    body = text[: found.start()] + f"globalThis.coursewrightReader = {found[1]};"
    # Its libraries ask Node's environment for a switch that no browser has.
    return f"globalThis.process ??= {{ env: {{}} }};\n(() => {{{body}\n}})();"


def reader_version() -> str:
    """Return the version of the reader. Raises PackagingError without it."""
    described = json.loads(vendor.file(f"{_PACKAGE}/package.json").read_text("utf-8"))
    return str(described["version"])


def spoken(browser: Browser) -> tuple[str, ...]:
    """Return what is said of the open page, then of each frame in it, after the frame's title.

    It moves the focus, so it has to come after everything else. Where the reader fails, its error
    stands in place of what it would have said. Of the page that stands for a platform, nothing.
    """
    frames = list(_frames(browser.cdp("Page.getFrameTree")["frameTree"]))
    if browser.script(_HOST):
        frames = frames[1:]
    return tuple(
        phrase for number, frame in enumerate(frames) for phrase in _said(browser, frame, number)
    )


def _frames(tree: Mapping[str, Any]) -> Iterator[str]:
    yield str(tree["frame"]["id"])
    for below in tree.get("childFrames", ()):
        yield from _frames(below)


def _said(browser: Browser, frame: str, number: int) -> Iterator[str]:
    made = browser.cdp("Page.createIsolatedWorld", frameId=frame, worldName="coursewright")
    world = made["executionContextId"]

    def run(script: str) -> Mapping[str, Any]:
        return browser.cdp(
            "Runtime.evaluate",
            expression=script,
            contextId=world,
            awaitPromise=True,
            returnByValue=True,
        )

    if number:
        yield f"frame: {run('document.title')['result'].get('value', '')}"
    run(reader_script())
    answer = run(f"{_READ}({_MOST})")
    if "exceptionDetails" in answer:
        told = str(answer["result"].get("description", "")).partition("\n")[0]
        yield f"not read, because the reader failed: {told}"
        return
    log = [str(phrase) for phrase in answer["result"]["value"]]
    yield from log
    if len(log) >= _MOST:
        yield f"cut off after {_MOST} phrases"
