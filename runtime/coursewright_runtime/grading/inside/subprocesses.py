"""`subprocess` as tests have it: a program runs on the learner's side, where its files are.

`python main.py` is the learner's code. In the tests' own namespaces it could read the tests and
write the verdict, so the tests get what it printed and how it ended, as plain data.
"""

from __future__ import annotations

import _posixsubprocess
import io
import os
import subprocess
from collections.abc import Callable
from typing import IO, Any, NoReturn

from coursewright_runtime.grading.inside import wire

Request = Callable[..., Any]
_IGNORED = frozenset({"bufsize", "close_fds", "restore_signals", "start_new_session", "pipesize"})
_TEXT = ("text", "universal_newlines", "encoding", "errors")


class RefusedProgram(BaseException):
    """A test wanted to do in its own process what only the learner's may do.

    No Exception, so that no `pytest.raises` takes it for what the learner's code should raise.
    """


def refuse(what: str) -> NoReturn:
    """Raise RefusedProgram with what an author can do about it."""
    raise RefusedProgram(
        f"{what} in the tests' process would let the submission decide its own verdict; "
        "import the learner's module, use `subprocess.run`, or mark the file `isolation: shared`"
    )


class Program:
    """Stands for `subprocess.Popen`: the program runs when its output or its end is asked for."""

    request: Request

    def __init__(
        self, args: Any, *, stdin: Any = None, stdout: Any = None, stderr: Any = None,
        shell: bool = False, cwd: Any = None, env: Any = None, **others: Any,
    ) -> None:  # fmt: skip
        """Take the arguments of `subprocess.Popen`, those of files and text included."""
        self.args = args
        self.returncode: int | None = None
        self._files = (stdin, stdout, stderr)
        self._text = {name: others.pop(name) for name in _TEXT if others.get(name)}
        if wrong := sorted(name for name in others if others[name] and name not in _IGNORED):
            refuse(f"a program with {', '.join(wrong)}")
        self._options = {"shell": bool(shell), "cwd": _plain(cwd), "env": env and dict(env)}
        if stderr == subprocess.STDOUT:
            self._options["stderr"] = subprocess.STDOUT
        self._output: tuple[Any, Any] = (None, None)
        self._streams: dict[int, IO[Any]] = {}

    def communicate(self, input: Any = None, timeout: float | None = None) -> tuple[Any, Any]:
        """Run the program to its end; return its output and errors, each None if not asked for.

        Raises subprocess.TimeoutExpired after `timeout` seconds, and OSError when it cannot start.
        """
        if self.returncode is None:
            self._run(self._bytes(input), timeout)
        return self._output

    def wait(self, timeout: float | None = None) -> int:
        """Run the program to its end and return its exit status; raises as `communicate`."""
        self.communicate(timeout=timeout)
        assert self.returncode is not None
        return self.returncode

    def poll(self) -> int | None:
        """Return the exit status, None while it has not run."""
        return self.returncode

    def kill(self) -> None:
        """Do nothing: a program has ended, or has not begun."""

    terminate = kill

    def send_signal(self, _number: int) -> None:
        """Do nothing, as `kill`."""

    @property
    def stdin(self) -> NoReturn:
        """Refuse: tests hand over all input at once."""
        refuse("talking with a program step by step (instead of `communicate(input)`)")

    @property
    def pid(self) -> NoReturn:
        """Refuse: it has none here."""
        refuse("the process id of a program")

    @property
    def stdout(self) -> IO[Any] | None:
        """Return all that it printed, as a file, if that was asked for."""
        return self._stream(0)

    @property
    def stderr(self) -> IO[Any] | None:
        """Return all that it printed to standard error, as a file, if that was asked for."""
        return self._stream(1)

    def __enter__(self) -> Program:
        return self

    def __exit__(self, kind: Any, *_details: object) -> None:
        if kind is None:
            self.wait()

    def _stream(self, number: int) -> IO[Any] | None:
        if self._files[number + 1] != subprocess.PIPE:
            return None
        if number not in self._streams:
            text = self.communicate()[number]
            self._streams[number] = io.StringIO(text) if self._text else io.BytesIO(text)
        return self._streams[number]

    def _run(self, data: bytes, timeout: float | None) -> None:
        command = [_plain(part) for part in self.args] if _is_list(self.args) else self.args
        answer = self.request("command", command, self._options, data, timeout)
        status, out, err = _checked(answer)
        self.returncode = -9 if status is None else status
        self._output = (self._delivered(1, out), self._delivered(2, err))
        if status is None:
            raise subprocess.TimeoutExpired(self.args, timeout or 0.0, out, err)

    def _delivered(self, number: int, data: bytes) -> Any:
        file = self._files[number]
        if file == subprocess.PIPE:
            return self._decoded(data)
        if file is not None and file not in (subprocess.DEVNULL, subprocess.STDOUT):
            os.write(file if isinstance(file, int) else file.fileno(), data)
        return None

    def _decoded(self, data: bytes) -> Any:
        if not self._text:
            return data
        encoding, errors = self._text.get("encoding"), self._text.get("errors")
        return io.TextIOWrapper(io.BytesIO(data), encoding or "utf-8", errors).read()

    def _bytes(self, given: Any) -> bytes:
        file = self._files[0]
        if given is None and hasattr(file, "read"):
            given = file.read()
        if isinstance(given, str):
            return given.encode(self._text.get("encoding") or "utf-8")
        return bytes(given or b"")


def _is_list(args: Any) -> bool:
    return not isinstance(args, (str, bytes, os.PathLike))


def _plain(value: Any) -> Any:
    return os.fspath(value) if isinstance(value, os.PathLike) else value


def _checked(answer: Any) -> tuple[int | None, bytes, bytes]:
    """Return what the learner's process says, which must have the form of it."""
    kinds = [type(part) for part in answer] if type(answer) is list else []
    if kinds not in ([int, bytes, bytes], [type(None), bytes, bytes]):
        raise wire.BrokenLink("an answer has no form")
    return answer[0], answer[1], answer[2]


def _system(command: Any) -> int:
    status = subprocess.call(command, shell=True)
    return -status if status < 0 else status << 8  # as wait(2) has it


def _fork_exec(*_args: Any) -> NoReturn:
    refuse("starting a process")


def install(request: Request) -> None:
    """Let programs of tests run where `request` asks; call once in a process of its own."""
    modules: Any = (subprocess, os, _posixsubprocess)
    made = type("Popen", (Program,), {"request": staticmethod(request)})
    modules[0].Popen, modules[0]._fork_exec = made, _fork_exec
    modules[1].system = _system
    modules[2].fork_exec = _fork_exec
