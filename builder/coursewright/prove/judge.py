"""From proofs to diagnostics, each at the notebook's cell or the test; pure."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator

from coursewright.compile.cells import place_in_file
from coursewright.model.items import Lab
from coursewright.model.source import Source
from coursewright.prove import rules
from coursewright.prove.model import Proof, Proved
from coursewright_packaging.diagnostic import Diagnostic, Rule
from coursewright_runtime.grading.outcome import Outcome

__all__ = ["judge"]

Text = Callable[[str], str]
_SHOWN = 300  # characters of what a test said


def judge(lab: Lab[Source], proved: Proved, text: Text) -> Iterator[Diagnostic]:
    """Yield what a lab's proof shows. text: returns that of a file of the lab, by its path in it.

    A part that was graded at all and could not be is reported once for each test.
    """
    if proved.proof is not None:
        yield from _proof(lab, proved.proof, text)
    elif not proved.wanted:
        message = f"solution and release were not graded: {proved.reason}"
        yield rules.LAB_IS_PROVED.at(proved.path, message)


def _proof(lab: Lab[Source], proof: Proof, text: Text) -> Iterator[Diagnostic]:
    for path in proof.needs_shared:
        message = "the solution passes these tests only in the learner's own process"
        yield rules.TEST_NEEDS_ISOLATION_SHARED.at(f"{lab.folder}/{path}", message)
    for outcome in proof.lost:
        if outcome.id.partition("::")[0] not in proof.needs_shared:
            said = _said(outcome)
            message = f"the solution earns {_share(outcome)}{f': {said}' if said else ''}"
            yield _at(rules.SOLUTION_EARNS_FULL_MARKS, lab, outcome, message, text)
    for outcome in proof.given:
        message = f"the untouched release earns {_share(outcome)}"
        yield _at(rules.STUB_EARNS_NOTHING, lab, outcome, message, text)
    for name in proof.missing:
        yield _of_lab(lab, f"the solution has no `{name}`, which the lab requires")
    for check in proof.checks:
        if check.share < 1:
            said = f": {check.message}" if check.message else ""
            yield _of_lab(lab, f"the solution earns {check.share:.0%} of `{check.title}`{said}")


def _share(outcome: Outcome) -> str:
    points = f"{round(outcome.points or 0.0, 2):g} of {round(outcome.maximum, 2):g} points"
    name = outcome.id.partition("#")[2] or outcome.id.partition("::")[2]
    return f"{points} in `{name}`" if name else points


def _said(outcome: Outcome) -> str:
    said = " ".join((outcome.detail or outcome.message).split())
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]} …"


def _of_lab(lab: Lab[Source], message: str) -> Diagnostic:
    place = lab.place
    return rules.SOLUTION_EARNS_FULL_MARKS.at(place.path, message, line=place.line)


def _at(rule: Rule, lab: Lab[Source], outcome: Outcome, message: str, text: Text) -> Diagnostic:
    name, cell, grade_id = outcome.id.partition("#")
    if cell:
        line, column = _cell_place(text(name), grade_id)
    else:
        name = outcome.id.partition("::")[0]
        line, column = _test_place(text(name), outcome.id)
    return rule.at(f"{lab.folder}/{name}", message, line=line, column=column)


def _cell_place(notebook: str, grade_id: str) -> tuple[int, int]:
    for number, cell in enumerate(json.loads(notebook)["cells"], start=1):
        if cell.get("metadata", {}).get("nbgrader", {}).get("grade_id") == grade_id:
            return place_in_file(notebook, number)
    return 0, 0


def _test_place(source: str, outcome: str) -> tuple[int, int]:
    """Return where the function of a test stands, `(0, 0)` for a file that cannot be read."""
    name = outcome.rpartition("::")[2].partition("[")[0]
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return 0, 0
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name:
            return node.lineno, node.col_offset + 1
    return 0, 0
