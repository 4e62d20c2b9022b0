"""A real Chromium that looks at pages served on loopback: sizes, schemes, keys, axe, requests."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

__all__ = ["Browser", "chromium", "served"]

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
PATIENCE = 20  # seconds; how long the browser may take on a busy machine
_SHOWN = """
const element = document.querySelector(arguments[0]);
return element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  && element.getClientRects().length > 0;
"""
_RUN = """
const [tags, done] = arguments;
axe.run(document, { runOnly: tags, resultTypes: ["violations"] }).then(
  (found) => done({ found }), (error) => done({ error: String(error) }));
"""


class Browser:
    """One browser window. light and dark, wide and narrow; remembers what was requested."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver
        self._cdp("Network.enable")

    def reset(self) -> None:
        """Forget everything that a page could have left behind."""
        self._cdp("Emulation.setScriptExecutionDisabled", value=False)
        self.driver.get("about:blank")
        self._cdp("Storage.clearDataForOrigin", origin="*", storageTypes="all")
        self.resize(1280, 900)
        self.emulate()
        self.requests()
        self.complaints()

    def resize(self, width: int, height: int, *, touch: bool = False) -> None:
        """Give the page a size in CSS pixels. touch: a telephone, whose scrollbars take no room."""
        self._cdp(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=touch,
        )

    def emulate(self, media: str = "", **features: str) -> None:
        """Say what the reader prefers, such as `prefers_color_scheme="dark"`."""
        wanted = {"prefers_color_scheme": "light", **features}
        listed = [{"name": k.replace("_", "-"), "value": v} for k, v in wanted.items()]
        self._cdp("Emulation.setEmulatedMedia", media=media, features=listed)

    def without_scripts(self) -> None:
        """Open pages from now on as a browser without JavaScript does."""
        self._cdp("Emulation.setScriptExecutionDisabled", value=True)

    def open(self, address: str) -> None:
        """Open a page and wait until it has loaded."""
        self.driver.get(address)

    def script(self, text: str, *given: object) -> Any:
        """Run a script in the page and return what it returns."""
        return self.driver.execute_script(text, *given)

    def one(self, selector: str) -> WebElement:
        """Return the one element that the selector names."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        """Return the elements that the selector names."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def shows(self, selector: str) -> bool:
        """Return whether the first element that the selector names can be seen, as CSS has it."""
        return bool(self.script(_SHOWN, selector))

    def press(self, *keys: str, with_control: bool = False) -> None:
        """Press keys where the focus is."""
        actions = ActionChains(self.driver)
        for key in keys:
            if with_control:
                actions.key_down("\ue009").send_keys(key).key_up("\ue009")
            else:
                actions.send_keys(key)
        actions.perform()

    def until(self, condition: str) -> None:
        """Wait until the script expression is true in the page."""
        script = f"return Boolean({condition})"
        WebDriverWait(self.driver, PATIENCE).until(lambda driver: driver.execute_script(script))

    def audit(self) -> list[str]:
        """Return axe's violations, one line each; there is none where nothing was tested."""
        self.script(AXE.read_text())
        answer = self.driver.execute_async_script(_RUN, list(TAGS))
        assert "error" not in answer, answer["error"]
        found = answer["found"]
        assert len(found["passes"]) > 10, "axe has tested nothing"
        return [
            f"{each['id']}: {node['target']} {node['html'][:120]}"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    def complaints(self) -> list[str]:
        """Return what the console says since the last call, warnings and worse."""
        levels = ("SEVERE", "WARNING")
        log = self._log("browser")
        return [entry["message"] for entry in log if entry["level"] in levels]

    def requests(self) -> list[str]:
        """Return the addresses that were requested since the last call."""
        log = self._log("performance")
        events = [json.loads(entry["message"])["message"] for entry in log]
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def _log(self, kind: str) -> list[dict[str, str]]:
        entries = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return cast(list[dict[str, str]], entries)

    def _cdp(self, command: str, **given: object) -> None:
        self.driver.execute_cdp_cmd(command, given)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium without a window."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "disable-background-networking"):
        options.add_argument(f"--{argument}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.set_script_timeout(120)
    try:
        yield Browser(driver)
    finally:
        driver.quit()


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *given: object) -> None:
        """Say nothing: what is missing shows in the browser's console."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback and yield its address, with a slash at the end."""
    handler = partial(_Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
