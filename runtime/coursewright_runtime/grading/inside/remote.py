"""In the learner's process: what belongs to the tests, and is only reached over the link."""

from __future__ import annotations

import builtins
import importlib
from collections.abc import Callable
from typing import Any

Ask = Callable[..., Any]


class Remote:
    """An object of the tests. Its public attributes can be read, and it can be called."""

    def __init__(self, number: int, kind: type | None, ask: Ask) -> None:
        """Stand for the object of that number; kind: its class, if it is known here."""
        object.__setattr__(self, "_remote", (number, kind, ask))

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return self._remote[1] or Remote

    def __getattr__(self, name: str) -> Any:
        number, _, ask = object.__getattribute__(self, "_remote")
        return ask(number, "get", [name])

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{name} belongs to the tests and cannot be changed")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        number, _, ask = self._remote
        return ask(number, "call", list(args), kwargs)

    def __eq__(self, other: object) -> bool:
        mine = object.__getattribute__(self, "_remote")[0]
        return type(other) is Remote and object.__getattribute__(other, "_remote")[0] == mine

    def __hash__(self) -> int:
        return hash(("remote", self._remote[0]))


def _operation(name: str) -> Callable[..., Any]:
    def method(self: Remote, *args: Any) -> Any:
        number, _, ask = object.__getattribute__(self, "_remote")
        return ask(number, "op", [name, *args])

    return method


OPERATIONS = (
    "len iter next getitem contains bool str repr enter exit lt le gt ge add sub mul truediv "
    "floordiv mod neg abs int float index"
).split()
for _name in OPERATIONS:
    setattr(Remote, f"__{_name}__", _operation(_name))


def exception_from_tests(data: dict[str, Any], args: list[Any], state: dict[str, Any]) -> Exception:
    """Return an exception that code of the tests raised, as an instance of the class known here."""
    names = [(str(module), str(name)) for module, name in data["mro"]]
    base = next(filter(None, (find_exception(*pair) for pair in names)), Exception)
    module, name = names[0]
    same = (base.__module__, base.__qualname__) == (module, name)
    kind = base if same else type(name.rpartition(".")[2], (base,), {})
    error: Exception = kind.__new__(kind, *args)
    error.args = tuple(args)
    for key, value in state.items():
        object.__setattr__(error, key, value)
    return error


def find_exception(module: str, name: str) -> type[Exception] | None:
    """Return an exception class of this process by its names, or None."""
    try:
        found: Any = builtins if module == "builtins" else importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
    except Exception:
        return None
    return found if isinstance(found, type) and issubclass(found, Exception) else None
