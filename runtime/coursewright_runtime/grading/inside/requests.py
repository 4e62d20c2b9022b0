"""What the tests may ask of the learner's process: to import, to call, to run a cell, and more."""

from __future__ import annotations

import builtins
import importlib
import inspect
import operator
import sys
from collections.abc import Callable
from typing import Any

from coursewright_runtime.grading.inside.commands import run_command

Describe = Callable[[BaseException], dict[str, Any]]


def answer(name: str, arguments: list[Any], describe: Describe) -> Any:
    """Return what came of a request; raises what the learner's code raises.

    describe: tells of the exception of a cell.
    """
    if name == "cell":
        return _run_cell(arguments[0], describe)
    return _REQUESTS[name](*arguments)


def _import_module(name: str, again: bool) -> Any:
    """Import a module of the learner's, anew if the tests dropped it."""
    importlib.invalidate_caches()
    if again:
        sys.modules.pop(name, None)
    module = importlib.import_module(name)
    public = [key for key in vars(module) if not key.startswith("_")]
    return [module, list(getattr(module, "__all__", public))]


def _call(target: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
    return target(*args, **kwargs)


def _run_cell(source: str, describe: Describe) -> Any:
    """Run a cell of the notebook; return the names that it bound, and its error."""
    from coursewright_runtime.grading.inside import shell

    return shell.run_cell(source, describe)


def _name(name: str) -> Any:
    """Return what a name means in the notebook."""
    from coursewright_runtime.grading.inside import shell

    return shell.names()[name]


def _bind(name: str, value: Any) -> None:
    """Let a name mean something in the notebook."""
    from coursewright_runtime.grading.inside import shell

    shell.names()[name] = value


def _operate(name: str, *args: Any) -> Any:
    return _OPERATORS[name](*args)


def _signature(target: Any) -> list[list[Any]]:
    parameters = inspect.signature(target).parameters.values()
    return [[p.name, int(p.kind), p.default is not p.empty] for p in parameters]


_REQUESTS: dict[str, Callable[..., Any]] = {
    "import": _import_module,
    "call": _call,
    "name": _name,
    "bind": _bind,
    "op": _operate,
    "command": run_command,
}
_OPERATORS: dict[str, Callable[..., Any]] = {
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
