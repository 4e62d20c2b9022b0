"""The walls that stand around learners' code, and which of them this machine has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Mode(StrEnum):
    """BUBBLEWRAP: namespaces of our own. CONTAINER: a container stands around. UNSAFE: none."""

    BUBBLEWRAP = "bubblewrap"
    CONTAINER = "container"
    UNSAFE = "unsafe"


class NoWall(Exception):
    """There is no wall on this machine; the message says how to get one."""


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands around learners' code.

    learner_user, trusted_user: numeric users to change to, None to stay. consume: empty the files
    of the grader, the lab's own folder included, once they are read, because the learner's code
    runs as the same user; only for a container that grades one submission and is thrown away.
    """

    mode: Mode
    learner_user: int | None = None
    trusted_user: int | None = None
    consume: bool = False


NOBODY = 65534
CONTAINER_LEARNER = 65533  # any number that no account has


def find_wall(mode: Mode | str = Mode.BUBBLEWRAP, consume: bool = False) -> Wall:
    """Return the wall of a mode.

    consume: in a container that may not change users, whether the lab's folder may be emptied.
    Raises NoWall when bubblewrap is not there or may not make namespaces, and when a container can
    neither change users nor empty the lab.
    """
    root = os.geteuid() == 0
    if Mode(mode) is Mode.CONTAINER:
        if root and may_change_users():
            return Wall(Mode.CONTAINER, CONTAINER_LEARNER, NOBODY)
        if not consume:
            raise NoWall("this container cannot run learners' code as another user; start it as "
                         "root, or let it empty the lab's folder once it is read")  # fmt: skip
        return Wall(Mode.CONTAINER, consume=True)
    if Mode(mode) is Mode.UNSAFE:
        return Wall(Mode.UNSAFE)
    _try_bubblewrap()
    users = (NOBODY, NOBODY) if root else (None, None)
    return Wall(Mode.BUBBLEWRAP, *users)


def may_change_users() -> bool:
    """Return whether there are other users here, who can run this Python."""
    _, _, count = Path("/proc/self/uid_map").read_text("utf-8").split()[:3]
    python = all(_readable_by_all(Path(folder)) for folder in (sys.base_prefix, sys.prefix))
    return int(count) > CONTAINER_LEARNER and python


def _readable_by_all(folder: Path) -> bool:
    """Return whether another user can run the Python that lies there."""
    return all(part.stat().st_mode & 0o005 == 0o005 for part in (folder, *folder.parents))


def _try_bubblewrap() -> None:
    program = shutil.which("bwrap")
    if program is None:
        raise NoWall(
            "bubblewrap is missing; on Debian: apt-get install bubblewrap; or say --unsafe"
        )
    options = ["--unshare-all", "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib",
               "--symlink", "usr/lib64", "/lib64", "--proc", "/proc"]  # fmt: skip
    tried = subprocess.run([program, *options, "/usr/bin/true"], capture_output=True, check=False)
    if tried.returncode:
        why = tried.stderr.decode("utf-8", "replace").strip()
        raise NoWall(f"bubblewrap may not make namespaces here ({why}); allow user namespaces "
                     "(sysctl kernel.unprivileged_userns_clone=1), or say --unsafe")  # fmt: skip
