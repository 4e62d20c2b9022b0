"""Limits of the kernel for a whole group of processes, where this process may set them."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
_PERIOD = 100_000  # microseconds


@dataclass(slots=True)
class ControlGroup:
    """A group of processes with limits of its own. folders: one for each controller (version 1),
    or a single one (version 2); empty where nothing may be limited, and rlimits stand alone."""

    folders: list[Path] = field(default_factory=list)

    def add(self, process: int) -> None:
        """Put a process, and all that it will fork, into the group."""
        for folder in self.folders:
            with contextlib.suppress(OSError):
                (folder / "cgroup.procs").write_text(str(process), encoding="ascii")

    def remove(self) -> None:
        """Remove the group, once its processes have ended."""
        for folder in self.folders:
            with contextlib.suppress(OSError):
                folder.rmdir()


def make_group(memory: int, processes: int, root: Path = ROOT) -> ControlGroup:
    """Return a new group of at most so many bytes and processes, and one processor.

    Controllers that this process may not set up are left out.
    """
    name = f"coursewright-{uuid.uuid4().hex}"
    if (root / "cgroup.controllers").is_file():
        wanted = {"memory.max": str(memory), "memory.swap.max": "0", "pids.max": str(processes),
                  "cpu.max": f"{_PERIOD} {_PERIOD}"}  # fmt: skip
        made = _make(root / _own_path("").lstrip("/") / name, wanted)
        return ControlGroup([made] if made else [])
    wanted_by = {
        "memory": {"memory.limit_in_bytes": str(memory)},
        "pids": {"pids.max": str(processes)},
        "cpu": {"cpu.cfs_period_us": str(_PERIOD), "cpu.cfs_quota_us": str(_PERIOD)},
    }
    return ControlGroup(list(_version_1(root, name, wanted_by)))


def _version_1(root: Path, name: str, wanted: Mapping[str, Mapping[str, str]]) -> Iterator[Path]:
    for controller, values in wanted.items():
        if (root / controller).is_dir():
            own = _own_path(controller).lstrip("/")
            for parent in (root / controller / own, root / controller):
                if made := _make(parent / name, values):
                    yield made
                    break


def _make(folder: Path, values: Mapping[str, str]) -> Path | None:
    """Make a group; None when it cannot be made or its first limit cannot be set."""
    try:
        folder.mkdir()
    except OSError:
        return None
    done = False
    for name, value in values.items():
        with contextlib.suppress(OSError):
            (folder / name).write_text(value, encoding="ascii")
            done = True
    if not done:
        with contextlib.suppress(OSError):
            folder.rmdir()
        return None
    return folder


def _own_path(controller: str) -> str:
    """Return this process's group of a controller, as /proc/self/cgroup says."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines():
            _, names, path = line.split(":", 2)
            if controller in names.split(","):
                return path
    return os.sep
