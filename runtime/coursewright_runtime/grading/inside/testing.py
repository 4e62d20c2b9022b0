"""The author's pytest files, run by pytest in the tests' process."""

from __future__ import annotations

import builtins
import gc
import importlib.abc
import os
import sys
import tempfile
import types
from collections.abc import Callable, Container, Iterator
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from _pytest import config, skipping
from _pytest.assertion import rewrite

from coursewright_runtime.grading.inside.link import Link
from coursewright_runtime.grading.inside.proxies import LearnerException, Proxy
from coursewright_runtime.grading.inside.reporting import Report, as_text, shortened
from coursewright_runtime.grading.inside.settings import Settings
from coursewright_runtime.grading.inside.telling import (
    borrowers,
    has_foreign_fixtures,
    remember_lines,
    told,
)

_OPTIONS = (
    "-p no:cacheprovider -p no:terminal -p no:junitxml -p no:pastebin -p no:faulthandler "
    "-p no:stepwise -p no:legacypath -p no:unraisableexception -p no:threadexception "
    "--capture=sys --import-mode=prepend --continue-on-collection-errors --strict-markers"
).split()
_borrowers: set[str] = set()


def warm(settings: Settings) -> None:
    """Let pytest import what it imports on its first use, and read the lab's tests once.

    Afterwards the files may be emptied: no run reads them again.
    """
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    _rehearse()
    made = config._prepareconfig([*_OPTIONS, "--rootdir=/", os.devnull], plugins=[])
    folder = Path(settings.lab)
    _borrowers.update(borrowers(folder / "tests"))
    remember_lines(folder / "tests")
    kept = {path: rewrite._rewrite_test(path, made) for path in _rewritten(folder)}
    helpers = {path.stem: path for path in sorted((folder / "tests").glob("*.py"))}
    own = _Helpers({name: path for name, path in helpers.items() if path not in kept})
    original = rewrite._rewrite_test

    def known(path: Path, current: Any) -> Any:
        if path.is_relative_to(folder):
            return kept[path]
        return original(path, current)

    def known_names(entry: str) -> _KnownFiles:
        if Path(entry).is_relative_to(folder):
            return _KnownFiles(Path(entry), kept)
        raise ImportError(entry)

    rewriting: Any = rewrite
    rewriting._rewrite_test = known
    sys.meta_path.insert(0, own)
    sys.path_hooks.insert(0, known_names)
    gc.freeze()


def _rehearse() -> None:
    """Run one test that passes and one that fails, for what pytest imports on the way."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "test_rehearsal.py")
        path.write_text("def test_a(): pass\ndef test_b(): assert [1] == [2]\n", encoding="utf-8")
        options = [*_OPTIONS, "-c", os.devnull, f"--rootdir={folder}", f"--basetemp={folder}/t"]
        pytest.main([*options, str(path)], plugins=[])
    sys.modules.pop("test_rehearsal", None)


def _rewritten(folder: Path) -> list[Path]:
    """Return the files whose asserts pytest rewrites."""
    paths = sorted((folder / "tests").rglob("*.py"))
    return [path for path in paths if path.name.startswith(("test_", "conftest"))]


class _KnownFiles:
    """Finds in a folder of tests what was read there at the start, and nothing put there since."""

    def __init__(self, folder: Path, known: Container[Path]) -> None:
        self._folder = folder
        self._known = known

    def find_spec(self, name: str, _target: Any = None) -> ModuleSpec | None:
        path = self._folder / f"{name.rpartition('.')[2]}.py"
        return spec_from_file_location(name, path) if path in self._known else None

    def invalidate_caches(self) -> None:
        """Hold no cache."""


class _Helpers(importlib.abc.Loader):
    """Loads modules that lie beside the tests from what was read at the start."""

    def __init__(self, paths: dict[str, Path]) -> None:
        self._codes = {
            name: compile(path.read_bytes(), str(path), "exec") for name, path in paths.items()
        }

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> Any:
        return ModuleSpec(name, self) if name in self._codes else None

    def exec_module(self, module: types.ModuleType) -> None:
        exec(self._codes[module.__name__], module.__dict__)


def run(
    settings: Settings, files: list[dict[str, Any]], sealed: bool, link: Link, report: Report
) -> None:
    """Run test files in the order given and report each test.

    sealed: whether a hidden test has handed the submission something in an earlier run.
    """
    hidden = {f"{file['path']}" for file in files if file["hidden"]}
    plugin = Plugin(hidden, sealed, Path(settings.lab), report, link.start_test)
    start(settings, [file["path"] for file in files], plugin)


def start(settings: Settings, files: list[str], plugin: Plugin) -> None:
    """Run pytest with the author's configuration alone."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    root = Path(settings.lab)
    options = [*_OPTIONS, "-c", os.devnull, f"--rootdir={root}", f"--confcutdir={root}",
               f"--basetemp={settings.scratch}/tests"]  # fmt: skip
    pytest.main([*options, *(str(root / path) for path in files)], plugins=[plugin])


