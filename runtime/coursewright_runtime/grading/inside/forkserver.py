"""The warm parent behind the walls: imports once, then forks one pair of processes per run.

It splits in two at once. The learner's side has never seen the lab's tests; the trusted side has
read them. Each side hears of runs over its own socket and forks before any thread exists.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from coursewright_runtime.grading.inside import jail, kernel
from coursewright_runtime.grading.inside.settings import Settings, read_settings

Run = Callable[[dict[str, Any], list[int]], None]


def main() -> NoReturn:
    """Serve until the process outside closes the sockets."""
    settings = read_settings(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if settings.namespaces:
        _own_mounts(settings)
    else:
        kernel.hide_memory()  # every process is forked from here, before it reads anything
    kernel.die_with_parent()
    if other := os.fork():
        os.close(settings.learner_socket)
        _serve_trusted(settings, other)
    os.close(settings.trusted_socket)
    _serve_learner(settings)


def _own_mounts(settings: Settings) -> None:
    """Make the folder in which the trusted side mounts and the learner's side sees it."""
    if os.getuid() != 0:
        # Bubblewrap of an ordinary user leaves us in a user namespace that owns no mounts yet.
        kernel.unshare(kernel.CLONE_NEWNS)
        flags = kernel.MS_NOSUID | kernel.MS_NODEV
        kernel.mount("tmpfs", settings.batch, "tmpfs", flags, "size=64k")
    kernel.mount("none", settings.batch, "", kernel.MS_SHARED)


def _serve_learner(settings: Settings) -> NoReturn:
    from coursewright_runtime.grading.inside import learner

    if settings.namespaces:
        kernel.unshare(kernel.CLONE_NEWNS)
        # Nothing of the tests is within reach of a process that will run a learner's code.
        kernel.mount("tmpfs", settings.lab, "tmpfs", kernel.MS_RDONLY, "size=4k")
    _preload(settings)
    learner.warm(settings)

    def run(message: dict[str, Any], descriptors: list[int]) -> None:
        jail.enter(settings, settings.learner_user, set(descriptors), supervised=True)
        learner.run(settings, message, descriptors)

    _serve(settings.learner_socket, run, {}, 0)


def _serve_trusted(settings: Settings, other: int) -> NoReturn:
    from coursewright_runtime.grading.inside import trusted

    _preload(settings)
    trusted.warm(settings)

    def run(message: dict[str, Any], descriptors: list[int]) -> None:
        jail.enter(settings, settings.trusted_user, set(descriptors), supervised=False)
        trusted.run(settings, message, descriptors)

    orders = {"open": lambda: _open(settings), "close": lambda: _close(settings)}
    _serve(settings.trusted_socket, run, orders, other)


def _preload(settings: Settings) -> None:
    for name in settings.preload:
        with contextlib.suppress(Exception):  # what a lab needs is named by its author
            importlib.import_module(name)


def _open(settings: Settings) -> None:
    """Make the folders of one submission, in a file system of limited size."""
    now = Path(settings.batch, "now")
    now.mkdir(mode=0o755, exist_ok=True)
    owner = jail.NOBODY if settings.learner_user is None else settings.learner_user
    if settings.namespaces:
        flags = kernel.MS_NOSUID | kernel.MS_NODEV
        kernel.mount("tmpfs", str(now), "tmpfs", flags, f"size={settings.disk},nr_inodes=20000")
    shutil.copytree(Path(settings.incoming, "files"), now / "work")
    (now / "scratch").mkdir()
    for path in (now / "work", now / "scratch", *(now / "work").rglob("*")):
        if os.getuid() == 0:
            os.chown(path, owner, owner)
        path.chmod(0o777 if path.is_dir() else 0o666)


def _close(settings: Settings) -> None:
    now = Path(settings.batch, "now")
    if settings.namespaces:
        with contextlib.suppress(OSError):
            kernel.unmount(str(now))
        with contextlib.suppress(OSError):
            now.rmdir()
    else:
        shutil.rmtree(now, ignore_errors=True)


def _serve(
    descriptor: int, run: Run, orders: dict[str, Callable[[], None]], spared: int
) -> NoReturn:
    """Do what the process outside orders; spared: the one child that outlives a run."""
    kernel.adopt_orphans()
    control = socket.socket(fileno=descriptor)
    control.send(json.dumps({"ready": os.getpid()}).encode())
    while True:
        message, descriptors = _order(control)
        if message is None:
            os._exit(0)
        if (name := message["do"]) in orders:
            _answer(control, orders[name])
        elif name == "run":
            _run_one(control, run, message, descriptors)
            _end_orphans(spared)
            control.send(json.dumps({"ended": True}).encode())


def _order(control: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    data, descriptors, _, _ = socket.recv_fds(control, 1 << 18, 4)
    return (json.loads(data) if data else None), descriptors


def _answer(control: socket.socket, work: Callable[[], None]) -> None:
    try:
        work()
        answer: dict[str, Any] = {"done": True}
    except OSError as error:
        answer = {"error": str(error)}
    control.send(json.dumps(answer).encode())


def _run_one(
    control: socket.socket, run: Run, message: dict[str, Any], descriptors: list[int]
) -> None:
    child = os.fork()
    if not child:
        _child(run, message, descriptors)
    for number in descriptors:
        os.close(number)
    _watch(control, child)


def _child(run: Run, message: dict[str, Any], descriptors: list[int]) -> NoReturn:
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        run(message, descriptors)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(70)


def _watch(control: socket.socket, child: int) -> None:
    """Wait until the child ends; any message, and the end of the connection, kill it."""
    watched = os.pidfd_open(child)
    poll = select.poll()
    poll.register(watched, select.POLLIN)
    poll.register(control, select.POLLIN)
    ready = {number for number, _ in poll.poll()}
    if control.fileno() in ready:
        control.recv(1 << 10)
        os.kill(child, signal.SIGKILL)
    os.close(watched)
    os.waitpid(child, 0)


def _end_orphans(spared: int) -> None:
    """End what a run left behind; without namespaces its orphans have become our children."""
    while orphans := [child for child in _children() if child != spared]:
        for child in orphans:
            with contextlib.suppress(OSError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _children() -> list[int]:
    folder = Path("/proc/self/task", str(os.getpid()), "children")
    return [int(name) for name in folder.read_text(encoding="utf-8").split()]


if __name__ == "__main__":
    main()
