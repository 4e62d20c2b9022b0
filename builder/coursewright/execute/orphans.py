"""A process that nobody waits for any more ends."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from pathlib import Path

__all__ = ["end_with"]

_LOOK = 0.5  # seconds between looks whether the parent is there
_GRACE = 10.0  # seconds to end in good order


def end_with(parent: int, scratch: Path) -> None:
    """Interrupt this process as soon as `parent` is gone, and end it if that does not help.

    parent: the id of the process that started this one. scratch: the folder that goes last.
    A parent that is killed tells nobody. Linux alone could be asked for a signal, and sends it
    when the thread that started this process ends, which means less.
    """
    threading.Thread(target=_watch, args=(parent, scratch), daemon=True).start()


def _watch(parent: int, scratch: Path) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os.kill(os.getpid(), signal.SIGINT)  # as the parent does when it is interrupted itself
    time.sleep(_GRACE)
    shutil.rmtree(scratch, ignore_errors=True)
    os._exit(1)  # the server of kernels sees its requests end, and ends every kernel
