"""A notebook: the learner's cells run in the learner's process, the author's in this one.

The order is that of the learner's notebook. Where it lacks a cell of the author's, that cell runs
just before the next one of the author's that is there, or at the end. A cell of the author's that
is no test (a set-up cell) runs on both sides. The learner's copy of a test is never run.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import json
import math
import time
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.inside import shell
from coursewright_runtime.grading.inside.link import LearnerGone, LearnerLate, Link
from coursewright_runtime.grading.inside.proxies import LearnerModule, Proxy
from coursewright_runtime.grading.inside.reporting import Report, as_text, of_learner, shortened
from coursewright_runtime.grading.inside.settings import Settings

_CELL_LIMIT = 2_000
_plans: dict[str, dict[str, Any]] = {}


class Unreadable(Exception):
    """A notebook of the learner's that is none; the message is for the learner."""


def warm(settings: Settings) -> None:
    """Read what the author owns of each notebook, once."""
    for path in sorted(Path(settings.lab, "plans").iterdir()):
        _plans[path.name] = json.loads(path.read_bytes())


def read_cells(path: Path) -> list[dict[str, Any]]:
    """Return the cells of a notebook in format 4: type, source and id; raises Unreadable."""
    name = path.name
    try:
        data = json.loads(path.read_bytes())
        if data["nbformat"] != 4:
            raise Unreadable(f"{name} is not in notebook format 4; save it with a current Jupyter.")
        cells = [_cell(cell) for cell in data["cells"]]
    except FileNotFoundError:
        raise Unreadable(f"{name} is missing; hand in your notebook under this name.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unreadable(
            f"{name} is no notebook; open it in Jupyter, save it, try again."
        ) from None
    if len(cells) > _CELL_LIMIT:
        raise Unreadable(f"{name} has more than {_CELL_LIMIT} cells.")
    return cells


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    source = cell["source"]
    text = source if isinstance(source, str) else "".join(source)
    label = cell.get("metadata", {}).get("nbgrader", {})
    return {"type": cell["cell_type"], "source": text, "id": label.get("grade_id")}


def public_names(path: Path, link: Link) -> dict[str, Any]:
    """Run the learner's notebook there and return its public names; errors leave names out."""
    names: dict[str, Any] = {}
    try:
        cells = read_cells(path)
    except Unreadable:
        return {}
    for cell in cells:
        if cell["type"] == "code":
            bound, _, _ = link.request("cell", cell["source"])
            names |= {str(name): link.request("name", name) for name in bound}
    return names


def run(settings: Settings, message: dict[str, Any], link: Link, report: Report) -> None:
    """Run one notebook of a submission and report what each graded cell yielded."""
    name = message["notebook"]
    plan = _plans[message["plan"]]
    try:
        cells = read_cells(Path(settings.work, name))
    except Unreadable as error:
        report.write(problem=str(error))
        return
    _Run(plan, cells, message["sealed"], link, report).run()


def _bound_names(source: str) -> tuple[set[str], set[str]]:
    """Return the names that code binds at its top, and those that it uses anywhere."""
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        manager = TransformerManager()  # type: ignore[no-untyped-call]
        tree = ast.parse(manager.transform_cell(source))
    except SyntaxError:
        return set(), set()
    bound: set[str] = set()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            bound.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            bound |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        else:
            names = (inner for inner in ast.walk(node) if isinstance(inner, ast.Name))
            bound |= {name.id for name in names if isinstance(name.ctx, ast.Store)}
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return bound, used


