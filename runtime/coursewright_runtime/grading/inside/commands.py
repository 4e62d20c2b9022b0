"""In the learner's process: runs a program that a test started, and hands over what it printed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from typing import Any


def run_command(
    command: Any, options: dict[str, Any], data: bytes, seconds: float | None
) -> list[Any]:
    """Return exit status, standard output and standard error of a program.

    command, options: as of `subprocess.Popen`. data: its standard input. seconds: its time, None
    for all that is left. The status is None when its time was over.
    """
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        **{"stderr": subprocess.PIPE, **options},
    )
    late = False
    try:
        out, err = process.communicate(data, seconds)
    except subprocess.TimeoutExpired:
        late = True
        _end(process)
        out, err = process.communicate()
    except BaseException:
        _end(process)
        raise
    return [None if late else process.returncode, out, err or b""]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started, as that would keep its output open."""
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
