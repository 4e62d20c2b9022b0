"""The order in which one submission is run: its notebooks, then the test files."""

from __future__ import annotations

import ast
import contextlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from coursewright_runtime.grading.environment import environment_of
from coursewright_runtime.grading.errors import GradingFault, SubmissionFault
from coursewright_runtime.grading.facts import collected_names, read_fact, readable
from coursewright_runtime.grading.incoming import copy_submission
from coursewright_runtime.grading.lab import GraderLab, TestFile
from coursewright_runtime.grading.names import names_of_tests
from coursewright_runtime.grading.outcome import Execution, Outcome, State, Visibility
from coursewright_runtime.grading.plan import AuthorCell, NotebookPlan, defined_names, plan_notebook
from coursewright_runtime.grading.server import RunFacts, Server
from coursewright_runtime.grading.walls import Wall

_MIB = 1 << 20


class Executor:
    """Runs submissions of one lab, one after another, in one warm fork server.

    Two executors, in two threads or processes, do not disturb each other.
    """

    def __init__(self, lab: GraderLab, wall: Wall) -> None:
        """Read the lab; the server starts with the first submission."""
        self._lab, self._wall = lab, wall
        self._layout = _layout(lab)
        # Read now, as a wall may empty the lab's folder once the server has started.
        self._maxima = {test.path: _maximum(lab, test) for test in lab.tests}
        shared = [test for test in lab.tests if test.isolation == "shared"]
        self._texts = {test.path: _texts(lab, test) for test in shared}
        self._environment = environment_of(lab)
        self._server: Server | None = None
        self._stopped = False

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

    def stop(self) -> None:
        """Let the submission that runs in another thread fail at once, and every later one."""
        self._stopped = True
        if (server := self._server) is not None:
            server.kill()

    def execute(self, submission: Path) -> Execution:
        """Run one submission and say what every cell and test yielded."""
        try:
            return self._execute(submission)
        except BaseException:
            self.close()  # the next submission finds a server that nothing has happened to
            raise

    def _execute(self, submission: Path) -> Execution:
        clock = _Clock()
        server = self._warm_server()
        clock.phase("start")
        layout = self._layout
        release, most = self._lab.folder / "release", self._lab.limits.disk * _MIB
        target = server.incoming / "files"
        problems = copy_submission(submission, target, release, layout.restored, most)
        server.open()
        clock.phase("copy")
        try:
            outcomes = list(self._notebooks(server, problems))
            clock.phase("notebooks")
            outcomes += self._tests(server, problems)
            clock.phase("tests")
        finally:
            with contextlib.suppress(OSError):  # it has ended, which is being told already
                server.close_submission()
        return Execution(
            tuple(outcomes), clock.phases, self._environment, tuple(dict.fromkeys(problems))
        )

    def _warm_server(self) -> Server:
        if self._server is None:
            layout = self._layout
            self._server = Server(
                self._lab, layout.plans, self._wall, layout.sources, layout.editable
            )
        if self._stopped:
            raise SubmissionFault("grading was interrupted")
        return self._server

    def _message(self, sealed: bool) -> dict[str, Any]:
        """Return what each run hears of. sealed: whether a hidden test has run before it."""
        return {
            "expected": list(self._layout.modules),
            "notebooks": list(self._lab.notebooks),
            "kept": list(self._layout.kept),
            "sealed": sealed,
        }

    def _notebooks(self, server: Server, problems: list[str]) -> Iterator[Outcome]:
        for number, plan in enumerate(self._layout.plans):
            sealed = any(map(_has_hidden, self._layout.plans[:number]))
            if self._lab.language != "python":
                yield from _by_hand(plan)
                continue
            message = {
                **self._message(sealed),
                "role": "notebook",
                "notebook": plan.name,
                "plan": f"{number}.json",
            }
            ran = server.run(message)
            problems += _problems(ran)
            yield from _cell_outcomes(plan, ran)

    def _tests(self, server: Server, problems: list[str]) -> Iterator[Outcome]:
        files = sorted(self._lab.tests, key=lambda test: test.visibility is not Visibility.VISIBLE)
        trusted = [test for test in files if test.isolation != "shared"]
        sealed = any(map(_has_hidden, self._layout.plans))
        if trusted:
            message = {**self._message(sealed), "role": "tests", "files": _described(trusted)}
            ran = server.run(message)
            problems += _problems(ran)
            for test in trusted:
                yield from _test_outcomes(test, self._maxima[test.path], ran)
        sealed = sealed or any(test.visibility is not Visibility.VISIBLE for test in trusted)
        for test in files:
            if test.isolation == "shared":
                message = {**self._message(sealed), "files": _described([test])}
                ran = server.run_shared({**message, "texts": self._texts[test.path]})
                outcomes = _test_outcomes(test, self._maxima[test.path], ran)
                yield from (_untold(outcome) for outcome in outcomes) if sealed else outcomes
                sealed = sealed or test.visibility is not Visibility.VISIBLE


def _problems(ran: RunFacts) -> list[str]:
    return [readable(fact["problem"]) for fact in ran.facts if "problem" in fact][:5]


