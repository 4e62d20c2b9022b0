"""Fresh kernels, each used once: forked from a warm server, or started by their own program."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import zmq
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from traitlets import Type
from zmq.asyncio import Context

__all__ = ["PYTHONS", "ForkServer", "Kernel", "KernelClient", "OwnPrograms", "connect"]

PYTHONS = ("", "python", "python3")
_CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
_READY = 60.0  # seconds that a kernel has to answer
_LOOK = 0.005  # seconds between looks whether its sockets are there


class Kernel(Protocol):
    """A running kernel. connection: its connection file."""

    connection: Path

    def alive(self) -> bool:
        """Return whether its process runs."""

    def died_of(self) -> str:
        """Return what ended it, for people; empty when that is not known."""

    def kill(self) -> None:
        """End it, and every process that it started in its own session."""


class ShellChannel(AsyncZMQSocketChannel):
    """A channel that reads what arrives while it sends.

    A socket tells its loop of a message once, and sending takes what it tells. nbclient sends for
    output widgets while a cell runs, and would wait for that cell's reply until its time is over.
    """

    def send(self, msg: dict[str, Any]) -> None:
        super().send(msg)
        assert self.socket is not None
        self.socket.get(zmq.EVENTS)


class KernelClient(AsyncKernelClient):
    """A client that asks the process, not the heartbeat, whether the kernel lives."""

    kernel: Kernel
    shell_channel_class = Type(ShellChannel)

    async def _async_is_alive(self) -> bool:
        return self.kernel.alive()

    is_alive = _async_is_alive


async def connect(kernel: Kernel) -> KernelClient:
    """Return a client of the kernel, whose output it hears. Raises TimeoutError."""
    client = KernelClient(context=_sockets())
    client.kernel = kernel
    client.load_connection_file(str(kernel.connection))
    await _bound(kernel)
    client.start_channels(stdin=False, hb=False)
    try:
        await asyncio.wait_for(_heard(client), _READY)
    except BaseException:
        client.stop_channels()
        raise
    return client


def _sockets() -> Context:
    """Return the one context of all sockets.

    A context of its own that a client leaves behind waits, when it is collected, for whatever
    socket is still open: for ever, and in the middle of something else.
    """
    return Context.instance()


async def _bound(kernel: Kernel) -> None:
    """Wait for the kernel's sockets: a client that comes too early waits much longer."""
    info = json.loads(kernel.connection.read_bytes())
    sockets = [Path(f"{info['ip']}-{info[f'{name}_port']}") for name in _CHANNELS]
    end = time.monotonic() + _READY
    while kernel.alive() and not all(path.exists() for path in sockets):
        if time.monotonic() > end:
            raise TimeoutError
        await asyncio.sleep(_LOOK)


async def _heard(client: KernelClient) -> None:
    """Wait until the kernel answers and its output arrives, as it does once it is subscribed to."""
    from queue import Empty

    while client.kernel.alive():
        asked = client.kernel_info()
        with suppress(Empty):
            await client.shell_channel.get_msg(timeout=1)
            while True:
                message = await client.iopub_channel.get_msg(timeout=0.5)
                idle = message["content"].get("execution_state") == "idle"
                if idle and message["parent_header"].get("msg_id") == asked:
                    return
    raise TimeoutError


def _write_connection(folder: Path, kernel_name: str) -> Path:
    """Write a connection file for IPC sockets below `folder` and return it."""
    info: dict[str, Any] = {
        "transport": "ipc",
        "ip": str(folder / "k"),
        "key": secrets.token_hex(16),
        "signature_scheme": "hmac-sha256",
        "kernel_name": kernel_name,
    }
    info |= {f"{name}_port": number for number, name in enumerate(_CHANNELS, 1)}
    path = folder / "connection.json"
    path.write_text(json.dumps(info))
    path.chmod(0o600)
    return path


