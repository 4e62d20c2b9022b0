"""In the tests' process: an empty array is no answer to a question about numbers.

Whatever is asked of all elements of nothing is true. `np.allclose([], 2.5)` is, and so is
`(result == expected).all()` where `result` has the shape (0, 3).
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from typing import Any

from coursewright_runtime.grading.inside.proxies import RefusedOperator

_COMPARING = {
    "numpy": ("isclose", "allclose"),
    "numpy.testing": (
        "assert_allclose",
        "assert_array_equal",
        "assert_equal",
        "assert_almost_equal",
        "assert_array_almost_equal",
        "assert_array_less",
    ),
}


def install() -> None:
    """Let numpy's comparisons refuse what is empty beside what is not; without numpy do nothing."""
    try:
        for module, names in _COMPARING.items():
            numpy = importlib.import_module(module)
            for name in names:
                setattr(numpy, name, _refusing(getattr(numpy, name)))
    except ImportError:
        return


def guarded(array: Any) -> Any:
    """Return an array of the learner's; an empty one answers for no other."""
    return array.view(_kind()) if getattr(array, "size", 1) == 0 else array


def _refuse() -> RefusedOperator:
    return RefusedOperator(
        "The submission's value is empty, and all that is asked of the elements of nothing is "
        "true. (A test that wants an empty value looks at its `shape` or `size`.)"
    )


def _refusing(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def compare(*args: Any, **kwargs: Any) -> Any:
        empty = [_is_empty(value) for value in (*args, *kwargs.values())[:2]]
        if any(empty) and not all(empty):
            raise _refuse()
        return function(*args, **kwargs)

    return compare


def _is_empty(value: Any) -> bool:
    numpy = importlib.import_module("numpy")
    if type(value) not in (list, tuple) and not isinstance(value, numpy.ndarray):
        return False
    try:
        return bool(numpy.size(value) == 0)
    except ValueError:  # lists of different lengths
        return False


@functools.cache
def _kind() -> type:
    numpy = importlib.import_module("numpy")

    class Empty(numpy.ndarray):  # type: ignore[misc, name-defined]
        """An array without elements, as numpy has it, but for what is true of all of them."""

        def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
            plain = [numpy.asarray(each) if isinstance(each, Empty) else each for each in inputs]
            if not all(numpy.size(each) == 0 for each in plain):
                raise _refuse()
            return getattr(ufunc, method)(*plain, **kwargs)

        def all(self, *_args: Any, **_kwargs: Any) -> Any:
            raise _refuse()

        @property
        def flat(self) -> Any:  # what `pytest.approx` looks through
            raise _refuse()

    return Empty
