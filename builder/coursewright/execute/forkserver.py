"""Forks kernels from a process that has imported what they need.

Run as a program by the interpreter that kernels are to have; it knows nothing of Coursewright.
Lines of JSON come on standard input and go to standard output:

    {"preload": [module, …]}                        once, first
    {"id": n, "connection": file, "folder": cwd, "memory": bytes, "environment": {…}}
    → {"id": n, "pid": p}    it was forked
    → {"id": n, "status": s}    it ended, with the status that `waitpid` gave

The process has one thread and no socket when it forks, so each child begins as a fresh process
would, only with modules loaded. It becomes an ordinary ipykernel, and serves one notebook.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import random
import select
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
# Loaded by every kernel on its way up; importing them here spares each child the time.
_KERNEL = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.comm.manager",
    "IPython.core.completerlib",
    "IPython.core.magics",
    "IPython.extensions.storemagic",
    "zmq.eventloop.zmqstream",
    "zmq.asyncio",
    "sqlite3",
)


def main() -> None:
    """Serve until standard input ends, then end every kernel."""
    requests, answers = _protocol()
    wake, waker = os.pipe()
    for handle in (wake, waker):
        os.set_blocking(handle, False)
    sys.path[:1] = []  # the folder of this file, which no ordinary kernel looks into
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)  # what a kernel leaves behind becomes ours to end
    server = _Server(requests, answers, (wake, waker))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's; our parent decides
    for line in server.lines():
        request = json.loads(line)
        if "preload" in request:
            server.preload(request["preload"])
        else:
            server.fork(request)
    server.end()


def _protocol() -> tuple[int, int]:
    """Return copies of standard input and output, and take both from whatever is imported."""
    requests, answers = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)
    os.close(null)
    return requests, answers


def _prctl(option: int, value: int) -> None:
    with contextlib.suppress(OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


class _Server:
    def __init__(self, requests: int, answers: int, wakers: tuple[int, int]) -> None:
        self._requests = requests
        self._answers = answers
        self._wake, self._waker = wakers
        self._running: dict[int, int] = {}
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)

    def lines(self) -> Iterator[bytes]:
        """Yield requests; between them, tell of kernels that ended."""
        pending = b""
        while True:
            ready, _, _ = select.select([self._requests, self._wake], [], [])
            if self._wake in ready:
                with contextlib.suppress(BlockingIOError):
                    os.read(self._wake, 512)
                self._reap()
            if self._requests in ready:
                data = os.read(self._requests, 1 << 16)
                if not data:
                    return
                *lines, pending = (pending + data).split(b"\n")
                yield from lines

    def preload(self, modules: list[str]) -> None:
        """Import the kernel, and of `modules` those that may be shared."""
        for name in _KERNEL:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        for name in modules:
            if _may_be_shared(name):
                with contextlib.suppress(Exception):
                    importlib.import_module(name)
        gc.collect()
        gc.freeze()

    def fork(self, request: dict[str, Any]) -> None:
        """Fork a kernel."""
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                for handle in (self._requests, self._answers, self._wake):
                    os.close(handle)
                signal.set_wakeup_fd(-1)
                os.close(self._waker)
                status = _become_kernel(request)
            finally:
                os._exit(status)
        self._running[pid] = request["id"]
        self._say({"id": request["id"], "pid": pid})

    def end(self) -> None:
        """End what still runs, grandchildren that outlived their kernel included."""
        for _ in range(100):
            children = _children()
            if not children:
                return
            for child in children:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(-1, 0)

    def _reap(self) -> None:
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    return
                if pid in self._running:
                    self._say({"id": self._running.pop(pid), "status": status})

    def _say(self, answer: dict[str, int]) -> None:
        os.write(self._answers, json.dumps(answer).encode() + b"\n")


def _children() -> list[int]:
    try:
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
        return [int(each) for each in children.split()]
    except OSError:
        return []


def _may_be_shared(name: str) -> bool:
    """Return whether importing the module leaves nothing behind that a fork would spoil or hide.

    Tried in a child: the import writes nothing, opens nothing, does not ask which shell it is in,
    and leaves no thread that outlives a fork (OpenBLAS, say, ends its threads before one).
    """
    with tempfile.TemporaryFile() as said:
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                os.dup2(said.fileno(), 1)
                os.dup2(said.fileno(), 2)
                status = 0 if _imports_quietly(name) else 1
            finally:
                os._exit(status)
        _, status = os.waitpid(pid, 0)
        return status == 0 and said.seek(0, os.SEEK_END) == 0


def _imports_quietly(name: str) -> bool:
    import IPython
    from IPython.core import getipython

    asked: list[str] = []
    for module in (IPython, getipython):
        vars(module)["get_ipython"] = lambda: asked.append(name)
    before = _count("/proc/self/fd")
    importlib.import_module(name)
    sys.stdout.flush()
    sys.stderr.flush()
    opened = _count("/proc/self/fd") > before
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return not asked and not opened and _count("/proc/self/task") == 1


def _count(folder: str) -> int:
    return sum(1 for _ in Path(folder).iterdir())


def _become_kernel(request: dict[str, Any]) -> int:
    """Turn this child into a kernel, which runs until it is ended."""
    os.setsid()
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.update(request["environment"])
    os.environ.pop("MPLBACKEND", None)
    tempfile.tempdir = None
    os.chdir(request["folder"])
    _seed()
    _limit(request["memory"])
    import ipykernel_launcher
    from ipykernel.kernelapp import IPKernelApp

    arguments = ["-f", request["connection"], "--HistoryManager.hist_file=:memory:"]
    sys.argv = [ipykernel_launcher.__file__, *arguments]
    IPKernelApp.launch_instance()
    return 0


def _seed() -> None:
    """Let chance begin anew, as in a process of its own."""
    random.seed()
    numpy_random = sys.modules.get("numpy.random")
    if numpy_random is not None:
        numpy_random.seed()


def _limit(memory: int) -> None:
    import resource

    if memory:
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
