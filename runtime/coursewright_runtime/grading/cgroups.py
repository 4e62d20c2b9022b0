"""Limits of the kernel for a whole group of processes, where this process may set them."""

from __future__ import annotations

import contextlib
import os
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coursewright_runtime.grading.workspace import is_running

ROOT = Path("/sys/fs/cgroup")
_PERIOD = 100_000  # microseconds
_PREFIX = "coursewright"
_ENDING = 5.0  # seconds that the kernel may take to end what was killed


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
        """Remove the group, as soon as the last of its processes, being killed, has ended."""
        deadline = time.monotonic() + _ENDING
        while any(not _removed(folder) for folder in self.folders):
            if time.monotonic() > deadline:
                return
            time.sleep(0.01)


def make_group(
    memory: int, processes: int, root: Path = ROOT, own: Path = Path("/proc/self/cgroup")
) -> ControlGroup:
    """Return a new group of at most so many bytes and processes, and one processor.

    Controllers that this process may not set up are left out. root: where the groups are mounted.
    own: says in which groups this process is, see cgroups(7).
    """
    name = f"{_PREFIX}-{os.getpid()}-{uuid.uuid4().hex}"
    paths = _own_paths(own)
    if (root / "cgroup.controllers").is_file():
        wanted = {"memory.max": str(memory), "memory.swap.max": "0", "pids.max": str(processes),
                  "cpu.max": f"{_PERIOD} {_PERIOD}"}  # fmt: skip
        made = _version_2(root, Path(paths.get("", "/").lstrip("/")), name, wanted)
        return ControlGroup([made] if made else [])
    wanted_by = {
        "memory": {"memory.limit_in_bytes": str(memory)},
        "pids": {"pids.max": str(processes)},
        "cpu": {"cpu.cfs_period_us": str(_PERIOD), "cpu.cfs_quota_us": str(_PERIOD)},
    }
    return ControlGroup(list(_version_1(root, paths, name, wanted_by)))


def _version_1(
    root: Path, paths: Mapping[str, str], name: str, wanted: Mapping[str, Mapping[str, str]]
) -> Iterator[Path]:
    for controller, values in wanted.items():
        if (root / controller).is_dir():
            own = paths.get(controller, "/").lstrip("/")
            for parent in (root / controller / own, root / controller):
                _sweep(parent)
                if made := _make(parent / name, values):
                    yield made
                    break


def _version_2(root: Path, own: Path, name: str, wanted: Mapping[str, str]) -> Path | None:
    """Make the group in the nearest one that hands controllers on.

    A group with processes of its own, such as ours, hands none on (the rule of no internal
    processes in the kernel's cgroup-v2.rst); the root is the exception.
    """
    for parent in (root / own, *(root / above for above in own.parents)):
        handed_on = set(_read(parent / "cgroup.subtree_control").split())
        values = {key: text for key, text in wanted.items() if key.partition(".")[0] in handed_on}
        if not values:
            continue
        _sweep(parent)
        if made := _make(parent / name, values):
            return made
    return None


def _sweep(parent: Path) -> None:
    """Remove groups that killed runs left; one that holds a process cannot be removed."""
    for folder in parent.glob(f"{_PREFIX}-*-*"):
        process = folder.name.split("-")[1]
        if process.isdecimal() and not is_running(int(process)):
            _removed(folder)


def _removed(folder: Path) -> bool:
    """Remove a group and return whether it is gone."""
    with contextlib.suppress(OSError):
        folder.rmdir()
    return not folder.exists()


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


def _own_paths(file: Path) -> dict[str, str]:
    """Return this process's group of each controller; of version 2 under an empty name."""
    lines = (line.split(":", 2) for line in _read(file).splitlines())
    named = ((name, parts[2]) for parts in lines if len(parts) == 3 for name in parts[1].split(","))
    return dict(named)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        return ""