class Plugin:
    """Tells pytest what belongs to learners, and the report what came out."""

    def __init__(
        self, hidden: set[str], sealed: bool, root: Path, report: Report,
        start_test: Callable[[], None],
    ) -> None:  # fmt: skip
        """Report tests.

        hidden: files of which learners may read no source. sealed: whether the submission knows
        what a hidden test handed over. root: folder of the author's files.
        """
        self._hidden = hidden
        self._sealed = sealed
        self._root = root
        self._report = report
        self._start_test = start_test

    def pytest_collectstart(self, collector: Any) -> None:
        """Give importing a file its time."""
        self._start_test()
        self._report.write(running=collector.nodeid)

    def pytest_pycollect_makeitem(self, obj: Any) -> list[Any] | None:
        """Collect nothing that a learner named like a test."""
        foreign = type(obj) is Proxy or isinstance(obj, LearnerException)
        own = isinstance(obj, type) and issubclass(obj, LearnerException)
        return [] if foreign or own else None

    def pytest_collection_finish(self, session: Any) -> None:
        """Report which tests there are, before any of them runs."""
        self._report.write(collected=[item.nodeid for item in session.items])

    def pytest_collectreport(self, report: Any) -> None:
        """Report a file that could not be imported."""
        if report.failed:
            name = report.nodeid
            message = getattr(report, "told", "") or "These tests could not be started."
            self._report.write(id=name, title=name, state="error", message=message, score=0.0,
                               detail=shortened(str(report.longrepr)), seconds=0.0)  # fmt: skip

    def pytest_exception_interact(self, node: Any, call: Any, report: Any) -> None:
        """Keep what the learner may read of the error."""
        error = call.excinfo.value if call.excinfo else None
        cause = _root(error)
        report.told = self._told(cause, node) if cause is not None else ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: Any) -> None:
        """Give a test its time."""
        self._start_test()
        self._report.write(running=item.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_setup(self, item: Any) -> None:
        """Give a test the fixtures that it names without asking for them."""
        function = getattr(item, "function", None)
        if isinstance(function, types.FunctionType):
            _provide(item, function)

    def pytest_runtest_makereport(self, item: Any, call: Any) -> None:
        """Report a test when its call ends, or what kept it from being called."""
        failed = call.excinfo is not None
        if call.when == "teardown" or (call.when == "setup" and not failed):
            return
        name = item.nodeid
        expected = item.stash.get(skipping.xfailed_key, None)
        if failed and not _is_expected(expected, call.excinfo.value):
            fact = self._verdict(call.excinfo, item)
        else:
            fact = _UNEXPECTED if expected and expected.strict and not failed else _PASSED
        title = (getattr(getattr(item, "obj", None), "__doc__", "") or item.name).strip()
        self._report.write(
            id=name, title=title.splitlines()[0], seconds=round(call.duration, 4), **fact
        )
        self._sealed = self._sealed or self._is_hidden(item) or self._borrows(item)

    def _verdict(self, info: Any, item: Any) -> dict[str, Any]:
        if isinstance(info.value, (pytest.skip.Exception, pytest.xfail.Exception)):
            return {"state": "not_run", "score": 0.0, "message": "This test was not run.",
                    "detail": str(info.value)}  # fmt: skip
        detail = f"line {_line(info, item)}: {type(info.value).__name__}: {as_text(info.value)}"
        return {"state": "failed", "score": 0.0, "message": self._told(info.value, item),
                "detail": shortened(detail)}  # fmt: skip

    def _told(self, error: BaseException, node: Any) -> str:
        sealed = self._sealed or self._borrows(node)
        return told(error, self._root, hidden=self._is_hidden(node), sealed=sealed)

    def _is_hidden(self, node: Any) -> bool:
        return node.nodeid.partition("::")[0] in self._hidden

    def _borrows(self, node: Any) -> bool:
        """Return whether a test uses values of files that are not its own."""
        return str(node.path) in _borrowers or has_foreign_fixtures(node, self._root)


_PASSED = {"state": "passed", "score": 1.0, "message": "", "detail": ""}
_UNEXPECTED = {"state": "failed", "score": 0.0, "message": "This test should have failed.",
               "detail": "it is marked xfail, strict, and passed"}  # fmt: skip


def _is_expected(mark: Any, error: BaseException) -> bool:
    """Return whether a failure is what an `xfail` whose condition holds says."""
    if mark is None or isinstance(error, (pytest.skip.Exception, pytest.xfail.Exception)):
        return False
    return mark.raises is None or isinstance(error, mark.raises)


def _root(error: BaseException | None) -> BaseException | None:
    return error.__cause__ if error is not None and error.__cause__ is not None else error


def _line(info: Any, item: Any) -> int:
    lines = [entry.lineno + 1 for entry in info.traceback if str(entry.path) == str(item.path)]
    return lines[-1] if lines else 0


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)


def _provide(item: Any, function: types.FunctionType) -> None:
    """Put fixtures into the globals that a test uses by their bare names."""
    scope = function.__globals__
    names = {name for code in _codes(function.__code__) for name in code.co_names}
    for name in sorted(names):
        if name in scope or hasattr(builtins, name):
            continue
        if item._request._arg2fixturedefs.get(name) or _has_fixture(item, name):
            scope[name] = item._request.getfixturevalue(name)
            item.addfinalizer(lambda name=name: scope.pop(name, None))


def _has_fixture(item: Any, name: str) -> bool:
    return bool(item.session._fixturemanager.getfixturedefs(name, item))