def _has_hidden(plan: NotebookPlan) -> bool:
    """Return whether a notebook hands something to a submission that learners never saw."""
    return any(cell.hidden or not cell.visible for cell in plan.cells if cell.role == "test")


def _untold(outcome: Outcome) -> Outcome:
    """Return an outcome whose words are ours; a shared process could repeat what it was handed."""
    passed = outcome.state is State.PASSED
    return replace(outcome, message="" if passed else "A test failed.")


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
    """kept: names that no `import *` of a test takes from a submission."""

    plans: tuple[NotebookPlan, ...]
    modules: tuple[str, ...]
    kept: tuple[str, ...]
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
    solved = {
        path.relative_to(solution).as_posix() for path in solution.rglob("*") if path.is_file()
    }
    stems = {Path(name).stem for name in solved if name.endswith(".py")}
    written = {name for plan in plans for name in plan.modules}
    given = [name for name in lab.companions if not name.endswith(".ipynb")]
    own = {Path(name).name for name in solved} | {Path(name).name for name in lab.required}
    own |= {f"{name}.py" for name in written}
    editable = tuple(name for name in given if Path(name).name in own)
    sources = {Path(name).parent.as_posix() for name in given if name.endswith(".py")} - {"."}
    modules, restored = tuple(sorted(stems | written)), frozenset(given) - set(editable)
    solved_names = {name for plan in plans for name in plan.expected} | _names_in(solution)
    kept = names_of_tests(lab.folder / "tests", modules) - solved_names
    return _Layout(plans, modules, tuple(sorted(kept)), editable, restored, tuple(sorted(sources)))


def _names_in(folder: Path) -> set[str]:
    """Return what the modules of a folder define."""
    texts = (path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*.py")))
    return {name for text in texts for name in defined_names(text)}


def _described(files: Sequence[TestFile]) -> list[dict[str, Any]]:
    return [
        {"path": test.path, "hidden": test.visibility is not Visibility.VISIBLE} for test in files
    ]


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
            yield Outcome(
                id=f"{plan.name}#{cell.id}",
                title=cell.id,
                points=None,
                maximum=cell.points,
                visibility=_seen(cell),
                state=State.PENDING,
                message="A person grades this.",
                detail="no engine for this language",
                seconds=0.0,
                forgeable=False,
            )


def _seen(cell: AuthorCell) -> Visibility:
    return Visibility.VISIBLE if cell.role != "test" or cell.visible else Visibility.HIDDEN


def _cell_outcomes(plan: NotebookPlan, ran: RunFacts) -> Iterator[Outcome]:
    facts = {readable(fact["id"]): fact for fact in ran.facts if "id" in fact}
    unreadable = next((readable(fact["problem"]) for fact in ran.facts if "problem" in fact), "")
    for cell in plan.cells:
        if cell.role in ("set-up", "text"):
            continue
        told = facts.get(cell.id) or _missing(ran, cell.id, "" if facts else unreadable)
        fact = read_fact(told, cell.points, may_wait=cell.role != "test")
        yield Outcome(
            id=f"{plan.name}#{cell.id}",
            title=cell.id,
            points=fact.score,
            maximum=cell.points,
            visibility=_seen(cell),
            state=fact.state,
            message=fact.message,
            detail=fact.detail,
            seconds=fact.seconds,
            forgeable=False,
        )


def _missing(ran: RunFacts, name: str, why: str) -> Mapping[str, Any]:
    """Return the fact for a test that has none: the run ended before it, or in it."""
    running = next(
        (readable(fact["running"]) for fact in reversed(ran.facts) if "running" in fact), ""
    )
    if ran.timed_out:
        why = "Your submission did not finish in time."
    elif not why:
        where = "in" if running == name else "before"
        why = f"The run ended {where} this test, so it could not be checked."
    crash = next((readable(fact["crash"]) for fact in ran.facts if "crash" in fact), "")
    detail = f"while running {running or 'nothing'}: {crash}"
    return {"state": "error", "score": 0.0, "message": why, "detail": detail, "seconds": 0.0}


def _test_outcomes(test: TestFile, maximum: float, ran: RunFacts) -> Iterator[Outcome]:
    """Return an outcome for each test that pytest found in a file before it ran any.

    A run that ends early, which learners' code can bring about, leaves its other tests at zero.
    """
    facts = {readable(fact["id"]): fact for fact in ran.facts if _file(fact.get("id")) == test.path}
    found = [name for fact in ran.facts for name in collected_names(fact)]
    names = [name for name in dict.fromkeys(found) if _file(name) == test.path]
    if test.path in facts or not names:
        names = [test.path]
    share = maximum / len(names)
    for name in names:
        fact = read_fact(facts.get(name) or _missing(ran, name, ""), 1.0, may_wait=False)
        yield Outcome(
            id=name,
            title=fact.title or name,
            points=(fact.score or 0.0) * share,
            maximum=share,
            visibility=test.visibility,
            state=fact.state,
            message=fact.message,
            detail=fact.detail,
            seconds=fact.seconds,
            forgeable=test.isolation == "shared",
        )


def _file(name: object) -> str:
    return str(name).partition("::")[0]


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
