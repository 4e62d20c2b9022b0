"""In the tests' process: the learner's objects, each a handle that equals nothing but itself."""

from __future__ import annotations

import inspect
import operator
import types
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coursewright_runtime.grading.inside.link import Link

_NOTHING = object()
_TWO_SIDED = "add sub mul truediv floordiv mod matmul pow and or xor lshift rshift divmod".split()
_ORDERED = "lt le gt ge".split()
_BY_NAME = frozenset(
    f"__{side}{name}__"
    for side in ("", "r")
    for name in (*_TWO_SIDED, *_ORDERED, "eq", "ne", "contains")
)
# By these numpy would let an object say how it is compared, and at which address its numbers stand.
_FOREIGN = ("__array_", "__dlpack")
# Questions to plain data. An object that answers them in its place would be its own judge.
_QUESTIONS = frozenset(
    name
    for kind in (str, bytes, int, float, set)
    for name in dir(kind)
    if name.startswith("is") or name in ("startswith", "endswith")
)


class RefusedOperator(BaseException):
    """A test asked a handle to judge the test's own data.

    No Exception, so that no `pytest.raises` takes it for what the learner's code should raise.
    """


def _refuse(what: str, method: str) -> RefusedOperator:
    return RefusedOperator(
        f"The submission's value is no plain number, text or collection, so `{what}` with the "
        f"test's own data is not asked of it. (A test that wants the learner's class to decide "
        f"calls its method by name: `value.{method}(…)`.)"
    )


