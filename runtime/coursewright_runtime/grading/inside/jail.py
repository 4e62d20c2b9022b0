"""Puts the calling process behind the walls of one submission.

Inside bubblewrap each submission gets namespaces of mounts, processes, messages and users of its
own, so that it sees no neighbour; without it (a container is the wall) another user where we may
change it, and limits.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from coursewright_runtime.grading.inside import kernel
from coursewright_runtime.grading.inside.settings import Settings

NOBODY = 65534
_LOOK = 0.1  # seconds between two looks at the memory of all processes


def enter(settings: Settings, user: int | None, keep: set[int], supervised: bool) -> None:
    """Return in a new process behind the walls; the calling one waits for it and ends.

    keep: file descriptors that stay open. supervised: let a process of ours be the first of the
    namespace, which collects orphans and watches the memory of all; this is the learner's side.
    """
    if settings.namespaces:
        kernel.unshare(kernel.CLONE_NEWNS | kernel.CLONE_NEWPID | kernel.CLONE_NEWIPC)
        _mount_own_folders(settings, links=supervised)
    if child := os.fork():
        _close_all_but(set())
        _end_like(child)
    if settings.namespaces:
        _mount_own_proc()
    _become(settings, user)
    if not settings.namespaces:
        os.setsid()
    _close_all_but(keep | {0, 1, 2})
    kernel.die_with_parent()
    if supervised and (child := os.fork()):
        kernel.hide_memory()
        _supervise(child, settings, keep)
    if supervised:
        kernel.die_with_parent()
    _limit(settings, supervised)


def _mount_own_folders(settings: Settings, links: bool) -> None:
    """Mount what this submission may see. links: whether symbolic links in it are followed."""
    kernel.mount("none", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
    kept = kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_NOSUID | kernel.MS_NODEV
    for name, target in (("work", settings.work), ("scratch", settings.scratch)):
        kernel.mount(f"{settings.batch}/now/{name}", target, "", kernel.MS_BIND)
        if not links:  # the learner makes them, and the tests would read what they lead to
            kernel.mount("none", target, "", kept | kernel.MS_NOSYMFOLLOW)
    flags = kernel.MS_NOSUID | kernel.MS_NODEV
    for target in (settings.temporary, "/dev/shm"):
        kernel.mount("tmpfs", target, "tmpfs", flags, f"size={settings.disk},mode=1777")
    kernel.mount("tmpfs", settings.batch, "tmpfs", flags | kernel.MS_RDONLY, "size=4k")


def _mount_own_proc() -> None:
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    try:
        kernel.mount("proc", "/proc", "proc", flags)
    except OSError:  # not allowed in some user namespaces; then there is none at all
        kernel.mount("tmpfs", "/proc", "tmpfs", flags, "size=4k")


def _become(settings: Settings, user: int | None) -> None:
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    if settings.namespaces:
        _own_users()
        kernel.drop_capabilities()
    kernel.refuse_new_privileges()


def _own_users() -> None:
    """Count processes for this submission alone, and take away the right to make namespaces."""
    number, group = os.getuid(), os.getgid()
    kernel.show_memory()  # the kernel gave our /proc files to root when the user changed
    kernel.unshare(kernel.CLONE_NEWUSER)
    proc = Path("/proc/self")
    with contextlib.suppress(OSError):  # without /proc we stay an unmapped user, which is nobody
        (proc / "setgroups").write_text("deny", encoding="utf-8")
        (proc / "uid_map").write_text(f"{number} {number} 1", encoding="utf-8")
        (proc / "gid_map").write_text(f"{group} {group} 1", encoding="utf-8")
        Path("/proc/sys/user/max_user_namespaces").write_text("0", encoding="utf-8")


def _close_all_but(keep: set[int]) -> None:
    last = 2 if not keep else max(keep)
    for number in range(3, last + 1):
        if number not in keep:
            with contextlib.suppress(OSError):
                os.close(number)
    os.closerange(max(3, last + 1), 4096)


def _end_like(child: int) -> NoReturn:
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _supervise(child: int, settings: Settings, keep: set[int]) -> NoReturn:
    """Wait for the learner's process and end with it, which ends every process it left."""
    for number in keep:
        os.close(number)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    while True:
        signal.sigtimedwait({signal.SIGCHLD}, _LOOK)
        while True:
            ended, status = _reap()
            if ended == child:
                os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
            if not ended:
                break
        if settings.namespaces and _memory_of_all() > settings.memory:
            os._exit(137)


def _reap() -> tuple[int, int]:
    try:
        return os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        os._exit(0)


def _memory_of_all() -> int:
    """Return the bytes that the processes of this namespace hold, nameless files counted once."""
    pages = 0
    files: dict[int, int] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal():
            with contextlib.suppress(OSError, ValueError, IndexError):
                fields = Path(entry.path, "statm").read_text(encoding="utf-8").split()
                pages += int(fields[1]) - int(fields[2])
            files.update(_nameless_files(Path(entry.path, "fd")))
    return pages * resource.getpagesize() + sum(files.values())


def _nameless_files(folder: Path) -> Iterator[tuple[int, int]]:
    """Yield number and bytes of each file of memfd_create(2) that a process holds open."""
    with contextlib.suppress(OSError):  # it has ended meanwhile
        for entry in os.scandir(folder):
            if str(Path(entry.path).readlink()).startswith("/memfd:"):
                about = entry.stat()
                yield about.st_ino, about.st_blocks * 512


def _limit(settings: Settings, learner: bool) -> None:
    seconds = int(settings.cpu) + 1
    limits = {
        resource.RLIMIT_CPU: seconds if learner else seconds * 4,
        resource.RLIMIT_FSIZE: settings.file_size,
        resource.RLIMIT_NOFILE: settings.open_files,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_AS: settings.memory if learner else max(settings.memory, 1 << 30),
        resource.RLIMIT_NPROC: settings.processes,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_MEMLOCK: 0,
    }
    for kind, value in limits.items():
        _, hard = resource.getrlimit(kind)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    if learner:
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="utf-8")
    sys.setrecursionlimit(1000)