class _Run:
    def __init__(self, plan: dict[str, Any], cells: list[dict[str, Any]], sealed: bool, link: Link,
                 report: Report) -> None:  # fmt: skip
        self._authors = {cell["id"]: cell for cell in plan["cells"]}
        self._order = [cell["id"] for cell in plan["cells"]]
        self._expected = set(plan["expected"])
        self._cells, self._link, self._report = cells, link, report
        self._names = shell.names()
        self._open = not sealed
        self._protected: set[str] = set()
        self._used: set[str] = set()
        for cell in plan["cells"]:
            if cell["role"] in ("set-up", "test"):
                bound, used = _bound_names(cell["source"])
                self._protected |= bound
                self._used |= used

    def run(self) -> None:
        for author, cell in self._steps():
            if author is None:
                self._learner_cell(cell["source"])
            elif author["role"] == "set-up":
                self._set_up(author)
            elif author["role"] == "test":
                self._test(author)
            else:
                self._manual(author, cell)

    def _steps(self) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any]]]:
        present = {cell["id"] for cell in self._cells if type(cell["id"]) is str}
        done: set[str] = set()
        for cell in self._cells:
            name = cell["id"] if type(cell["id"]) is str and cell["id"] in self._authors else None
            if name is None or name in done:
                if cell["type"] == "code" and name is None:
                    yield None, cell
                continue
            for missing in self._order[: self._order.index(name)]:
                if missing not in present and missing not in done:
                    done.add(missing)
                    yield self._authors[missing], {"source": None}
            done.add(name)
            yield self._authors[name], cell
        for missing in self._order:
            if missing not in done:
                yield self._authors[missing], {"source": None}

    def _learner_cell(self, source: str) -> None:
        self._link.start_test()
        try:
            bound, kind, text = self._link.request("cell", source)
        except (LearnerGone, LearnerLate) as error:
            self._report.write(
                problem=f"A cell of your notebook ended badly: {of_learner(error, True)}"
            )
            return
        if kind and kind != "NotImplementedError":
            more = f": {text}" if self._open else ""
            shown = kind if self._open else "an exception"
            self._report.write(problem=shortened(f"A cell of your notebook raised {shown}{more}"))
        self._take(bound)

    def _take(self, bound: Any) -> None:
        """Let names that a learner's cell bound mean the learner's things in tests too."""
        for name in bound if isinstance(bound, list) else ():
            if type(name) is not str or name not in self._used:
                continue
            protected = name in self._protected or hasattr(builtins, name)
            if protected and name not in self._expected:
                continue
            try:
                self._names[name] = self._link.request("name", name)
            except Exception:
                self._names.pop(name, None)

    def _set_up(self, author: dict[str, Any]) -> None:
        self._link.start_test()
        with contextlib.suppress(LearnerGone, LearnerLate):  # the tests below say so
            self._link.request("cell", author["source"])
        shell.run_cell(author["source"], _describe)

    def _manual(self, author: dict[str, Any], cell: dict[str, Any]) -> None:
        source = cell["source"]
        if source is not None and author["code"]:
            self._learner_cell(source)
        answered = source is not None and source.strip() != author["released"].strip()
        pending = answered or author["role"] == "task"
        self._report.write(id=author["id"], state="pending" if pending else "failed", seconds=0.0,
                           score=None if pending else 0.0, detail="",
                           message="" if pending else "There is no answer yet.")  # fmt: skip

    def _test(self, author: dict[str, Any]) -> None:
        self._report.write(running=author["id"])
        started = time.monotonic()
        self._link.start_test()
        result, error = shell.run_quietly(author["source"])
        fact = self._verdict(author, result, error)
        seconds = round(time.monotonic() - started, 4)
        self._report.write(id=author["id"], seconds=seconds, **fact)
        self._open = self._open and not author["hidden"]
        self._give_back(author)

    def _verdict(
        self, author: dict[str, Any], result: Any, error: BaseException | None
    ) -> dict[str, Any]:
        points = float(author["points"])
        if error is not None:
            place = shell.line_of(error)
            hidden = place in author["hidden"] or not author["visible"]
            detail = f"line {place}: {type(error).__name__}: {shortened(as_text(error))}"
            told = self._told(author, error, place, hidden)
            return {"state": "failed", "score": 0.0, "message": told, "detail": detail}
        if result is None:
            return {"state": "passed", "score": points, "message": "", "detail": ""}
        if type(result) is bool:
            result = points if result else 0.0
        if type(result) not in (int, float) or math.isnan(result):
            return {"state": "error", "score": 0.0, "message": "This test has no clear result.",
                    "detail": "the cell's last value is no number; end it with an assert, a number "
                              "of points, or nothing"}  # fmt: skip
        score = min(max(float(result), 0.0), points)
        state = "passed" if score == points else "failed"
        message = "" if score == points else f"{score:g} of {points:g} points."
        return {"state": state, "score": score, "message": message, "detail": ""}

    def _told(self, author: dict[str, Any], error: BaseException, place: int, hidden: bool) -> str:
        sealed = not self._open or any(line < place for line in author["hidden"])
        own = of_learner(error, not sealed and not hidden)
        if own is not None:
            return own
        judged = isinstance(error, AssertionError)
        authors = judged and shell.is_raised_by_a_cell(error)  # a library's words name values
        text = as_text(error) if authors or not (sealed or hidden) else ""
        if judged and text:
            return shortened(text)
        if hidden:
            return "A hidden test failed."
        lines = author["source"].splitlines()
        line = lines[place - 1].strip() if 0 < place <= len(lines) else "A test"
        more = "" if judged else f": {text or type(error).__name__}"
        return shortened(f"{line} failed{more}")

    def _give_back(self, author: dict[str, Any]) -> None:
        """Let the learner's next cells use what the visible part of a test bound."""
        for name in author["gives"]:
            value = self._names.get(name)
            known = isinstance(value, (Proxy, LearnerModule, types.ModuleType))
            if known or isinstance(value, (type, types.FunctionType)):
                try:
                    self._link.request("bind", name, value)
                except Exception:
                    return


def _describe(error: BaseException) -> dict[str, str]:
    return {"text": as_text(error)}
