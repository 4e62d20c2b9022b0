"""ruff over the learner's code, deaf to the learner's own settings and `noqa`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.code import Module
from coursewright_runtime.grading.errors import GradingFault
from coursewright_runtime.grading.workspace import workspace

__all__ = ["Finding", "style"]

_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of ruff."""

    file: str
    line: int
    code: str
    message: str


def style(modules: Mapping[str, Module], rules: tuple[str, ...]) -> list[Finding]:
    """Return what ruff finds by `rules` (its codes, such as `E` or `C90`), sorted.

    Code that is no Python is left out, and code that ruff cannot bear is one finding.
    Raises GradingFault when ruff is missing or does not know a rule.
    """
    parsed = [module for module in modules.values() if module.tree]
    with workspace("style") as folder:
        # Files get names of ours; what a learner calls a file is never a path here.
        files = {f"m{number}.py": module for number, module in enumerate(parsed)}
        for file, module in files.items():
            (folder / file).write_text(module.text, "utf-8", errors="replace")
        found = _run(folder, rules)
    names = {file: module.name for file, module in files.items()}
    findings = [
        Finding(names[Path(each["filename"]).name], line, each["code"] or "", each["message"])
        for each in found
        for line in [each["location"]["row"]]
    ]
    return sorted(findings, key=lambda f: (f.file, f.line, f.code))


def _run(folder: Path, rules: tuple[str, ...]) -> list[dict[str, Any]]:
    options = ["--isolated", "--ignore-noqa", "--no-cache", "--output-format=json", "--exit-zero"]
    command = [_ruff(), "check", *options, f"--select={','.join(rules)}", "."]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=_SECONDS)
        if done.returncode < 0:  # killed: nested deeper than its stack
            return [_unbearable("the code is nested too deep to be judged")]
        found: list[dict[str, Any]] = json.loads(done.stdout)
        return found
    except subprocess.TimeoutExpired:
        return [_unbearable("the code takes too long to be judged")]
    except ValueError as error:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise GradingFault(f"ruff could not run: {said}") from error


def _unbearable(message: str) -> dict[str, Any]:
    return {"filename": "m0.py", "location": {"row": 1}, "code": "", "message": message}


def _ruff() -> str:
    try:
        from ruff.__main__ import find_ruff_bin
    except ImportError as error:
        message = "ruff is missing; install it with `pip install coursewright[grading]`"
        raise GradingFault(message) from error
    return str(find_ruff_bin())
