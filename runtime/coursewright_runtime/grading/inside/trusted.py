"""The tests' process: the author's code runs here, and the verdict is made here."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.inside import (
    empties,
    guards,
    imports,
    subprocesses,
    wire,
    written,
)
from coursewright_runtime.grading.inside.link import Link
from coursewright_runtime.grading.inside.proxies import member
from coursewright_runtime.grading.inside.reporting import Report
from coursewright_runtime.grading.inside.settings import Settings

_companions: dict[str, imports.Companion] = {}


def warm(settings: Settings) -> None:
    """Import what tests and notebooks need and read the lab, before anything is forked.

    A learner's code that runs as the same user may change the files afterwards.
    """
    _companions.update(_read_companions(settings))
    sources = list(written.sources(Path(settings.lab)))
    written.remember(sources)
    if any("numpy" in source for source in sources):
        empties.install()
    if settings.notebooks:
        from coursewright_runtime.grading.inside import notebook, shell

        shell.make_shell()
        notebook.warm(settings)
    if settings.tests:
        from coursewright_runtime.grading.inside import testing

        testing.warm(settings)


def run(settings: Settings, message: dict[str, Any], descriptors: list[int]) -> None:
    """Run the tests of one notebook, or the test files, against one submission."""
    report = Report(descriptors[0])
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):  # what learners print must not fill a log
        os.dup2(null, number)
    os.environ.clear()
    os.environ.update(PATH="/usr/bin:/bin", LANG="C.UTF-8", HOME=settings.scratch,
                      TMPDIR=settings.temporary, NBGRADER_EXECUTION="autograde")  # fmt: skip
    os.chdir(settings.work)
    sys.dont_write_bytecode = True
    channel = wire.Channel(socket.socket(fileno=descriptors[1]))
    link = Link(channel, _companions, settings.test_seconds)
    expected = frozenset(message["expected"])
    subprocesses.install(link.request)

    def tell(problem: str) -> None:
        report.write(problem=problem)

    guards.install(Path(settings.work), Path(settings.lab), expected, tell)

    def public() -> Mapping[str, Any]:
        return _public_names(settings, link, message)

    imports.install(Path(settings.work), settings.sources, link.request, _companions,
                    expected, frozenset(message["kept"]), public)  # fmt: skip
    try:
        _run_tests(settings, message, link, report)
    except BaseException as error:
        report.write(crash=f"{type(error).__name__}: {error}"[:500])
        raise


def _run_tests(settings: Settings, message: dict[str, Any], link: Link, report: Report) -> None:
    if message["role"] == "notebook":
        from coursewright_runtime.grading.inside import notebook

        notebook.run(settings, message, link, report)
    else:
        from coursewright_runtime.grading.inside import testing

        testing.run(settings, message["files"], message["sealed"], link, report)


def _read_companions(settings: Settings) -> dict[str, imports.Companion]:
    """Return the modules that the course hands out and learners do not edit, by name."""
    found: dict[str, imports.Companion] = {}
    release = Path(settings.lab, "release")
    for folder in (release, *(release / name for name in settings.sources)):
        for path in sorted(folder.glob("*.py")):
            if path.relative_to(release).as_posix() not in settings.editable:
                found.setdefault(path.stem, imports.Companion(path))
    return found


def _public_names(settings: Settings, link: Link, message: dict[str, Any]) -> dict[str, Any]:
    """Return every public name of the learner's notebooks and modules."""
    from coursewright_runtime.grading.inside import notebook

    names: dict[str, Any] = {}
    kept = frozenset(message["kept"])
    for name in message["notebooks"]:
        names |= notebook.public_names(Path(settings.work, name), link)
    for path in sorted(Path(settings.work).glob("*.py")):
        if path.stem not in _companions and path.stem.isidentifier():
            handle, public = link.request("import", path.stem, False)
            names |= {key: member(handle, key) for key in imports.importable(public, kept)}
    return {key: names[key] for key in imports.importable(names, kept)}
