"""Other engines that look for barriers in pages, from npm, as their makers recommend them.

They stand in a folder of the bench and never among the product's own packages.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

__all__ = ["PEERS", "Peer", "install"]


@dataclass(frozen=True, slots=True)
class Peer:
    """An engine. package: of npm. file: its script. run: JavaScript that awaits what it says.

    run: the body of an async function that returns a list of `{rule, criteria, fail, element}`;
    what does not fail needs a review. exposed: the name of what the script declares. framed:
    whether it may stand in every frame.
    """

    name: str
    package: str
    file: str
    run: str
    exposed: str
    framed: bool = False


# With its defaults axe runs good practice, too, and looks into every frame that holds it.
_AXE = """
const found = await axe.run(document, { elementRef: true });
const within = (target) => target.reduce((at, part) => {
  for (const piece of [part].flat()) {
    at = (at?.contentDocument ?? at?.shadowRoot ?? at)?.querySelector(piece);
  }
  return at;
}, document);
const told = (results, fail) => results.flatMap((each) => each.nodes.map((node) => ({
  rule: each.id, fail, element: node.element ?? within(node.target),
  criteria: each.tags.flatMap((tag) =>
    /^wcag(\\d)(\\d)(\\d+)$/.exec(tag)?.slice(1).join(".") ?? []),
})));
return [...told(found.violations, true), ...told(found.incomplete, false)];
"""
# Its levels: what fails as a violation is one; potential, manual and recommended need a person.
_IBM = """
const checker = new ace.Checker();
const policy = ["IBM_Accessibility"];
const named = {};
for (const set of checker.rulesets.filter((each) => policy.includes(each.id))) {
  for (const point of set.checkpoints) for (const rule of point.rules ?? []) {
    (named[rule.id] ??= []).push(point.num);
  }
}
const report = await checker.check(document, policy);
return report.results.filter((each) => each.value[1] !== "PASS").map((each) => ({
  rule: `${each.ruleId} ${each.reasonId}`, criteria: named[each.ruleId] ?? [],
  fail: each.value[0] === "VIOLATION" && each.value[1] === "FAIL", element: each.node,
}));
"""
# Of its errors, warnings and notices only the errors are sure, as its makers say.
_SNIFFER = """
// Some pages stop it with a fault of its own; what it said until then counts.
await new Promise((done) => HTMLCS.process("WCAG2AA", document, done)).catch(() => null);
return HTMLCS.getMessages().map((each) => ({
  rule: each.code, fail: each.type === HTMLCS.ERROR, element: each.element,
  criteria: (/\\.(\\d)_(\\d)_(\\d+)/.exec(each.code)?.slice(1).join(".") ?? "").split(" "),
}));
"""
PEERS = (
    Peer("axe-core", "axe-core@4.14.1", "axe-core/axe.min.js", _AXE, "axe", framed=True),
    Peer(
        "IBM Equal Access",
        "accessibility-checker-engine@4.0.34",
        "accessibility-checker-engine/ace.js",
        _IBM,
        "ace",
    ),
    Peer(
        "HTML_CodeSniffer",
        "html_codesniffer@2.5.1",
        "html_codesniffer/build/HTMLCS.js",
        _SNIFFER,
        "HTMLCS",
    ),
)


def install(folder: Path) -> dict[str, str]:
    """Return the script of each peer by its name, installed by npm below `folder` when missing."""
    folder.mkdir(parents=True, exist_ok=True)
    modules = folder / "node_modules"
    if not all((modules / peer.file).exists() for peer in PEERS):
        (folder / "package.json").write_text(json.dumps({"private": True}), "utf-8")
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        packages = [peer.package for peer in PEERS]
        subprocess.run(["npm", "install", *quiet, *packages], cwd=folder, check=True)
    return {peer.name: (modules / peer.file).read_text("utf-8") for peer in PEERS}
