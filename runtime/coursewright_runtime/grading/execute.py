"""The order in which one submission is run: its notebooks, then the test files."""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.metadata
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from coursewright_runtime.grading.errors import GradingFault
from coursewright_runtime.grading.incoming import copy_submission
from coursewright_runtime.grading.lab import GraderLab, TestFile
from coursewright_runtime.grading.outcome import Execution, Outcome, State, Visibility
from coursewright_runtime.grading.plan import AuthorCell, NotebookPlan, plan_notebook
from coursewright_runtime.grading.server import RunFacts, Server
from coursewright_runtime.grading.walls import Wall

_MIB = 1 << 20


def execute(lab: GraderLab, submission: Path, walls: Wall) -> Execution:
    """Run one submission behind a wall; `Executor` does the same for many, and is faster.

    submission: the folder that the learner handed in. Raises GradingFault when lab or machine is
    at fault.
    """
    with Executor(lab, walls) as executor:
        return executor.execute(submission)


class Executor:
    """Runs submissions of one lab, one after another, in one warm fork server.

    Two executors, in two threads or processes, do not disturb each other.
    """

    def __init__(self, lab: GraderLab, wall: Wall) -> None:
        """Read the lab; the server starts with the first submission."""
        self._lab, self._wall = lab, wall
        self._layout = _layout(lab)
        self._environment = environment_of(lab)
        self._server: Server | None = None

    def __enter__(self) -> Executor:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None,
                 _trace: TracebackType | None) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """End the server."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def execute(self, submission: Path) -> Execution:
        """Run one submission and say what every cell and test yielded."""
        clock = _Clock()
        server = self._warm_server()
        clock.phase("start")
        layout = self._layout
        problems = copy_submission(submission, server.incoming / "files", self._lab.folder / "release",
                                   layout.restored, self._lab.limits.disk * _MIB)  # fmt: skip
        server.open()
        clock.phase("copy")
        try:
            outcomes = list(self._notebooks(server, problems))
            clock.phase("notebooks")
            outcomes += self._tests(server)
            clock.phase("tests")
        finally:
            server.close_submission()
        return Execution(tuple(outcomes), clock.phases, self._environment, tuple(dict.fromkeys(problems)))

    def _warm_server(self) -> Server:
        if self._server is None:
            layout = self._layout
            self._server = Server(self._lab, layout.plans, self._wall, layout.sources, layout.editable)
        return self._server

    def _message(self) -> dict[str, Any]:
        return {"expected": list(self._layout.modules), "notebooks": list(self._lab.notebooks)}

    def _notebooks(self, server: Server, problems: list[str]) -> Iterator[Outcome]:
        for number, plan in enumerate(self._layout.plans):
            if self._lab.language != "python":
                yield from _by_hand(plan)
                continue
            message = {**self._message(), "role": "notebook", "notebook": plan.name, "plan": f"{number}.json"}
            ran = server.run(message)
            problems += [str(fact["problem"]) for fact in ran.facts if "problem" in fact][:5]
            yield from _cell_outcomes(plan, ran)

    def _tests(self, server: Server) -> Iterator[Outcome]:
        files = sorted(self._lab.tests, key=lambda test: test.visibility is not Visibility.VISIBLE)
        trusted = [test for test in files if test.isolation != "shared"]
        if trusted:
            ran = server.run({**self._message(), "role": "tests", "files": _described(trusted)})
            for test in trusted:
                yield from _test_outcomes(test, _maximum(self._lab, test), ran)
        for test in files:
            if test.isolation == "shared":
                texts = _texts(self._lab, test)
                ran = server.run_shared({"files": _described([test]), "texts": texts})
                yield from _test_outcomes(test, _maximum(self._lab, test), ran)


class _Clock:
    def __init__(self) -> None:
        self.phases: tuple[tuple[str, float], ...] = ()
        self._last = time.monotonic()

    def phase(self, name: str) -> None:
        now = time.monotonic()
        self.phases = (*self.phases, (name, round(now - self._last, 4)))
        self._last = now


@dataclass(frozen=True, slots=True)
class _Layout:
    plans: tuple[NotebookPlan, ...]
    modules: tuple[str, ...]
    editable: tuple[str, ...]
    restored: frozenset[str]
    sources: tuple[str, ...]


def _layout(lab: GraderLab) -> _Layout:
    """Work out which files are whose.

    A released file of which the solution has another version, or that the lab requires, is the
    learner's to edit; every other one is restored for grading.
    """
    source, release, solution = (lab.folder / name for name in ("source", "release", "solution"))
    try:
        plans = tuple(plan_notebook(name, source / name, release / name) for name in lab.notebooks)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GradingFault(f"a notebook of `{lab.id}` cannot be read: {error}") from error
    solved = {path.relative_to(solution).as_posix() for path in solution.rglob("*") if path.is_file()}
    stems = {Path(name).stem for name in solved if name.endswith(".py")}
    written = {name for plan in plans for name in plan.modules}
    given = [name for name in lab.companions if not name.endswith(".ipynb")]
    own = {Path(name).name for name in solved} | {Path(name).name for name in lab.required}
    own |= {f"{name}.py" for name in written}
    editable = tuple(name for name in given if Path(name).name in own)
    sources = {Path(name).parent.as_posix() for name in given if name.endswith(".py")} - {"."}
    return _Layout(plans, tuple(sorted(stems | written)), editable, frozenset(given) - set(editable),
                   tuple(sorted(sources)))  # fmt: skip


def _described(files: Sequence[TestFile]) -> list[dict[str, Any]]:
    return [{"path": test.path, "hidden": test.visibility is not Visibility.VISIBLE} for test in files]


def _texts(lab: GraderLab, test: TestFile) -> dict[str, str]:
    """Return the test file and the helpers that lie beside the tests."""
    folder = lab.folder / "tests"
    others = {other.path for other in lab.tests} - {test.path}
    paths = (path.relative_to(lab.folder).as_posix() for path in sorted(folder.rglob("*.py")))
    wanted = (name for name in paths if name not in others)
    return {name: (lab.folder / name).read_text(encoding="utf-8") for name in wanted}


def _by_hand(plan: NotebookPlan) -> Iterator[Outcome]:
    """Leave a notebook of another language than Python to a person."""
    for cell in plan.cells:
        if cell.role in ("test", "manual", "task"):
            yield Outcome(f"{plan.name}#{cell.id}", cell.id, None, cell.points, _seen(cell), State.PENDING,
                          "A person grades this.", "no engine for this language", 0.0, False)  # fmt: skip


def _seen(cell: AuthorCell) -> Visibility:
    return Visibility.VISIBLE if cell.role != "test" or cell.visible else Visibility.HIDDEN


def _cell_outcomes(plan: NotebookPlan, ran: RunFacts) -> Iterator[Outcome]:
    facts = {str(fact["id"]): fact for fact in ran.facts if "id" in fact}
    unreadable = next((str(fact["problem"]) for fact in ran.facts if "problem" in fact), "")
    for cell in plan.cells:
        if cell.role in ("set-up", "text"):
            continue
        fact = facts.get(cell.id) or _missing(ran, cell.id, "" if facts else unreadable)
        score = fact["score"]
        yield Outcome(
            f"{plan.name}#{cell.id}", cell.id, None if score is None else float(score), cell.points,
            _seen(cell), State(str(fact["state"])), str(fact["message"]), str(fact["detail"]),
            float(fact["seconds"]), False,
        )  # fmt: skip


def _missing(ran: RunFacts, name: str, why: str) -> Mapping[str, Any]:
    """Return the fact for a test that has none: the run ended before it, or in it."""
    running = next((str(fact["running"]) for fact in reversed(ran.facts) if "running" in fact), "")
    if ran.timed_out:
        why = "Your submission did not finish in time."
    elif not why:
        where = "in" if running == name else "before"
        why = f"The run ended {where} this test, so it could not be checked."
    crash = next((str(fact["crash"]) for fact in ran.facts if "crash" in fact), "")
    detail = f"while running {running or 'nothing'}: {crash}"
    return {"state": "error", "score": 0.0, "message": why, "detail": detail, "seconds": 0.0}


def _test_outcomes(test: TestFile, maximum: float, ran: RunFacts) -> Iterator[Outcome]:
    mine = [fact for fact in ran.facts if str(fact.get("id", "")).partition("::")[0] == test.path]
    facts = {str(fact["id"]): fact for fact in mine}
    if not facts or any(fact["state"] == "error" for fact in facts.values()) or _cut(test, ran):
        fallback = {"id": test.path, "title": test.path, **_missing(ran, test.path, "")}
        broken = [fact for fact in facts.values() if fact["state"] == "error"] or [fallback]
        facts = {test.path: {**broken[0], "id": test.path}} if not _cut(test, ran) else {
            **facts, test.path: fallback}  # fmt: skip
    share = maximum / len(facts)
    for name, fact in facts.items():
        yield Outcome(
            name, str(fact.get("title") or name), float(fact["score"]) * share, share, test.visibility,
            State(str(fact["state"])), str(fact["message"]), str(fact["detail"]),
            float(fact["seconds"]), test.isolation == "shared",
        )  # fmt: skip


def _maximum(lab: GraderLab, test: TestFile) -> float:
    """Return the points of a file: what the author says, or one for each function in it.

    They never depend on how many tests ran, or breaking a file would make it weigh less.
    """
    if test.points is not None:
        return test.points
    tree = ast.parse((lab.folder / test.path).read_bytes())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    names = [node.name for node in ast.walk(tree) if isinstance(node, kinds)]
    return float(sum(name.startswith("test") for name in names) or 1)


def _cut(test: TestFile, ran: RunFacts) -> bool:
    """Return whether the run ended within a test of this file."""
    running = [str(fact["running"]) for fact in ran.facts if "running" in fact]
    last = running[-1] if running else ""
    done = {str(fact["id"]) for fact in ran.facts if "id" in fact}
    return last.partition("::")[0] == test.path and "::" in last and last not in done


def environment_of(lab: GraderLab) -> str:
    """Return a hash of the interpreter, its packages and the grader side of a lab."""
    digest = hashlib.sha256(_packages().encode())
    for path in sorted(lab.folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(lab.folder).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@functools.cache
def _packages() -> str:
    found = {f"{each.name}=={each.version}" for each in importlib.metadata.distributions()}
    return "\n".join([sys.version, *sorted(found)])
