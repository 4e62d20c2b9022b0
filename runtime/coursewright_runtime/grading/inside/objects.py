"""The learner's objects: plain data go out as they are, all else stays here and has a number."""

from __future__ import annotations

import enum
import importlib
import os
import sys
import traceback
import types
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterator
from typing import Any

from coursewright_runtime.grading.inside import wire
from coursewright_runtime.grading.inside.arrays import TAGS, decode_array, encode_array
from coursewright_runtime.grading.inside.remote import Ask, Remote, exception_from_tests

PLAIN_TYPES = (int, float, complex, str, bytes, list, tuple, dict, set, frozenset, bool)
_CONVERTED = {OrderedDict: dict, defaultdict: dict, Counter: dict}
_CONTAINERS: tuple[Any, ...] = (tuple, list, dict, set, frozenset)
_TEXT_LIMIT = 20_000


class Objects:
    """Holds the objects that the tests know by number."""

    def __init__(self, folder: str, ask: Ask) -> None:
        """Tell lines of files in `folder`; objects of the tests are asked by `ask`."""
        self._folder = folder
        self._ask = ask
        self._objects: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}

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
            if frame.filename.startswith(self._folder):
                yield [os.path.relpath(frame.filename, self._folder), frame.lineno]
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
            return Remote(number, _find(module, name), self._ask)
        if tag == "g":
            module, name = payload
            return _find(module, name, wanted=True)
        if tag == "x":
            return self.error_from_tests(payload)
        if tag in TAGS:
            return decode_array(tag, payload, self._resolve)
        raise wire.BrokenLink(f"there is no tag {tag}")

    def error_from_tests(self, data: dict[str, Any]) -> BaseException:
        """Return an exception that the tests raised, or one of ours that came back."""
        if "h" in data:
            return self._objects[data["h"]]  # type: ignore[no-any-return]
        state = self.decode(data["state"])
        return exception_from_tests(data, self.decode(data["args"]), state)


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


_VALUE_OF: dict[type, Callable[[Any], Any]] = {
    int: lambda value: int.__add__(value, 0),
    float: lambda value: float.__add__(value, 0.0),
    str: lambda value: str.__str__(value) if type(value) is str else str.__add__(value, ""),
    bytes: lambda value: bytes.__add__(value, b""),
}
