"""Progress of anything over a second: a bar in a terminal, a plain line elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

__all__ = ["Progress"]

_PATIENCE = 1.0  # seconds before a phase shows itself


class Progress:
    """Shows phases on standard error. enabled: false for `--quiet`."""

    def __init__(self, enabled: bool) -> None:
        """Show nothing when not `enabled`."""
        self._enabled = enabled

    @contextmanager
    def phase(self, label: str, total: int) -> Iterator[Callable[[int], None]]:
        """Yield the function to call with the number of finished steps."""
        shown = _Phase(label, total) if self._enabled else None
        try:
            yield shown.advance if shown else _nothing
        finally:
            if shown:
                shown.close()


def _nothing(_steps: int) -> None:
    return


class _Phase:
    def __init__(self, label: str, total: int) -> None:
        self._label = label
        self._total = total
        self._done = 0
        self._start = time.monotonic()
        self._bar: click._termui_impl.ProgressBar[int] | None = None
        self._terminal = sys.stderr.isatty()

    def advance(self, steps: int) -> None:
        self._done += steps
        if not self._terminal or time.monotonic() - self._start < _PATIENCE:
            return
        if self._bar is None:
            self._bar = click.progressbar(length=self._total, label=self._label, file=sys.stderr)
            self._bar.__enter__()
            self._bar.update(self._done - steps)
        self._bar.update(steps)

    def close(self) -> None:
        if self._bar:
            self._bar.__exit__(None, None, None)
        elif not self._terminal and time.monotonic() - self._start >= _PATIENCE:
            click.echo(f"{self._label}: {self._done} of {self._total}", err=True)
