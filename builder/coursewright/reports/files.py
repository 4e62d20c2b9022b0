"""The machine-readable reports of a build: losses, hashes, and the build itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from coursewright.engine.atomic import write_atomically
from coursewright.execute.model import Ending
from coursewright.execute.outcome import Executed, Outcome
from coursewright.prove.model import Proved
from coursewright.result import Result
from coursewright.version import __version__
from coursewright_runtime.grading.outcome import Outcome as GradedOutcome

__all__ = ["build_record", "content_hashes", "losses", "notebooks", "write_json"]


def losses(result: Result) -> dict[str, object]:
    """Return what each target could not express, and what it has instead."""
    return {
        "version": 1,
        "targets": {
            each.target: [asdict(loss) for loss in each.losses]
            for each in sorted(result.packaged, key=lambda each: each.target)
        },
    }


def content_hashes(result: Result) -> dict[str, object]:
    """Return the SHA-256 of each archive's uncompressed members; equal wherever zlib differs."""
    files = (file for each in result.packaged for file in each.files if file.members)
    archives = {file.path: dict(file.members) for file in sorted(files, key=lambda f: f.path)}
    return {"version": 1, "archives": archives}


def notebooks(executed: Executed, proved: Sequence[Proved]) -> dict[str, object]:
    """Return how each notebook went, cell by cell, and how each lab was proved."""
    return {
        "version": 1,
        "notebooks": [_notebook(each) for each in executed.outcomes],
        "labs": [_lab(each) for each in proved],
    }


def _lab(proved: Proved) -> dict[str, object]:
    record: dict[str, object] = {"item": proved.item, "path": proved.path}
    proof = proved.proof
    if proof is None:
        return {**record, "proved": False, "message": proved.note}
    return {
        **record,
        "proved": proof.holds,
        "message": proved.note,
        "seconds": proof.seconds,
        "solution": [_outcome(each) for each in proof.solution],
        "release": [_outcome(each) for each in proof.stub],
        "checks": [asdict(each) for each in proof.checks],
    }


def _outcome(outcome: GradedOutcome) -> dict[str, object]:
    return {
        "id": outcome.id,
        "points": outcome.points,
        "maximum": outcome.maximum,
        "state": outcome.state.value,
    }


def _notebook(outcome: Outcome) -> dict[str, object]:
    run = outcome.run
    finished = run is not None and run.ending is Ending.FINISHED
    record: dict[str, object] = {
        "item": outcome.item,
        "path": outcome.path,
        "outputs": "executed" if finished else "stored",
    }
    if run is None:
        return {**record, "ending": "not-executed", "message": outcome.reason}
    return {
        **record,
        "ending": run.ending.value,
        "cell": run.cell,
        "line": run.line,
        "message": run.message,
        "traceback": list(run.traceback),
        "seconds": run.seconds,
        "cells": [
            {
                "cell": cell.cell,
                "seconds": cell.seconds,
                "slow": cell.slow,
                "stderr": cell.stderr,
                "differs": cell.differs,
            }
            for cell in run.cells
        ],
    }


def build_record(result: Result, moment: str, *, audit: bool) -> dict[str, object]:
    """Return what was built. moment: when, ISO 8601; reports may carry times.

    audit: whether the pages were to be audited afterwards.
    """
    return {
        "version": 1,
        "coursewright": __version__,
        "finished": moment,
        "published": result.published,
        "audit": audit,
        "targets": {
            each.target: [
                {"path": file.path, "size": file.size, "sha256": file.sha256}
                for file in each.files
                if not file.path.startswith("site/")
            ]
            for each in sorted(result.packaged, key=lambda each: each.target)
        },
        "diagnostics": [
            {**asdict(diagnostic), "severity": diagnostic.severity.value}
            for diagnostic in result.diagnostics
        ],
    }


def write_json(path: Path, value: Mapping[str, object]) -> None:
    """Replace `path` by the value as readable JSON."""
    text = json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True)
    write_atomically(path, f"{text}\n".encode())
