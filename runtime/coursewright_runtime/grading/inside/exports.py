"""What leaves the tests' process: plain data as it is, names of what both sides have, numbers."""

from __future__ import annotations

import importlib
import sys
import types
from collections.abc import Container
from typing import Any

from coursewright_runtime.grading.inside import wire
from coursewright_runtime.grading.inside.arrays import encode_array
from coursewright_runtime.grading.inside.proxies import (
    ExceptionClass,
    LearnerException,
    LearnerModule,
    Proxy,
)

_BASES: tuple[type[Any], ...] = (int, float, str, bytes, list, tuple, dict, set, frozenset)


class Exports:
    """The objects of the tests that the learner's process knows by number."""

    def __init__(self, companions: Container[str]) -> None:
        """Take companions for modules that both sides have, by name."""
        self._companions = companions
        self._objects: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}

    def object(self, number: int) -> Any:
        """Return the object of a number; raises KeyError for one that was never handed over."""
        return self._objects[number]

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
            return {"x": self.described(value)}
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
            number = self._numbers[id(value)] = len(self._objects) + 1
            self._objects[number] = value
        kind = type(value)
        module = kind.__module__ if self._shared(kind.__module__) else "builtins"
        return {"o": [number, module, kind.__qualname__ if module != "builtins" else ""]}

    def described(self, error: BaseException) -> dict[str, Any]:
        """Return an exception by its classes' names, arguments and public attributes."""
        if isinstance(error, LearnerException) and error.learner_handle is not None:
            return {"h": object.__getattribute__(error.learner_handle, "_number")}
        classes = [(kind.__module__, kind.__qualname__) for kind in type(error).__mro__]
        state = {key: item for key, item in vars(error).items() if not key.startswith("_")}
        return {"mro": classes, "args": self.encode(list(error.args)), "state": self.encode(state)}


def _same(module: str, name: str, value: Any) -> bool:
    try:
        found: Any = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError):
        return False
    return found is value
