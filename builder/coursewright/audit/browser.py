"""A Chromium without a window, driven through Selenium; it can be killed while it hangs."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import Any, Protocol

from coursewright.audit.model import View
from coursewright.audit.orphans import Watch, watch
from coursewright.errors import EnvironmentFault

__all__ = ["INSTALL", "Browser", "BrowserFault", "browser_state", "find_browser", "start"]

INSTALL = "apt-get install --no-install-recommends chromium chromium-driver"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "headless=new",
    "disable-gpu",
    "disable-background-networking",
    "disable-component-update",
    "disable-default-apps",
    "disable-dev-shm-usage",
    "disable-extensions",
    "disable-sync",
    "no-first-run",
    "force-color-profile=srgb",
    "hide-scrollbars",
    "mute-audio",
    # Frames of other origins stay in the page's process, where scripts for every document reach.
    "disable-site-isolation-trials",
    "disable-features=IsolateOrigins,site-per-process,PaintHolding",
)
_LOOPBACK_ONLY = "host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
_SCRIPT_SECONDS = 300


class BrowserFault(Exception):
    """The browser crashed, hung or refused; the page must be tried again in a new one."""


class Driver(Protocol):
    """The part of Selenium's driver that is used here."""

    def get(self, url: str) -> None: ...
    def execute_script(self, script: str, *args: Any) -> Any: ...
    def execute_async_script(self, script: str, *args: Any) -> Any: ...
    def execute_cdp_cmd(self, cmd: str, cmd_args: dict[str, Any]) -> dict[str, Any]: ...
    def quit(self) -> None: ...


def find_browser() -> tuple[str, str]:
    """Return the paths of the browser and of its driver.

    Raises EnvironmentFault, naming the command that installs them, when one is missing.
    """
    browser = next(filter(None, map(shutil.which, _BROWSERS)), "")
    driver = shutil.which("chromedriver") or ""
    if not browser or not driver:
        missing = "Chromium" if not browser else "ChromeDriver"
        raise EnvironmentFault(
            f"an audit needs {missing}, which is not installed; run `{INSTALL}`, or pass "
            "`--no-audit`, which every report then says"
        )
    return browser, driver


def browser_state() -> str:
    """Return what is another text for another version of the browser, which is not asked.

    Raises EnvironmentFault as `find_browser` does.
    """
    # A wrapper script keeps its bytes when the browser behind it changes; the driver does not.
    paths = [Path(each).resolve() for each in find_browser()]
    states = ((path, path.stat()) for path in paths)
    return " ".join(f"{path} {state.st_size} {state.st_mtime_ns}" for path, state in states)


