"""Somebody who has a keyboard and nothing else: keys by Selenium, eyes that follow the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

__all__ = ["Keyboard"]

PATIENCE = 20  # seconds; how long the browser may take on a busy machine
_MOST_STOPS = 150
# Reading only: no script of this file moves the focus or changes a page.
_FOCUSED = """
let element = document.activeElement;
for (;;) {
  const inner = element && (element.shadowRoot || element.contentDocument);
  if (!inner || !inner.activeElement) { break; }
  element = inner.activeElement;
}
const visible = element.matches(":focus-visible");
const chosen = element.selectedOptions?.[0]?.textContent ?? "";
const fits = element.matches(arguments[0]);
return { fits, told: element.outerHTML.slice(0, 160), visible, chosen };
"""


class Keyboard:
    """Hands on the keys. The focus is looked for from the top document, through all frames."""

    def __init__(self, driver: WebDriver) -> None:
        self.driver = driver

    def press(self, *keys: str) -> None:
        """Press keys one after another, wherever the focus is."""
        actions = ActionChains(self.driver)
        for key in keys:
            actions.send_keys(key)
        actions.perform()

    def at(self, selector: str) -> bool:
        """Return whether the element with the focus fits the selector."""
        return bool(self._focused(selector)["fits"])

    def to(self, selector: str, key: str = Keys.TAB) -> None:
        """Press a key until what the selector names has the focus, and see that it shows it."""
        passed: list[str] = []
        for _ in range(_MOST_STOPS):
            focused = self._focused(selector)
            if focused["fits"]:
                assert focused["visible"], f"no focus can be seen at {selector}"
                return
            passed.append(str(focused["told"]))
            self.press(key)
        raise AssertionError(f"{selector} is never reached; the focus was at {passed[-20:]}")

    def activate(self, selector: str, key: str = Keys.ENTER) -> None:
        """Go to a link or button with Tab, and press it."""
        self.to(selector)
        self.press(key)

    def choose(self, name: str, value: str) -> None:
        """Choose one of a group of radio buttons, or tick a box."""
        wanted = f'[name="{name}"][value="{value}"]'
        self.to(f'[name="{name}"]')
        if self.at('[type="checkbox"]'):
            self.to(wanted)
            self.press(Keys.SPACE)
            return
        self.press(Keys.SPACE)
        self.to(wanted, Keys.ARROW_DOWN)

    def type(self, selector: str, text: str) -> None:
        """Go to a field with Tab, and type."""
        self.to(selector)
        self.press(*text)

    def pick(self, selector: str, text: str) -> None:
        """Go to a list with Tab, and choose an entry with the arrows."""
        self.to(selector)
        for _ in range(_MOST_STOPS):
            if self._focused(selector)["chosen"] == text:
                return
            self.press(Keys.ARROW_DOWN)
        raise AssertionError(f"{selector} does not offer {text!r}")

    def until(self, happened: Callable[[], object]) -> None:
        """Wait for something to become true."""
        WebDriverWait(self.driver, PATIENCE, 0.05).until(lambda _: happened())

    def _focused(self, selector: str) -> dict[str, Any]:
        self.driver.switch_to.default_content()
        found: dict[str, Any] = self.driver.execute_script(_FOCUSED, selector)
        return found
