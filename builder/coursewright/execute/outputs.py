"""Put fresh outputs into a notebook; pure."""

from __future__ import annotations

import json

from coursewright.execute.model import NotebookRun

__all__ = ["with_outputs"]


def with_outputs(notebook: str, run: NotebookRun) -> str:
    """Return the notebook's JSON with the outputs of `run` in place of those that are stored.

    Cells that did not run, being empty or tagged `skip-execution`, keep theirs.
    """
    data = json.loads(notebook)
    for cell in run.cells:
        written = data["cells"][cell.cell - 1]
        written["outputs"] = list(cell.outputs)
        written["execution_count"] = cell.count
    return json.dumps(data, ensure_ascii=False)
