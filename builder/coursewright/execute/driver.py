"""Executes notebooks; a program of its own, so that Jupyter's threads never meet the build's forks.

Standard input has one JSON value: `tasks` (path, code, kernel, language, files, folder, seconds,
memory, output, twice), `root` of the course, `jobs`, `environment`, `fork` (false: each Python
kernel is started by its own program, too), `parent` (the process that asks). Standard output has a
line for each notebook that is done: its place among the tasks, and how it went as `NotebookRun`
has it.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from coursewright.execute import kernels
from coursewright.execute.imports import wanted_modules
from coursewright.execute.orphans import end_with
from coursewright.execute.tidy import Tidy

__all__ = ["main"]

_SOCKET_NAME = 60  # characters that a folder of sockets may have: 108 are allowed with the name


def main() -> None:
    """Execute what standard input asks for."""
    request = json.load(sys.stdin.buffer)
    answers = os.dup(1)
    os.dup2(2, 1)  # nothing that a library prints may stand between the answers
    base = None if len(tempfile.gettempdir()) < _SOCKET_NAME else "/tmp"
    scratch = tempfile.TemporaryDirectory(prefix="cw-", dir=base, ignore_cleanup_errors=True)
    with suppress(KeyboardInterrupt), scratch as folder:
        end_with(request["parent"], Path(folder))
        asyncio.run(_Driver(request, Path(folder).resolve(), answers).run())


class _Driver:
    def __init__(self, request: Mapping[str, Any], folder: Path, answers: int) -> None:
        self._tasks = request["tasks"]
        self._root = Path(request["root"])
        self._environment = dict(request["environment"])
        self._jobs = asyncio.Semaphore(request["jobs"] + 1)  # one more waits for its kernel
        self._forks = bool(request["fork"])
        self._folder = folder
        self._answers = answers
        memory = max((task["memory"] for task in self._tasks), default=0)
        self._own = kernels.OwnPrograms(memory)
        self._memory = memory

    async def run(self) -> None:
        """Execute all; then once more on other kernels what is to be compared."""
        every = range(len(self._tasks))
        again = [place for place in every if self._tasks[place]["twice"]]
        first = await self._round(every, 1, say=lambda place: not self._tasks[place]["twice"])
        if again:
            second = await self._round(again, 2, say=lambda _place: False)
            for place in again:
                self._say(place, _compared(first[place], second[place]))

    async def _round(self, places: Any, number: int, say: Any) -> dict[int, dict[str, Any]]:
        # Hash seeds differ from server to server, so what hangs on the order of sets shows.
        server = kernels.ForkServer(self._memory) if self._forks else None
        if server and any(self._is_python(self._tasks[place]) for place in places):
            preload = wanted_modules(self._tasks[place]["code"] for place in places)
            await server.start(preload, self._environment)
        runs: dict[int, dict[str, Any]] = {}

        async def one(place: int) -> None:
            async with self._jobs:
                folder = self._folder / f"{number}-{place}"
                runs[place] = await self._execute(self._tasks[place], folder, server)
                if say(place):
                    self._say(place, runs[place])

        try:
            await asyncio.gather(*(one(place) for place in places))
        finally:
            if server:
                await server.stop()
        return runs

    def _say(self, place: int, run: Mapping[str, Any]) -> None:
        data = json.dumps({"place": place, "run": run}).encode() + b"\n"
        while data:
            data = data[os.write(self._answers, data) :]

    def _is_python(self, task: Mapping[str, Any]) -> bool:
        if task["kernel"] in kernels.PYTHONS:
            return True
        return task["language"] == "python" and not self._own.find(task["kernel"])

    async def _execute(
        self, task: Mapping[str, Any], folder: Path, server: kernels.ForkServer | None
    ) -> dict[str, Any]:
        from coursewright.execute.cells import run_cells

        cwd = self._scratch(task, folder)
        python = self._is_python(task)
        name = "python3" if python else self._own.find(task["kernel"])
        if not name:
            kernel_name = task["kernel"] or task["language"]
            return {"ending": "no-kernel", "message": f'no kernel "{kernel_name}" is installed'}
        environment = self._environment | {
            "TMPDIR": str(folder / "tmp"),
            "IPYTHONDIR": str(folder / "ipython"),
        }
        kernel = None
        try:
            if python and server:
                with suppress(ChildProcessError):  # a cell may have ended the server
                    kernel = await server.fork(folder, cwd, environment)
            kernel = kernel or await self._own.start(name, folder, cwd, environment)
        except (OSError, RuntimeError) as error:
            return {
                "ending": "no-kernel",
                "message": f'the kernel "{name}" does not start: {error}',
            }
        try:
            return await run_cells(kernel, task, Tidy(folder))
        finally:
            kernel.kill()
            shutil.rmtree(folder, ignore_errors=True)

    def _scratch(self, task: Mapping[str, Any], folder: Path) -> Path:
        """Copy what the notebook may read, and return the folder that it runs in."""
        course = folder / "course"
        for name in ("tmp", "ipython"):
            (folder / name).mkdir(parents=True)
        for path in task["files"]:
            target = course / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self._root / path, target)
        cwd = course / str(task["folder"])
        cwd.mkdir(parents=True, exist_ok=True)
        return cwd


def _compared(first: dict[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first run, its cells marked that put out something else in the second."""
    others = {cell["cell"]: cell["outputs"] for cell in second.get("cells", ())}
    for cell in first.get("cells", ()):
        cell["differs"] = others.get(cell["cell"]) != cell["outputs"]
    return first


if __name__ == "__main__":
    main()
