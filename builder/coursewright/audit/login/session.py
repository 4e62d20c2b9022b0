"""A browser that is signed in: it does the steps of a login before its first page."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from coursewright.audit.browser import Browser, BrowserFault
from coursewright.audit.login.steps import Action, Login, Step
from coursewright.audit.login.veil import Veil
from coursewright.errors import EnvironmentFault

__all__ = ["Session", "open_session"]

_GRACE = 5  # seconds after which a browser hangs that should have told that a step failed
_PAUSE = 0.1
_VISIBLE = """
const visible = (selector) => [...document.querySelectorAll(selector)]
  .find((each) => each.getClientRects().length && !each.disabled);
"""
_DO = f"""
{_VISIBLE}
let found;
try {{ found = visible(arguments[0]); }} catch {{ return "no selector"; }}
if (!found) {{ return "absent"; }}
const action = arguments[1];
if (action !== "wait") {{ found.focus(); }}
if (action === "press") {{ found.click(); }}
if (action === "fill") {{
  found.select?.();
  if (!found.matches(":focus")) {{ return "absent"; }}
}}
return "";
"""
_ALL_VISIBLE = f"{_VISIBLE} return arguments[0].every(visible);"


class _StepFailedError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Session:
    """A login with what it types. values: by name of the variable; they are shown nowhere."""

    login: Login
    values: Mapping[str, str] = field(repr=False)

    @property
    def veil(self) -> Veil:
        """Return what takes the values out of texts."""
        return Veil(frozenset(self.values.values()))

    def start(self, start_one: Callable[[], Browser]) -> Browser:
        """Start a browser and sign in. Raises EnvironmentFault, naming the step that fails."""
        browser = start_one()
        try:
            for step in self.login.steps:
                self._do(browser, step)
        except BaseException:
            browser.close()
            raise
        return browser

    def confirm(self, browser: Browser, address: str) -> None:
        """Raise BrowserFault when the page is the login's form, which was asked for nowhere."""
        form = self.login.form
        if not form or address in self.login.addresses:
            return
        if browser.script(_ALL_VISIBLE, list(form)):
            raise BrowserFault("the form of the login stands here: nobody is logged in any more")

    def _do(self, browser: Browser, step: Step) -> None:
        try:
            with browser.at_most(self.login.seconds + _GRACE):
                if step.action is Action.OPEN:
                    browser.open(step.target)
                else:
                    self._act(browser, step)
        except (BrowserFault, _StepFailedError) as error:
            reason = self.veil.text(str(error))
            # Without its cause, whose text may hold what was typed.
            raise EnvironmentFault(f"{self.login.name}: {step} failed: {reason}") from None

    def _act(self, browser: Browser, step: Step) -> None:
        """Do a step as soon as its element is there."""
        end = time.monotonic() + self.login.seconds
        while told := _told(browser, step):
            if told == "no selector":
                raise _StepFailedError("this is no CSS selector; quote it in the file")
            if time.monotonic() > end:
                raise _StepFailedError(
                    f"no such element can be seen and used after {self.login.seconds:g} seconds"
                )
            time.sleep(_PAUSE)
        if step.action is Action.FILL:
            browser.cdp("Input.insertText", text=self.values[step.variable])


def _told(browser: Browser, step: Step) -> str:
    """Return what keeps a step from being done, nothing when it is done."""
    from selenium.common.exceptions import JavascriptException

    try:
        return str(browser.script(_DO, step.target, step.action.value))
    except JavascriptException:
        return "absent"  # another page is just coming


def open_session(login: Login, environment: Mapping[str, str]) -> Session:
    """Return a login with what its variables hold.

    Raises EnvironmentFault, naming each step whose variable is missing or empty.
    """
    fills = [step for step in login.steps if step.variable]
    missing = [
        f"{step} needs the environment variable {step.variable}, which is not set"
        for step in fills
        if not environment.get(step.variable)
    ]
    if missing:
        raise EnvironmentFault(f"{login.name}: {'; '.join(missing)}")
    return Session(login, {step.variable: environment[step.variable] for step in fills})
