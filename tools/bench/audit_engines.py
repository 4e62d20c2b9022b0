"""Look at the pages of one case of the audit corpus with our audit and with the other engines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from audit_peers import Peer
from corpus_cases import Case, Conditions

from coursewright.audit.across import across
from coursewright.audit.axe import axe_rules, criteria_of
from coursewright.audit.browser import Browser
from coursewright.audit.model import Outcome, Page, View
from coursewright.audit.rules import CRITERIA
from coursewright.audit.visit import visit

__all__ = ["OURS", "Said", "look_with_ours", "look_with_peer", "our_criteria"]

OURS = "Coursewright"
_STANDARD = "wcag21aa"
# `here`: the fault, whatever holds it but the whole page, or what stands in it.
_SAME = """
const faulty = AT.split(" >>> ").reduce((at, part) => {
  const root = at?.shadowRoot ?? at?.contentDocument ?? at;
  return root?.querySelector?.(part) ?? at;
}, document);
const here = (element) => Boolean(element && faulty !== document && (faulty === element
  || faulty.contains(element) || element.contains(faulty) && !element.matches("html, body, main")));
const where = (element) => {
  const parts = [];
  for (let at = element; at?.parentElement; at = at.parentElement) {
    const alike = [...at.parentElement.children].filter((each) => each.localName === at.localName);
    parts.unshift(at.id ? `#${at.id}` : `${at.localName}${alike.indexOf(at)}`);
    if (at.id) break;
  }
  return parts.join(">");
};
"""
_PEER = """
const [AT, done] = arguments;
SAME
(async () => { RUN })().then((all) => done(all.map(({ rule, criteria, fail, element }) => {
  const node = element?.nodeType === 1 ? element : element?.parentElement ?? null;
  return { rule, criteria, fail, here: here(node), where: where(node) };
})), (error) => done({ error: String(error) }));
"""
_PLACES = """
const [AT, selectors] = arguments;
SAME
return selectors.map((each) => {
  const element = window.__coursewright.find(each);
  return [here(element), where(element)];
});
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What an engine says of an element. fail: sure; otherwise a person has to look.

    here: whether it is the faulty element. where: tells elements of a page apart.
    """

    rule: str
    criteria: tuple[str, ...]
    fail: bool
    here: bool
    where: str


def our_criteria(browser: Browser) -> dict[str, tuple[str, ...]]:
    """Return the criteria of every rule that our audit runs, axe's included."""
    browser.open("about:blank")
    return {name: criteria_of(rule["tags"]) for name, rule in axe_rules(browser).items()} | CRITERIA


def look_with_ours(
    browser: Browser,
    folder: str,
    case: Case,
    criteria: Mapping[str, tuple[str, ...]],
    memory: dict[str, bool],
    only: Collection[str] = (),
) -> Iterator[Said]:
    """Yield what a full audit says of a case's pages. folder: its address. only: see `visit`."""
    names = ("index.html", *sorted(case.pages))
    seen = [visit(browser, folder + name, _STANDARD, memory, only) for name in names]
    pages = [Page(name, folder, folder + name, "") for name in names]
    between = list(across(pages, seen))
    for number, each in enumerate(seen):
        found = [*each.findings, *(finding for at, finding in between if at == number)]
        browser.open(folder + names[number])
        places = browser.script(_with(_PLACES), case.at, [finding.selector for finding in found])
        for finding, (here, where) in zip(found, places, strict=True):
            fail = finding.outcome is Outcome.VIOLATION
            about = criteria[finding.rule]
            yield Said(finding.rule, about, fail, here, f"{names[number]} {where}")


def look_with_peer(
    browser: Browser, folder: str, case: Case, peer: Peer, script: str
) -> Iterator[Said]:
    """Yield what another engine says of a case's pages, looked at as the fault demands."""
    browser.look(_view(case.conditions))
    for name in ("index.html", *sorted(case.pages)):
        browser.open(folder + name)
        if not peer.framed:
            browser.script(f"{script}\nwindow.{peer.exposed} ??= {peer.exposed};")
        told = browser.awaited(_with(_PEER).replace("RUN", peer.run), case.at)
        if isinstance(told, dict):
            raise RuntimeError(f"{peer.name} on {case.id}: {told['error']}")
        for each in told:
            yield _said(each, name)


def _said(told: Mapping[str, Any], name: str) -> Said:
    criteria = tuple(dict.fromkeys(told["criteria"]))
    return Said(told["rule"], criteria, told["fail"], told["here"], f"{name} {told['where']}")


def _with(script: str) -> str:
    return script.replace("SAME", _SAME)


def _view(conditions: Conditions) -> View:
    scheme = conditions.scheme.replace("any", "light")
    width = conditions.width * 100 // conditions.zoom
    return View("as the fault demands", scheme=scheme, width=width, height=800)
