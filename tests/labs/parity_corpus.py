"""Notebooks of every kind that nbgrader knows, made here, and some that it refuses."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from typing import Any

__all__ = ["ACCEPTED", "REFUSED"]

REGION = "def f(x):\n    ### BEGIN SOLUTION\n    y = x * 2\n    return y\n    ### END SOLUTION"
TESTS = "assert f(1) == 2\n### BEGIN HIDDEN TESTS\nassert f(21) == 42\n### END HIDDEN TESTS"
MARKS = "Say why.\n=== BEGIN MARK SCHEME ===\nTwo points.\n=== END MARK SCHEME ===\nThanks."
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJg"
)


def _graded(kind: str, source: str, name: str, **facts: Any) -> dict[str, Any]:
    flags = {"grade": False, "solution": False, "locked": False, "task": False}
    cell = _plain(kind, source, name)
    cell["metadata"] = {"nbgrader": {"schema_version": 3, **flags, "grade_id": name, **facts}}
    return cell


def _plain(kind: str, source: str, name: str) -> dict[str, Any]:
    own = name.replace(" ", "") or "c"
    cell: dict[str, Any] = {"cell_type": kind, "id": own, "metadata": {}, "source": source}
    return cell | ({"outputs": [], "execution_count": 3} if kind == "code" else {})


def _notebook(*cells: dict[str, Any], language: str = "python", minor: int = 5) -> dict[str, Any]:
    metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": language},
        "language_info": {"name": language},
    }
    kept = [dict(cell) for cell in cells]
    if minor < 5:
        for cell in kept:
            del cell["id"]
    return {"cells": kept, "metadata": metadata, "nbformat": 4, "nbformat_minor": minor}


def _answer(source: str, name: str = "a", **facts: Any) -> dict[str, Any]:
    return _graded("code", source, name, solution=True, **facts)


def _tests(source: str, name: str = "t", **facts: Any) -> dict[str, Any]:
    return _graded("code", source, name, grade=True, locked=True, points=2, **facts)


def _with_outputs() -> dict[str, Any]:
    cell = _plain("code", "print(42)", "o")
    cell["metadata"] = {"collapsed": True, "scrolled": False}
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "42\n"}]
    return cell


def _attached(text: str) -> dict[str, Any]:
    cell = _graded("markdown", text, "p", locked=True)
    return cell | {"attachments": {"a.png": {"image/png": PIXEL}}}


_WHOLE = "y <- 1\nz <- 2"
_ALL = (
    _plain("markdown", "# Title\n\nText.", "m"),
    _answer(REGION),
    _tests(TESTS),
    _graded("markdown", "Because.", "e", grade=True, solution=True, points=1.5),
    _graded("markdown", MARKS, "g", task=True, locked=True, points=4),
    _graded("code", "x = 1", "r", locked=True),
    _plain("raw", "raw text", "w"),
)


def _languages() -> Mapping[str, dict[str, Any]]:
    sources = {"whole": _WHOLE, "region": "  // BEGIN SOLUTION\n  secret\n  // END SOLUTION\nlast"}
    languages = ("python", "R", "matlab", "octave", "sas", "java")
    return {
        f"{language}-{name}": _notebook(_answer(source), language=language)
        for language, (name, source) in itertools.product(languages, sources.items())
    }


def _texts() -> Mapping[str, dict[str, Any]]:
    texts = {
        "empty": "",
        "only-a-region": "### BEGIN SOLUTION\nx = 1\n### END SOLUTION",
        "empty-region": "### BEGIN SOLUTION\n### END SOLUTION",
        "two-regions": f"{REGION}\n\n{REGION}",
        "tabs": "if x:\n\t# BEGIN SOLUTION\n\ty = 1\n\t# END SOLUTION\n",
        "line-ends": f"\n\n{REGION}\n\n",
        "unicode": "naïve = '日本語 🎈 \u2028 \x0c'\n# BEGIN SOLUTION ✂\né = 1\n# ✂ END SOLUTION",
        "words-around": "x # here BEGIN SOLUTION of it\nsecret\n''' END SOLUTION '''; z = 1",
        "both-sorts": f"{REGION}\n# BEGIN HIDDEN TESTS\nassert f(3)\n# END HIDDEN TESTS",
    }
    return {
        f"text-{name}": _notebook(_answer(text, grade=True, points=3))
        for name, text in texts.items()
    }


_OTHERS = {
    "empty": _notebook(),
    "tests": _notebook(_tests(TESTS)),
    "tests-only-hidden": _notebook(_tests(TESTS.partition("\n")[2])),
    "two-tests": _notebook(_tests(TESTS), _tests("assert 1", "z")),
    "big-points": _notebook(_graded("code", "assert 1", "b", grade=True, locked=True, points=1e6)),
    "manual-code": _notebook(_answer("essay()", grade=True, points=0.25)),
    "locked-answer": _notebook(_answer("x = 1", locked=True)),
    "task-without-scheme": _notebook(_graded("markdown", "Do.", "k", task=True, points=1)),
    "task-locked": _notebook(_graded("markdown", MARKS, "k", task=True, locked=True, points=1)),
    "no-role": _notebook(_graded("code", "x = 1", "")),
    "attachment": _notebook(_attached("![p](attachment:a.png)")),
    "outputs": _notebook(_with_outputs()),
    "old-checksum": _notebook(_answer(REGION, checksum="0" * 32, cell_type="code")),
    "source-as-lines": _notebook(_answer(["x = 1\n", "y = 2"])),  # type: ignore[arg-type]
}
ACCEPTED: Mapping[str, str] = {
    name: json.dumps(book)
    for name, book in {
        **_languages(),
        **_texts(),
        **{f"minor-{minor}": _notebook(*_ALL, minor=minor) for minor in (2, 3, 4, 5)},
        **_OTHERS,
    }.items()
}


def _without(cell: dict[str, Any], key: str) -> dict[str, Any]:
    graded = {k: v for k, v in cell["metadata"]["nbgrader"].items() if k != key}
    return cell | {"metadata": {"nbgrader": graded}}


_OLD = {"solution": True, "grade": False, "locked": False, "grade_id": "a"}
REFUSED: Mapping[str, str] = {
    name: json.dumps(_notebook(*cells) if isinstance(cells, tuple) else cells)
    for name, cells in {
        "unclosed": (_answer("### BEGIN SOLUTION\nx = 1"),),
        "nested": (_answer("# BEGIN SOLUTION\n# BEGIN SOLUTION\nx\n# END SOLUTION"),),
        "solution-elsewhere": (_tests(REGION),),
        "hidden-tests-elsewhere": (_answer(f"x = 1\n{TESTS}"), _plain("code", TESTS, "h")),
        "scheme-elsewhere": (_graded("markdown", MARKS, "g", locked=True),),
        "unknown-language": _notebook(_answer("x"), language="julia"),
        "id-used-twice": (_answer("x"), _tests("assert x", "a") | {"id": "b"}),
        "id-empty": (_answer("x", ""),),
        "id-not-plain": (_answer("x", "a b"),),
        "no-id": (_without(_answer("x"), "grade_id"),),
        "no-points": (_without(_tests("assert x"), "points"),),
        "points-below-zero": (_answer("x", grade=True, points=-1),),
        "no-locked": (_without(_answer("x"), "locked"),),
        "unknown-key": (_answer("x", remark="mine"),),
        "text-answer-ungraded": (_graded("markdown", "x", "m", solution=True),),
        "text-graded-without-answer": (_graded("markdown", "x", "m", grade=True, points=1),),
        "task-in-code": (_graded("code", "x", "m", task=True, locked=True, points=1),),
        "metadata-v0": (_answer("x") | {"metadata": {"nbgrader": dict(_OLD)}},),
        "metadata-v1": (_answer("x", schema_version=1),),
        "metadata-v2": (_answer("x", schema_version=2),),
        "metadata-v4": (_answer("x", schema_version=4),),
        "read-only-raw": (_graded("raw", "raw", "k", locked=True),),
        "autotest": (_tests("### AUTOTEST f(1)"),),
        "hashed-autotest": (_tests("### HASHED AUTOTEST f(1)"),),
    }.items()
}
