"""The tests' end of the link to the learner's process."""

from __future__ import annotations

import builtins
import importlib
import operator
import os
import sys
import time
import types
from collections.abc import Callable, Container
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.inside import wire
from coursewright_runtime.grading.inside.arrays import TAGS, decode_array, encode_array
from coursewright_runtime.grading.inside.mirrored import Mirrors
from coursewright_runtime.grading.inside.proxies import (
    _NOTHING,
    ExceptionClass,
    LearnerException,
    LearnerModule,
    Proxy,
)

_GRACE = 1.0  # seconds that a process has to say itself that its time is over
_DEEP = 40  # calls back and forth inside each other
_FRAMES = ("gi_", "cr_", "ag_", "f_", "tb_", "co_", "func_")
_BASES: tuple[type[Any], ...] = (int, float, str, bytes, list, tuple, dict, set, frozenset)
_PLAIN = {kind.__name__: kind for kind in (int, float, complex, str, bytes, list, tuple, dict, set,
                                           frozenset, bool)}  # fmt: skip


class LearnerGone(Exception):
    """The learner's process cannot answer any more."""


class LearnerLate(Exception):
    """The learner's code did not finish within the time of one test."""


class Link:
    """Asks the learner's process, and serves its questions about objects of the tests."""

    def __init__(self, channel: wire.Channel, companions: Container[str], seconds: float) -> None:
        """Talk over the channel.

        companions: modules that the course hands out, by name; both sides have them.
        seconds: time of one test.
        """
        self._channel = channel
        self._companions = companions
        self._proxies: dict[int, Proxy] = {}
        self._exported: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._mirrors = Mirrors(self._companion)
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._environment: dict[str, str] = {}
        self._folder = str(Path.cwd())
        self._depth = 0
        self._gone = ""

    def start_test(self) -> None:
        """Give the next test its time."""
        self._end = time.monotonic() + self._seconds

    # What the tests ask

    def operate(self, name: str, *args: Any) -> Any:
        """Apply an operator or built-in function in the learner's process."""
        return self.request("op", name, *args)

    def call(self, target: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call an object of the learner's; lists and dicts that it changes in place change here."""
        return self.request("call", target, list(args), kwargs)

    def request(self, *parts: Any) -> Any:
        """Send a request and return the answer; raises what was raised there.

        Raises LearnerGone when the process has ended or broken the link, LearnerLate in time.
        """
        if self._gone:
            raise LearnerGone(self._gone)
        left = self._end - time.monotonic()
        if left <= 0:
            raise LearnerLate("the time limit of the test is reached")
        try:
            self._channel.send({"do": [self.encode(part) for part in parts], "left": left,
                                **self._changes()}, self._end + _GRACE)  # fmt: skip
            return self._result(parts)
        except wire.LinkTimeout as error:
            self._gone = "the code did not stop when its time was over, so it was ended"
            raise LearnerLate(self._gone) from error
        except wire.BrokenLink as error:
            self._gone = "the process that ran the code has ended or broke the rules"
            raise LearnerGone(self._gone) from error

    def _changes(self) -> dict[str, Any]:
        """Return environment and working folder, if a test changed them since the last request."""
        changes: dict[str, Any] = {}
        if (environment := dict(os.environ)) != self._environment:
            self._environment = environment
            changes["env"] = environment
        if (folder := str(Path.cwd())) != self._folder:
            self._folder = folder
            changes["cwd"] = folder
        return changes

    def _result(self, parts: tuple[Any, ...]) -> Any:
        while True:
            answer = self._channel.receive(self._end + _GRACE)
            if not isinstance(answer, dict):
                raise wire.BrokenLink("an answer has no form")
            self._show(answer.get("out"))
            if "ask" in answer:
                self._serve(answer["ask"])
                continue
            return self._outcome(answer, parts)

    def _outcome(self, answer: dict[str, Any], parts: tuple[Any, ...]) -> Any:
        try:
            if "late" in answer:
                raise LearnerLate("the time limit of the test is reached")
            if "x" in answer:
                error = self._exception(answer["x"])
            else:
                self._change(answer.get("changed", ()), parts)
                return self.decode(answer["r"])
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as fault:
            raise wire.BrokenLink("an answer has no form") from fault
        raise error

    def _show(self, printed: Any) -> None:
        if printed:
            sys.stdout.write(str(printed[0]))
            sys.stderr.write(str(printed[1]))

    def _change(self, changed: Any, parts: tuple[Any, ...]) -> None:
        """Bring arguments that a call changed in place to the contents that they have there."""
        for place, data in changed:
            mine, now = parts[2][int(place)], self.decode(data)
            if type(mine) is not type(now):
                raise wire.BrokenLink("an argument changed its type")
            if isinstance(mine, (list, bytearray)):
                mine[:] = now
            elif isinstance(mine, (dict, set)):
                mine.clear()
                mine.update(now)
            elif hasattr(mine, "shape"):
                mine[...] = now

    # What the learner's process asks

    def _serve(self, question: Any) -> None:
        number, what, args, kwargs = question
        self._depth += 1
        try:
            if self._depth > _DEEP:
                raise RecursionError("calls between the tests and the code are nested too deeply")
            given = [self.decode(item) for item in args]
            result = self.encode(self._do(int(number), str(what), given, self.decode(kwargs)))
            answer: dict[str, Any] = {"r": result}
        except (wire.BrokenLink, LearnerLate, LearnerGone):
            raise
        except Exception as error:
            answer = {"x": self._described(error)}
        finally:
            self._depth -= 1
        self._channel.send(answer, self._end + _GRACE)

    def _do(self, number: int, what: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
        if what == "input":
            return _read(*args)
        target = self._exported[number]
        if what == "call":
            return target(*args, **kwargs)
        if what == "get":
            return _public(target, *args)
        return _SERVED[args[0]](target, *args[1:])

    # What goes out

    def encode(self, value: Any) -> Any:
        """Return a value as wire data."""
        return wire.encode(value, self._export)

    def _export(self, value: Any) -> Any:
        kind = type(value)
        if kind is Proxy:
            return {"h": object.__getattribute__(value, "_number")}
        if kind is LearnerModule:
            return self._export(value.__dict__["_learner_handle"])
        if kind is ExceptionClass:
            return self._export(value.learner_class)
        if isinstance(value, BaseException):
            return {"x": self._described(value)}
        if (array := encode_array(value, self._export)) is not None:
            return array
        for base in _BASES:
            if isinstance(value, base):
                return wire.encode(base(value), self._export, 20)
        return self._named(value) or self._reference(value)

    def _named(self, value: Any) -> Any:
        """Return a function, class or module that both sides have, by its name."""
        if isinstance(value, types.ModuleType):
            return {"g": [value.__name__, ""]} if self._shared(value.__name__) else None
        plain = (type, types.FunctionType, types.BuiltinFunctionType, types.MethodDescriptorType)
        if not isinstance(value, plain):
            return None
        module = getattr(value, "__module__", None) or "builtins"
        name = getattr(value, "__qualname__", "")
        if isinstance(value, types.MethodDescriptorType):
            module = value.__objclass__.__module__
        elif not isinstance(getattr(value, "__self__", None), (types.ModuleType, types.NoneType)):
            return None  # a method of one object
        return (
            {"g": [module, name]} if self._shared(module) and _same(module, name, value) else None
        )

    def _shared(self, module: str) -> bool:
        top = module.partition(".")[0]
        return top in sys.stdlib_module_names or module in self._companions

    def _reference(self, value: Any) -> Any:
        number = self._numbers.get(id(value))
        if number is None:
            number = self._numbers[id(value)] = len(self._exported) + 1
            self._exported[number] = value
        kind = type(value)
        module = kind.__module__ if self._shared(kind.__module__) else "builtins"
        return {"o": [number, module, kind.__qualname__ if module != "builtins" else ""]}

    def _described(self, error: BaseException) -> dict[str, Any]:
        if isinstance(error, LearnerException) and error.learner_handle is not None:
            return {"h": object.__getattribute__(error.learner_handle, "_number")}
        classes = [(kind.__module__, kind.__qualname__) for kind in type(error).__mro__]
        state = {key: item for key, item in vars(error).items() if not key.startswith("_")}
        return {"mro": classes, "args": self.encode(list(error.args)), "state": self.encode(state)}

    # What comes in

    def decode(self, data: Any) -> Any:
        """Return the value of wire data; raises BrokenLink for anything else."""
        return wire.decode(data, self._resolve)

    def _resolve(self, tag: str, payload: Any) -> Any:
        if tag == "h":
            return self._handle(payload)
        if tag == "o":
            return self._exported[int(payload)]
        if tag == "g":
            return _PLAIN[payload]
        if tag in TAGS:
            return decode_array(tag, payload, self._resolve)
        raise wire.BrokenLink(f"there is no tag {tag}")

    def _handle(self, data: dict[str, Any]) -> Any:
        if "x" in data:
            return self._exception(data["x"])
        if "mro" in data:
            return self._mirrors.class_of(data["mro"], self.proxy)
        if data.get("module") in self._companions:
            return self._companion(data["module"])
        view = self.decode(data["view"]) if "view" in data else _NOTHING
        if view is not _NOTHING:
            return Proxy(self, int(data["h"]), view)
        return self.proxy(int(data["h"]))

    def proxy(self, number: int) -> Proxy:
        """Return the one proxy of that number."""
        if number not in self._proxies:
            self._proxies[number] = Proxy(self, number)
        return self._proxies[number]

    def _exception(self, data: dict[str, Any]) -> BaseException:
        return self._mirrors.instance(data, self.decode(data["args"]), self.proxy)

    def _companion(self, module: str) -> Any:
        return importlib.import_module(module) if module in self._companions else None


def _public(target: Any, name: str) -> Any:
    """Return a public attribute of an object of the tests; nothing that leads into the tests."""
    if not isinstance(name, str) or name.startswith(("_", *_FRAMES)):
        raise AttributeError(f"{name} is private to the tests")
    value = getattr(target, name)
    if isinstance(value, types.ModuleType) or isinstance(target, types.ModuleType):
        raise AttributeError(f"{name} is private to the tests")
    return value


def _read(how: str, prompt: str = "") -> str:
    if how == "ask":
        return str(builtins.input(prompt))
    return str(sys.stdin.readline() if how == "line" else sys.stdin.read())


def _same(module: str, name: str, value: Any) -> bool:
    try:
        found: Any = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError):
        return False
    return found is value


_SERVED: dict[str, Callable[..., Any]] = {
    name: getattr(operator, name)
    for name in "getitem contains lt le gt ge add sub mul truediv floordiv mod neg index".split()
} | {
    name: getattr(builtins, name) for name in "len iter next bool str repr abs int float".split()
} | {
    "enter": lambda value: type(value).__enter__(value),
    "exit": lambda value, *_: type(value).__exit__(value, None, None, None),
}  # fmt: skip
