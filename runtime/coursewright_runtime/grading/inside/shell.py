"""Cells of notebooks in a warm IPython shell, so that magics and display work as in Jupyter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def make_shell() -> None:
    """Make the one shell of this process; its imports are what a fork server saves."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.history import HistoryManager
    from IPython.core.interactiveshell import InteractiveShell

    class Quiet(DisplayHook):
        def __call__(self, result: Any = None) -> None:
            if result is not None and self.exec_result is not None:
                self.exec_result.result = result

    shells: Any = InteractiveShell
    histories: Any = HistoryManager
    histories.enabled = False
    shells.displayhook_class = Quiet
    shell = shells.instance()
    shell._showtraceback = lambda *_: None
    shell.run_cell("raise LookupError", store_history=False)  # imports what the first error needs


def names() -> dict[str, Any]:
    """Return the names of the notebook."""
    from IPython.core.interactiveshell import InteractiveShell

    return InteractiveShell.instance().user_ns  # type: ignore[no-any-return]


def run_cell(source: str, describe: Callable[[BaseException], Any]) -> list[Any]:
    """Run a cell; return the names that it bound, and its error as `describe` tells it or None."""
    from IPython.core.interactiveshell import InteractiveShell

    before = dict(names())
    shell: Any = InteractiveShell.instance()
    result = shell.run_cell(source, store_history=False)
    error = result.error_before_exec or result.error_in_exec
    bound = [name for name, value in names().items() if before.get(name, names) is not value]
    text = None if error is None else describe(error)["text"]
    kind = "" if error is None else type(error).__name__
    return [[name for name in bound if not name.startswith("_")], kind, text]


def run_quietly(source: str) -> tuple[Any, BaseException | None]:
    """Run a cell; return its last value and its error."""
    from IPython.core.interactiveshell import InteractiveShell

    shell: Any = InteractiveShell.instance()
    result = shell.run_cell(source, store_history=False)
    return result.result, result.error_before_exec or result.error_in_exec


def line_of(error: BaseException) -> int:
    """Return the line of a cell in which an error arose, 0 when it is in none."""
    line = 0
    if isinstance(error, SyntaxError) and error.__traceback__ is None:
        return error.lineno or 0
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_globals is names():
            line = step.tb_lineno
        step = step.tb_next
    return line


def is_raised_by_a_cell(error: BaseException) -> bool:
    """Return whether the code of a cell raised an error itself, and no library that it called."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return step is not None and step.tb_frame.f_globals is names()