class Browser:
    """One running browser with one tab."""

    def __init__(
        self, driver: Driver, process: int, scripts: Sequence[str], orphans: Watch
    ) -> None:
        """Use a driver. process: leader of its process group. scripts: put into every document.

        orphans: ends that group when we are killed.
        """
        self._orphans = orphans
        self._driver = driver
        self.process = process
        self.version = str(self.cdp("Browser.getVersion")["product"]).partition("/")[2]
        self.cdp("Emulation.setFocusEmulationEnabled", enabled=True)
        for script in scripts:
            self.cdp("Page.addScriptToEvaluateOnNewDocument", source=script)

    @property
    def driver(self) -> Driver:
        """Return Selenium's driver, for libraries that want it."""
        return self._driver

    def cdp(self, command: str, **given: object) -> dict[str, Any]:
        """Send a command of the Chrome DevTools Protocol and return its answer."""
        return self._driver.execute_cdp_cmd(command, given)

    def look(self, view: View) -> None:
        """Give the tab the size of the view, and the reader its preferences."""
        self.resize(view.width, view.height)
        self.prefer(view.scheme, view.media)

    def resize(self, width: int, height: int) -> None:
        """Give the page a size in CSS pixels."""
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def prefer(self, scheme: str, media: Sequence[tuple[str, str]] = ()) -> None:
        """Say which colour scheme and which other media features the reader prefers."""
        wanted = (("prefers-color-scheme", scheme), *media)
        features = [{"name": name, "value": value} for name, value in wanted]
        self.cdp("Emulation.setEmulatedMedia", media="screen", features=features)

    def open(self, address: str) -> None:
        """Open a page and wait until it has loaded."""
        self._driver.get(address)

    def script(self, text: str, *given: object) -> Any:
        """Run a script in the page and return what it returns."""
        return self._driver.execute_script(text, *given)

    def awaited(self, text: str, *given: object) -> Any:
        """Run a script whose last argument is the function to call with the answer."""
        return self._driver.execute_async_script(text, *given)

    def press(self, key: str, code: int, modifiers: int = 0, *, up: bool = True) -> None:
        """Press a key as a keyboard does. code: Windows virtual key. modifiers: 8 is Shift.

        up: whether it comes up again, too; that costs as much, and few pages listen to it.
        """
        given = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self.cdp("Input.dispatchKeyEvent", type="rawKeyDown", **given)
        if up:
            self.cdp("Input.dispatchKeyEvent", type="keyUp", **given)

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """Kill the browser when what happens inside takes longer; Raises BrowserFault then.

        Whatever Selenium raises when the browser dies becomes a BrowserFault, too.
        """
        from selenium.common.exceptions import WebDriverException
        from urllib3.exceptions import HTTPError

        timer = Timer(seconds, self.kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (WebDriverException, HTTPError, OSError) as error:
            late = not timer.is_alive()
            told = f"took longer than {seconds:g} seconds" if late else _first_line(error)
            raise BrowserFault(told) from error
        finally:
            timer.cancel()

    def kill(self) -> None:
        """End the browser and its driver at once, with all their processes."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process, signal.SIGKILL)

    def close(self) -> None:
        """End the browser; one that does not answer is killed."""
        timer = Timer(10, self.kill)
        timer.start()
        try:
            with suppress(Exception):  # it may be dead already, in any way
                self._driver.quit()
        finally:
            timer.cancel()
            self.kill()
            self._orphans.end()


def _first_line(error: BaseException) -> str:
    text = str(getattr(error, "msg", "") or error).strip()
    return text.splitlines()[0][:200] if text else type(error).__name__


def start(scripts: Sequence[str], *, loopback_only: bool) -> Browser:
    """Start a browser. scripts: put into every document. loopback_only: names resolve to nothing.

    Raises EnvironmentFault when it is missing or does not start.
    """
    browser, driver_path = find_browser()
    try:
        from selenium import webdriver
        from selenium.common.exceptions import WebDriverException
        from selenium.webdriver.chrome.service import Service
    except ImportError as error:
        raise EnvironmentFault(
            "an audit needs Selenium; run `pip install coursewright[audit]`, or pass `--no-audit`"
        ) from error
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in (*_ARGUMENTS, *_for_this_user(), *([_LOOPBACK_ONLY] if loopback_only else ())):
        options.add_argument(f"--{argument}")
    options.page_load_strategy = "normal"
    started: list[Watch] = []

    class Watched(Service):
        """The driver, watched before it has started a browser."""

        def start(self) -> None:
            super().start()
            started.append(watch(self.process.pid))

    service = Watched(driver_path, popen_kw={"start_new_session": True})
    try:
        driver = webdriver.Chrome(options=options, service=service)
    except (WebDriverException, OSError) as error:
        raise EnvironmentFault(f"Chromium does not start: {_first_line(error)}") from error
    driver.set_script_timeout(_SCRIPT_SECONDS)
    driver.set_page_load_timeout(_SCRIPT_SECONDS)
    return Browser(driver, service.process.pid, scripts, started[0])


def _for_this_user() -> tuple[str, ...]:
    # Chromium's own sandbox refuses to work for root, as which containers run.
    return ("no-sandbox",) if os.geteuid() == 0 else ()
