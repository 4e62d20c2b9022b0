"""The learner's process: does what the tests ask for, with the learner's own objects.

Nothing here is trusted. The learner's code can change all of it; it can then only answer the
tests' questions with other plain data, as any wrong solution does.
"""

from __future__ import annotations

import builtins
import enum
import importlib
import operator
import os
import random
import signal
import socket
import sys
import threading
import traceback
import types
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.inside import wire
from coursewright_runtime.grading.inside.arrays import TAGS, decode_array, encode_array
from coursewright_runtime.grading.inside.output import Input, Output
from coursewright_runtime.grading.inside.remote import Remote, exception_from_tests
from coursewright_runtime.grading.inside.settings import Settings

PLAIN_TYPES = (int, float, complex, str, bytes, list, tuple, dict, set, frozenset, bool)
_CONVERTED = {OrderedDict: dict, defaultdict: dict, Counter: dict}
_CONTAINERS: tuple[Any, ...] = (tuple, list, dict, set, frozenset)
_TEXT_LIMIT = 20_000


class TimeLimit(BaseException):
    """The time of one test is used up; no Exception, so that honest code lets it through."""


def warm(settings: Settings) -> None:
    """Import what learners' code and notebooks need, before anything is forked."""
    if settings.notebooks:
        from coursewright_runtime.grading.inside import shell

        shell.make_shell()


def run(settings: Settings, message: dict[str, Any], descriptors: list[int]) -> None:
    """Serve one run in a jail: answer the tests, or hold the tests' own process (`shared`)."""
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    os.chdir(settings.work)
    _prepare(settings)
    if message["role"] == "shared":
        from coursewright_runtime.grading.inside import shared

        shared.run(settings, message, descriptors[0])
        return
    Learner(settings, wire.Channel(socket.socket(fileno=descriptors[0]))).serve()


