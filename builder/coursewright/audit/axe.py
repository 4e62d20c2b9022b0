"""axe-core in every frame of every page, and what it says as findings.

axe passes in silence where it was asked for an unknown tag, where a frame has no axe, and where
nothing was tested; each of these is a fault here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursewright.audit.browser import Browser
from coursewright.audit.model import Outcome
from coursewright_packaging import vendor

__all__ = [
    "COLOUR_RULES",
    "STANDARDS",
    "AxeFault",
    "AxeResult",
    "axe_script",
    "axe_version",
    "run_axe",
]

STANDARDS: Mapping[str, tuple[str, ...]] = {
    "wcag21aa": ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"),
    "wcag22aa": ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
    "en301549": ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "EN-301-549", "best-practice"),
}
"""Tags of axe by the rule set that a user can choose."""

COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""The rules of axe whose outcome is another one in other colours."""

# Left out by axe unless they are asked for by name: experimental, or disabled.
_ALSO = ("css-orientation-lock", "frame-tested", "table-fake-caption", "td-has-header")
_EVERY_FRAME = 'axe.configure({ allowedOrigins: ["<unsafe_all_origins>"] });'
_KNOWN_TAGS = "return axe.getRules().flatMap((rule) => rule.tags);"
_RUN = """
const [options, done] = [arguments[0], arguments[arguments.length - 1]];
if (!window.axe) { done({ error: "axe is not in the page" }); return; }
axe.run(document, options).then(
  (found) => done({
    version: found.testEngine.version,
    passes: found.passes.map((each) => each.id),
    inapplicable: found.inapplicable.map((each) => each.id),
    violations: found.violations,
    incomplete: found.incomplete,
  }),
  (error) => done({ error: String(error) }));
"""
_CRITERION = re.compile(r"wcag(\d)(\d)(\d{1,2})")


class AxeFault(Exception):
    """axe did not do what it was asked for, so that nothing is known of the page."""


@dataclass(frozen=True, slots=True)
class AxeResult:
    """What axe says of a page. found: rule, outcome, message, selector and HTML of each element."""

    found: tuple[tuple[str, Outcome, str, str, str], ...]
    passed: frozenset[str]
    inapplicable: frozenset[str]


class _EveryDocument:
    """Stands for the driver of axe-selenium-python, and keeps what it wants to run.

    Its `inject` puts the script into the top document only, and anew for every page. The browser
    puts what is kept here into every frame of every document, before anything else runs there.
    """

    def __init__(self) -> None:
        self.scripts: list[str] = []

    def execute_script(self, script: str) -> None:
        self.scripts.append(script)


def axe_script() -> str:
    """Return axe-core of npm, ready for every document. Raises PackagingError without it."""
    from axe_selenium_python import Axe

    documents = _EveryDocument()
    Axe(documents, script_url=str(_file())).inject()
    return "\n".join([*documents.scripts, _EVERY_FRAME])


def axe_version() -> str:
    """Return the version of axe-core that is used. Raises PackagingError without it."""
    with _file().open(encoding="utf-8") as file:
        match = re.search(r"axe v([\d.]+)", file.read(200))
    if not match:
        raise AxeFault("axe-core does not say its version")
    return match[1]


def _file() -> Path:
    return vendor.file("axe-core/axe.min.js")


def run_axe(browser: Browser, tags: Sequence[str], *, only: Sequence[str] = ()) -> AxeResult:
    """Return what axe says of the open page.

    tags: of the rules to run. only: ids of rules, to run no others. Raises AxeFault when it did
    not run, ran in another version, does not know a tag, or tested nothing.
    """
    unknown = sorted(set(tags) - set(browser.script(_KNOWN_TAGS)))
    if unknown:
        raise AxeFault(f"axe knows no tag {', '.join(unknown)}")
    answer = browser.awaited(_RUN, _options(tags, only))
    if "error" in answer:
        raise AxeFault(f"axe failed: {answer['error'][:300]}")
    if answer["version"] != axe_version():
        raise AxeFault(f"axe {answer['version']} ran, not {axe_version()}")
    violated = [each["id"] for each in answer["violations"]]
    if not [*answer["passes"], *answer["inapplicable"], *violated]:
        raise AxeFault("axe tested nothing")
    return AxeResult(
        found=(
            *_found(answer["violations"], Outcome.VIOLATION),
            *_found(answer["incomplete"], Outcome.REVIEW),
        ),
        passed=frozenset(answer["passes"]),
        inapplicable=frozenset(answer["inapplicable"]),
    )


def _options(tags: Sequence[str], only: Sequence[str]) -> dict[str, Any]:
    kinds = ["violations", "incomplete"]
    if only:
        return {"runOnly": {"type": "rule", "values": list(only)}, "resultTypes": kinds}
    return {
        "runOnly": {"type": "tag", "values": list(tags)},
        "rules": {rule: {"enabled": True} for rule in _ALSO},
        "resultTypes": kinds,
    }


def _found(
    results: Sequence[Mapping[str, Any]], outcome: Outcome
) -> Iterator[tuple[str, Outcome, str, str, str]]:
    for result in results:
        for node in result["nodes"]:
            yield (
                result["id"],
                outcome,
                _message(result, node),
                selector_of(node["target"]),
                node["html"][:400],
            )


def _message(result: Mapping[str, Any], node: Mapping[str, Any]) -> str:
    told = [check["message"] for kind in ("any", "all", "none") for check in node[kind]]
    return "; ".join(dict.fromkeys(told)) or str(result["help"])


def selector_of(target: Sequence[str | Sequence[str]]) -> str:
    """Return axe's path to an element as one line: frames and shadow trees are lists of lists."""
    return " » ".join(each if isinstance(each, str) else " >>> ".join(each) for each in target)


def axe_rules(browser: Browser) -> dict[str, Any]:
    """Return axe's own rules by id: help, description, address and criteria."""
    rules = json.loads(browser.script("return JSON.stringify(axe.getRules());"))
    return {rule["ruleId"]: rule for rule in rules}


def criteria_of(tags: Sequence[str]) -> tuple[str, ...]:
    """Return the success criteria that axe's tags name, `wcag1410` as `1.4.10`."""
    found = (_CRITERION.fullmatch(tag) for tag in tags)
    return tuple(sorted(f"{match[1]}.{match[2]}.{match[3]}" for match in found if match))
