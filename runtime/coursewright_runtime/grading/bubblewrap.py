"""The command line of bubblewrap: what a fork server and its submissions can see."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import coursewright_runtime

HARNESS = "/harness"
VENV = "/python"
LAB, INCOMING, BATCH, WORK, SCRATCH = "/lab", "/incoming", "/batch", "/submission", "/scratch"
_ETC = (
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "localtime",
    "mime.types",
    "fonts",
    "alternatives",
)
_CAPABILITIES = (
    "SYS_ADMIN",
    "SETUID",
    "SETGID",
    "SETPCAP",
    "CHOWN",
    "FOWNER",
    "DAC_OVERRIDE",
    "KILL",
)


def command(lab: Path, incoming: Path, inherited: Sequence[str]) -> list[str]:
    """Return the command that runs the fork server behind bubblewrap.

    lab: the grader's side; incoming: where submissions are put; inherited: further arguments.
    """
    options = [*_namespaces(), *_system(), *_python(), *_own_folders(lab, incoming)]
    return ["bwrap", *options, "--", *python_command(f"{VENV}/bin/python"), *inherited]


def python_command(python: str, harness: str = HARNESS) -> list[str]:
    """Return the command of the fork server; nothing of the user's set-up reaches it."""
    start = f"import sys; sys.path.insert(0, {harness!r}); "
    start += "from coursewright_runtime.grading.inside.forkserver import main; main()"
    return [python, "-I", "-B", "-c", start]


def _namespaces() -> list[str]:
    options = ["--die-with-parent", "--new-session", "--clearenv",
               "--setenv", "PATH", "/usr/bin:/bin",
               "--setenv", "LANG", "C.UTF-8", "--setenv", "HOME", "/tmp",
               "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
               "--unshare-cgroup-try"]  # fmt: skip
    if os.geteuid() != 0:
        options += ["--unshare-user", "--uid", "65534", "--gid", "65534"]
        return [*options, "--cap-add", "CAP_SYS_ADMIN"]
    return [*options, *(part for name in _CAPABILITIES for part in ("--cap-add", f"CAP_{name}"))]


def _system() -> Iterator[str]:
    yield from ("--ro-bind", "/usr", "/usr")
    for name in ("bin", "sbin", "lib", "lib32", "lib64"):
        path = Path("/", name)
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), str(path))
        elif path.is_dir():
            yield from ("--ro-bind", str(path), str(path))
    for name in _ETC:
        yield from ("--ro-bind-try", f"/etc/{name}", f"/etc/{name}")
    yield from ("--proc", "/proc", "--dev", "/dev")


def _python() -> Iterator[str]:
    if not Path(sys.base_prefix).is_relative_to("/usr"):
        for parent in reversed(Path(sys.base_prefix).parents[:-1]):
            yield from ("--perms", "0755", "--dir", str(parent))
        yield from ("--ro-bind", sys.base_prefix, sys.base_prefix)
    yield from ("--ro-bind", sys.prefix, VENV)
    yield from ("--perms", "0755", "--dir", HARNESS)
    package = Path(str(coursewright_runtime.__file__)).parent
    yield from ("--ro-bind", str(package), f"{HARNESS}/{package.name}")


def _own_folders(lab: Path, incoming: Path) -> Iterator[str]:
    yield from ("--ro-bind", str(lab), LAB, "--ro-bind", str(incoming), INCOMING)
    yield from ("--tmpfs", BATCH, "--dir", WORK, "--dir", SCRATCH, "--tmpfs", "/tmp")
    # An ordinary user owns what bubblewrap makes, and a learner's code runs as that same user.
    yield from ("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/")
