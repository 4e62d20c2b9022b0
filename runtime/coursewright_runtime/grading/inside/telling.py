"""What learners may read of a test that failed.

Of a hidden test: the words that its author wrote for it. Of one that they have seen: what pytest
says, too, as long as no value in it can be one that they have not seen. It can be where the test
takes values from another file, and where a hidden test has handed something to the learner's
process, which could have kept it. Then the line of the test stands for them.
"""

from __future__ import annotations

import ast
import linecache
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from coursewright_runtime.grading.inside.reporting import as_text, of_learner, shortened

_HIDDEN = "A hidden test failed."


def borrowers(tests: Path) -> frozenset[str]:
    """Return the test files that import another file which lies with the tests."""
    sources = {path: path.read_bytes() for path in sorted(tests.rglob("*.py"))}
    names = {path.stem for path in sources}
    return frozenset(
        str(path)
        for path, source in sources.items()
        if (names - {path.stem}).intersection(_imported(source))
    )


def remember_lines(tests: Path) -> None:
    """Keep the tests' lines in memory, as the files may be emptied."""
    for path in sorted(tests.rglob("*.py")):
        text = path.read_text(encoding="utf-8", errors="replace")
        linecache.cache[str(path)] = (len(text), None, text.splitlines(True), str(path))


def _imported(source: bytes) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.rpartition(".")[2] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").rpartition(".")[2]
            yield from (alias.name for alias in node.names)


def has_foreign_fixtures(item: Any, root: Path) -> bool:
    """Return whether a test has fixtures of the author's that stand in another file.

    root: folder of the author's files.
    """
    found = getattr(getattr(item, "_fixtureinfo", None), "name2fixturedefs", {})
    code = (getattr(each[-1].func, "__code__", None) for each in found.values())
    files = {Path(each.co_filename) for each in code if each is not None}
    return any(file.is_relative_to(root) and file != item.path for file in files)


def told(error: BaseException, root: Path, *, hidden: bool, sealed: bool) -> str:
    """Return what a learner may read.

    root: folder of the author's files. hidden: whether the test is. sealed: whether its values may
    be ones that the learner has not seen.
    """
    own = of_learner(error, not hidden and not sealed)
    if own is not None:
        return own
    judged = isinstance(error, (AssertionError, pytest.fail.Exception))
    if not hidden and not sealed:
        text = as_text(error)
        return shortened(text or "A test failed.") if judged else _raised(error, text)
    words = _words(error, root) if judged else ""
    if words or hidden:
        return shortened(words) or _HIDDEN
    return shortened(f"{_line(error, root)} failed") if judged else _raised(error, "")


def _raised(error: BaseException, text: str) -> str:
    return shortened(f"{type(error).__name__}: {text}".removesuffix(": "))


def _words(error: BaseException, root: Path) -> str:
    """Return what the author wrote in an assert or `pytest.fail`, without what pytest adds.

    What a library says in its own assertions is no word of the author's: it names the values.
    """
    frames = [frame for frame in _frames(error) if not _is_outcome(frame)]
    if not frames or not Path(frames[-1].f_code.co_filename).is_relative_to(root):
        return ""
    text = as_text(error).partition("\nassert ")[0]
    return "" if text.startswith("assert ") else text


def _line(error: BaseException, root: Path) -> str:
    """Return the line of the test where it failed, as far as it is the author's."""
    step = error.__traceback__
    found = "A test"
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        if Path(file).is_relative_to(root) and step.tb_frame.f_code.co_name.startswith("test"):
            found = linecache.getline(file, step.tb_lineno).strip() or found
        step = step.tb_next
    return found


def _frames(error: BaseException) -> Iterator[FrameType]:
    step = error.__traceback__
    while step is not None:
        yield step.tb_frame
        step = step.tb_next


def _is_outcome(frame: FrameType) -> bool:
    """Return whether this is `pytest.fail` itself, which the frame before has called."""
    return frame.f_code.co_filename.endswith("_pytest/outcomes.py")
