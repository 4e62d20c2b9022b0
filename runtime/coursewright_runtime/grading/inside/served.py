"""What the learner's process may do with an object of the tests: call it and read it, no more.

An object that records what it was asked (a mock) is a judge. Its record and its set-up are the
tests' alone, and so is everything that steers the test runner.
"""

from __future__ import annotations

import builtins
import operator
import sys
import types
from collections.abc import Callable
from typing import Any
from unittest import mock

_FRAMES = ("gi_", "cr_", "ag_", "f_", "tb_", "co_", "func_")
_RUNNERS = frozenset({"_pytest", "pytest", "unittest", "coursewright_runtime"})
# They run machine code of the caller's choice: sqlite3 loads libraries, numpy's generators hand out
# pointers to functions.
_NATIVE = frozenset("enable_load_extension load_extension setconfig ctypes cffi".split())
_OF_MOCKS = frozenset(dir(mock.AsyncMock())) | {"mock_add_spec"}


def serve(target: Any, what: str, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """Call an object of the tests, read an attribute of it, or apply an operator to it.

    Raises AttributeError for what is private to the tests, and what the object raises.
    """
    if what == "call":
        return target(*args, **kwargs)
    if what == "get":
        return _public(target, *args)
    return _OPERATIONS[args[0]](target, *args[1:])


def read_input(how: str, prompt: str = "") -> str:
    """Return what the tests type. how: `ask` as input(), `line`, or all that is left."""
    if how == "ask":
        return str(builtins.input(prompt))
    return str(sys.stdin.readline() if how == "line" else sys.stdin.read())


def _public(target: Any, name: str) -> Any:
    """Return a public attribute of an object of the tests; nothing that leads into the tests."""
    private = not isinstance(name, str) or name.startswith(("_", *_FRAMES)) or name in _NATIVE
    if private or _is_kept(target, name):
        raise AttributeError(f"{name} is private to the tests")
    value = getattr(target, name)
    if isinstance(value, types.ModuleType) or isinstance(target, types.ModuleType):
        raise AttributeError(f"{name} is private to the tests")
    return value


def _is_kept(target: Any, name: str) -> bool:
    if isinstance(target, types.FunctionType):  # `create_autospec` makes functions with a mock
        return _is_mock(vars(target).get("mock")) and (name == "mock" or name in _OF_MOCKS)
    if _is_mock(target):
        return name in _OF_MOCKS
    kind = target if isinstance(target, type) else type(target)
    return kind.__module__.partition(".")[0] in _RUNNERS


def _is_mock(target: Any) -> bool:
    return issubclass(type(target), mock.NonCallableMock)


_OPERATIONS: dict[str, Callable[..., Any]] = {
    name: getattr(operator, name)
    for name in "getitem contains lt le gt ge add sub mul truediv floordiv mod neg index".split()
} | {
    name: getattr(builtins, name) for name in "len iter next bool str repr abs int float".split()
} | {
    "enter": lambda value: type(value).__enter__(value),
    "exit": lambda value, *_: type(value).__exit__(value, None, None, None),
}  # fmt: skip
