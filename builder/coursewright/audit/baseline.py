"""Known findings that may stay for a while, each with an owner, a reason and an expiry date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from coursewright.audit.files import WAIVERS
from coursewright.audit.model import Audit, Cause, Outcome
from coursewright.errors import UsageFault

__all__ = ["Waiver", "Weighed", "read_waivers", "weigh"]

_KEYS = ("rule", "selector", "owner", "expires", "reason")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A known finding. selector, page: may hold `*`. expires: the last day on which it holds."""

    rule: str
    selector: str
    owner: str
    expires: date
    reason: str
    page: str = "*"

    def covers(self, cause: Cause) -> bool:
        """Return whether all places of a cause are waived."""
        return (
            cause.rule == self.rule
            and fnmatchcase(cause.selector, self.selector)
            and all(fnmatchcase(name, self.page) for name, _ in cause.pages)
        )


@dataclass(frozen=True, slots=True)
class Weighed:
    """failing: what no waiver allows. waived: with why. complaints: about the baseline itself."""

    failing: tuple[Cause, ...]
    waived: tuple[tuple[Cause, str], ...]
    complaints: tuple[str, ...]


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """Return the waivers in a file, none when there is no file.

    Raises UsageFault, saying which entry and what it needs, when one is not as it should be.
    """
    try:
        listed = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        return ()
    except yaml.YAMLError as error:
        raise UsageFault(f"`{path.name}` is no YAML: {str(error).splitlines()[0]}") from error
    entries = listed.get("waivers") if isinstance(listed, dict) else None
    if not isinstance(entries, list):
        raise UsageFault(f"`{path.name}` needs a list `waivers`")
    return tuple(_waiver(path.name, number, each) for number, each in enumerate(entries, 1))


def _waiver(file: str, number: int, entry: Any) -> Waiver:
    given = entry if isinstance(entry, dict) else {}
    missing = [key for key in _KEYS if not given.get(key)]
    unknown = sorted(set(map(str, given)) - {*_KEYS, "page"})
    expires = given.get("expires")
    if missing or unknown or not isinstance(expires, date):
        wrong = f"lacks {', '.join(missing)}" if missing else f"has unknown {', '.join(unknown)}"
        if not missing and not unknown:
            wrong = "needs `expires` as a date such as 2027-01-31"
        raise UsageFault(f"`{file}`: waiver {number} {wrong}")
    texts = {key: str(given[key]) for key in (*_KEYS, "page") if key in given and key != "expires"}
    return Waiver(**texts, expires=expires)


def weigh(audit: Audit, waivers: Sequence[Waiver], today: date) -> Weighed:
    """Return what fails. Expired waivers hold no longer; one that nothing needs must go."""
    holding = [waiver for waiver in waivers if waiver.expires >= today]
    failing, waived = [], []
    for cause in audit.causes:
        if cause.outcome is not Outcome.VIOLATION:
            continue
        found = next((waiver for waiver in holding if waiver.covers(cause)), None)
        if found:
            waived.append((cause, f"{found.reason} ({found.owner}, until {found.expires})"))
        else:
            failing.append(cause)
    return Weighed(tuple(failing), tuple(waived), tuple(_complaints(audit, waivers, today)))


def _complaints(audit: Audit, waivers: Sequence[Waiver], today: date) -> Iterator[str]:
    for waiver in waivers:
        named = f"the waiver of {waiver.rule} at `{waiver.selector}`"
        if waiver.expires < today:
            yield f"{named} expired on {waiver.expires}; {waiver.owner} has to decide anew"
        elif audit.full and not any(waiver.covers(cause) for cause in audit.causes):
            yield f"{named} is needed no longer; remove it from `{WAIVERS}`"
