"""A browser does not outlive an audit, not even one that is killed with SIGKILL."""

from __future__ import annotations

import subprocess
from contextlib import suppress

__all__ = ["Watch", "watch"]

# `read` fails when the other end of the pipe is gone, which is when this process is.
_WAIT = 'read -r _ || kill -s KILL -- "-$1"'


class Watch:
    """A shell that waits until we are gone."""

    def __init__(self, shell: subprocess.Popen[bytes]) -> None:
        """Hold the pipe that `shell` reads."""
        self._shell = shell

    def end(self) -> None:
        """Let the group be: it has ended, and its number may soon be another's."""
        with suppress(BrokenPipeError):
            self._shell.communicate(b"\n")


def watch(group: int) -> Watch:
    """Kill a process group as soon as this process is gone. Raises OSError without a shell."""
    shell = subprocess.Popen(
        ["/bin/sh", "-c", _WAIT, "sh", str(group)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return Watch(shell)
