"""The tables of docs/accessibility.md: what each engine found in the audit corpus."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from audit_engines import OURS
from audit_peers import PEERS
from audit_rates import ENGINES, Verdict

__all__ = ["Totals", "record", "shares", "totals"]

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/accessibility.md"
RESULTS = ROOT / "tools/bench/audit_rates.json"
_BEGIN, _END = "<!-- written by `nox -s bench -- rates` -->", "<!-- end of what is written -->"
Totals = dict[str, Any]


def totals(verdicts: Sequence[Verdict], when: str, commit: str) -> Totals:
    """Return what is counted of a run, ready for JSON. when: a date. commit: short."""
    cells: dict[str, dict[str, list[int]]] = {}
    for each in verdicts:
        cell = cells.setdefault(each.criterion, {}).setdefault(each.engine, [0, 0, 0, 0])
        counted = (1, each.found, each.asked, bool(each.alarms))
        cell[:] = [old + more for old, more in zip(cell, counted, strict=True)]
    found = {name: {v.case for v in verdicts if v.engine == name and v.found} for name in ENGINES}
    together = set().union(*(found[peer.name] for peer in PEERS))
    return {
        "when": when,
        "commit": commit,
        "cells": cells,
        "together": len(together),
        "only_ours": len(found[OURS] - together),
        "only_theirs": len(together - found[OURS]),
        # Rules, and no cases: those of the held-out half are read by nobody who writes rules.
        "alarms": {
            name: dict(
                sorted(Counter(a for v in verdicts if v.engine == name for a in v.alarms).items())
            )
            for name in ENGINES
        },
    }


def record(half: str, counted: Totals) -> None:
    """Write a run into the results and the page. Runs of the held-out half are all kept."""
    known = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    known[half] = [*known.get(half, []), counted] if half == "held-out" else [counted]
    RESULTS.write_text(json.dumps(known, indent=1) + "\n", "utf-8")
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    PAGE.write_text(f"{before}{_BEGIN}\n\n{_text(known)}\n{_END}{after}", "utf-8")


def _text(known: dict[str, list[Totals]]) -> str:
    parts = []
    for number, run in enumerate(known.get("held-out", ())):
        name = "First hold-out run" if number == 0 else f"Hold-out run {number + 1}"
        parts += [f"### {name}, {run['when']}, commit {run['commit']}\n", *_tables(run)]
    for run in known.get("open", ()):
        parts += [f"### The open half, {run['when']}, commit {run['commit']}\n", *_tables(run)]
    return "\n".join(parts)


def _tables(run: Totals) -> Iterator[str]:
    yield (
        f"Found by the other three together: {run['together']}; by ours alone: "
        f"{run['only_ours']}; by them and not by ours: {run['only_theirs']}.\n"
    )
    yield from _table(run, "Criterion", list(run["cells"]), ((name,) for name in run["cells"]))


def _table(
    run: Totals, head: str, names: Sequence[str], groups: Iterator[tuple[str, ...]]
) -> Iterator[str]:
    yield f"| {head} | Faults | " + " | ".join(ENGINES) + " |"
    yield "|---|---|" + "---|" * len(ENGINES)
    rows = [*zip(names, groups, strict=True), ("**All**", tuple(run["cells"]))]
    for name, group in rows:
        sums = {engine: _sum(run, group, engine) for engine in ENGINES}
        cells = " | ".join(
            f"{found} + {asked}, {alarms}" for _, found, asked, alarms in sums.values()
        )
        yield f"| {name} | {sums[OURS][0]} | {cells} |"
    share = [
        f"{100 * s[3] / max(1, s[0]):.1f} %"
        for s in (_sum(run, tuple(run["cells"]), e) for e in ENGINES)
    ]
    yield "| **False alarms** | | " + " | ".join(share) + " |\n"


def _sum(run: Totals, group: Sequence[str], engine: str) -> list[int]:
    cells = [run["cells"][name].get(engine, [0, 0, 0, 0]) for name in group]
    return [sum(column) for column in zip(*cells, strict=True)]


def shares(run: Totals) -> tuple[int, int, float]:
    """Return how many faults ours finds, the others together, and ours' share of false alarms."""
    faults, found, _, alarms = _sum(run, tuple(run["cells"]), OURS)
    return found, run["together"], alarms / max(1, faults)