def _prepare(settings: Settings) -> None:
    variables = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": settings.scratch}
    os.environ.clear()
    os.environ.update(variables, TMPDIR=settings.temporary, NBGRADER_EXECUTION="autograde")
    sys.dont_write_bytecode = True
    sys.path[:0] = [settings.work, *(str(Path(settings.work, name)) for name in settings.sources)]
    sys.argv[:] = ["submission"]
    for name in ("SIGINT", "SIGTERM", "SIGXFSZ"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    random.seed()


class Learner:
    """Holds the objects that the tests know by number."""

    def __init__(self, settings: Settings, channel: wire.Channel) -> None:
        """Answer over the channel."""
        self._settings = settings
        self._channel = channel
        self._objects: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._output, self._errors = Output(settings.output), Output(settings.output)
        self._thread = threading.get_ident()
        sys.stdout, sys.stderr = self._output, self._errors
        sys.stdin = Input(lambda how: str(self.ask(0, "input", [how])))
        builtins.input = self._input

    def serve(self) -> None:
        """Answer requests until the tests end."""
        signal.signal(signal.SIGALRM, _out_of_time)
        while True:
            try:
                request = self._channel.receive()
            except wire.BrokenLink:
                os._exit(0)
            if "do" in request:  # an answer that came after its time is nobody's any more
                self._reply(self._answer_in_time(request))

    def _answer_in_time(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            signal.setitimer(signal.ITIMER_REAL, max(0.01, float(request["left"])))
            answer = self._answer(request)
            signal.setitimer(signal.ITIMER_REAL, 0)
            return answer
        except TimeLimit:
            return {"late": True}
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        try:
            self._follow(request)
            name, *arguments = (self.decode(part) for part in request["do"])
            before = self._mutable(request["do"])
            result = self.encode(_REQUESTS[name](self, *arguments))
            changed = self._changed(before, request["do"], arguments)
            return {"r": result, **({"changed": changed} if changed else {})}
        except TimeLimit:
            raise
        except BaseException as error:
            return {"x": self.exception(error)}

    @staticmethod
    def _mutable(parts: list[Any]) -> bool:
        return parts[0] == "call" and any(_is_mutable(item) for item in parts[2])

    def _changed(self, before: bool, parts: list[Any], arguments: list[Any]) -> list[Any]:
        """Return the arguments of a call that it changed in place, by position."""
        if not before:
            return []
        given = parts[2]
        now = [self.encode(item) if _is_mutable(given[n]) else None
               for n, item in enumerate(arguments[1])]  # fmt: skip
        return [[n, item] for n, item in enumerate(now) if item is not None and item != given[n]]

    def _follow(self, request: dict[str, Any]) -> None:
        """Take over the tests' environment variables and working folder, if they changed."""
        if "env" in request:
            os.environ.clear()
            os.environ.update(request["env"])
        if "cwd" in request:
            os.chdir(request["cwd"])

    def _reply(self, answer: dict[str, Any]) -> None:
        printed = self._output.take(), self._errors.take()
        if any(printed):
            answer["out"] = printed
        try:
            self._channel.send(answer)
        except wire.TooLarge as error:
            self._channel.send({"x": self.exception(error)})

    def ask(
        self, number: int, what: str, args: list[Any], kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Let an object of the tests do something and return what came of it."""
        if threading.get_ident() != self._thread:
            raise RuntimeError("objects of a test can only be used in the main thread")
        parts = [self.encode(item) for item in args]
        message: dict[str, Any] = {"ask": [number, what, parts, self.encode(kwargs or {})]}
        self._reply(message)
        while "do" in (answer := self._channel.receive()):  # the tests ask us while we ask them
            self._reply(self._answer(answer))
        if "x" in answer:
            raise self._error_from_tests(answer["x"])
        return self.decode(answer["r"])

    def _error_from_tests(self, data: dict[str, Any]) -> BaseException:
        if "h" in data:
            return self._objects[data["h"]]  # type: ignore[no-any-return]
        state = self.decode(data["state"])
        return exception_from_tests(data, self.decode(data["args"]), state)

    def _input(self, prompt: object = "") -> str:
        return str(self.ask(0, "input", ["ask", str(prompt)]))

    # What goes out

    def encode(self, value: Any) -> Any:
        """Return a value as wire data; what is not plain stays here and goes by its number."""
        return wire.encode(value, self._export)

    def _export(self, value: Any) -> Any:
        if type(value) is Remote:
            return {"o": object.__getattribute__(value, "_remote")[0]}
        if (array := encode_array(value, self._export)) is not None:
            return array
        if value in PLAIN_TYPES if isinstance(value, type) else False:
            return {"g": value.__name__}
        plain = self._plain(value)
        return plain if plain is not None else self._handle(value)

    def _plain(self, value: Any) -> Any:
        """Return plain data for an instance of a plain type's subclass that has nothing to add."""
        kind = type(value)
        if kind in _CONVERTED:
            return wire.encode(dict(value), self._export)
        if kind is deque:
            return wire.encode(list(value), self._export)
        if isinstance(value, enum.Enum):
            return None
        for base in (int, float, str, bytes):
            if isinstance(value, base):
                return wire.encode(_VALUE_OF[base](value), self._export)
        return None

    def _handle(self, value: Any) -> dict[str, Any]:
        data: dict[str, Any] = {"h": self._number(value)}
        for base in _CONTAINERS:
            if isinstance(value, base):
                plain = dict.copy(value) if base is dict else base(base.__iter__(value))
                data["view"] = wire.encode(plain, self._export, 30)
                break
        if isinstance(value, type) and issubclass(value, BaseException):
            data["mro"] = self._lineage(value)
        elif isinstance(value, BaseException):
            data["x"] = self.exception(value)
        elif isinstance(value, types.ModuleType):
            data["module"] = str(value.__name__)
        return data

    def _number(self, value: Any) -> int:
        number = self._numbers.get(id(value))
        if number is None:
            number = self._numbers[id(value)] = len(self._objects) + 1
            self._objects[number] = value
        return number

    def _lineage(self, kind: type) -> list[list[Any]]:
        """Return the classes from which an exception class descends; our own ones with numbers."""
        known = sys.stdlib_module_names | {"builtins"}
        return [
            [base.__module__, base.__qualname__,
             None if str(base.__module__).partition(".")[0] in known else self._number(base)]
            for base in kind.__mro__
        ]  # fmt: skip

    def exception(self, error: BaseException) -> dict[str, Any]:
        """Return an exception as type names, message and the learner's own lines."""
        data: dict[str, Any] = {"h": self._number(error), "mro": self._lineage(type(error))}
        try:
            data["text"] = str(error)[:_TEXT_LIMIT]
            data["args"] = wire.encode(list(error.args), self._export, 40)
            data["where"] = list(self._lines(error))[-3:]
        except Exception:
            data |= {"text": "", "args": [], "where": []}
        return data

    def _lines(self, error: BaseException) -> Iterator[list[Any]]:
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename.startswith(self._settings.work):
                yield [os.path.relpath(frame.filename, self._settings.work), frame.lineno]
            elif "ipykernel" in frame.filename or frame.filename.startswith("<ipython-input"):
                yield ["the notebook", frame.lineno]

    # What comes in

    def decode(self, data: Any) -> Any:
        """Return the value of wire data that the tests sent."""
        return wire.decode(data, self._resolve)

    def _resolve(self, tag: str, payload: Any) -> Any:
        if tag == "h":
            return self._objects[payload["h"]]
        if tag == "o":
            number, module, name = payload
            return Remote(number, _find(module, name), self.ask)
        if tag == "g":
            module, name = payload
            return _find(module, name, wanted=True)
        if tag == "x":
            return self._error_from_tests(payload)
        if tag in TAGS:
            return decode_array(tag, payload, self._resolve)
        raise wire.BrokenLink(f"there is no tag {tag}")

    # Requests

    def import_module(self, name: str, again: bool) -> Any:
        """Import a module of the learner's, anew if the tests dropped it."""
        importlib.invalidate_caches()
        if again:
            sys.modules.pop(name, None)
        module = importlib.import_module(name)
        public = [key for key in vars(module) if not key.startswith("_")]
        return [module, list(getattr(module, "__all__", public))]

    def call(self, target: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Call an object of the learner's."""
        return target(*args, **kwargs)

    def run_cell(self, source: str) -> Any:
        """Run a cell of the notebook; return the names that it bound, and its error."""
        from coursewright_runtime.grading.inside import shell

        return shell.run_cell(source, self.exception)

    def name(self, name: str) -> Any:
        """Return what a name means in the notebook."""
        from coursewright_runtime.grading.inside import shell

        return shell.names()[name]

    def bind(self, name: str, value: Any) -> None:
        """Let a name mean something in the notebook."""
        from coursewright_runtime.grading.inside import shell

        shell.names()[name] = value

    def operate(self, name: str, *args: Any) -> Any:
        """Apply an operator or a built-in function."""
        return OPERATORS[name](*args)


def _is_mutable(data: Any) -> bool:
    return isinstance(data, list) or (isinstance(data, dict) and any(k in data for k in "dsyn"))


def _out_of_time(_number: int, _frame: object) -> None:
    raise TimeLimit


def _find(module: str, name: str, wanted: bool = False) -> Any:
    try:
        found: Any = importlib.import_module(module)
        for part in name.split(".") if name else ():
            found = getattr(found, part)
        return found
    except Exception:
        if wanted:
            raise
        return None


def _signature(target: Any) -> list[list[Any]]:
    import inspect

    parameters = inspect.signature(target).parameters.values()
    return [[p.name, int(p.kind), p.default is not p.empty] for p in parameters]


_VALUE_OF: dict[type, Callable[[Any], Any]] = {
    int: lambda value: int.__add__(value, 0),
    float: lambda value: float.__add__(value, 0.0),
    str: lambda value: str.__str__(value) if type(value) is str else str.__add__(value, ""),
    bytes: lambda value: bytes.__add__(value, b""),
}
_REQUESTS: dict[str, Callable[..., Any]] = {
    "import": Learner.import_module,
    "call": Learner.call,
    "cell": Learner.run_cell,
    "name": Learner.name,
    "bind": Learner.bind,
    "op": Learner.operate,
}
OPERATORS: dict[str, Callable[..., Any]] = {
    name: getattr(operator, name)
    for name in (
        "lt le gt ge add sub mul truediv floordiv mod matmul pow neg pos invert and_ or_ xor "
        "lshift rshift getitem setitem delitem contains index iadd"
    ).split()
} | {
    name: getattr(builtins, name)
    for name in "getattr setattr delattr len iter next bool str repr isinstance issubclass "
    "callable dir format abs int float complex round reversed divmod bytes hash type vars".split()
} | {
    "enter": lambda value: type(value).__enter__(value),
    "exit": lambda value, *args: type(value).__exit__(value, *args),
    "signature": _signature,
}  # fmt: skip
