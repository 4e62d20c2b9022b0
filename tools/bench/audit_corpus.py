"""Look at the audit corpus with axe-core: are its clean twins clean, and how many faults are seen?

    python tools/bench/audit_corpus.py [--faulty] [ID …]

A clean twin must have no violation in either scheme, at 1280 and at 320 CSS px, must not scroll
sideways at 320 px, and must complain of nothing in the console. With `--faulty` the faulty pages
are opened too, as their case demands, and it is counted where axe names the faulty element and
where it names anything that it does not name in the twin. About ten minutes without `--faulty`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/audit"), str(ROOT / "tests/site")]

from corpus_cases import Case, cases  # noqa: E402
from corpus_pages import write_corpus  # noqa: E402
from site_browser import AXE, TAGS, Browser, chromium, served  # noqa: E402

VIEWS = (("light", 1280), ("dark", 320))
_HOOK = 'axe.configure({ allowedOrigins: ["<unsafe_all_origins>"] });'
_RUN = """
const [tags, selector, done] = arguments;
const named = (root, parts) => parts.reduce((at, part) => {
  const found = (at.shadowRoot ?? at.contentDocument ?? at).querySelector(part);
  return found ?? at;
}, root);
const options = { runOnly: tags, resultTypes: ["violations"], elementRef: true };
axe.run(document, options).then((found) => {
  const fault = selector ? named(document, selector.split(" >>> ")) : null;
  const lines = [];
  for (const each of found.violations) for (const node of each.nodes) {
    const here = node.element && fault && (fault.contains(node.element)
      || node.element.contains(fault) && !node.element.matches("html, body, main")
      || node.element === fault);
    lines.push({ rule: each.id, target: JSON.stringify(node.target), hit: Boolean(here) });
  }
  done({ lines, passed: found.passes.length });
}, (error) => done({ error: String(error) }));
"""
_WIDE = "return document.scrollingElement.scrollWidth > document.documentElement.clientWidth + 1"
_FOUND = """
let at = document;
for (const part of arguments[0].split(" >>> ")) {
  at = (at.shadowRoot ?? at.contentDocument ?? at).querySelector(part);
  if (!at) return false;
}
return true;
"""


def main() -> None:
    """Write the corpus into a temporary folder, look at it, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faulty", action="store_true")
    parser.add_argument("ids", nargs="*")
    chosen = parser.parse_args()
    wanted = [case for case in cases() if not chosen.ids or case.id in chosen.ids]
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(wanted, Path(folder) / "tree")
        with served(Path(folder) / "tree") as address, chromium() as browser:
            _prepare(browser)
            unclean = _look_at_twins(browser, address, wanted)
            if chosen.faulty:
                _look_at_faults(browser, address, wanted)
    sys.exit(1 if unclean else 0)


def _prepare(browser: Browser) -> None:
    """Put axe into every frame of every page from now on."""
    source = AXE.read_text() + _HOOK
    browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})


def _axe(browser: Browser, selector: str = "") -> list[dict[str, Any]]:
    answer = browser.driver.execute_async_script(_RUN, list(TAGS), selector)
    assert "error" not in answer, answer["error"]
    assert answer["passed"] > 5, "axe has tested nothing"
    lines: list[dict[str, Any]] = answer["lines"]
    return lines


def _look_at_twins(browser: Browser, address: str, wanted: list[Case]) -> int:
    unclean = 0
    for case in wanted:
        said = [line for view in VIEWS for line in _twin(browser, address, case, *view)]
        unclean += bool(said)
        for line in sorted(set(said)):
            print(f"{case.id}: {line}", flush=True)
    print(f"{len(wanted) - unclean} of {len(wanted)} clean twins are clean", flush=True)
    return unclean


def _twin(browser: Browser, address: str, case: Case, scheme: str, width: int) -> list[str]:
    browser.resize(width, 900)
    browser.emulate(prefers_color_scheme=scheme)
    browser.open(f"{address}{case.id}/clean/index.html")
    said = [f"{line['rule']} {line['target']} ({scheme})" for line in _axe(browser)]
    if width == 320 and browser.script(_WIDE):
        said.append("the page scrolls sideways at 320 px")
    said += [line for line in browser.complaints() if "favicon" not in line]
    return said


def _look_at_faults(browser: Browser, address: str, wanted: list[Case]) -> None:
    seen, named = Counter[str](), Counter[str]()
    for case in wanted:
        conditions = case.conditions
        browser.resize(conditions.width, 900)
        browser.emulate(prefers_color_scheme=conditions.scheme.replace("any", "light"))
        browser.open(f"{address}{case.id}/faulty/index.html")
        if not browser.script(_FOUND, case.at):
            print(f"{case.id}: nothing at {case.at}", flush=True)
        lines = _axe(browser, case.at)
        seen[case.criteria[0]] += bool(lines)
        named[case.criteria[0]] += any(line["hit"] for line in lines)
    total = Counter(case.criteria[0] for case in wanted)
    print(json.dumps({name: [total[name], seen[name], named[name]] for name in total}))
    print(f"axe: any violation in {sum(seen.values())} of {len(wanted)} faulty pages,", end=" ")
    print(f"at the faulty element in {sum(named.values())}")


if __name__ == "__main__":
    main()
