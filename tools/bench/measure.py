"""Run a command as a whole process tree and read what it cost: wall, CPU and memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

__all__ = ["Cost", "middle", "run"]

_SAMPLE = 0.05


@dataclass(frozen=True, slots=True)
class Cost:
    """wall, cpu: seconds of the whole tree; peak: largest sum of PSS in bytes, 0 if not sampled."""

    wall: float
    cpu: float
    peak: int = 0


def run(command: Sequence[str], folder: Path, *, memory: bool = False) -> Cost:
    """Run `command` in `folder` and return its cost. Raises CalledProcessError when it fails.

    memory: sample the tree's PSS, which slows the command a little; for runs that are not timed.
    """
    before = _children_cpu()
    start = time.perf_counter()
    # Installed programs are compiled; this checkout is, too, unless somebody forbids it.
    variables = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(
        command, cwd=folder, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as p:
        sampler = _Sampler(p.pid) if memory else None
        output, _ = p.communicate()
        wall = time.perf_counter() - start
        peak = sampler.stop() if sampler else 0
    if p.returncode:
        print(output.decode("utf-8", "replace")[-4000:])
        raise subprocess.CalledProcessError(p.returncode, command)
    return Cost(wall, _children_cpu() - before, peak)


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the run with the median wall time."""
    wall = statistics.median_low(cost.wall for cost in costs)
    return next(cost for cost in costs if cost.wall == wall)


def _children_cpu() -> float:
    times = psutil.Process().cpu_times()
    return float(times.children_user + times.children_system)


class _Sampler:
    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> int:
        self._done.set()
        self._thread.join()
        return self._peak

    def _watch(self) -> None:
        while not self._done.wait(_SAMPLE):
            self._peak = max(self._peak, _tree_pss(self._pid))


def _tree_pss(pid: int) -> int:
    total = 0
    try:
        root = psutil.Process(pid)
        for process in (root, *root.children(recursive=True)):
            total += process.memory_full_info().pss
    except psutil.Error:
        pass  # a process ended between listing and reading
    return total
