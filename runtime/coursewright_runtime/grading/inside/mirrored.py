"""Exceptions of the learner's process as exceptions here: a name, a message, and what it is.

An exception may claim to be any built-in one, one of the standard library that is loaded here, or
one of the course's own companion modules; never one that steers the test runner (a skip, an exit).
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Iterable
from typing import Any

from coursewright_runtime.grading.inside.proxies import ExceptionClass, LearnerException, Proxy

_STEERING = ("unittest", "bdb", "pdb", "doctest", "_pytest", "pytest")


class Mirrors:
    """Makes one class here for each exception class there."""

    def __init__(self, companion: Callable[[str], Any]) -> None:
        """Find classes of companion modules by `companion`, which returns a module or None."""
        self._companion = companion
        self._classes: dict[Any, type[BaseException]] = {}

    def class_of(self, lineage: Iterable[Any], proxy: Callable[[int], Any]) -> type[BaseException]:
        """Return the class for a lineage of `[module, name, number or None]`, nearest first."""
        entries = [(str(m), str(n), number) for m, n, number in lineage][:50]
        made = self._base(entries)
        for module, name, number in reversed(entries):
            if number is not None:
                known = self._of_companion(module, name)
                made = known or self._make(name, int(number), made, proxy)
        return made

    def _of_companion(self, module: str, name: str) -> type[BaseException] | None:
        found = getattr(self._companion(module), name, None)
        return found if isinstance(found, type) and issubclass(found, Exception) else None

    def _base(self, entries: list[tuple[str, str, Any]]) -> type[BaseException]:
        for module, name, number in entries:
            if number is None and (found := _standard(module, name)):
                return found
            if number is not None and (known := self._of_companion(module, name)):
                return known
        return Exception

    def _plain(self, base: type[BaseException]) -> type[BaseException]:
        """Return a class for exceptions whose class is no learner's own."""
        if base not in self._classes:
            names = {"__module__": base.__module__, "__init__": _keep_arguments}
            self._classes[base] = type(base.__name__, (LearnerException, base), names)
        return self._classes[base]

    def _make(
        self, name: str, number: int, base: type[BaseException], proxy: Callable[[int], Any]
    ) -> type[BaseException]:
        if number not in self._classes:
            bases = (base,) if issubclass(base, LearnerException) else (LearnerException, base)
            kind = ExceptionClass(
                name.rpartition(".")[2] or "Error", bases, {"__init__": _keep_arguments}
            )
            kind.learner_class = proxy(number)
            self._classes[number] = kind  # type: ignore[assignment]
        return self._classes[number]

    def instance(
        self, data: dict[str, Any], args: list[Any], proxy: Callable[[int], Any]
    ) -> BaseException:
        """Return an exception that was raised in the learner's process."""
        kind = self.class_of(data["mro"], proxy)
        if not issubclass(kind, LearnerException):
            kind = self._plain(kind)
        error = kind.__new__(kind)
        error.args = tuple(args)
        state: dict[str, Any] = error.__dict__
        state["learner_handle"] = Proxy(proxy(0)._link, int(data["h"]))
        state["learner_text"] = str(data["text"])
        state["learner_lines"] = tuple((str(file), int(line)) for file, line in data["where"])
        return error


def _keep_arguments(self: BaseException, *args: Any) -> None:
    self.args = args


def _standard(module: str, name: str) -> type[BaseException] | None:
    if module == "builtins":
        found = getattr(builtins, name, None)
    elif module.partition(".")[0] in sys.stdlib_module_names and not module.startswith(_STEERING):
        found = getattr(sys.modules.get(module), name, None)
    else:
        return None
    if found is SystemExit:
        return SystemExit
    return found if isinstance(found, type) and issubclass(found, Exception) else None
