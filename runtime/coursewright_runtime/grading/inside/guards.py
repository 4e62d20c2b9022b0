"""What the tests' process never does with what learners made, whatever a test asks for.

Audit hooks (PEP 578) see it before it happens. They keep an author from a mistake, not an attacker
from an attack: no code of the learner's runs here, and these see to it that none comes to.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import types
from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.inside.notebook import Unreadable, read_cells
from coursewright_runtime.grading.inside.shell import names
from coursewright_runtime.grading.inside.subprocesses import refuse
from coursewright_runtime.grading.inside.written import is_of_the_author

_PROCESSES = frozenset(
    "os.fork os.forkpty os.exec os.posix_spawn os.spawn os.system pty.spawn".split()
)
_LARGEST = (
    256 << 10
)  # bytes of a learner's module or notebook that is compared with what a test executes


def install(work: Path, lab: Path, expected: Container[str], tell: Callable[[str], None]) -> None:
    """Watch this process from now on.

    work: the submission. lab: where tests lie. expected: modules that the author's solution has;
    other names are the learner's words, and not repeated. tell: says what cannot be read.
    """
    guard = _Guard(work, lab, expected, tell)
    events: dict[str, Callable[..., None]] = {
        "open": guard.open,
        "exec": guard.execute,
        "ctypes.dlopen": guard.load,
        "pickle.find_class": guard.unpickle,
    }

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event in events:
            events[event](*args)
        elif event in _PROCESSES:
            refuse("starting a process")

    sys.addaudithook(hook)


class _Guard:
    def __init__(
        self, work: Path, lab: Path, expected: Container[str], tell: Callable[[str], None]
    ) -> None:
        self._work = work
        self._tests = f"{lab}/"
        self._expected = expected
        self._tell = tell
        self._known: dict[tuple[str, int], tuple[types.CodeType, ...]] = {}

    def open(self, path: Any, _mode: Any = None, _flags: Any = None) -> None:
        """Raise OSError for a pipe or socket, which would keep the tests waiting."""
        if not isinstance(path, (str, bytes)):
            return
        try:
            mode = Path(os.fsdecode(path)).stat().st_mode
        except (OSError, ValueError):
            return
        if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
            file = Path(os.fsdecode(path))
            name = file.name if file.stem in self._expected else "A file"
            self._tell(f"{name} is no ordinary file, so it cannot be read.")
            raise OSError(errno.EINVAL, "is no ordinary file", str(file))

    def execute(self, code: Any) -> None:
        """Refuse to execute a file of the learner's, or in a test a text that its author lacks."""
        if not isinstance(code, types.CodeType):
            return
        file = code.co_filename
        if self._is_own(file) or (file == "<string>" and self._is_known(code)):
            refuse("executing a file of the submission")
        caller = sys._getframe(2)  # beneath this method and the hook
        if self._is_test(caller) and not is_of_the_author(code, caller.f_code):
            refuse("executing a text that does not stand in the test itself")

    def _is_test(self, frame: types.FrameType) -> bool:
        if frame.f_code.co_filename.startswith(self._tests):
            return True
        shell = sys.modules.get("IPython.core.interactiveshell")
        return shell is not None and frame.f_globals is names()

    def load(self, name: Any) -> None:
        """Refuse a library of the learner's."""
        if isinstance(name, (str, bytes)) and self._is_own(os.fsdecode(name)):
            refuse("loading a library of the submission")

    def unpickle(self, module: Any, name: Any) -> None:
        """Refuse pickles that call something: who wrote one decides what."""
        refuse(f"unpickling {module}.{name}")

    def _is_own(self, name: str) -> bool:
        path = Path(name).absolute()
        return path.is_relative_to(self._work) and path.is_file()

    def _is_known(self, code: types.CodeType) -> bool:
        return code.co_name == "<module>" and any(code == known for known in self._modules())

    def _modules(self) -> Iterator[types.CodeType]:
        for path in sorted((*self._work.rglob("*.py"), *self._work.rglob("*.ipynb"))):
            about = path.lstat()
            key = (str(path), about.st_mtime_ns)
            if key not in self._known:
                plain = stat.S_ISREG(about.st_mode) and about.st_size <= _LARGEST
                self._known[key] = tuple(_compiled(path)) if plain else ()
            yield from self._known[key]


def _compiled(path: Path) -> Iterator[types.CodeType]:
    """Yield the code of a module, or of each cell of a notebook and of all of them together."""
    for source in _sources(path):
        with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            yield compile(source, "<string>", "exec", dont_inherit=True)


def _sources(path: Path) -> list[str] | list[bytes]:
    if path.suffix == ".py":
        with contextlib.suppress(OSError):
            return [path.read_bytes()]
        return []
    try:
        cells = [cell["source"] for cell in read_cells(path) if cell["type"] == "code"]
    except Unreadable:
        return []
    return [*cells, "\n".join(cells), "\n\n".join(cells)]