class Proxy:
    """An object in the learner's process. Attributes and methods are remote, identity is ours.

    A proxy of a container that is more than its plain base (a named tuple, say) has a `view`: the
    plain data at the time when it came, with which it is compared, measured and read here.
    """

    __slots__ = ("__weakref__", "_link", "_number", "_view")

    def __init__(self, link: Link, number: int, view: Any = _NOTHING) -> None:
        """Stand for the object of that number at the other end of the link."""
        object.__setattr__(self, "_link", link)
        object.__setattr__(self, "_number", number)
        object.__setattr__(self, "_view", view)

    def __getattribute__(self, name: str) -> Any:
        """Take an operator's method from the learner's class where a test calls it by name.

        Python looks operators up in the type and never comes here.
        """
        if name in _BY_NAME:
            return object.__getattribute__(self, "_link").operate("getattr", self, name)
        return object.__getattribute__(self, name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith(_FOREIGN):
            raise AttributeError(name)
        if name in _QUESTIONS:
            return self._question(name)
        return self._link.operate("getattr", self, name)

    def _question(self, name: str) -> Any:
        """Return the method of the plain data; raises RefusedOperator where there are none."""
        if hasattr(self._view, name):
            return getattr(self._view, name)
        raise RefusedOperator(
            f"The submission's value is no plain text, number or set, so `{name}` is not asked of "
            "it. (Where the learner's own class shall answer, the test's file is marked "
            "`isolation: shared`.)"
        )

    def __setattr__(self, name: str, value: Any) -> None:
        self._link.operate("setattr", self, name, value)

    def __delattr__(self, name: str) -> None:
        self._link.operate("delattr", self, name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._link.call(self, args, kwargs)

    def __eq__(self, other: object) -> bool:
        if self._view is not _NOTHING:
            mine = self._view
            return bool(mine == (other._view if type(other) is Proxy else other))
        return self is other

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._view) if self._view is not _NOTHING else object.__hash__(self)

    def __len__(self) -> int:
        if self._view is not _NOTHING:
            return len(self._view)
        return int(self._link.operate("len", self))

    def __bool__(self) -> bool:
        if self._view is not _NOTHING:
            return bool(self._view)
        return self._link.operate("bool", self) is True

    def __iter__(self) -> Iterator[Any]:
        if self._view is not _NOTHING:
            yield from self._view
            return
        iterator = self._link.operate("iter", self)
        if type(iterator) is not Proxy:
            yield from iterator
            return
        while True:
            try:
                item = self._link.operate("next", iterator)
            except StopIteration:
                return
            yield item

    def __next__(self) -> Any:
        return self._link.operate("next", self)

    def __contains__(self, item: Any) -> bool:
        if self._view is not _NOTHING:
            return item in self._view
        if type(item) is not Proxy:
            raise _refuse("in", "__contains__")
        return self._link.operate("contains", self, item) is True

    def __getitem__(self, key: Any) -> Any:
        if self._view is not _NOTHING:
            return self._view[key]
        return self._link.operate("getitem", self, key)

    def __mro_entries__(self, _bases: tuple[Any, ...]) -> tuple[type, ...]:
        raise TypeError(
            "a test cannot derive a class from a learner's class; mark its file `isolation: shared`"
        )

    def __instancecheck__(self, instance: Any) -> bool:
        return type(instance) is Proxy and self._link.operate("isinstance", instance, self) is True

    def __subclasscheck__(self, kind: Any) -> bool:
        return type(kind) is Proxy and self._link.operate("issubclass", kind, self) is True

    def __enter__(self) -> Any:
        return self._link.operate("enter", self)

    def __exit__(self, *details: Any) -> Any:
        return self._link.operate("exit", self, *(None if d is None else str(d) for d in details))

    def __repr__(self) -> str:
        return str(self._link.operate("repr", self))

    def __str__(self) -> str:
        return str(self._link.operate("str", self))

    def __format__(self, how: str) -> str:
        return str(self._link.operate("format", self, how))

    def __dir__(self) -> list[str]:
        return [str(name) for name in self._link.operate("dir", self)]

    @property
    def __signature__(self) -> inspect.Signature:
        return _signature(self._link.operate("signature", self))


def _signature(parameters: list[tuple[str, int, bool]]) -> inspect.Signature:
    return inspect.Signature(
        [
            inspect.Parameter(
                str(name),
                inspect._ParameterKind(int(kind)),
                default=... if optional else inspect.Parameter.empty,
            )
            for name, kind, optional in parameters
        ]
    )


def _remote(operation: str) -> Callable[..., Any]:
    def method(self: Proxy, *others: Any) -> Any:
        return self._link.operate(operation, self, *others)

    return method


def _two_sided(name: str, operation: str) -> Callable[..., Any]:
    """Return an operator that a handle applies to other handles alone.

    A learner's object that answered for `result - 12.5` or `result > 3` would be its own judge.
    """

    def method(self: Proxy, *others: Any) -> Any:
        if any(type(other) is not Proxy for other in others):
            raise _refuse(name.strip("_"), name)
        return self._link.operate(operation, self, *others)

    return method


def _ordered(name: str) -> Callable[..., Any]:
    """Return a comparison; containers are compared here, by the plain data of their view."""
    remote = _two_sided(f"__{name}__", name)

    def method(self: Proxy, other: Any) -> Any:
        if self._view is _NOTHING or (type(other) is Proxy and other._view is _NOTHING):
            return remote(self, other)
        return getattr(operator, name)(self._view, other._view if type(other) is Proxy else other)

    return method


for _name in _TWO_SIDED:
    _operation = f"{_name}_" if _name in ("and", "or") else _name
    setattr(Proxy, f"__{_name}__", _two_sided(f"__{_name}__", _operation))
    setattr(Proxy, f"__r{_name}__", _two_sided(f"__r{_name}__", _operation))
for _name in _ORDERED:
    setattr(Proxy, f"__{_name}__", _ordered(_name))
for _name in "setitem delitem neg pos invert abs int float index round reversed".split():
    setattr(Proxy, f"__{_name}__", _remote(_name))
Proxy.__doc__ = property(lambda self: self._link.operate("getattr", self, "__doc__"))  # type: ignore[assignment]


def member(module: Any, name: str) -> Any:
    """Return what a name means in a module of the learner's, whatever else it may mean."""
    return object.__getattribute__(module, "_link").operate("getattr", module, name)


class LearnerModule(types.ModuleType):
    """A module of the learner's: a real module for Python's import, each of its names remote."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in ("__all__", "__doc__", "__version__"):
            raise AttributeError(name)
        return member(self.__dict__["_learner_handle"], name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("__") or name == "_learner_handle":
            super().__setattr__(name, value)
        else:
            setattr(self.__dict__["_learner_handle"], name, value)

    def __delattr__(self, name: str) -> None:
        delattr(self.__dict__["_learner_handle"], name)


class LearnerException:
    """Mixed into the classes that stand for exceptions of the learner's process."""

    learner_handle: Any = None
    learner_text = ""
    learner_lines: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        return self.learner_text

    def __getattr__(self, name: str) -> Any:
        if self.learner_handle is None or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.learner_handle, name)


class ExceptionClass(type):
    """The type of classes that stand for the learner's own exception classes."""

    learner_class: Any = None

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        return cls.learner_class(*args, **kwargs)
