"""A platform that plays packages: a server on loopback, scorm-again, and a learner's browser."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

from scorm12_manifest import is_scorm12, scorm12_setup
from scorm2004_activity_tree import activity_tree, launch_pages
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

__all__ = ["Call", "Learner", "Platform", "chromium", "served"]

HERE = Path(__file__).parent
SCORM_AGAIN = tuple(
    HERE.parents[1] / "node_modules/scorm-again/dist" / name
    for name in ("scorm2004.js", "scorm12.js")
)
_WRITES = ("SetValue", "LMSSetValue")
PATIENCE = 20  # seconds; how long the browser may take on a busy machine


@dataclass
class Platform:
    """What the server knows.

    stored: the last commit of each item. fails: refuse commits. learners: how many there were;
    what a page of an earlier one sends late is not the present one's.
    """

    manifest: bytes
    port: int = 0
    stored: dict[str, Any] = field(default_factory=dict)
    state: str = ""
    fails: bool = False
    missing: list[str] = field(default_factory=list)
    learners: int = 0

    def welcome(self) -> None:
        """Forget everything, for somebody new."""
        self.learners += 1
        self.stored, self.state, self.fails, self.missing = {}, "", False, []

    def address(self, host: str = "127.0.0.1") -> str:
        """Return the platform's address. host: another name of loopback is another origin."""
        return f"http://{host}:{self.port}/"

    def setup(self) -> bytes:
        """Return what the platform's page needs to start."""
        return json.dumps(
            {
                **self._read_manifest(),
                "learner": self.learners,
                "stored": self.stored,
                "state": self.state,
            }
        ).encode()

    def _read_manifest(self) -> dict[str, Any]:
        if is_scorm12(self.manifest):
            return scorm12_setup(self.manifest)
        return {"tree": activity_tree(self.manifest), "launch": launch_pages(self.manifest)}

    def commit(self, body: bytes) -> bytes:
        """Keep what a page sent."""
        sent = json.loads(body)
        if not self.fails and sent["learner"] == self.learners:
            self.stored[sent["item"]] = sent["cmi"]
        return json.dumps({"result": not self.fails, "errorCode": 391 * self.fails}).encode()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, platform: Platform, *given: Any, **named: Any) -> None:
        self.platform = platform
        super().__init__(*given, **named)

    def log_message(self, format: str, *given: object) -> None:
        """Say nothing: what is missing is asserted, not read."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/setup":
            self._answer(self.platform.setup())
        elif path == "/stranger":
            page = (
                f'<iframe id="page" src="{self.platform.address()}package/pages/item-intro.html">'
            )
            self._answer(page.encode(), "text/html")
        elif path == "/favicon.ico":
            self._answer(b"", "image/png")
        else:
            super().do_GET()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/commit":
            self._answer(self.platform.commit(body))
        else:
            self.platform.state = body.decode()
            self._answer(b"{}")

    def _answer(self, content: bytes, kind: str = "application/json") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def send_error(self, code: int, *given: Any, **named: Any) -> None:
        self.platform.missing.append(self.path)
        super().send_error(code, *given, **named)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@contextmanager
def served(files: dict[str, bytes], folder: Path) -> Iterator[Platform]:
    """Serve an unpacked package below `package/`, beside the platform's own page."""
    for name, content in files.items():
        path = folder / "package" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for own in (*(HERE / "platform").iterdir(), *SCORM_AGAIN):
        (folder / own.name).write_bytes(own.read_bytes())
    platform = Platform(files["imsmanifest.xml"])
    handler = partial(_Handler, platform, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        platform.port = server.server_port
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield platform
        server.shutdown()
        thread.join()


@contextmanager
def chromium() -> Iterator[webdriver.Chrome]:
    """Start Debian's Chromium without a window."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "disable-background-networking"):
        options.add_argument(f"--{argument}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        yield driver
    finally:
        driver.quit()


@dataclass(frozen=True)
class Call:
    """One call of the API. given: its arguments. error: the code after it."""

    item: str
    name: str
    given: tuple[str, ...]
    value: str
    error: str


class Learner:
    """Somebody at the browser."""

    def __init__(self, driver: webdriver.Chrome, platform: Platform) -> None:
        self.driver = driver
        self.platform = platform

    def open(self, query: str = "") -> None:
        """Open the platform: all of the course, or `item=…` alone. Then look at the page."""
        self.enter(query)
        self.look()

    def enter(self, query: str) -> str:
        """Open the platform and return which item it delivers; SCORM 1.2's may say `closed`."""
        home = "platform12.html" if is_scorm12(self.platform.manifest) else "index.html"
        self.driver.switch_to.default_content()
        self.driver.get(f"{self.platform.address()}{home}?{query}")
        self.until(lambda: self.at_platform("return Boolean(window.platform?.current())"))
        return str(self.at_platform("return platform.current()"))

    def look(self) -> None:
        """Turn from the platform to the page in its frame, once its script has run."""
        self.driver.switch_to.default_content()
        ready = "const d = document.getElementById('page').contentDocument;"
        script = f"{ready} return d.readyState === 'complete' && d.body.dataset.item || '';"
        current = "return platform.current()"
        self.until(
            lambda: self.driver.execute_script(script) == self.driver.execute_script(current)
        )
        self.driver.switch_to.frame("page")

    def until(self, happened: Callable[[], object]) -> None:
        """Wait for something to become true."""
        WebDriverWait(self.driver, PATIENCE, 0.05).until(lambda _: happened())

    def at_platform(self, script: str) -> Any:
        """Run a script in the platform's page; afterwards that page is looked at."""
        self.driver.switch_to.default_content()
        return self.driver.execute_script(script)

    def calls(self) -> tuple[Call, ...]:
        """Return the calls since the platform was opened; the page stays in view."""
        made = self.driver.execute_script("return window.top.platform.calls")
        return tuple(Call(**each | {"given": tuple(each["given"])}) for each in made)

    def written(self) -> dict[str, str]:
        """Return the last value of each element that was set."""
        return {each.given[0]: each.given[1] for each in self.calls() if each.name in _WRITES}

    def interactions(self) -> dict[str, dict[str, str]]:
        """Return the recorded interactions by question, the last of each."""
        found: dict[str, dict[str, str]] = {}
        for name, value in self.written().items():
            if name.startswith("cmi.interactions."):
                number, _, element = name.removeprefix("cmi.interactions.").partition(".")
                found.setdefault(number, {})[element] = value
        return {each["id"]: each for each in found.values()}

    def one(self, selector: str) -> WebElement:
        """Return the first element of the page that fits."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def click(self, selector: str) -> None:
        """Click, wherever on the page it stands; a bar at its foot may cover it otherwise."""
        element = self.one(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def choose(self, question: str, *options: str) -> None:
        """Tick options of a question."""
        for each in options:
            self.click(f'[name="{question}"][value="{each}"]')

    def pick(self, question: str, gap: str, text: str) -> None:
        """Choose from the list of a gap."""
        Select(self.one(f'[data-question="{question}"] [data-gap="{gap}"]')).select_by_visible_text(
            text
        )

    def type(self, question: str, text: str, gap: str = "") -> None:
        """Type into the field of a question, or into one of its gaps."""
        field = f'[data-gap="{gap}"]' if gap else "input, textarea"
        box = self.one(f'[data-question="{question}"]')
        box.find_element(By.CSS_SELECTOR, field).send_keys(text)

    def text(self, selector: str) -> str:
        """Return the text of an element."""
        return self.one(selector).text

    def sees(self, selector: str) -> bool:
        """Return whether an element is there and shown."""
        return any(e.is_displayed() for e in self.driver.find_elements(By.CSS_SELECTOR, selector))

    def console(self) -> list[str]:
        """Return what Chromium has complained about since it was last asked."""
        logs = cast(list[dict[str, str]], self.driver.get_log("browser"))
        return [each["message"] for each in logs if each["level"] in ("SEVERE", "WARNING")]
