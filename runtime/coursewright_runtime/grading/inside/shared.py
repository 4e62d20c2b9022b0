"""`isolation: shared`: tests in the learner's own process, whose verdict it could forge."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from coursewright_runtime.grading.inside import testing
from coursewright_runtime.grading.inside.reporting import Report
from coursewright_runtime.grading.inside.settings import Settings


def run(settings: Settings, message: dict[str, Any], descriptor: int) -> None:
    """Write the tests into a folder of the learner's process and run pytest there."""
    os.environ["HOME"] = settings.scratch
    folder = tempfile.mkdtemp(dir=settings.temporary)
    Path(folder, "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    for name, text in message["texts"].items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    files = message["files"]
    hidden = {file["path"] for file in files if file["hidden"]}
    plugin = testing.Plugin(hidden, Report(descriptor), lambda: None)
    sys.path.insert(0, settings.work)
    testing.start(replace(settings, lab=folder), [file["path"] for file in files], plugin)
