"""Courses of notebooks for tests, executed in this process or by the program."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from courses import write_files
from coursewright.build import validate
from coursewright.engine.progress import Progress
from coursewright.examine import Examined
from coursewright.execute.environment import variables
from coursewright.execute.model import Limits, NotebookRun, Task
from coursewright.execute.start import Executor
from coursewright.request import Request

__all__ = ["course_of", "examined", "notebook", "runs_of", "task"]

PYTHON = {"name": "python3", "display_name": "Python 3", "language": "python"}


def notebook(*cells: str | tuple[str, str], kernel: Mapping[str, str] = PYTHON) -> str:
    """Return a notebook's JSON; a cell of two texts has a tag."""
    return json.dumps(
        {
            "cells": [
                {"cell_type": "markdown", "id": "head", "metadata": {}, "source": "# A notebook"},
                *(_cell(number, cell) for number, cell in enumerate(cells)),
            ],
            "metadata": {"kernelspec": kernel, "language_info": {"name": kernel["language"]}},
            "nbformat": 4,
            "nbformat_minor": 5,
        },
        indent=1,
    )


def _cell(number: int, cell: str | tuple[str, str]) -> dict[str, Any]:
    source, tag = cell if isinstance(cell, tuple) else (cell, "")
    return {
        "cell_type": "code",
        "id": f"c{number}",
        "metadata": {"tags": [tag]} if tag else {},
        "execution_count": 7,
        "source": source.splitlines(keepends=True),
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "stored\n"}],
    }


def course_of(folder: Path, *notebooks: str, facts: str = "", **files: str) -> Path:
    """Write a course with the notebooks as pages of its one module."""
    pages = {f"01-first/0{i}-page-{i}.ipynb": text for i, text in enumerate(notebooks, 1)}
    course = f"format: 1\nid: small\ntitle: Small course\nlanguage: en\n{facts}"
    return write_files(folder / "course", {"course.yaml": course, **pages, **files})


def examined(course: Path, **changes: Any) -> Examined:
    """Execute the course's notebooks with a cache beside it."""
    request = Request(
        content=course,
        out=course.parent / "out",
        jobs=2,
        cache=str(course.parent / "cache"),
        notebooks=True,
    )
    return validate(replace(request, **changes), Progress(enabled=False))


def task(source: Sequence[str], folder: str = "", **changes: Any) -> Task:
    """Return a task of code cells."""
    cells = [{"code": True, "source": each, "tags": ["raises-exception"]} for each in source]
    made = Task(
        path=f"{folder}/book.ipynb" if folder else "book.ipynb",
        code=json.dumps(cells),
        kernel="python3",
        language="python",
        files=(),
        limits=Limits(seconds=60),
        environment="",
    )
    return replace(made, **changes)


def runs_of(root: Path, tasks: Sequence[Task], *, fork: bool = True) -> list[NotebookRun]:
    """Execute the tasks, each kernel forked or started by its own program."""
    executor = Executor(root, 2, variables((), os.environ), fork)
    runs = {place: run for place, run, _ in executor.run(tasks)}
    return [runs[place] for place in range(len(tasks))]
