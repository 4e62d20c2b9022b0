"""`isolation: shared`: tests in the learner's own process, whose verdict it could forge."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.inside import shell, testing
from coursewright_runtime.grading.inside.imports import VirtualFinder, importable
from coursewright_runtime.grading.inside.notebook import Unreadable, read_cells
from coursewright_runtime.grading.inside.reporting import Report
from coursewright_runtime.grading.inside.settings import Settings


def run(settings: Settings, message: dict[str, Any], descriptor: int) -> None:
    """Write the tests into a folder of the learner's process and run pytest there."""
    os.environ["HOME"] = settings.scratch
    folder = tempfile.mkdtemp(dir=settings.temporary)
    for name, text in message["texts"].items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    files = message["files"]
    hidden = {file["path"] for file in files if file["hidden"]}
    report = Report(descriptor)
    plugin = testing.Plugin(hidden, message["sealed"], Path(folder), report, lambda: None)
    sys.path.insert(0, settings.work)
    sys.meta_path.append(VirtualFinder(lambda: _public_names(settings, message)))
    testing.start(replace(settings, lab=folder), [file["path"] for file in files], plugin)


def _public_names(settings: Settings, message: dict[str, Any]) -> dict[str, Any]:
    """Run the learner's notebooks here and return all public names, those of modules included."""
    names: dict[str, Any] = {}
    for name in message["notebooks"]:
        with contextlib.suppress(Unreadable):
            for cell in read_cells(Path(settings.work, name)):
                if cell["type"] == "code":
                    bound, _, _ = shell.run_cell(cell["source"], lambda error: {"text": str(error)})
                    names |= {each: shell.names()[each] for each in bound}
    for path in sorted(Path(settings.work).glob("*.py")):
        if path.stem.isidentifier():
            module = importlib.import_module(path.stem)
            names |= vars(module)
    return {key: names[key] for key in importable(names, message["kept"])}
