"""The order of executing a course: choose, execute or remember, judge, put outputs in."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coursewright.engine.hashing import FileIndex
from coursewright.engine.workers import Engine
from coursewright.execute.declared import undeclared_imports
from coursewright.execute.environment import (
    environment_digest,
    missing_packages,
    passed_digests,
    variables,
)
from coursewright.execute.judge import judge
from coursewright.execute.model import Ending, Limits, NotebookRun, Task
from coursewright.execute.outcome import Executed, Outcome
from coursewright.execute.outputs import with_outputs
from coursewright.execute.start import Executor
from coursewright.execute.tasks import Executable, executables, notebook_path, task_of
from coursewright.model import items
from coursewright.model.course import Course
from coursewright.request import Request

__all__ = ["execute_course"]

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class _Chosen:
    item: Executable
    task: Task


def execute_course(course: Course, request: Request, engine: Engine, index: FileIndex) -> Executed:
    """Execute the course's notebooks, labs with their solutions, as request and author say.

    index: digests of the course's files. Raises EnvironmentFault when executing itself fails.
    """
    every = tuple(executables(course))
    left = {item.id: left for item in every if (left := _left_out(item, course, request))}
    chosen = tuple(_chosen([item for item in every if item.id not in left], course, request, index))
    runs = _run(chosen, course, request, engine)
    outcomes = tuple(
        left.get(item.id) or Outcome(item.id, notebook_path(item), runs[item.id]) for item in every
    )
    found = [each for pair in zip(every, outcomes, strict=True) for each in judge(*pair)]
    for each in chosen:
        if isinstance(each.item, items.Lab):
            found += undeclared_imports(each.item, each.task)
    texts = {
        each.item.id: with_outputs(each.item.body.text, runs[each.item.id])
        for each in chosen
        if runs[each.item.id].ending is Ending.FINISHED
    }
    return Executed(outcomes, texts, tuple(found))


def _left_out(item: Executable, course: Course, request: Request) -> Outcome | None:
    """Return the outcome of a notebook that is not executed, with the reason."""
    path = notebook_path(item)
    if not request.execute:
        return Outcome(item.id, path, None, "`--no-execute`", wanted=True)
    if not (item.execute and course.info.notebooks.execute):
        return Outcome(item.id, path, None, "`execute: false`", wanted=True)
    if missing := missing_packages():
        reason = (
            f"no {' and no '.join(missing)} is installed; run `pip install coursewright[grading]`"
        )
        return Outcome(item.id, path, None, reason)
    return None


def _chosen(
    chosen: Sequence[Executable], course: Course, request: Request, index: FileIndex
) -> Iterator[_Chosen]:
    if not chosen:
        return
    policy = course.info.notebooks
    make = task_of(course, request.out, index)
    rest = {
        "limits": Limits(policy.seconds, policy.memory * _MEGABYTE, policy.output * _MEGABYTE),
        "environment": environment_digest(),
        "passed": passed_digests(policy.environment, os.environ),
        "twice": request.twice,
    }
    for item in chosen:
        yield _Chosen(item, make(item, **rest))


def _run(
    chosen: Sequence[_Chosen], course: Course, request: Request, engine: Engine
) -> dict[str, NotebookRun]:
    kernels = variables(course.info.notebooks.environment, os.environ)
    executor = Executor(course.root, request.jobs, kernels)
    runs = engine.batch("execute notebooks", executor.run, [each.task for each in chosen])
    return {each.item.id: run for each, run in zip(chosen, runs, strict=True)}
