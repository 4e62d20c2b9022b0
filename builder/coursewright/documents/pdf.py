"""Read a PDF in a process of its own: what is made to exhaust a machine exhausts only that one."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from coursewright.documents.facts import Facts, Heading, Picture, Table

__all__ = ["read_pdf"]

SECONDS = 60
_MOST_BYTES = 256 << 20
_PAIRS = ("bold", "doubled")


def read_pdf(path: Path) -> Facts:
    """Return the facts of a PDF."""
    size = path.stat().st_size
    if size > _MOST_BYTES:
        return Facts(beyond=f"the file has {size:,} bytes; read are {_MOST_BYTES:,}")
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(1024):  # ISO 32000-1, annex H.3.4.1
            return Facts(unreadable="it is no PDF")
    if find_spec("pikepdf") is None:
        return Facts(examined=False)
    command = [sys.executable, "-m", "coursewright.documents.pdf_reader", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS + 30, check=False)
    except subprocess.TimeoutExpired:
        return Facts(beyond="reading it takes longer than allowed")
    if done.returncode < 0:  # stopped by a signal
        return Facts(beyond="reading it takes more time or memory than allowed")
    if done.returncode:
        return Facts(unreadable="it is broken in a way that stops what reads it")
    return _facts(json.loads(done.stdout))


def _facts(told: dict[str, Any]) -> Facts:
    kinds: dict[str, Any] = {"headings": Heading, "pictures": Picture, "tables": Table}
    made: dict[str, Any] = {}
    for name, value in told.items():
        if name in kinds:
            made[name] = tuple(kinds[name](**each) for each in value)
        elif isinstance(value, list):
            made[name] = tuple(tuple(each) if name in _PAIRS else each for each in value)
        else:
            made[name] = value
    return Facts(**made)
