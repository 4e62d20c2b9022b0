"""Run a notebook's cells on a kernel, by nbclient's rules, within bounds."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from coursewright.execute.kernels import Kernel, connect
from coursewright.execute.tidy import Tidy

__all__ = ["run_cells"]

_LINE = re.compile(r"Cell In\s?\[\d+\], line (\d+)|^File .*line (\d+)$")
_MEGABYTE = 1 << 20


async def run_cells(kernel: Kernel, task: Mapping[str, Any], tidy: Tidy) -> dict[str, Any]:
    """Return how the task's cells went, as `NotebookRun` has it."""
    notebook = nbformat.from_dict(_notebook(task))  # type: ignore[no-untyped-call]
    try:
        client = await connect(kernel)
    except TimeoutError:
        return {"ending": "died", "message": f"the kernel did not start{_why(kernel)}"}
    run = _Client(notebook, kernel, int(task["output"]))
    run.kc = client
    run.timeout = max(1, round(task["seconds"]))
    try:
        return await _Cells(run, task, tidy).run()
    finally:
        client.stop_channels()


def _notebook(task: Mapping[str, Any]) -> dict[str, Any]:
    cells = [
        {
            "cell_type": "code" if cell["code"] else "raw",
            "id": f"c{number}",
            "source": cell["source"],
            "metadata": {"tags": cell["tags"]},
            **({"outputs": [], "execution_count": None} if cell["code"] else {}),
        }
        for number, cell in enumerate(json.loads(task["code"]))
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


class _Client(NotebookClient):
    """nbclient, which ends the kernel when cells put out too much."""

    def __init__(self, notebook: Any, kernel: Kernel, most: int) -> None:
        super().__init__(notebook, allow_errors=False, record_timing=False, coalesce_streams=True)
        self.kernel = kernel
        self.left = most
        self.reset_execution_trackers()

    def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:
        self.left -= _size(msg["content"])
        if self.left < 0:
            self.kernel.kill()
            return None
        return super().process_message(msg, cell, cell_index)


def _size(content: Mapping[str, Any]) -> int:
    text = content.get("text")
    if isinstance(text, str):
        return len(text)
    data = content.get("data")
    texts = data.values() if isinstance(data, Mapping) else ()
    return sum(len(each) for each in texts if isinstance(each, str))


class _Cells:
    """One notebook, cell after cell."""

    def __init__(self, client: _Client, task: Mapping[str, Any], tidy: Tidy) -> None:
        self._client = client
        self._task = task
        self._tidy = tidy
        self._done: list[dict[str, Any]] = []

    async def run(self) -> dict[str, Any]:
        """Run the cells until one of them fails."""
        for number, cell in enumerate(self._client.nb.cells, 1):
            start = time.monotonic()
            try:
                await self._client.async_execute_cell(cell, number - 1)
            except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
                self._keep(cell, number, start)
                return {**self._failed(cell, number, error), "cells": self._done}
            self._keep(cell, number, start)
        return {"ending": "finished", "cells": self._done}

    def _keep(self, cell: Any, number: int, start: float) -> None:
        skipped = self._client.skip_cells_with_tag in cell.metadata.tags
        if cell.cell_type == "code" and cell.source.strip() and not skipped:
            self._done.append(
                {
                    "cell": number,
                    "seconds": round(time.monotonic() - start, 3),
                    "outputs": [self._tidy.output(each) for each in cell.outputs],
                    "count": cell.execution_count,
                }
            )

    def _failed(self, cell: Any, number: int, error: Exception) -> dict[str, Any]:
        kernel = self._client.kernel
        if isinstance(error, CellTimeoutError):
            limit = f"{self._task['seconds']:g} s"
            return _end("too-slow", number, f"it ran longer than {limit}, the limit of a cell")
        if isinstance(error, DeadKernelError):
            if self._client.left < 0:
                limit = _megabytes(self._task["output"])
                message = f"the notebook put out more than {limit}, its limit"
                return _end("too-loud", number, message)
            return _end("died", number, f"the kernel ended while the cell ran{_why(kernel)}")
        return self._raised(cell, number, error)

    def _raised(self, cell: Any, number: int, error: Any) -> dict[str, Any]:
        found = [each for each in cell.outputs if each.output_type == "error"]
        traceback = [self._tidy.plain(line) for each in found[-1:] for line in each.traceback]
        lines = [line for part in traceback for line in part.splitlines()]
        ending, value = "raised", self._tidy.plain(str(error.evalue)).strip()
        message = f"{error.ename}: {value.splitlines()[0]}" if value else str(error.ename)
        if error.ename == "MemoryError":
            ending = "too-large"
            limit = _megabytes(self._task["memory"])
            asked = (
                "printed more than fits" if _printing(cell, lines) else "asked for more memory than"
            )
            message = f"it {asked} {limit}, the limit of a notebook"
        return _end(ending, number, message, line=_line(lines), traceback=lines)


def _end(ending: str, cell: int, message: str, **more: Any) -> dict[str, Any]:
    return {"ending": ending, "cell": cell, "message": message, **more}


def _why(kernel: Kernel) -> str:
    reason = kernel.died_of()
    return f": {reason}" if reason else ""


def _printing(cell: Any, traceback: list[str]) -> bool:
    """Return whether memory ended on the way out: what is printed waits in the kernel."""
    said = "".join(each.get("text", "") for each in cell.outputs if each.get("name") == "stderr")
    return "OutStream" in said or any("iostream.py" in line for line in traceback)


def _megabytes(size: int) -> str:
    return f"{size // _MEGABYTE} MB"


def _line(traceback: list[str]) -> int:
    """Return the line of the cell that the traceback begins at, 0 when it names none."""
    for line in traceback:
        if match := _LINE.search(line):
            return int(match[1] or match[2])
    return 0