class ForkServer:
    """The client's side of `forkserver.py`, run by this interpreter."""

    def __init__(self, memory: int) -> None:
        """memory: bytes that each kernel may hold, 0 for no limit."""
        self._memory = memory
        self._kernels: dict[int, _Forked] = {}
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None

    async def start(self, preload: list[str], environment: Mapping[str, str]) -> None:
        """Start the server, which imports the modules of `preload` that may be shared."""
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(Path(__file__).with_name("forkserver.py")),
            stdin=pipe,
            stdout=pipe,
            stderr=asyncio.subprocess.DEVNULL,
            env=dict(environment),
            start_new_session=True,
        )
        self._send({"preload": preload})
        self._reader = asyncio.create_task(self._listen())

    async def fork(self, folder: Path, cwd: Path, environment: Mapping[str, str]) -> Kernel:
        """Return a fresh kernel. Raises ChildProcessError when the server has ended."""
        if self._reader is None or self._reader.done():
            raise ChildProcessError("the server of kernels has ended")
        kernel = _Forked(_write_connection(folder, "python3"))
        number = len(self._kernels) + 1
        self._kernels[number] = kernel
        request = {
            "id": number,
            "connection": str(kernel.connection),
            "folder": str(cwd),
            "memory": self._memory,
            "environment": dict(environment),
        }
        self._send(request)
        await kernel.began.wait()
        if not kernel.pid:
            raise ChildProcessError("the server of kernels has ended")
        return kernel

    async def stop(self) -> None:
        """End the server and with it every kernel."""
        if self._process is None:
            return
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
        if self._reader is not None:
            await self._reader

    def _send(self, request: Mapping[str, object]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")

    async def _listen(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            answer = json.loads(line)
            kernel = self._kernels[answer["id"]]
            if "pid" in answer:
                kernel.pid = answer["pid"]
                kernel.began.set()
            else:
                kernel.status = answer["status"]
        for kernel in self._kernels.values():  # nobody is left to tell
            kernel.began.set()
            if kernel.status is None:
                kernel.status = signal.SIGKILL


class _Forked:
    def __init__(self, connection: Path) -> None:
        self.connection = connection
        self.pid = 0
        self.status: int | None = None
        self.began = asyncio.Event()

    def alive(self) -> bool:
        return self.status is None

    def died_of(self) -> str:
        return "" if self.status is None else _reason(os.waitstatus_to_exitcode(self.status))

    def kill(self) -> None:
        if self.pid:
            _kill_group(self.pid)


class OwnPrograms:
    """Kernels started by their own programs, as their kernel specifications say."""

    def __init__(self, memory: int) -> None:
        """memory: bytes that each kernel may hold, 0 for no limit."""
        self._memory = memory
        self._specs = KernelSpecManager()

    def find(self, name: str) -> str:
        """Return the installed kernel of this name, empty when there is none."""
        try:
            return name if self._specs.get_kernel_spec(name).argv else ""
        except (NoSuchKernel, ValueError):
            return ""

    async def start(
        self, name: str, folder: Path, cwd: Path, environment: Mapping[str, str]
    ) -> Kernel:
        """Start a kernel. Raises OSError when its program cannot be run."""
        manager = AsyncKernelManager(
            context=_sockets(),
            kernel_name=name,
            transport="ipc",
            ip=str(folder / "k"),
            connection_file=str(folder / "connection.json"),
        )
        extra = ["--HistoryManager.hist_file=:memory:"] if name in PYTHONS else []
        null = asyncio.subprocess.DEVNULL
        await manager.start_kernel(
            cwd=str(cwd), env=dict(environment), extra_arguments=extra, stdout=null, stderr=null
        )
        kernel = _Started(manager)
        kernel.limit(self._memory)
        return kernel


class _Started:
    def __init__(self, manager: AsyncKernelManager) -> None:
        self._manager = manager  # it removes the connection file when nobody holds it
        provisioner: Any = manager.provisioner
        self._process = provisioner.process
        self.connection = Path(manager.connection_file)

    def limit(self, memory: int) -> None:
        import resource

        if memory and hasattr(resource, "prlimit"):
            resource.prlimit(self._process.pid, resource.RLIMIT_DATA, (memory, memory))

    def alive(self) -> bool:
        return self._process.poll() is None

    def died_of(self) -> str:
        code = self._process.poll()
        return "" if code is None else _reason(code)

    def kill(self) -> None:
        _kill_group(self._process.pid)
        with suppress(Exception):
            self._process.wait(timeout=10)


def _kill_group(leader: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _reason(code: int) -> str:
    if code >= 0:
        return f"it left with exit code {code}"
    with suppress(ValueError):
        return f"it was ended by {signal.Signals(-code).name}"
    return f"it was ended by signal {-code}"
