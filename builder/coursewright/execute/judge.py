"""From how notebooks went to diagnostics; pure."""

from __future__ import annotations

from collections.abc import Iterator

from coursewright.compile.cells import place_in_file
from coursewright.execute import rules
from coursewright.execute.model import CellRun, Ending, NotebookRun
from coursewright.execute.outcome import Outcome
from coursewright.execute.tasks import Executable, notebook_path
from coursewright_packaging.diagnostic import Diagnostic, Rule

__all__ = ["judge"]

_SHOWN = 300  # characters of what a cell wrote to standard error
_INPUT = "StdinNotImplementedError"
_LIMITS = (Ending.TOO_SLOW, Ending.TOO_LARGE, Ending.TOO_LOUD)


def judge(item: Executable, outcome: Outcome) -> Iterator[Diagnostic]:
    """Yield what is wrong with an item's notebook, as its execution shows."""
    if outcome.run is None:
        if not outcome.wanted:
            yield _stored(item, outcome.reason)
    elif outcome.run.ending is Ending.NO_KERNEL:
        yield _stored(item, outcome.run.message)
    else:
        yield from _ending(item, outcome.run)
        for cell in outcome.run.cells:
            yield from _cell(item, cell, failed=cell.cell == outcome.run.cell)


def _stored(item: Executable, reason: str) -> Diagnostic:
    message = f"the notebook was not executed, its stored outputs are shown: {reason}"
    return rules.NOTEBOOK_IS_EXECUTED.at(notebook_path(item), message)


def _ending(item: Executable, run: NotebookRun) -> Iterator[Diagnostic]:
    if run.ending is Ending.FINISHED:
        return
    where = f", line {run.line}" if run.line else ""
    message = f"cell {run.cell}{where}: {run.message}" if run.cell else run.message
    rule = rules.NOTEBOOK_STAYS_WITHIN_LIMITS if run.ending in _LIMITS else rules.NOTEBOOK_EXECUTES
    hint = ""
    if run.message.startswith(_INPUT):
        hint = "Nobody answers `input()` here; assign a value, or tag the cell `skip-execution`."
    yield _at(rule, item, run.cell, run.line, message, hint)


def _cell(item: Executable, cell: CellRun, *, failed: bool) -> Iterator[Diagnostic]:
    if cell.slow and not failed:
        message = f"cell {cell.cell}: it took {cell.seconds:.0f} s"
        yield _at(rules.CELL_IS_QUICK, item, cell.cell, 0, message)
    if cell.stderr.strip() and not failed:
        said = " ".join(cell.stderr.split())
        shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN]} …"
        message = f"cell {cell.cell}: it wrote to standard error: {shown}"
        yield _at(rules.CELL_IS_QUIET, item, cell.cell, 0, message)
    if cell.differs:
        message = f"cell {cell.cell}: two executions put out different things"
        yield _at(rules.CELL_REPEATS, item, cell.cell, 0, message)


def _at(
    rule: Rule, item: Executable, cell: int, line: int, message: str, hint: str = ""
) -> Diagnostic:
    place = place_in_file(item.body.text, cell, line or 1) if cell else (0, 0)
    return rule.at(notebook_path(item), message, line=place[0], column=place[1], hint=hint)
